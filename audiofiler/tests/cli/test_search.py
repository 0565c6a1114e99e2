"""`audiofiler search` against servers on loopback that answer in the REST interface's shapes, or badly.

Against the real backend it runs in the backend's own tests.
"""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from audiofiler.cli.main import main

TRACK = {
    "id": "deezer:1", "source": "deezer", "title": "Amber Tide", "artists": ["Nora Vale"], "album": None,
    "duration_ms": 61_400, "has_preview": True, "sources": [{"source": "deezer"}, {"source": "itunes"}],
}  # fmt: skip
ANSWER = {
    "votes": [{"genre": "Rock", "votes": 20, "fraction": 1.0}],
    "probabilities": [{"genre": "Rock", "probability": 0.7}],
    "verdict": {"sentence": "All 20 forests hear Rock."},
}
Reply = tuple[int, dict[str, str], Any]


def outcome(**changes: Any) -> dict[str, Any]:
    return {"id": "deezer", "status": "ok", "retry_after": None, "note": None, "pending": False} | changes


@pytest.fixture
def serve() -> Iterator[Callable[..., tuple[str, list[str]]]]:
    """Start a server that gives these replies in turn; return its address and the list of what it was asked."""
    servers = []

    def start(*replies: Reply) -> tuple[str, list[str]]:
        left, asked = list(replies), []

        class Handler(BaseHTTPRequestHandler):
            def reply(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                asked.append(f"{self.command} {self.path} {body}".strip())
                status, headers, content = left.pop(0)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content if isinstance(content, bytes) else json.dumps(content).encode())

            do_GET = do_POST = reply  # noqa: N815 - the names http.server calls

            def log_message(self, *_: Any) -> None:
                """Keep quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}", asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def found(*tracks: dict[str, Any], **changes: Any) -> Reply:
    return 200, {}, {"results": list(tracks), "sources": [outcome(**changes)]}


def test_songs_are_listed_with_their_catalogues(serve: Any, capsys: Any) -> None:
    address, asked = serve(found(TRACK))
    assert main(["search", "amber", "tide", "--server", address]) == 0
    shown = capsys.readouterr().out
    assert "Amber Tide" in shown
    assert "Nora Vale · 1:01  [deezer, itunes]" in shown
    assert asked == ["GET /api/v1/tracks?q=amber+tide&limit=10&wait=3"]


def test_a_song_without_clip_is_marked(serve: Any, capsys: Any) -> None:
    address, _ = serve(found(TRACK | {"has_preview": False, "sources": []}))
    main(["search", "amber", "--server", address])
    assert "[deezer, no clip]" in capsys.readouterr().out


def test_a_slow_catalogue_is_asked_for_again(serve: Any, capsys: Any) -> None:
    address, asked = serve(found(pending=True), found(TRACK))
    assert main(["search", "amber", "--json", "--server", address]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "deezer:1"
    assert len(asked) == 2


def test_a_song_is_classified_at_once(serve: Any, capsys: Any) -> None:
    address, asked = serve(found(TRACK), (201, {}, ANSWER))
    assert main(["search", "amber", "--classify", "--server", address]) == 0
    assert "All 20 forests hear Rock." in capsys.readouterr().out
    assert asked[1] == 'POST /api/v1/classifications {"track_id": "deezer:1"}'


def test_a_song_that_is_not_there_cannot_be_classified(serve: Any, capsys: Any) -> None:
    address, _ = serve(found(TRACK))
    assert main(["search", "amber", "--classify", "--pick", "2", "--server", address]) == 1
    assert "there is no song 2; 1 found" in capsys.readouterr().err


def test_nothing_found_is_said_and_failing_catalogues_are_named(serve: Any, capsys: Any) -> None:
    address, _ = serve(found(status="rate_limited", retry_after=9))
    assert main(["search", "amber", "--server", address]) == 1
    shown = capsys.readouterr()
    assert "Nothing found" in shown.out
    assert "deezer: rate limited; back in 9 s" in shown.err


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ((503, {"Retry-After": "7"}, {"detail": "The extractor is away."}), "The extractor is away. Try again in 7 s."),
        ((500, {}, b"<html>"), "no AudioFiler server (it says 500)"),
        ((503, {"Retry-After": "12471"}, {"detail": "Wait."}), "Wait. Try again in 4 h."),
        (
            (409, {}, {"detail": "No clip.", "alternatives": [{"track": {"id": "itunes:7"}}]}),
            "No clip. The same song elsewhere: itunes:7.",
        ),
        ((200, {}, b"<html>"), "no AudioFiler server"),
        ((200, {}, []), "no AudioFiler server"),
    ],
)
def test_what_a_server_refuses_is_said_in_a_sentence(serve: Any, capsys: Any, reply: Reply, said: str) -> None:
    address, _ = serve(reply)
    assert main(["search", "amber", "--server", address]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "ftp://x", "localhost:9"])
def test_without_a_server_the_way_out_is_said(capsys: Any, address: str) -> None:
    assert main(["search", "amber", "--server", address]) == 1
    assert "http://" in capsys.readouterr().err
