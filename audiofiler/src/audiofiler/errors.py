"""What can go wrong between a file and its votes.

Every error carries the refusal code the REST interface answers with, and says whether trying the same input
again can help: a retry loop reads `permanent` and nothing else.
"""

from typing import ClassVar


class AudioFilerError(Exception):
    """Base of every error this library raises on purpose; its text is a sentence for a person."""

    code: ClassVar[str] = "validation_error"
    permanent: ClassVar[bool] = True

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Unreadable(AudioFilerError):
    """The system does not give the file: it is not there, a folder, or not for this user."""

    code = "unreadable"
    permanent = False


class UnsupportedMedia(AudioFilerError):
    """The bytes are not one of the audio formats this library reads."""

    code = "unsupported_media"


class UndecodableAudio(AudioFilerError):
    """The format is known, but its sound cannot be decoded (broken, empty or cut off too early)."""

    code = "undecodable_audio"


class TooShort(AudioFilerError):
    """There is less sound than an answer needs."""

    code = "too_short"


class TooLong(AudioFilerError):
    """There is more sound than one analysis may hold."""

    code = "too_long"


class TooLarge(AudioFilerError):
    """There are more bytes than one analysis may read."""

    code = "too_large"


class SilentAudio(AudioFilerError):
    """The clip is silent or constant, so no feature of it means anything."""

    code = "silent_audio"


class SchemaMismatch(AudioFilerError):
    """A vector and a bundle speak of different features."""

    code = "unknown_model"


class BundleError(AudioFilerError):
    """A model bundle cannot be used."""

    code = "unknown_model"


class BundleNotFound(BundleError):
    """No bundle is at the place named."""


class BundleCorrupt(BundleError):
    """A file of the bundle is missing, cut off, changed or contradicts the manifest."""


class BundleTooNew(BundleError):
    """The bundle was written by a later version of this library."""


class BundleNeedsMore(BundleError):
    """The bundle is whole, but something it needs is not installed; the text says what to install."""


class BundleForeign(BundleError):
    """The folder or manifest is something else than a bundle of this library."""
