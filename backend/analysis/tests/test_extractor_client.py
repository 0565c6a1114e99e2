"""The client of the extractor, against the real one killed and started again, and against one that talks nonsense."""

import json
import math
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client

from audiofiler import extract
from audiofiler.testing import tone_wav
from backend.analysis import extractor as client_module
from backend.common.problems import ProblemError
from backend.tests.fakes import Fake, song, switch_on
from backend.tests.helpers import ExtractorProcess

URL = "/api/v1/classifications"


@pytest.mark.django_db
def test_it_works_again_after_the_extractor_was_killed(extractor: ExtractorProcess, client: Client, upload) -> None:
    assert client.post(URL, upload()).status_code == 201
    extractor.kill()
    try:
        other = upload(b"RIFF" + bytes(100))
        answer = client.post(URL, other)
        assert (answer.status_code, answer.json()["code"]) == (503, "extractor_unavailable")
        assert int(answer["Retry-After"]) > 0
        assert client.get("/readyz").status_code == 503
        assert client.post(URL, upload()).json()["cached"] is True, "what is stored is still answered"
    finally:
        extractor.start()
    assert client.post(URL, upload(b"RIFF" + bytes(100))).json()["code"] != "extractor_unavailable"
    assert len(client.get(URL).json()["results"]) == 2, "nothing that was sent before is lost"


@pytest.mark.django_db
def test_killed_in_the_middle_of_a_request(extractor: ExtractorProcess, client: Client, upload, other_song) -> None:
    extractor.freeze()
    killer = threading.Timer(0.5, extractor.kill)
    killer.start()
    try:
        answer = client.post(URL, upload(other_song))
        assert (answer.status_code, answer.json()["code"]) == (503, "extractor_unavailable")
        assert int(answer["Retry-After"]) > 0
    finally:
        killer.join()
        extractor.start()
    assert client.post(URL, upload(other_song)).status_code == 201


class Nonsense(BaseHTTPRequestHandler):
    """Answers as it was told, whatever is asked."""

    status, headers_sent, body = 200, {}, b""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append(self.headers)
        if self.body is None:
            self.connection.close()
            return
        self.send_response(self.status)
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *args: object) -> None:
        """Quietly."""


@pytest.fixture
def nonsense(settings) -> Iterator[Any]:
    handler = type("Told", (Nonsense,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.EXTRACTOR_URL = f"http://127.0.0.1:{server.server_port}"

    def told(status: int = 200, body: object = b"", **headers: str) -> list[Any]:
        handler.status, handler.headers_sent = status, headers
        handler.body = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        return server.seen

    yield told
    server.shutdown()
    server.server_close()
    thread.join()


VECTOR = {
    "schema": "paa-70/1", "names": ["a", "b"], "values": [1.0, 2.0], "duration_s": 5.0, "sample_rate": 44100,
    "audio_sha256": "0" * 64, "windows": [{"start_s": 0.0, "offset_s": 0.0, "values": [1.0, 2.0]}],
    "timings_ms": {"total": 1.0},
}  # fmt: skip


def test_a_whole_answer(nonsense) -> None:
    nonsense(body=VECTOR)
    assert client_module.url_features_get(url="https://x/y").values.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>"),
        (200, b""),
        (200, {}),
        (200, []),
        (200, VECTOR | {"schema": "other/2"}),
        (200, VECTOR | {"values": [1.0]}),
        (200, VECTOR | {"values": [1.0, "x"]}),
        (200, json.dumps(VECTOR).replace("2.0", "NaN").encode()),
        (200, VECTOR | {"windows": []}),
        (200, VECTOR | {"windows": [3]}),
        (500, {"code": "internal_error"}),
        (502, b"bad gateway"),
        (401, {"code": "unauthorized"}),
        (404, {"code": "not_found"}),
        (302, {}),
        (200, None),
    ],
)
def test_what_is_not_understood_is_not_believed(nonsense, status: int, body: object) -> None:
    nonsense(status, body)
    with pytest.raises(ProblemError) as error:
        client_module.url_features_get(url="https://x/y")
    assert error.value.code == "extractor_unavailable"
    assert error.value.retry_after


def drawing_of(course: object) -> dict[str, Any]:
    drawn = extract(tone_wav(), drawing=True).drawing
    assert drawn is not None
    return json.loads(json.dumps(drawn.as_dict())) | {"course": course}


def course_of(values: list[float]) -> dict[str, Any]:
    return {"seconds": 10.0, "step_s": 1.0, "parts": [{"start_s": 0.0, "end_s": 5.0, "values": values}]}


def test_what_is_drawn_comes_with_it(nonsense) -> None:
    seen = nonsense(body=VECTOR | {"analysis": drawing_of(course_of([1.0, 2.0]))})
    found = client_module.url_features_get(url="https://x/y").drawing
    assert found is not None
    assert found.course.stretches[0].values.tolist() == [[1.0, 2.0]]
    assert len(seen) == 1


@pytest.mark.parametrize("course", [None, {}, course_of([1.0]), course_of([1.0, math.nan]), course_of([])])
def test_an_answer_stands_without_a_drawing_that_is_not_understood(nonsense, course: object) -> None:
    nonsense(body=VECTOR | {"analysis": drawing_of(course)})
    found = client_module.url_features_get(url="https://x/y")
    assert found.values.tolist() == [1.0, 2.0]
    assert found.drawing is None


def test_a_refusal_comes_through_with_its_words_and_time(nonsense) -> None:
    nonsense(503, {"code": "busy", "detail": "Full."}, **{"Retry-After": "17"})
    with pytest.raises(ProblemError) as error:
        client_module.url_features_get(url="https://x/y")
    assert (error.value.code, error.value.detail, error.value.retry_after) == ("busy", "Full.", 17)


def test_the_token_is_sent(nonsense, settings) -> None:
    settings.EXTRACTOR_TOKEN = "secret-token"
    seen = nonsense(body=VECTOR)
    client_module.url_features_get(url="https://x/y")
    assert seen[0]["Authorization"] == "Bearer secret-token"


def test_a_slow_extractor_is_not_waited_for(settings) -> None:
    import socket  # noqa: PLC0415

    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EXTRACTOR_URL = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings.EXTRACTOR_TIMEOUT = 0.2
        with pytest.raises(ProblemError, match="extractor_unavailable"):
            client_module.url_features_get(url="https://x/y")


@pytest.mark.django_db
def test_a_clip_that_is_gone_when_it_is_fetched(nonsense, client: Client, settings, monkeypatch) -> None:
    nonsense(409, {"code": "preview_unavailable", "detail": "The address has run out."})
    heard = {"has_preview": True, "preview_url": "https://clips.example/1.mp3", "duration_ms": 200_000}
    first, second = (Fake(name, song(name, "1", **heard)) for name in ("first", "second"))
    switch_on(settings, monkeypatch, first, second)
    answer = client.post(URL, {"track_id": "first:1"}, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (409, "preview_unavailable")
    assert [other["track"]["id"] for other in answer.json()["alternatives"]] == ["second:1"]
