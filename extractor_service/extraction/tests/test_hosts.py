"""Only exact addresses on exact hosts pass; everything cleverer is refused by not fitting."""

import pytest

from extractor_service.extraction.errors import Refusal
from extractor_service.extraction.hosts import DEFAULT_HOSTS, AllowList, host_parse

ALLOWED = [
    "https://cdnt-preview.dzcdn.net/api/1/1/a/b/c/0/d.mp3?hdnea=exp=1~acl=/api/1/1/a*~data=user_id=0,app=4~hmac=ab",
    "https://cdns-preview-f.dzcdn.net/stream/c-0123-4.mp3",
    "https://audio-ssl.itunes.apple.com/itunes-assets/AudioPreview1/v4/aa/mzaf_1.plus.aac.p.m4a",
    "https://prod-1.storage.jamendo.com/?trackid=1&format=mp31&from=app%3A1%7C2",
    "https://mp3d.jamendo.com/download/track/1/mp32",
    "https://cdn.freesound.org/previews/1/2-hq.mp3",
    "https://upload.wikimedia.org/wikipedia/commons/a/ab/C%C3%B4te_(live).ogg",
    "https://p.scdn.co/mp3-preview/abc",
    "https://p.scdn.co:443/x",
    "https://p.scdn.co",
]
REFUSED = [
    "",
    "p.scdn.co/x",
    "//p.scdn.co/x",
    "http://p.scdn.co/x",
    "http://p.scdn.co:443/x",
    "ftp://p.scdn.co/x",
    "file:///etc/passwd",
    "data:audio/wav;base64,AA==",
    "HTTPS://p.scdn.co/x",
    "https://P.SCDN.CO/x",
    "https://p.scdn.co./x",
    "https://p.scdn.co:8443/x",
    "https://p.scdn.co:0443/x",
    "https://p.scdn.co:/x",
    "https://p.scdn.co:99999/x",
    "https://user@p.scdn.co/x",
    "https://user:pass@p.scdn.co/x",
    "https://p.scdn.co@evil.example/x",
    "https://p.scdn.co%40evil.example/x",
    "https://evil.example#@p.scdn.co/x",
    "https://evil.example\\@p.scdn.co/x",
    "https://p.scdn.co\\@evil.example/x",
    "https://p.scdn.co\\x",
    "https:\\\\p.scdn.co\\x",
    "https:/p.scdn.co/x",
    "https:///p.scdn.co/x",
    "https://p.scdn.co?x",
    "https://p.scdn.co#x",
    "https://p.scdn.co/x#y",
    "https://%70.scdn.co/x",
    "https://p.scdn.co%00.evil.example/x",
    "https://p.scdn.co%2eevil.example/x",
    "https://p。scdn.co/x",
    "https://\uff50.scdn.co/x",
    "https://p.scdn.co/é",
    "https://xn--p-0fa.scdn.co/x",
    " https://p.scdn.co/x",
    "https://p.scdn.co/x ",
    "https://p.scdn.co/x\n",
    "https://p.scdn.co/x\r\nHost: evil.example",
    "https://p.scdn.co/a b",
    "https://p.scdn.co\t/x",
    "https://p.scdn.co/\x00",
    "https://p.scdn.co/\ud800",
    "https://p.scdn.co.evil.example/x",
    "https://evil-p.scdn.co/x",
    "https://scdn.co/x",
    "https://cdns-preview-g.dzcdn.net/x",
    "https://cdns-preview-10.dzcdn.net/x",
    "https://e-cdns-images.dzcdn.net/x",
    "https://127.0.0.1/x",
    "https://2130706433/x",
    "https://0x7f000001/x",
    "https://0177.0.0.1/x",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/x",
    "https://[::ffff:127.0.0.1]/x",
    "https://localhost/x",
    "https://metadata.google.internal/x",
    "https://backend:8000/x",
    "https://p.scdn.co/" + "a" * 2048,
]


@pytest.mark.parametrize("url", ALLOWED)
def test_preview_addresses_pass(url: str) -> None:
    target = AllowList().target(url)
    assert target.scheme == "https"
    assert target.host.port == 443
    assert target.host.name in DEFAULT_HOSTS
    assert url.removeprefix("https://").removeprefix(target.host.name).removeprefix(":443") in {target.path, ""}


@pytest.mark.parametrize("url", REFUSED)
def test_everything_else_is_refused(url: str) -> None:
    with pytest.raises(Refusal) as caught:
        AllowList().target(url)
    assert caught.value.code == "url_not_allowed"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.youtube.com/watch?v=abc", "www.youtube.com"),
        ("https://open.spotify.com/track/abc", "open.spotify.com"),
        ("https://music.apple.com/us/album/x/1?i=2", "music.apple.com"),
        ("http://www.deezer.com/track/1", "www.deezer.com:80"),
    ],
)
def test_a_page_of_a_song_is_told_what_works(url: str, host: str) -> None:
    with pytest.raises(Refusal, match=f"^Clips are not fetched from {host}\\. ") as caught:
        AllowList().target(url)
    for way in ("direct address of a catalogue's preview clip", "search for the song by name", "upload a file"):
        assert way in caught.value.detail


def test_all_sixteen_legacy_hosts_are_listed() -> None:
    assert sum(host.startswith("cdns-preview-") for host in DEFAULT_HOSTS) == 16


def test_an_extra_host_is_allowed_on_its_port_only() -> None:
    hosts = AllowList(["media.example.org", "media.example.org:8443"])
    assert hosts.target("https://media.example.org/x").host.port == 443
    assert hosts.target("https://media.example.org:8443/x").host.port == 8443
    for url in ("http://media.example.org:8443/x", "https://media.example.org:444/x", "https://a.media.example.org/x"):
        with pytest.raises(Refusal):
            hosts.target(url)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_a_loopback_host_is_allowed_where_it_is_named(name: str) -> None:
    hosts = AllowList([f"{name}:9000"])
    assert hosts.target(f"http://{name}:9000/x").host.loopback
    assert hosts.target(f"https://{name}:9000/x").host.loopback
    for url in (f"http://{name}:9001/x", f"http://{name}/x", "http://127.0.0.2:9000/x"):
        with pytest.raises(Refusal):
            hosts.target(url)


@pytest.mark.parametrize(
    "entry",
    ["127.0.0.1", "localhost", "[::1]", "*.example.org", "https://example.org", "example.org/x", "Example.org",
     "example.org:0", "example.org:70000", "a..b", ".example.org", "example.org.", "a b", "u@example.org",
     "[fe80::1]:80"],
)  # fmt: skip
def test_an_inexact_entry_is_an_error(entry: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        host_parse(entry)
