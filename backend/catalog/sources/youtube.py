"""YouTube through yt-dlp, an extra that is off by default. docs/terms.md says what YouTube's terms say about it."""

import re
import shutil
import tempfile
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yt_dlp
from django.conf import settings
from yt_dlp.utils import YoutubeDLError

from backend.catalog.remote import records
from backend.catalog.remote.bucket import TokenBucket
from backend.catalog.sources.base import (
    ClipFile,
    NoPreviewError,
    RateLimitedError,
    SourceUnavailableError,
    Track,
    TrackNotFoundError,
)

SEARCH_MAX = 20
CLIP_SECONDS = 30
CLIP_MAX_BYTES = 16 * 1024 * 1024
CLIP_TIMEOUT = 10
LEFTOVER_SECONDS = 3600
KEY = re.compile(r"[0-9A-Za-z_-]{11}")
GONE = re.compile(r"video (is )?(unavailable|not available|private)|private video|removed|terminated", re.IGNORECASE)
EXTRACTORS: Final = ["youtube:search", "youtube"]
"""Without this list yt-dlp fetches any address it is given."""


class _Silence:
    """Nothing of it is logged: what a person typed would be in it."""

    def debug(self, message: str) -> None:
        """Drop it."""

    info = warning = error = debug


class YoutubeSource:
    """Titles as their uploaders wrote them; the clip is 30 s of the video's sound, in a file that goes with it."""

    id = "youtube"
    name = "YouTube"
    attribution = "Videos on YouTube"
    terms_url: str | None = "https://www.youtube.com/t/terms"
    notice: str | None = "Found on YouTube, whose terms forbid downloading without permission."
    remote = True
    keep_seconds = 600

    def __init__(self) -> None:
        self.bucket = TokenBucket(self.id, calls=30, seconds=60)

    def search(self, *, text: str, limit: int) -> list[Track]:
        question = f"ytsearch{min(limit, SEARCH_MAX)}:{text}"
        try:
            answer = self._ask(question, extract_flat="in_playlist")
        except TrackNotFoundError:
            return []
        found = list(records.value_at(answer, "entries") or [])
        return records.tracks_from(found, self.as_track, limit=limit)

    def resolve(self, *, key: str) -> Track:
        track = self.as_track(self._ask(address(key), process=False))
        if track is None:
            raise TrackNotFoundError
        return track

    def clip(self, *, key: str) -> ClipFile:
        """The file lives as long as the ClipFile does, so nobody has to remember to delete it."""
        url, folder = address(key), temporary_folder()
        try:
            clip = ClipFile(path=self._downloaded(url, folder))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        weakref.finalize(clip, shutil.rmtree, folder, ignore_errors=True)
        return clip

    def note(self) -> str | None:
        return None if shutil.which("ffmpeg") else "Clips of YouTube need ffmpeg, which is not installed."

    def _downloaded(self, url: str, folder: Path) -> Path:
        self._ask(
            url,
            download=True,
            outtmpl={"default": str(folder / "clip.%(ext)s")},
            format="bestaudio[ext=m4a]/bestaudio",
            download_ranges=middle,
            max_filesize=CLIP_MAX_BYTES,
            match_filter=not_live,
            nopart=True,
            external_downloader_args={
                "ffmpeg_i": ["-rw_timeout", str(CLIP_TIMEOUT * 1_000_000)],
                "ffmpeg_o": ["-fs", str(CLIP_MAX_BYTES)],
            },
        )
        for path in folder.iterdir():
            if path.is_file() and path.stat().st_size:
                return path
        raise NoPreviewError

    def _ask(self, question: str, *, download: bool = False, process: bool = True, **more: Any) -> Any:
        self.bucket.take()
        try:
            with yt_dlp.YoutubeDL({**options(), **more}) as downloader:
                return downloader.extract_info(question, download=download, process=process)
        except YoutubeDLError as error:
            raise refusal(str(error)) from None

    def as_track(self, record: Any) -> Track | None:
        """The video as every catalogue gives a track; what is live has no end, so it is none."""
        key, title = records.key_of(record, "id"), records.text(record, "title")
        if key is None or title is None or not KEY.fullmatch(key) or not_live(record) is not None:
            return None
        channel = records.text(record, "channel") or records.text(record, "uploader")
        pictures = records.value_at(record, "thumbnails")
        return Track(
            id=f"{self.id}:{key}",
            source=self.id,
            title=title,
            artists=[channel.removesuffix(" - Topic")] if channel else [],
            artwork_url=records.address(pictures[-1], "url") if isinstance(pictures, list) and pictures else None,
            duration_ms=records.milliseconds(record, "duration", scale=1000),
            has_preview=True,
            external_url=f"https://www.youtube.com/watch?v={key}",
        )


def options() -> dict[str, Any]:
    """What every call has: only YouTube, nothing from the environment, nothing kept, no second try."""
    return {
        "allowed_extractors": EXTRACTORS,
        "cachedir": False,
        "extractor_retries": 0,
        "fragment_retries": 0,
        "logger": _Silence(),
        "noplaylist": True,
        "noprogress": True,
        "proxy": "",
        "quiet": True,
        "retries": 0,
        "socket_timeout": settings.SOURCE_DEADLINE,
    }


def address(key: str) -> str:
    """The address of a video. Raises TrackNotFoundError for what cannot be one's key."""
    if not KEY.fullmatch(key):
        raise TrackNotFoundError
    return f"https://www.youtube.com/watch?v={key}"


def middle(video: dict[str, Any], downloader: Any) -> Iterator[dict[str, float]]:
    """The 30 s in the middle: a video's first seconds are often not yet the song."""
    length = float(video.get("duration") or 0)
    start = max(0.0, (length - CLIP_SECONDS) / 2)
    yield {"start_time": start, "end_time": start + CLIP_SECONDS}


def not_live(video: Any, **kwargs: Any) -> str | None:
    """Why this one is passed over, or None."""
    live = records.value_at(video, "live_status") in {"is_live", "is_upcoming"} or records.value_at(video, "is_live")
    return "it is live" if live else None


def refusal(said: str) -> Exception:
    """What yt-dlp's message means."""
    if "HTTP Error 429" in said:
        return RateLimitedError("YouTube asks us to wait.", retry_after=300)
    if "not a bot" in said:
        return SourceUnavailableError("YouTube refuses this machine: it takes it for a bot.", retry_after=600)
    if GONE.search(said):
        return TrackNotFoundError()
    return SourceUnavailableError("YouTube does not answer, or in a way that this version of yt-dlp does not know.")


def temporary_folder() -> Path:
    """A folder for one clip; what a killed process left behind is cleared away."""
    place = Path(settings.DATA_DIR) / "clips"
    place.mkdir(parents=True, exist_ok=True)
    for leftover in place.iterdir():
        if leftover.stat().st_mtime < time.time() - LEFTOVER_SECONDS:
            shutil.rmtree(leftover, ignore_errors=True)
    return Path(tempfile.mkdtemp(dir=place))
