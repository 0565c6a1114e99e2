"""Every refusal the backend can answer with: its code, status, title and what helps.

`docs/errors.md`, the page at /docs/errors and the OpenAPI file are printed from this table.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ProblemType:
    """One kind of refusal. `retry_after` is in seconds, where trying again later can help."""

    code: str
    status: int
    title: str
    help: str
    retry_after: int | None = None

    @property
    def uri(self) -> str:
        """The problem's `type`: a stable address below this server, where the code is explained."""
        return f"/docs/errors#{self.code}"


PROBLEMS = {
    kind.code: kind
    for kind in (
        ProblemType(
            "validation_error",
            400,
            "The request is not right",
            "`errors` says what is wrong with each field. Correct it and send the request again.",
        ),
        ProblemType(
            "unsupported_media",
            415,
            "AudioFiler cannot read this kind of file or body",
            "Send MP3, AAC/M4A, FLAC, WAV, Ogg Vorbis, Opus or AIFF; a body is JSON or multipart/form-data.",
        ),
        ProblemType(
            "undecodable_audio",
            422,
            "The audio cannot be decoded",
            "The file is broken or cut off. Try another copy of it.",
        ),
        ProblemType("too_short", 422, "There is too little sound", "A clip needs at least 3 seconds of sound."),
        ProblemType("silent_audio", 422, "The clip is silent", "Nothing can be heard in it. Try another part."),
        ProblemType("too_large", 413, "The file is too large", "Send a smaller file, or a clip of the song."),
        ProblemType("too_long", 413, "The recording is too long", "Send a shorter recording, or a clip of it."),
        ProblemType(
            "url_not_allowed",
            422,
            "A clip may not be fetched from this address",
            "Only https addresses of clips at known preview hosts are fetched, and a song's page is none: give a "
            "direct link to a preview, search for the song by name, or upload the file.",
        ),
        ProblemType(
            "preview_unavailable",
            409,
            "There is no clip of this song to listen to",
            "Pick the song from another source, or upload the file.",
        ),
        ProblemType(
            "track_not_found", 404, "There is no such track", "It may have been moved or deleted. Search again."
        ),
        ProblemType("unknown_model", 422, "There is no such model", "GET /api/v1/models lists the models."),
        ProblemType(
            "source_unavailable",
            503,
            "The music source does not answer",
            "Try again after the time in Retry-After, or use another source.",
            retry_after=5,
        ),
        ProblemType(
            "extractor_unavailable",
            503,
            "The feature extractor does not answer",
            "Nothing is lost. Try again after the time in Retry-After.",
            retry_after=5,
        ),
        ProblemType("busy", 503, "AudioFiler is busy", "Try again after the time in Retry-After.", retry_after=2),
        ProblemType(
            "rate_limited",
            429,
            "Too many requests",
            "Wait for the time in Retry-After, then go on more slowly.",
            retry_after=10,
        ),
        ProblemType("not_found", 404, "There is nothing here", "Check the address."),
        ProblemType("method_not_allowed", 405, "This cannot be done here", "`Allow` names the methods that work."),
        ProblemType(
            "cross_site",
            403,
            "Another site may not send this",
            "A page of another site tried to write. Use AudioFiler's own page, or a program.",
        ),
        ProblemType(
            "internal_error",
            500,
            "Something went wrong in AudioFiler",
            "This is a mistake in the program. Please report it with the `request_id`.",
        ),
    )
}


class ProblemError(Exception):
    """A refusal on its way to the caller."""

    def __init__(self, code: str, detail: str = "", *, retry_after: int | None = None, **members: Any) -> None:
        self.kind = PROBLEMS[code]
        self.detail = detail or self.kind.help
        self.retry_after = retry_after if retry_after is not None else self.kind.retry_after
        self.members = members
        super().__init__(f"{code}: {self.detail}")

    @property
    def code(self) -> str:
        return self.kind.code

    def as_dict(self) -> dict[str, Any]:
        """The problem object of RFC 9457."""
        body: dict[str, Any] = {
            "type": self.kind.uri,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "code": self.kind.code,
        }
        if self.retry_after is not None:
            body["retry_after"] = self.retry_after
        return body | self.members
