"""POST and GET /api/v1/classifications, answered at once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client

from audiofiler import Ensemble, extract
from audiofiler.testing import encode, tone_wav
from audiofiler.verdict import classify
from backend.analysis.models import Answer, Classification, Clip
from backend.tests.helpers import ExtractorProcess

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"
Upload = Callable[..., dict[str, Any]]


def ask(client: Client, body: object, **headers: str) -> Any:
    return client.post(URL, json.dumps(body), "application/json", headers=headers)


def test_it_works(extractor: ExtractorProcess, client: Client, upload: Upload, song: bytes) -> None:
    answer = client.post(URL, upload())
    assert answer.status_code == 201
    body = answer.json()
    assert answer["Location"] == f"{URL}/{body['id']}"
    assert (body["status"], body["origin"], body["label"], body["track"]) == ("done", "upload", "song.mp3", None)
    assert (body["cached"], body["error"]) == (False, None)
    assert body["model"]["name"] == "audiofiler-26"
    assert body["model"]["forests"] == 20
    assert sum(vote["votes"] for vote in body["votes"]) == 20
    assert len(body["ballots"]) == 20
    assert len(body["probabilities"]) == 26
    assert set(body["timings_ms"]) == {"fetch", "decode", "extract", "vote", "total"}
    assert body["timings_ms"]["total"] > body["timings_ms"]["extract"] > 0
    assert "features" not in body
    expected = classify(Ensemble.load(), extract(song)).as_dict()
    assert body["votes"] == json.loads(json.dumps(expected["votes"]))
    assert body["verdict"] == expected["verdict"]
    assert client.get(answer["Location"]).json() == body


def test_a_track_of_the_library(extractor: ExtractorProcess, client: Client, track_id: str) -> None:
    body = ask(client, {"track_id": track_id}).json()
    assert (body["status"], body["origin"]) == ("done", "track")
    assert body["label"] == "Queen - Bohemian Rhapsody"
    assert body["track"]["id"] == track_id
    again = ask(client, {"track_id": track_id}).json()
    assert again["cached"] is True
    assert again["id"] != body["id"]
    assert again["votes"] == body["votes"]


def test_features_are_included_when_asked_for(extractor: ExtractorProcess, client: Client, upload: Upload) -> None:
    body = client.post(f"{URL}?include=features", upload()).json()
    features = body["features"]
    assert features["schema"] == "paa-70/1"
    assert len(features["names"]) == len(features["values"]) == 70
    assert features["windows"] == [{"start_s": 0.0, "offset_s": 0.0, "values": features["values"]}]
    assert client.get(f"{URL}/{body['id']}?include=features").json() == body
    assert client.get(f"{URL}/{body['id']}?include=other").status_code == 400


def test_equal_audio_is_answered_from_what_is_stored(
    extractor: ExtractorProcess, client: Client, upload: Upload, settings: Any
) -> None:
    first = client.post(URL, upload()).json()
    settings.EXTRACTOR_URL = "http://127.0.0.1:9"  # nobody there: nothing can be computed again
    second = client.post(URL, upload(name="other name.mp3")).json()
    assert second["cached"] is True
    assert second["label"] == "other name.mp3"
    assert second["id"] != first["id"]
    assert second["votes"] == first["votes"]
    assert second["timings_ms"]["extract"] == 0
    assert (Clip.objects.count(), Answer.objects.count(), Classification.objects.count()) == (1, 1, 2)


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "undecodable_audio"),
        (b"this is a text" * 100, 415, "unsupported_media"),
        (tone_wav(seconds=1), 422, "too_short"),
        (encode(np.zeros(5 * 44_100), codec="wav"), 422, "silent_audio"),
    ],
    ids=["empty", "text", "short", "silent"],
)
def test_bad_audio_is_refused(
    extractor: ExtractorProcess, client: Client, upload: Upload, *, data: bytes, status: int, code: str
) -> None:
    answer = client.post(URL, upload(data))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert Classification.objects.count() == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x.mp3",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://intranet.local/x",
        "file:///etc/passwd",
        "no address",
        "http://[::1",
    ],
)
def test_only_previews_are_fetched(extractor: ExtractorProcess, client: Client, url: str) -> None:
    answer = ask(client, {"preview_url": url})
    assert (answer.status_code, answer.json()["code"]) == (422, "url_not_allowed")


@pytest.mark.parametrize(
    "body",
    [{}, [], None, 7, {"track_id": "a", "preview_url": "b"}, {"track_id": None}, {"track_id": {"a": 1}},
     {"track_id": ""}, {"preview_url": ["x"]}, {"preview_url": "x" * 3000}, {"track_id": "a\x00b"},
     {"model": "audiofiler-26"}],
)  # fmt: skip
def test_a_wrong_body_is_refused(client: Client, body: object) -> None:
    answer = ask(client, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert answer.json()["errors"]


def test_other_wrong_bodies(client: Client, upload: Upload) -> None:
    assert client.post(URL, "{", "application/json").json()["code"] == "validation_error"
    assert client.post(URL, "x", "text/plain").json()["code"] == "unsupported_media"
    assert client.post(URL, {"audio": "a text"}).json()["code"] == "validation_error"
    assert client.post(URL, upload(track_id="library:1")).json()["code"] == "validation_error"
    assert client.post(URL, b"x", "multipart/form-data").json()["code"] == "validation_error"
    assert client.post(URL, b"--x\r\nbroken", "multipart/form-data; boundary=x").json()["code"] == "validation_error"


@pytest.mark.parametrize("size", [100, 1_000_000])
@pytest.mark.parametrize("kind", ["audio/mpeg", "application/octet-stream", "application/x-www-form-urlencoded"])
def test_another_kind_of_body_is_refused_with_what_to_send(client: Client, kind: str, size: int) -> None:
    answer = client.post(URL, b"track_id=library%3A1".ljust(size, b"x"), kind)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media")
    assert "multipart/form-data with the file in `audio`" in answer.json()["detail"]
    assert "JSON" in answer.json()["detail"].upper()


def test_a_name_in_a_form_is_refused_with_where_it_belongs(client: Client) -> None:
    answer = client.post(URL, {"track_id": "library:1"})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert "sent as JSON" in answer.json()["detail"]


def test_unknown_fields_are_named(client: Client) -> None:
    answer = ask(client, {"trackid": "library:1", "modle": "x"})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert list(answer.json()["errors"]) == ["modle", "trackid"]


def test_two_files_are_refused(client: Client, upload: Upload) -> None:
    answer = client.post(URL, {"audio": [upload()["audio"], upload(name="two.mp3")["audio"]]})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["audio"])


@pytest.mark.parametrize("model", ["nope", "../models/audiofiler-26", "/etc", "a" * 64])
def test_an_unknown_model_is_refused(client: Client, upload: Upload, model: str) -> None:
    answer = client.post(URL, upload(model=model))
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_model")


def test_an_unknown_track_is_refused(client: Client) -> None:
    answer = ask(client, {"track_id": "library:123"})
    assert (answer.status_code, answer.json()["code"]) == (404, "track_not_found")


def test_a_track_whose_file_is_gone(client: Client, track_id: str, library: Path) -> None:
    (library / "album" / "one.mp3").unlink()
    answer = ask(client, {"track_id": track_id})
    assert (answer.status_code, answer.json()["code"]) == (409, "preview_unavailable")


def test_without_the_extractor(client: Client, upload: Upload) -> None:
    answer = client.post(URL, upload())
    assert (answer.status_code, answer.json()["code"]) == (503, "extractor_unavailable")
    assert int(answer["Retry-After"]) > 0
    assert Classification.objects.count() == 0


def test_the_uploaded_file_does_not_stay(
    extractor: ExtractorProcess, client: Client, upload: Upload, settings: Any
) -> None:
    client.post(URL, upload())
    client.post(URL, upload(b"this is a text"))
    assert list(settings.UPLOAD_DIR.iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\music\\passwd", "passwd"])
def test_a_file_name_is_only_a_name(extractor: ExtractorProcess, client: Client, upload: Upload, name: str) -> None:
    assert client.post(URL, upload(name=name)).json()["label"] == "passwd"


def test_it_is_limited(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rates = {"api": "100/minute", "classify": "2/minute"}
    monkeypatch.setattr("backend.common.throttles.ApiThrottle.THROTTLE_RATES", rates)
    codes = [ask(client, {}).json()["code"] for _ in range(3)]
    assert codes == ["validation_error", "validation_error", "rate_limited"]
    assert client.get(URL).status_code == 200


def test_an_unknown_id(client: Client) -> None:
    for identifier in ("x", "0" * 32, "%00", "../models"):
        answer = client.get(f"{URL}/{identifier}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
