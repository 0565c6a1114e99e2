"""Records may lack anything, or hold something else there."""

from typing import Any

import pytest

from backend.catalog.remote import records
from backend.catalog.sources.base import Source, SourceUnavailableError
from backend.catalog.sources.registry import SOURCES, source_named

ODD: list[Any] = [None, "", 0, -1, 1.5, True, "text", [], [None], {}, {"id": None}, [[]], "\x00\ud800", 10**30]


def test_it_works() -> None:
    record = {"a": {"b": "  two \n words "}, "n": 7, "t": 3}
    assert records.text(record, "a", "b") == "two words"
    assert records.key_of(record, "n") == "7"
    assert records.milliseconds(record, "t", scale=1000) == 3000


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        ("http://a.example/b", "https://a.example/b"),
        ("http://127.0.0.1:9/b", "http://127.0.0.1:9/b"),
        ("https://a.example/Côte d", "https://a.example/C%C3%B4te%20d"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example/b", None),
        ("https://me@a.example/b", None),
        ("https://[", None),
        ("https://a.example/" + "x" * 3000, None),
    ],
)
def test_only_web_addresses_become_links(given: str, expected: str | None) -> None:
    assert records.address({"a": given}, "a") == expected


def test_text_holds_nothing_that_cannot_be_kept() -> None:
    assert records.text({"a": "x\x00y\ud83dz"}, "a") == "xyz"
    assert records.text({"a": "x" * 10_000}, "a") == "x" * records.LONGEST_TEXT


def test_no_list_is_not_an_empty_list() -> None:
    assert records.records({"data": []}, "data", name="Somewhere") == []
    for odd in ({}, {"data": None}, {"data": {}}):
        with pytest.raises(SourceUnavailableError):
            records.records(odd, "data", name="Somewhere")


@pytest.mark.parametrize("name", [name for name in SOURCES if name not in {"library", "house", "youtube"}])
def test_no_record_upsets_a_source(name: str, settings: Any) -> None:
    settings.JAMENDO_CLIENT_ID = settings.SPOTIPY_CLIENT_ID = settings.SPOTIPY_CLIENT_SECRET = "invented"
    source: Source = source_named(name)
    keys = ["title", "name", "trackName", "artist", "artists", "contributors", "album", "preview", "preview_url"]
    keys += ["url", "audio", "audio_set", "genres", "musicinfo", "external_ids", "duration", "license", "kind"]
    for odd in ODD:
        assert source.as_track(odd) is None
        for key in keys:
            record = {"id": "5", "trackId": 5, "title": "T", "name": "T", "trackName": "T", key: odd}
            track = source.as_track(record)
            assert track is None or (track.title and all(isinstance(artist, str) for artist in track.artists))
        for image in ODD:
            source.as_track({"id": "5", "name": "T", "album": {"images": [image, {"width": odd, "url": odd}]}})
