"""POST /v1/features, from the shape of the request to the shape of the answer."""

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audiofiler import extract
from audiofiler.schema import SCHEMA_IDS
from audiofiler.testing import encode, music
from extractor_service.extraction import limits, services
from extractor_service.extraction.errors import KINDS
from extractor_service.extraction.tests.conftest import Configure
from extractor_service.extraction.tests.standin import Standin, drips, says

URL = "/v1/features"


def send(client: Client, audio: bytes, **fields: Any) -> Any:
    return client.post(URL, {"audio": SimpleUploadedFile("clip", audio), **fields})


def ask(client: Client, body: object) -> Any:
    return client.post(URL, json.dumps(body), content_type="application/json")


def raw(client: Client, body: bytes, content_type: str) -> Any:
    return client.generic("POST", URL, body, content_type=content_type)


def assert_problem(response: Any, code: str) -> None:
    problem = json.loads(response.content)
    assert problem["code"] == code, problem
    assert problem["type"] == f"/docs/errors#{code}"
    assert problem["status"] == response.status_code == KINDS[code].status
    assert problem["title"] == KINDS[code].title
    assert problem["detail"].endswith(".")
    assert response["Content-Type"] == "application/problem+json"
    assert ("Retry-After" in response) == (response.status_code == 503)


def test_it_works(client: Client, song: bytes) -> None:
    response = send(client, song)
    assert response.status_code == 200
    answer = response.json()
    expected = extract(song)
    assert answer["schema"] == expected.schema
    assert answer["names"] == list(expected.names)
    assert answer["values"] == expected.values.tolist()
    assert answer["duration_s"] == expected.duration_s
    assert answer["sample_rate"] == 44100
    assert answer["audio_sha256"] == expected.audio_sha256
    assert answer["windows"] == [{"start_s": 0.0, "offset_s": 0.0, "values": answer["values"]}]
    assert set(answer["timings_ms"]) == {"fetch", "wait", "decode", "extract", "total"}
    assert all(value >= 0 for value in answer["timings_ms"].values())
    assert answer["timings_ms"]["total"] >= answer["timings_ms"]["decode"] + answer["timings_ms"]["extract"]


def test_a_song_gives_its_windows(client: Client) -> None:
    wav = encode(music(60, rate=8000), rate=8000, codec="flac", channels=1)
    answer = send(client, wav).json()
    parts = [window for window in answer["windows"] if not window["offset_s"]]
    assert [part["start_s"] for part in parts] == [0, 30]
    assert {window["offset_s"] for window in answer["windows"]} == {0, 0.25, 0.5, 0.75}
    for name, value in zip(answer["names"], answer["values"], strict=True):
        at = answer["names"].index(name)
        assert math.isclose(value, sum(part["values"][at] for part in parts) / 2, rel_tol=1e-9, abs_tol=1e-12)


def test_an_address_gives_the_same(client: Client, host: Standin, song: bytes, configure: Configure) -> None:
    configure(preview_hosts=(host.entry,))
    host.routes["/a.mp3"] = says("200 OK", song)
    by_url = ask(client, {"url": host.url("/a.mp3")})
    assert by_url.status_code == 200
    assert by_url.json()["values"] == send(client, song).json()["values"]
    assert by_url.json()["timings_ms"]["fetch"] > 0


@pytest.mark.parametrize(
    ("audio", "code"),
    [
        (b"", "undecodable_audio"),
        (b"hello, this is text " * 100, "unsupported_media"),
        (b"<!doctype html><title>not here</title>" * 50, "unsupported_media"),
        (b"\x00" * 5000, "unsupported_media"),
        (b"fLaC" + b"\xff" * 500, "undecodable_audio"),
        (b"#EXTM3U\nhttp://127.0.0.1/x.ts\n", "unsupported_media"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "unsupported_media"),
    ],
)
def test_what_is_not_audio(client: Client, audio: bytes, code: str) -> None:
    assert_problem(send(client, audio), code)


def test_too_short_and_silent_and_cut(client: Client, song: bytes, short_wav: bytes, silence: bytes) -> None:
    assert_problem(send(client, short_wav), "too_short")
    assert_problem(send(client, silence), "silent_audio")
    assert_problem(send(client, song[:3000]), "too_short")


def test_too_long(client: Client, song: bytes, configure: Configure) -> None:
    configure(max_seconds=5.0)
    assert_problem(send(client, song), "too_long")


def test_too_large_by_length_and_by_count(client: Client, configure: Configure, song: bytes) -> None:
    configure(max_bytes=50_000)
    assert len(song) > 50_000
    assert_problem(send(client, song), "too_large")
    assert_problem(send(client, b"x" * 200_000), "too_large")


def test_exactly_the_cap_is_taken(client: Client, configure: Configure, song: bytes) -> None:
    configure(max_bytes=len(song))
    assert send(client, song).status_code == 200


def test_a_fetched_clip_meets_its_own_cap(client: Client, host: Standin, song: bytes, configure: Configure) -> None:
    configure(preview_hosts=(host.entry,), fetch_max_bytes=5000)
    host.routes["/x"] = says("200 OK", song)
    assert_problem(ask(client, {"url": host.url("/x")}), "too_large")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (says("404 Not Found"), "preview_unavailable"),
        (says("403 Forbidden"), "preview_unavailable"),
        (says("410 Gone"), "preview_unavailable"),
        (says("500 Oops"), "source_unavailable"),
        (says("200 OK", b"abc", length=100), "source_unavailable"),
        (says("200 OK", b"<html><body>Please log in</body></html>", "Content-Type: audio/mpeg"), "unsupported_media"),
        (says("302 Found", b"", "Location: https://169.254.169.254/"), "url_not_allowed"),
        (says("200 OK", b"abc", "Content-Encoding: gzip"), "preview_unavailable"),
    ],
)
def test_what_the_host_does(client: Client, host: Standin, configure: Configure, answer: Any, code: str) -> None:
    configure(preview_hosts=(host.entry,))
    host.routes["/x?token=secret"] = answer
    response = ask(client, {"url": host.url("/x?token=secret")})
    assert_problem(response, code)
    assert b"secret" not in response.content


def test_a_slow_host(client: Client, host: Standin, configure: Configure) -> None:
    configure(preview_hosts=(host.entry,), fetch_seconds=0.3)
    host.routes["/x"] = drips([b"H"] * 100, 0.1, host.release)
    assert_problem(ask(client, {"url": host.url("/x")}), "source_unavailable")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/x", "https://169.254.169.254/", "https://[::1]/", "https://intranet/x", "song.mp3", "https://evil.example/x"],
)  # fmt: skip
def test_addresses_that_are_not_allowed(client: Client, url: str) -> None:
    assert_problem(ask(client, {"url": url}), "url_not_allowed")


@pytest.mark.parametrize(
    "body",
    [{}, [], "x", 1, None, {"url": None}, {"url": ""}, {"url": 5}, {"url": ["https://p.scdn.co/x"]}, {"url": {}},
     {"audio": "x"}, {"url": "https://p.scdn.co/x", "audio": "x"}],
)  # fmt: skip
def test_json_that_names_no_clip(client: Client, body: object) -> None:
    assert_problem(ask(client, body), "validation_error")


@pytest.mark.parametrize(
    ("body", "content_type", "code"),
    [
        (b"{", "application/json", "validation_error"),
        (b"", "application/json", "validation_error"),
        (b"\xff\xfe", "application/json", "validation_error"),
        (b"NaN", "application/json", "validation_error"),
        (b"[" * 10_000, "application/json", "validation_error"),
        (b'{"url": ' * 2000, "application/json", "validation_error"),
        (b'{"url": "\\ud800"}', "application/json", "url_not_allowed"),
        (b'{"url": "https://p.scdn.co/\\u0000"}', "application/json", "url_not_allowed"),
        (b'{"url": ' + b"1" * 5000 + b"}", "application/json", "validation_error"),
        (b'{"url": "' + b"a" * 20_000 + b'"}', "application/json", "too_large"),
        (b"x", "application/json; charset=zlib", "validation_error"),
        (b"{}", "application/json; charset=nonsense", "validation_error"),
        (b"{}", "APPLICATION/JSON", "validation_error"),
        (b"x" * 10, "audio/mpeg", "unsupported_media"),
        (b"url=https://p.scdn.co/x", "application/x-www-form-urlencoded", "unsupported_media"),
        (b"x", "text/plain", "unsupported_media"),
        (b"x", "", "unsupported_media"),
        (b"x", "nonsense", "unsupported_media"),
        (b"x", "multipart/form-data", "validation_error"),
        (b"x", "multipart/form-data; boundary=", "validation_error"),
        (b"x", "multipart/form-data; boundary=a b\xc3", "validation_error"),
        (b"x", "multipart/form-data; boundary=b", "validation_error"),
        (b"--b\r\n\r\n--b--", "multipart/form-data; boundary=b", "validation_error"),
    ],
)  # fmt: skip
def test_bodies_that_are_not_understood(client: Client, body: bytes, content_type: str, code: str) -> None:
    assert_problem(raw(client, body, content_type), code)


def part(disposition: str, body: str, *headers: str) -> bytes:
    lines = ["--b", f"Content-Disposition: form-data; {disposition}", *headers, "", body, "--b--", ""]
    return "\r\n".join(lines).encode()


BASE64 = "Content-Transfer-Encoding: base64"
ZLIB = "Content-Type: audio/mpeg; charset=zlib"


@pytest.mark.parametrize(
    ("body", "charset", "code"),
    [
        (part('name="audio"', "x"), "zlib", "validation_error"),
        (part('name="audio"', "!", BASE64), "utf-8", "validation_error"),
        (part('name="audio"; filename="a"', "!!!!", BASE64), "utf-8", "undecodable_audio"),
        (part('name="audio"; filename="a.mp3"', "x", ZLIB), "utf-8", "unsupported_media"),
        (part('name="audio"; filename="../../etc/passwd"', "x"), "utf-8", "unsupported_media"),
        (part('name="audio"; filename=""', "x"), "utf-8", "validation_error"),
        (part("name*=utf-7''audio", "x"), "utf-8", "validation_error"),
        (part('name="audio"; filename="a"', "x" * 100)[:90], "utf-8", "validation_error"),
        (part('name="audio"; filename="a"', "x" * 500_000)[:400_000], "utf-8", "validation_error"),
    ],
)
def test_forms_that_are_not_understood(client: Client, body: bytes, charset: str, code: str) -> None:
    assert_problem(raw(client, body, f"multipart/form-data; boundary=b; charset={charset}"), code)


def test_no_body_at_all(client: Client) -> None:
    assert_problem(client.post(URL), "validation_error")


def test_text_where_the_file_belongs(client: Client) -> None:
    assert_problem(client.post(URL, {"audio": "hello"}), "validation_error")


def test_a_file_where_the_address_belongs(client: Client, song: bytes) -> None:
    assert_problem(client.post(URL, {"url": SimpleUploadedFile("a.mp3", song)}), "validation_error")


def test_both_or_more_than_one(client: Client, song: bytes) -> None:
    assert_problem(send(client, song, url="https://p.scdn.co/x"), "validation_error")
    assert_problem(send(client, song, note="hello"), "validation_error")
    assert_problem(send(client, song, note="x" * 20_000), "too_large")
    two = [SimpleUploadedFile("a", song), SimpleUploadedFile("b", song)]
    assert_problem(client.post(URL, {"audio": two}), "validation_error")


def test_a_url_as_form_field_only(client: Client) -> None:
    assert_problem(client.post(URL, {"url": "https://p.scdn.co/x"}), "validation_error")


@pytest.mark.parametrize("schema", SCHEMA_IDS)
def test_what_can_be_drawn_is_included_when_asked_for(client: Client, song: bytes, schema: str) -> None:
    query = f"schema={schema}&include=analysis"
    found = client.post(f"{URL}?{query}", {"audio": SimpleUploadedFile("a", song)}).json()
    wanted = extract(song, schema=schema, drawing=True)
    assert wanted.drawing is not None
    assert found["analysis"] == json.loads(json.dumps(wanted.drawing.as_dict()))
    assert found["values"] == wanted.values.tolist()
    assert found["timings_ms"]["draw"] > 0


def test_a_course_is_made_of_vectors(client: Client) -> None:
    clip = encode(music(12, seed=2), codec="mp3")
    found = client.post(f"{URL}?include=analysis", {"audio": SimpleUploadedFile("a", clip)}).json()
    course = found["analysis"]["course"]
    assert (course["seconds"], course["step_s"]) == (10, 1)
    assert [(part["start_s"], part["end_s"]) for part in course["parts"]] == [(0, 10), (1, 11), (2, 12)]
    assert {len(part["values"]) for part in course["parts"]} == {len(found["names"])}


@pytest.mark.parametrize(
    "query", ["include=x", "include=", "x=1", "include=a&include=b", "include=analysis&include=analysis"]
)
def test_nothing_else_can_be_included(client: Client, song: bytes, query: str) -> None:
    assert_problem(client.post(f"{URL}?{query}", {"audio": SimpleUploadedFile("a", song)}), "validation_error")


@pytest.mark.parametrize("schema", SCHEMA_IDS)
def test_every_schema_can_be_asked_for(client: Client, song: bytes, schema: str) -> None:
    response = client.post(f"{URL}?schema={schema}", {"audio": SimpleUploadedFile("a", song)})
    found, wanted = response.json(), extract(song, schema=schema)
    assert (response.status_code, found["schema"], found["names"]) == (200, schema, list(wanted.names))
    assert found["values"] == wanted.values.tolist()
    assert found["windows"] == [window.as_dict() for window in wanted.windows]


@pytest.mark.parametrize("query", ["schema=paa-71/1", "schema=", "schema=paa-70/1&schema=paa-70/1"])
def test_an_unknown_schema_is_refused(client: Client, song: bytes, query: str) -> None:
    assert_problem(client.post(f"{URL}?{query}", {"audio": SimpleUploadedFile("a", song)}), "validation_error")


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "head"])
def test_other_methods(client: Client, method: str) -> None:
    response = getattr(client, method)(URL)
    assert response.status_code == 405
    assert response["Allow"] == "POST, OPTIONS"


def test_any_accept_header_gets_json(client: Client, song: bytes) -> None:
    for accept in ("text/html", "application/xml", "nonsense", "*/*; q=x"):
        response = client.post(URL, {"audio": SimpleUploadedFile("a", song)}, HTTP_ACCEPT=accept)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/json"


class TestToken:
    """The shared secret, where one is set."""

    @pytest.fixture(autouse=True)
    def secret(self, configure: Configure) -> None:
        configure(token="correct horse")

    def test_it_works(self, client: Client, song: bytes) -> None:
        response = client.post(URL, {"audio": SimpleUploadedFile("a", song)}, HTTP_AUTHORIZATION="Bearer correct horse")
        assert response.status_code == 200

    @pytest.mark.parametrize(
        "header", [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic correct horse", "correct horse", "Bearer \xe9"]
    )
    def test_others_are_refused(self, client: Client, song: bytes, header: str | None) -> None:
        extra = {} if header is None else {"HTTP_AUTHORIZATION": header}
        response = client.post(URL, {"audio": SimpleUploadedFile("a", song)}, **extra)
        assert_problem(response, "unauthorized")
        assert response["WWW-Authenticate"].startswith("Bearer")


def test_all_places_taken_is_busy(client: Client, song: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = services.Turnstile(computing=0, waiting=0)
    monkeypatch.setattr(services, "turnstile", lambda: taken)
    assert_problem(send(client, song), "busy")


@pytest.mark.parametrize(
    ("error", "code"),
    [(MemoryError(), "too_large"), (limits.BudgetSpent(), "too_long")],
)
def test_a_spent_limit_is_a_refusal(
    client: Client, song: bytes, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: str
) -> None:
    def spend(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr(services, "extract", spend)
    monkeypatch.setattr(limits._State, "spent", False)
    assert_problem(send(client, song), code)


def test_a_mistake_of_ours_is_a_problem_too(client: Client, song: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr(services, "extract", fail)
    response = send(client, song)
    assert_problem(response, "internal_error")
    assert b"secret" not in response.content


def test_headers(client: Client, song: bytes) -> None:
    for response in (send(client, song), send(client, b""), client.get("/nowhere"), client.get("/", HTTP_HOST="evil")):
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "no-store"
        assert re.fullmatch("[0-9a-f]{32}", response["X-Request-ID"])


def test_the_request_id_is_the_callers_if_it_is_one(client: Client) -> None:
    assert client.get("/healthz", HTTP_X_REQUEST_ID="abc-1.2_3")["X-Request-ID"] == "abc-1.2_3"
    for bad in ("a b", "x" * 65, "a\nb", '"'):
        assert client.get("/healthz", HTTP_X_REQUEST_ID=bad)["X-Request-ID"] != bad


def test_other_addresses_and_hosts(client: Client) -> None:
    assert_problem(client.get("/nowhere"), "not_found")
    assert_problem(client.get("/v1/features/"), "not_found")
    assert_problem(client.get("/healthz", HTTP_HOST="evil.example"), "validation_error")


def test_every_kind_is_in_the_contract() -> None:
    contract = (Path(__file__).resolve().parents[3] / "contracts" / "extractor.yaml").read_text()
    for code in KINDS:
        assert f"- {code}\n" in contract
