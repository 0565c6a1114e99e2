"""Every special range of the registries is refused, and its neighbours are not."""

import pytest

from extractor_service.extraction.addresses import is_loopback, is_public

REFUSED = {
    "this network": ["0.0.0.0", "0.255.255.255"],  # noqa: S104
    "private": ["10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.1", "192.168.255.255"],
    "carrier-grade NAT": ["100.64.0.0", "100.64.0.1", "100.127.255.255", "100.100.100.200"],
    "loopback": ["127.0.0.1", "127.255.255.255", "::1"],
    "link-local and metadata": [
        "169.254.0.1",
        "169.254.169.254",
        "169.254.255.255",
        "fe80::1",
        "febf::1",
        "168.63.129.16",
    ],
    "protocol assignments": ["192.0.0.0", "192.0.0.192", "192.0.0.255"],
    "documentation": [
        "192.0.2.1",
        "198.51.100.255",
        "203.0.113.0",
        "2001:db8::1",
        "2001:db8:ffff::1",
        "3fff::1",
        "3fff:fff::1",
    ],
    "AS112 and AMT": ["192.31.196.1", "192.52.193.1", "192.175.48.1", "2620:4f:8000::1"],
    "6to4": ["192.88.99.1", "2002:a00:1::", "2002:808:808::1", "2002:7f00:1::1"],
    "benchmarks": ["198.18.0.0", "198.19.255.255", "2001:2::1"],
    "multicast": ["224.0.0.0", "239.255.255.255", "ff02::1", "ff0e::1"],
    "reserved and broadcast": ["240.0.0.0", "255.255.255.254", "255.255.255.255"],
    "unspecified": ["::", "0.0.0.0"],  # noqa: S104
    "v4-mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:0:0"],
    "v4-compatible": ["::127.0.0.1", "::8.8.8.8", "::a00:1"],
    "v4-translated": ["::ffff:0:8.8.8.8"],
    "NAT64": ["64:ff9b::a00:1", "64:ff9b::808:808", "64:ff9b:1::1", "64:ff9b:1:ffff::1"],
    "discard only": ["100::1", "100:0:0:1::1"],
    "Teredo and the rest of 2001::/23": [
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:10::1",
        "2001:20::1",
        "2001:1ff:ffff::1",
    ],
    "ISATAP": [
        "2606:4700::5efe:a00:1",
        "2606:4700::200:5efe:a00:1",
        "2606:4700::100:5efe:808:808",
        "2606:4700::300:5efe:808:808",
        "fe80::5efe:a00:1",
    ],
    "unique local": ["fc00::1", "fd00:ec2::254", "fdff:ffff::1"],
    "site local": ["fec0::1", "feff::1"],
    "segment routing": ["5f00::1"],
    "6bone": ["3ffe::1"],
    "unassigned": ["4000::1", "1fff:ffff::1", "::2:0:0:0"],
    "no address": [
        "",
        "localhost",
        "8.8.8.8 ",
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "8.8.8.8%eth0",
        "2606:4700::1%lo",
    ],
}
PUBLIC = [
    "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
    "168.63.129.15", "168.63.129.17", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
    "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.31.195.255", "192.31.197.0", "192.52.192.255", "192.52.194.0",
    "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0", "192.175.47.255", "192.175.49.0",
    "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0",
    "223.255.255.255", "8.8.8.8",
    "2000::1", "2001:200::1", "2001:db7:ffff::1", "2001:db9::1", "2003::1", "2606:4700::6810:84e5", "2620:4f:7fff::1",
    "2620:4f:8001::1", "3ffd::1", "3ff0::1", "3fff:1000::1", "2a00:1450:4001:82a::200e",
    "2606:4700::5eff:a00:1", "2606:4700::400:5efe:a00:1",
]  # fmt: skip


@pytest.mark.parametrize(("why", "address"), [(why, a) for why, listed in REFUSED.items() for a in listed])
def test_special_addresses_are_refused(why: str, address: str) -> None:
    assert not is_public(address), why


@pytest.mark.parametrize("address", PUBLIC)
def test_their_neighbours_are_public(address: str) -> None:
    assert is_public(address)


def test_loopback_is_told_from_the_rest() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("10.0.0.1")
    assert not is_loopback("localhost")
