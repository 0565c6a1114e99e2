"""The answers of a service, as what they truly are."""

import time
from collections.abc import Iterator
from email.utils import formatdate
from typing import Any

import pytest

from backend.catalog.remote.client import JsonClient
from backend.catalog.remote.tests.server import Canned, serving
from backend.catalog.sources.base import RateLimitedError, SourceUnavailableError, TrackNotFoundError


@pytest.fixture(scope="module")
def running() -> Iterator[Canned]:
    with serving() as canned:
        yield canned


@pytest.fixture
def server(running: Canned) -> Canned:
    running.answers.clear()
    running.asked.clear()
    return running


@pytest.fixture
def client(server: Canned) -> JsonClient:
    return JsonClient("Somewhere", server.url + "/base/", timeout=1, max_bytes=100_000)


def test_it_works(client: JsonClient, server: Canned) -> None:
    server.say("/base/song", b'{"a": 1}', Content_Type="text/javascript; charset=iso-8859-1")
    assert client.get("/song", {"q": "é"}) == {"a": 1}
    path, headers = server.asked[0]
    assert path == "/base/song?q=%C3%A9"
    assert headers["User-Agent"] == "AudioFiler"
    assert "Authorization" not in headers


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b'"text"', b"<html>", b'{"a": "\xff"}', b"{", b"[" * 50_000, b'{"a": 1} x']
)
def test_what_is_no_json_object_is_no_answer(client: JsonClient, server: Canned, body: bytes) -> None:
    server.say("/base/song", body, Content_Type="application/json")
    with pytest.raises(SourceUnavailableError, match="Somewhere"):
        client.get("/song")


def test_nothing_is_taken_from_the_environment(
    client: JsonClient, server: Canned, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password invented\n")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.say("/base/song")
    assert client.get("/song") == {}
    assert "Authorization" not in server.asked[0][1]


def test_a_redirect_is_followed_on_the_same_host_only(client: JsonClient, server: Canned) -> None:
    server.say("/base/old", status=301, Location="/base/new")
    server.say("/base/new", b'{"a": 1}')
    assert client.get("/old") == {"a": 1}
    other = server.url.replace("127.0.0.1", "localhost")
    for target in (other + "/base/new", "//localhost/base/new", "https://127.0.0.1/", "http://[", "file:///etc/passwd"):
        server.asked.clear()
        server.say("/base/old", status=302, Location=target)
        with pytest.raises(SourceUnavailableError):
            client.get("/old")
        assert len(server.asked) == 1
    server.say("/base/old", status=302, Location="/base/old")
    with pytest.raises(SourceUnavailableError):
        client.get("/old")


def test_a_large_body_is_given_up(client: JsonClient, server: Canned) -> None:
    server.say("/base/song", b'{"a": "' + b"x" * 100_000 + b'"}')
    with pytest.raises(SourceUnavailableError):
        client.get("/song")
    server.say("/base/song", b'{"a": "' + b"x" * 50_000_000 + b'"}', Content_Encoding="gzip")
    with pytest.raises(SourceUnavailableError):
        client.get("/song")
    server.say("/base/song", b'{"a": "' + b"x" * 1000 + b'"}', Content_Encoding="gzip")
    assert len(client.get("/song")["a"]) == 1000


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("3", 3),
        ("12471", 12471),
        ("0", 1),
        ("99999999999999", 7 * 24 * 3600),
        ("soon", 10),
        ("-5", 10),
        ("", 10),
    ],
)
def test_the_time_to_wait_is_passed_on(client: JsonClient, server: Canned, given: str, expected: int) -> None:
    server.say("/base/song", status=429, Retry_After=given)
    with pytest.raises(RateLimitedError) as refused:
        client.get("/song")
    assert refused.value.retry_after == expected
    assert len(server.asked) == 1


def test_the_time_to_wait_may_be_a_date(client: JsonClient, server: Canned) -> None:
    server.say("/base/song", status=429, Retry_After=formatdate(time.time() + 100, usegmt=True))
    with pytest.raises(RateLimitedError) as refused:
        client.get("/song")
    assert 98 <= refused.value.retry_after <= 102


def test_a_missing_record_is_not_a_missing_search(client: JsonClient) -> None:
    with pytest.raises(TrackNotFoundError):
        client.get("/song")
    with pytest.raises(SourceUnavailableError):
        client.search("/song", {})


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b'{"error": {"message": "Too  many", "reason": "QUOTA_EXCEEDED"}}', "application/json", ": Too many, QUOTA_"),
        (b'{"error": "Not today."}', "application/json", ": Not today."),
        (b'{"detail": "Slow down"}', "application/json", "Somewhere answers 400"),
        (b'{"error": {"message": {"x": 1}}}', "application/json", "Somewhere answers 400."),
        (b"User is gone", "text/plain", ": User is gone."),
        (b"<html>Sorry</html>", "text/html", "Somewhere answers 400."),
    ],
)
def test_what_it_says_itself_is_passed_on(
    client: JsonClient, server: Canned, body: bytes, kind: str, said: str
) -> None:
    server.say("/base/song", body, status=400, Content_Type=kind)
    with pytest.raises(SourceUnavailableError) as refused:
        client.get("/song")
    assert said in str(refused.value)
    assert "<" not in str(refused.value)


def test_the_refusal_is_one_plain_statement(client: JsonClient, server: Canned) -> None:
    server.say("/base/song", status=302, Location="https://elsewhere.example/")
    with pytest.raises(SourceUnavailableError) as unread:
        client.get("/song")
    assert str(unread.value) == "Somewhere gave an answer that could not be read."
    with pytest.raises(SourceUnavailableError) as unreached:
        JsonClient("Nowhere", "http://127.0.0.1:9", timeout=1).get("/song")
    assert str(unreached.value) == "Nowhere cannot be reached."
