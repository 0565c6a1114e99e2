"""What every catalogue gives, whatever is behind it: a small interface that the rest of the backend is written to."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol

SourceStatus = Literal["ok", "unavailable", "rate_limited"]
STATUS_CHOICES = [(status, status) for status in ("ok", "unavailable", "rate_limited")]


@dataclass(frozen=True, kw_only=True)
class Track:
    """One song of a catalogue. `id` is "source:key"; `preview_url` is set by `resolve` alone.

    The address of a preview can die within minutes, so it is never stored: whoever needs one resolves again.
    """

    id: str
    source: str
    title: str
    artists: list[str]
    album: str | None = None
    artwork_url: str | None = None
    duration_ms: int | None = None
    has_preview: bool = False
    external_url: str | None = None
    isrc: str | None = None
    genre: str | None = None
    licence: str | None = None
    licence_url: str | None = None
    credit: str | None = None
    preview_url: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The track as JSON, without the address of its preview."""
        found = asdict(self)
        del found["preview_url"]
        return found


@dataclass(frozen=True, kw_only=True)
class ClipFile:
    """A clip on this machine. `sha256` is given when it is known to be the bytes' own."""

    path: Path
    sha256: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClipAddress:
    """A clip that the extractor fetches itself, through its guarded door."""

    url: str


class SourceError(Exception):
    """A catalogue cannot answer just now."""

    status: ClassVar[SourceStatus]
    default_retry_after: ClassVar[int]

    def __init__(self, detail: str = "", *, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after if retry_after is not None else self.default_retry_after


class SourceUnavailableError(SourceError):
    """It does not answer, or not in a way that can be understood."""

    status = "unavailable"
    default_retry_after = 5


class RateLimitedError(SourceError):
    """It asks us to wait."""

    status = "rate_limited"
    default_retry_after = 10


class AllowanceUsedError(RateLimitedError):
    """We have asked it as often as we allow ourselves: it is not asked, so it has refused nothing."""


class TrackNotFoundError(Exception):
    """The catalogue answers, and it has no such track."""


class NoPreviewError(Exception):
    """The track is there, but there is nothing of it to listen to."""


class Source(Protocol):
    """A catalogue. Every method may raise a SourceError; those with a key also TrackNotFoundError."""

    id: str
    name: str
    attribution: str
    terms_url: str | None
    notice: str | None  # what its terms want shown beside its songs
    remote: bool  # asked over the network, in a thread of its own with a deadline
    keep_seconds: int  # how long the answer to a search may be kept; 0 for not at all

    def search(self, *, text: str, limit: int) -> list[Track]:
        """Songs for what a person typed, best first."""
        ...

    def resolve(self, *, key: str) -> Track:
        """One track as it is now, with a fresh `preview_url` (or None)."""
        ...

    def clip(self, *, key: str) -> ClipFile | ClipAddress:
        """What to analyse, resolved anew right before use. Raises NoPreviewError."""
        ...

    def note(self) -> str | None:
        """What a person should know about this catalogue just now, e.g. that it is still being indexed."""
        ...
