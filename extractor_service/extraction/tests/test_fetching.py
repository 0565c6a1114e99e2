"""The outward door against real servers that misbehave in every way we know."""

import gzip
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor_service.extraction.dialling import system_resolver
from extractor_service.extraction.errors import Refusal
from extractor_service.extraction.fetching import Door
from extractor_service.extraction.hosts import AllowList
from extractor_service.extraction.tests.standin import Standin, drips, says, standin

CAP = 100_000
BODY = bytes(range(256)) * 20


def door(*entries: str, seconds: float = 2.0) -> Door:
    return Door(AllowList(entries), seconds=seconds, max_bytes=CAP)


def refusal(host: Standin, path: str, seconds: float = 2.0) -> Refusal:
    with pytest.raises(Refusal) as caught:
        door(host.entry, seconds=seconds).fetch(host.url(path))
    return caught.value


def test_it_works(host: Standin) -> None:
    host.routes["/x.mp3?a=b"] = says("200 OK", BODY, "Content-Type: text/html")
    spool = door(host.entry).fetch(host.url("/x.mp3?a=b"))
    with spool.rewound() as file:
        assert file.read() == BODY
    asked = host.asked[0].lower()
    assert asked.startswith("get /x.mp3?a=b http/1.1\r\n")
    assert f"host: {host.entry}\r\n" in asked
    assert "accept-encoding: identity\r\n" in asked


def test_chunked_answers_are_read(host: Standin) -> None:
    host.routes["/x"] = lambda c: c.sendall(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    )
    with door(host.entry).fetch(host.url("/x")).rewound() as file:
        assert file.read() == b"abcde"


def test_proxies_of_the_environment_are_ignored(host: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    host.routes["/x"] = says("200 OK", BODY)
    door(host.entry).fetch(host.url("/x")).close()
    assert len(host.asked) == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("400 Bad Request", "preview_unavailable"),
        ("401 Unauthorized", "preview_unavailable"),
        ("403 Forbidden", "preview_unavailable"),
        ("404 Not Found", "preview_unavailable"),
        ("410 Gone", "preview_unavailable"),
        ("451 Unavailable", "preview_unavailable"),
        ("408 Timeout", "source_unavailable"),
        ("429 Too Many", "source_unavailable"),
        ("500 Oops", "source_unavailable"),
        ("502 Bad Gateway", "source_unavailable"),
        ("503 Unavailable", "source_unavailable"),
        ("204 No Content", "source_unavailable"),
        ("206 Partial Content", "source_unavailable"),
        ("304 Not Modified", "source_unavailable"),
        ("999 What", "source_unavailable"),
    ],
)
def test_statuses(host: Standin, status: str, code: str) -> None:
    host.routes["/x"] = says(status, b"secret words of the host")
    refused = refusal(host, "/x")
    assert refused.code == code
    assert "secret" not in refused.detail


@pytest.mark.parametrize(
    ("header", "expected"), [("7", 7), ("100000", 300), ("0", 1), ("soon", None), ("٣", None), ("", None)]
)
def test_the_hosts_retry_after_is_passed_on_within_reason(host: Standin, header: str, expected: int | None) -> None:
    raw = f"HTTP/1.1 503 No\r\nRetry-After: {header}\r\nContent-Length: 0\r\n\r\n".encode()
    host.routes["/x"] = lambda c: c.sendall(raw)
    assert refusal(host, "/x").retry_after == expected


def test_redirects_on_the_list_are_followed(host: Standin) -> None:
    host.routes["/1"] = says("301 Moved", b"", "Location: /2")
    host.routes["/2"] = says("302 Found", b"ignored", f"Location: {host.url('/3')}")
    host.routes["/3"] = says("307 Again", b"", "Location: 4?x=1")
    host.routes["/4?x=1"] = says("200 OK", BODY)
    with door(host.entry).fetch(host.url("/1")).rewound() as file:
        assert file.read() == BODY


def test_a_fourth_redirect_is_refused(host: Standin) -> None:
    host.routes["/x"] = says("302 Found", b"", "Location: /x")
    assert refusal(host, "/x").code == "url_not_allowed"
    assert len(host.asked) == 4


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1:9/x", "https://169.254.169.254/", "https://[::1]/", "//evil.example/x", "https://evil.example/",
     "file:///etc/passwd", "http://[", "https://127.0.0.1@evil.example/", "\\\\evil.example\\x", "http://localhost/", "gopher://x"],
)  # fmt: skip
def test_a_redirect_off_the_list_is_refused(host: Standin, location: str) -> None:
    with standin() as other:
        host.routes["/x"] = says("302 Found", b"", f"Location: {location}")
        host.routes["/y"] = says("302 Found", b"", f"Location: {other.url('/z')}")
        assert refusal(host, "/x").code == "url_not_allowed"
        assert refusal(host, "/y").code == "url_not_allowed"
        assert other.asked == []


def test_a_redirect_to_nowhere_is_refused(host: Standin) -> None:
    host.routes["/x"] = says("302 Found")
    assert refusal(host, "/x").code == "url_not_allowed"


def test_a_declared_length_over_the_cap_is_refused_unread(host: Standin) -> None:
    host.routes["/x"] = says("200 OK", b"", length=CAP + 1)
    assert refusal(host, "/x").code == "too_large"


def test_bytes_are_counted_whatever_was_declared(host: Standin) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _ in range(10_000):
            connection.sendall(b"x" * 10_000)

    host.routes["/x"] = endless
    assert refusal(host, "/x").code == "too_large"


def test_exactly_the_cap_is_read(host: Standin) -> None:
    host.routes["/x"] = says("200 OK", b"x" * CAP)
    spool = door(host.entry).fetch(host.url("/x"))
    assert spool.size == CAP
    spool.close()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
        b"HTTP/1.1 OK\r\n\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 200 + b"\r\n",
    ],
)
def test_broken_and_cut_answers(host: Standin, raw: bytes) -> None:
    host.routes["/x"] = lambda c: c.sendall(raw)
    assert refusal(host, "/x").code == "source_unavailable"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "x-gzip, gzip"])
def test_compressed_answers_are_refused_not_inflated(host: Standin, encoding: str) -> None:
    host.routes["/x"] = says("200 OK", gzip.compress(b"0" * 5_000_000), f"Content-Encoding: {encoding}")
    assert refusal(host, "/x").code == "preview_unavailable"


@pytest.mark.parametrize(
    "parts",
    [
        [b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 1000],
        [bytes([byte]) for byte in b"HTTP/1.1 200 OK\r\n" * 100],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", *[b"x"] * 1000],
    ],
    ids=["headers line by line", "headers byte by byte", "body byte by byte"],
)
def test_one_deadline_ends_every_kind_of_dripping(host: Standin, parts: list[bytes]) -> None:
    host.routes["/x"] = drips(parts, 0.05, host.release)
    began = time.monotonic()
    assert refusal(host, "/x", seconds=0.6).code == "source_unavailable"
    assert time.monotonic() - began < 1.5


def test_a_silent_host_is_given_up(host: Standin) -> None:
    host.routes["/x"] = lambda c: host.release.wait(10) and None
    began = time.monotonic()
    assert refusal(host, "/x", seconds=0.5).code == "source_unavailable"
    assert time.monotonic() - began < 1.5


def test_nobody_listening(host: Standin) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Refusal) as caught:
        door(f"127.0.0.1:{port}").fetch(f"http://127.0.0.1:{port}/x")
    assert caught.value.code == "source_unavailable"


def test_the_system_resolver_knows_names_and_addresses() -> None:
    assert system_resolver("127.0.0.1", 80) == ["127.0.0.1"]
    assert system_resolver("::1", 80) == ["::1"]
    assert set(system_resolver("localhost", 80)) <= {"127.0.0.1", "::1"}
    with pytest.raises(socket.gaierror):
        system_resolver("no-such-name.invalid", 80)


class TestNames:
    """What a name leads to is checked at the moment of dialling."""

    URL = "https://cdn.freesound.org/x.mp3"

    def fetch(self, *answers: list[str]) -> tuple[Refusal, int]:
        asked = iter(answers)
        count = 0

        def resolver(name: str, port: int) -> list[str]:
            nonlocal count
            count += 1
            assert (name, port) == ("cdn.freesound.org", 443)
            return next(asked)

        guarded = Door(AllowList(), seconds=0.5, max_bytes=CAP, resolver=resolver)
        with pytest.raises(Refusal) as caught:
            guarded.fetch(self.URL)
        return caught.value, count

    @pytest.mark.parametrize(
        "answer",
        [["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["::1"], ["64:ff9b::a00:1"], ["2002:a00:1::"], ["fd00::1"],
         ["93.184.216.34", "127.0.0.1"], ["127.0.0.1", "93.184.216.34"], ["::ffff:127.0.0.1"], ["what"]],
    )  # fmt: skip
    def test_one_address_that_is_not_public_spoils_the_answer(self, answer: list[str]) -> None:
        refused, count = self.fetch(answer)
        assert refused.code == "url_not_allowed"
        assert count == 1

    def test_a_name_that_is_not_known(self) -> None:
        def resolver(name: str, port: int) -> list[str]:
            raise socket.gaierror(-2, "Name or service not known")

        with pytest.raises(Refusal) as caught:
            Door(AllowList(), seconds=0.5, max_bytes=CAP, resolver=resolver).fetch(self.URL)
        assert caught.value.code == "source_unavailable"

    def test_no_address_at_all(self) -> None:
        assert self.fetch([])[0].code == "source_unavailable"

    def test_a_resolver_that_never_answers(self) -> None:
        never = threading.Event()

        def resolver(name: str, port: int) -> list[str]:
            never.wait(10)
            return []

        began = time.monotonic()
        with pytest.raises(Refusal) as caught:
            Door(AllowList(), seconds=0.3, max_bytes=CAP, resolver=resolver).fetch(self.URL)
        never.set()
        assert caught.value.code == "source_unavailable"
        assert time.monotonic() - began < 1

    def test_a_loopback_entry_leads_nowhere_else(self) -> None:
        guarded = Door(
            AllowList(["localhost:9000"]), seconds=0.5, max_bytes=CAP, resolver=lambda name, port: ["93.184.216.34"]
        )
        with pytest.raises(Refusal) as caught:
            guarded.fetch("http://localhost:9000/x")
        assert caught.value.code == "url_not_allowed"


def test_a_name_that_changes_its_mind_is_asked_once_a_connection(host: Standin) -> None:
    """Rebinding: a second lookup, after the check, would see the other answer; there is no second lookup."""
    answers = iter([["127.0.0.1"], ["169.254.169.254"], ["169.254.169.254"]])
    asked: list[str] = []

    def resolver(name: str, port: int) -> list[str]:
        asked.append(name)
        return next(answers)

    entry = f"localhost:{host.port}"
    host.routes["/ok"] = says("200 OK", BODY)
    host.routes["/on"] = says("302 Found", b"", "Location: /ok")
    guarded = Door(AllowList([entry]), seconds=2, max_bytes=CAP, resolver=resolver)
    guarded.fetch(f"http://{entry}/ok").close()
    assert asked == ["localhost"]
    with pytest.raises(Refusal) as caught:  # the next connection is a new lookup, and checked anew
        guarded.fetch(f"http://{entry}/on")
    assert caught.value.code == "url_not_allowed"
    assert len(host.asked) == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for `localhost`, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def tls_host(certificate: Path) -> Iterator[Standin]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with standin(context) as running:
        yield running


def tls_door(entry: str, authority: Path | None, seconds: float = 2.0) -> Door:
    context = ssl.create_default_context(cafile=str(authority) if authority else None)
    return Door(
        AllowList([entry]), seconds=seconds, max_bytes=CAP, resolver=lambda name, port: ["127.0.0.1"], tls=context
    )


def test_over_tls_the_name_stays_in_sni_host_and_certificate(tls_host: Standin, certificate: Path) -> None:
    entry = f"localhost:{tls_host.port}"
    tls_host.routes["/x"] = says("200 OK", BODY)
    with tls_door(entry, certificate / "cert.pem").fetch(f"https://{entry}/x").rewound() as file:
        assert file.read() == BODY
    assert tls_host.server_names == ["localhost"]
    assert f"host: {entry}\r\n" in tls_host.asked[0].lower()


def test_a_certificate_of_another_name_is_refused(tls_host: Standin, certificate: Path) -> None:
    entry = f"127.0.0.1:{tls_host.port}"
    with pytest.raises(Refusal) as caught:
        tls_door(entry, certificate / "cert.pem").fetch(f"https://{entry}/x")
    assert caught.value.code == "source_unavailable"
    assert tls_host.asked == []


def test_a_certificate_nobody_vouches_for_is_refused(tls_host: Standin) -> None:
    entry = f"localhost:{tls_host.port}"
    with pytest.raises(Refusal) as caught:
        tls_door(entry, None).fetch(f"https://{entry}/x")
    assert caught.value.code == "source_unavailable"
    assert tls_host.asked == []


def test_dripping_over_tls_meets_the_same_deadline(tls_host: Standin, certificate: Path) -> None:
    entry = f"localhost:{tls_host.port}"
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    tls_host.routes["/x"] = drips([head, *[b"x"] * 1000], 0.05, tls_host.release)
    began = time.monotonic()
    with pytest.raises(Refusal) as caught:
        tls_door(entry, certificate / "cert.pem", seconds=0.6).fetch(f"https://{entry}/x")
    assert caught.value.code == "source_unavailable"
    assert time.monotonic() - began < 1.5


def test_a_handshake_that_never_comes_meets_the_deadline(host: Standin) -> None:
    entry = f"localhost:{host.port}"
    began = time.monotonic()
    with pytest.raises(Refusal) as caught:
        tls_door(entry, None, seconds=0.5).fetch(f"https://{entry}/x")
    assert caught.value.code == "source_unavailable"
    assert time.monotonic() - began < 1.5
