"""Every stand-in answers in the form that is written down, and so do the recorded answers when they are at hand."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.standins.tests import shapes
from tests.standins.tests.asking import Asker, asker

RECORDED = {
    "deezer/TestClient.test_search_simple.0.json": shapes.DEEZER_SEARCH,
    "deezer/TestClient.test_search_pagination_params0-2_.0.json": shapes.DEEZER_SEARCH,
    "deezer/search_2025_signed_preview.json": shapes.DEEZER_SEARCH,
    "deezer/TestClient.test_get_track.0.json": shapes.DEEZER_TRACK,
    "deezer/TestClient.test_get_album.0.json": shapes.DEEZER_ALBUM,
    "deezer/TestClient.test_list_genres.0.json": shapes.DEEZER_GENRES,
    "deezer/TestClient.test_no_track_raise.0.json": shapes.DEEZER_ERROR,
    "deezer/error_quota_http200.json": shapes.DEEZER_ERROR,
    "deezer/TestClient.test_request_404.0.json": shapes.DEEZER_NOT_FOUND,
    "itunes/search_song.json": shapes.ITUNES_ANSWER,
    "itunes/search_empty.json": shapes.ITUNES_ANSWER,
    "openverse/audio_search.json": shapes.OPENVERSE_ANSWER,
    "jamendo/tracks.json": shapes.JAMENDO_ANSWER,
    "spotify/java-SearchTracksRequest.json": shapes.SPOTIFY_SEARCH,
    "spotify/zmb3-search_tracks.json": shapes.SPOTIFY_SEARCH,
    "spotify/java-GetTrackRequest.json": shapes.SPOTIFY_TRACK,
    "spotify/error_429_quota_2026-07.json": shapes.SPOTIFY_ERROR,
}
SEARCHES = {
    "deezer": shapes.DEEZER_SEARCH,
    "itunes": shapes.ITUNES_ANSWER,
    "spotify": shapes.SPOTIFY_SEARCH,
    "openverse": shapes.OPENVERSE_ANSWER,
    "jamendo": shapes.JAMENDO_ANSWER,
}
ONE = {
    "deezer": shapes.DEEZER_TRACK,
    "itunes": shapes.ITUNES_ANSWER,
    "spotify": shapes.SPOTIFY_TRACK,
    "openverse": shapes.OPENVERSE_TRACK,
    "jamendo": shapes.JAMENDO_ANSWER,
}


@pytest.mark.parametrize(("file", "shape"), RECORDED.items(), ids=str)
def test_a_recorded_answer_has_the_form(file: str, shape: Any) -> None:
    folder = os.environ.get("AUDIOFILER_SHARED_SAMPLES")
    if not folder:
        pytest.skip("AUDIOFILER_SHARED_SAMPLES does not say where recorded answers are")
    recorded = json.loads((Path(folder) / file).read_bytes())
    assert not shapes.misfits(recorded.get("body", recorded), shape, more=True)


@pytest.mark.parametrize("name", SEARCHES)
@pytest.mark.parametrize("kind", [None, "no_preview", "missing_keys"])
def test_a_search_has_the_form(name: str, kind: str | None) -> None:
    with asker(name) as ask:
        if kind:
            ask.standin.misbehave(kind)
        for text in ("the", "Ночь", "nobody ever sang this"):
            assert not shapes.misfits(ask.search(text).json(), SEARCHES[name])


@pytest.mark.parametrize("name", ONE)
def test_one_track_has_the_form(name: str) -> None:
    with asker(name) as ask:
        song = ask.standin.songs[3]
        found = ask.listed(ask.search(song.title))
        answer = ask.one(found[0]["trackId" if name == "itunes" else "id"])
        assert not shapes.misfits(answer.json(), ONE[name])


@pytest.mark.parametrize(
    ("name", "path", "query", "status", "shape"),
    [
        ("deezer", "/track/-1", {}, 200, shapes.DEEZER_ERROR),
        ("deezer", "/search", {}, 200, shapes.DEEZER_ERROR),
        ("deezer", "/album/4100000", {}, 200, shapes.DEEZER_ALBUM),
        ("deezer", "/genre", {}, 200, shapes.DEEZER_GENRES),
        ("deezer", "/nowhere", {}, 404, shapes.DEEZER_NOT_FOUND),
        ("deezer", "/search", {"q": 'artist:"A" track:"B"'}, 200, {"data": [], "total": 0}),
        ("itunes", "/lookup", {"id": "1"}, 200, shapes.ITUNES_ANSWER),
        ("spotify", "/search", {"q": "a", "type": "track", "limit": "11"}, 400, shapes.SPOTIFY_ERROR),
        ("spotify", "/tracks/0000000000000000000000", {}, 404, shapes.SPOTIFY_ERROR),
        ("openverse", "/audio/", {"q": "a", "page_size": "21"}, 401, shapes.OPENVERSE_ERROR),
        ("openverse", "/audio/00000000-0000-0000-0000-000000000000/", {}, 404, shapes.OPENVERSE_ERROR),
        ("jamendo", "/tracks/", {"client_id": "wrong"}, 200, shapes.JAMENDO_ANSWER),
    ],
)
def test_a_refusal_has_the_form(name: str, path: str, query: dict[str, str], status: int, shape: Any) -> None:
    with asker(name) as ask:
        answer = ask.get(path, query)
        assert answer.status_code == status
        if shape == {"data": [], "total": 0}:
            assert answer.json() == shape
        else:
            assert not shapes.misfits(answer.json(), shape)


@pytest.mark.parametrize(
    ("name", "status", "shape"),
    [
        ("deezer", 429, shapes.DEEZER_ERROR),
        ("spotify", 429, shapes.SPOTIFY_ERROR),
        ("openverse", 429, shapes.OPENVERSE_ERROR),
        ("jamendo", 429, shapes.JAMENDO_ANSWER),
    ],
)
def test_a_limit_has_the_form(name: str, status: int, shape: Any) -> None:
    with asker(name) as ask:
        ask.standin.misbehave("rate_limit_hours")
        answer = ask.search("the")
        assert answer.status_code == status
        assert int(answer.headers["Retry-After"]) > 3600
        assert not shapes.misfits(answer.json(), shape)


def test_a_token_has_the_form() -> None:
    with asker("spotify") as ask:
        assert not shapes.misfits(ask.token("stand-in", "stand-in-secret").json(), shapes.SPOTIFY_TOKEN)
        refused = ask.token("stand-in", "wrong")
        assert refused.status_code == 400
        assert not shapes.misfits(refused.json(), shapes.SPOTIFY_TOKEN_ERROR)
        assert Asker(ask.standin).search("the").status_code == 401


def test_misfits_are_named() -> None:
    shape = {"a": int, "b?": [str], "c": (shapes.URL, None)}
    assert not shapes.misfits({"a": 1, "c": None}, shape)
    assert shapes.misfits({"a": True, "b": [1], "d": 2}, shape) == [
        "answer.c: absent",
        "answer.d: nobody knows it",
        "answer.a: True is not <class 'int'>",
        "answer.b[0]: 1 is not <class 'str'>",
    ]
