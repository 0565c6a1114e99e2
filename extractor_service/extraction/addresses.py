"""Which IP addresses a clip may be fetched from: public unicast ones, and no form that carries another inside.

The tables are the IANA special-purpose registries. `ipaddress` alone is no guard: it calls 100.64.0.1 not private,
and 64:ff9b::a00:1 (10.0.0.1 behind NAT64) and 2002:a00:1:: (behind 6to4) both not private and global.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

_REFUSED_V4: Final = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT; 100.100.100.200 is a metadata service
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's wire server, outside every registry
        "169.254.0.0/16",  # link-local; 169.254.169.254 is the metadata service of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
# Public IPv6 is 2000::/3 and nothing else, so that v4-mapped, v4-compatible, NAT64, discard-only, unique-local,
# link-local, site-local and multicast addresses need no line of their own.
_PUBLIC_V6: Final = IPv6Network("2000::/3")
_REFUSED_V6: Final = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks, AMT
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # 6bone, returned
        "3fff::/20",  # documentation
    )
)
_ISATAP_MARK: Final = 0x00005EFE
_ISATAP_BITS: Final = 0xFCFFFFFF
"""An ISATAP interface id is [ug]00:5efe:a.b.c.d: the universal and group bits may be either."""


def is_public(text: str) -> bool:
    """Say whether the address may be dialled; anything that is not plainly an address may not."""
    if "%" in text:  # a zone: link-local by nature
        return False
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return _public_v4(address) if isinstance(address, IPv4Address) else _public_v6(address)


def is_loopback(text: str) -> bool:
    """Say whether the text is an address of this very machine."""
    try:
        return ip_address(text).is_loopback
    except ValueError:
        return False


def _public_v4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _REFUSED_V4)


def _public_v6(address: IPv6Address) -> bool:
    if not address.is_global or address not in _PUBLIC_V6:
        return False
    if (int(address) >> 32) & _ISATAP_BITS == _ISATAP_MARK:
        return False
    return not any(address in network for network in _REFUSED_V6)
