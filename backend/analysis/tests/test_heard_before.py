"""Clips from before frames were moved: still read, and heard as now when they come again."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from audiofiler.extraction import OFFSETS_S
from audiofiler.testing import encode, music
from backend.analysis import store
from backend.analysis.models import Answer, Clip
from backend.tests.helpers import ExtractorProcess

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"


def as_before(clip: Clip) -> None:
    """Leave the one window that used to be stored."""
    window = clip.windows[0]
    clip.windows = [{"start_s": window["start_s"], "values": window["values"]}]
    clip.save()
    import_module("backend.analysis.migrations.0002_windows_say_their_offset").say_offset(apps, None)
    clip.refresh_from_db()


@pytest.fixture
def long_song() -> bytes:
    return encode(music(seconds=12, seed=5), codec="mp3")


def test_it_works(extractor: ExtractorProcess, client: Client, upload: Any, long_song: bytes) -> None:
    first = client.post(f"{URL}?include=features", upload(long_song)).json()
    clip = Clip.objects.get()
    as_before(clip)
    Answer.objects.update(model_digest="of one window")
    (window,) = store.clip_vector(clip).windows
    assert window.offset_s == 0
    assert client.get(f"{URL}/{first['id']}").json()["votes"] == first["votes"]
    again = client.post(f"{URL}?include=features", upload(long_song)).json()
    assert [window["offset_s"] for window in again["features"]["windows"]] == list(OFFSETS_S)
    assert (again["cached"], again["votes"], again["features"]) == (False, first["votes"], first["features"])
    assert (Clip.objects.count(), Answer.objects.count()) == (1, 2)
    assert client.get(f"{URL}/{first['id']}").json()["votes"] == first["votes"]


def test_a_short_clip_is_known_as_it_is(extractor: ExtractorProcess, client: Client, upload: Any) -> None:
    client.post(URL, upload())
    as_before(Clip.objects.get())
    assert client.post(URL, upload()).json()["cached"] is True
