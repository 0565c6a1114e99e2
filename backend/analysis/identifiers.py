"""Identifiers that sort by time and cannot be guessed: whoever has one may read what it names."""

import secrets
import time


def identifier_create() -> str:
    """A UUID of version 7 (RFC 9562) as 32 hex digits: 48 bits of milliseconds, 74 bits of chance."""
    milliseconds = time.time_ns() // 1_000_000 & (1 << 48) - 1
    chance = secrets.randbits(74)
    value = milliseconds << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & (1 << 62) - 1
    return f"{value:032x}"
