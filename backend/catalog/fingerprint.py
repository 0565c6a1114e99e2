"""Is it the same file at another place? A few pieces of its bytes and its size tell, without reading it all."""

import hashlib

PIECE = 8 * 1024
PIECES = 3  # from the beginning, the middle and the end: songs of one album may begin alike, by their picture


def fingerprint(path: str, *, size: int) -> str:
    """The sum of the pieces. Raises OSError."""
    total = hashlib.blake2b(str(size).encode(), digest_size=16)
    with open(path, "rb") as file:  # noqa: PTH123 - 100,000 Path objects are not needed
        for number in range(PIECES):
            file.seek(max(0, size - PIECE) * number // (PIECES - 1))
            total.update(file.read(PIECE))
    return total.hexdigest()
