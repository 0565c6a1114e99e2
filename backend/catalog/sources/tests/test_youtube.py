"""YouTube: only itself, and nothing left behind. Nothing is asked of it here: there is no network in tests."""

import gc
import os
import shutil
import time
import weakref
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from backend.catalog.sources.base import ClipFile, RateLimitedError, SourceUnavailableError, TrackNotFoundError

yt_dlp = pytest.importorskip("yt_dlp", reason="the extra is not installed: pip install -r requirements/youtube.txt")
from backend.catalog.sources import youtube  # noqa: E402 - it imports the extra

VIDEO = {"id": "abcdefghijk", "title": "A Song", "channel": "Somebody - Topic", "duration": 200.0}


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Serves sound at any address, and writes down what is asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "audio/mpeg")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/song.mp3", asked
        running.shutdown()


def test_it_works() -> None:
    track = youtube.YoutubeSource().as_track(VIDEO)
    assert track is not None
    assert (track.id, track.title, track.artists) == ("youtube:abcdefghijk", "A Song", ["Somebody"])
    assert track.duration_ms == 200_000
    assert track.external_url == "https://www.youtube.com/watch?v=abcdefghijk"


def test_other_addresses_are_never_asked(server: tuple[str, list[str]]) -> None:
    url, asked = server
    with pytest.raises(yt_dlp.utils.DownloadError), yt_dlp.YoutubeDL(youtube.options()) as downloader:
        downloader.extract_info(url, download=False)
    assert not asked


@pytest.mark.parametrize("key", ["http://127.0.0.1/x", "short", "abcdefghijkl", "../../etc/pa", "abcdefghij&", ""])
def test_only_the_key_of_a_video_is_one(key: str) -> None:
    for call in (youtube.YoutubeSource().resolve, youtube.YoutubeSource().clip):
        with pytest.raises(TrackNotFoundError):
            call(key=key)


def test_live_is_no_song() -> None:
    source = youtube.YoutubeSource()
    assert source.as_track({**VIDEO, "live_status": "is_live"}) is None
    assert source.as_track({**VIDEO, "live_status": "not_live"}) is not None


@pytest.mark.parametrize(("length", "start"), [(200, 85.0), (20, 0.0), (None, 0.0)])
def test_thirty_seconds_of_the_middle(length: float | None, start: float) -> None:
    assert list(youtube.middle({"duration": length}, None)) == [{"start_time": start, "end_time": start + 30}]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ERROR: [youtube] x: Video unavailable", TrackNotFoundError),
        ("ERROR: [youtube] x: Private video. Sign in if you've been granted access", TrackNotFoundError),
        ("ERROR: [youtube] x: Sign in to confirm you're not a bot.", SourceUnavailableError),
        ("ERROR: unable to download webpage: HTTP Error 429: Too Many Requests", RateLimitedError),
        ("ERROR: something new", SourceUnavailableError),
    ],
)
def test_what_went_wrong_is_understood(said: str, expected: type[Exception]) -> None:
    assert type(youtube.refusal(said)) is expected


def test_leftovers_are_cleared_away(settings: Any) -> None:
    old, new = youtube.temporary_folder(), youtube.temporary_folder()
    os.utime(old, (time.time() - 7200,) * 2)
    youtube.temporary_folder()
    assert not old.exists()
    assert new.exists()


def test_a_clip_takes_its_folder_along() -> None:
    folder = youtube.temporary_folder()
    clip = ClipFile(path=folder / "clip.m4a")
    weakref.finalize(clip, shutil.rmtree, folder)
    path: Path = clip.path
    del clip
    gc.collect()
    assert not path.parent.exists()
