"""Request ids, security headers, and the two doors that refuse early."""

import gzip

import pytest
from django.test import Client

from backend.common.middleware import policy_for


def test_it_works(client: Client) -> None:
    answer = client.get("/healthz", headers={"x-request-id": "abc-1"})
    assert answer["X-Request-ID"] == "abc-1"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "<script>"])
def test_a_malformed_request_id_is_replaced(client: Client, given: str) -> None:
    assert len(client.get("/healthz", headers={"x-request-id": given})["X-Request-ID"]) == 32


@pytest.mark.parametrize("path", ["/", "/c/1", "/api/v1/tracks", "/api/docs/", "/healthz"])
def test_no_policy_allows_inline_scripts(path: str) -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in policy_for(path).split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in rules.get("script-src", "")


def test_the_page_may_play_remote_previews(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "media-src 'self' https: blob:" in policy
    assert "style-src 'self';" in policy


def test_a_named_loopback_host_may_lend_clips_and_covers_over_http(client: Client, settings) -> None:
    settings.PREVIEW_HOSTS = ["127.0.0.1:9001", "localhost:9002", "clips.example", "127.0.0.1.example:80"]
    policy = client.get("/")["Content-Security-Policy"]
    both = "http://127.0.0.1:9001 http://localhost:9002;"
    assert f"media-src 'self' https: blob: {both}" in policy
    assert f"img-src 'self' https: data: blob: {both}" in policy
    assert "clips.example" not in policy
    assert "127.0.0.1.example" not in policy


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_another_sites_page_may_not_write(client: Client, headers: dict[str, str]) -> None:
    answer = client.post("/api/v1/classifications", {}, "application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
    assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {}])
def test_our_own_page_and_programs_may(client: Client, headers: dict[str, str]) -> None:
    answer = client.post("/api/v1/classifications", {}, "application/json", headers=headers)
    assert answer.json()["code"] == "validation_error"


def test_a_large_upload_is_refused_and_drained(client: Client, settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    answer = client.generic("POST", "/api/v1/classifications", b"x" * 1_200_000, "multipart/form-data; boundary=x")
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert answer.json()["detail"] == "A file may have up to 1 MB here."


def test_a_body_without_its_length_is_refused(client: Client) -> None:
    answer = client.post("/api/v1/classifications", headers={"transfer-encoding": "chunked", "content-length": ""})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")


def test_large_json_is_refused(client: Client) -> None:
    answer = client.post("/api/v1/classifications", b'"' + b"x" * 70_000 + b'"', "application/json")
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_text_is_compressed_for_who_takes_that(client: Client) -> None:
    plain, packed = client.get("/api/schema/"), client.get("/api/schema/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]


def test_sound_is_not_compressed_again(client: Client, track_id: str) -> None:
    answer = client.get(f"/api/v1/tracks/{track_id}/audio", headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer
    answer.close()
