"""Where a clip's bytes wait: in memory while small, in a nameless temporary file beyond, never past the cap."""

from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, Final, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from extractor_service.extraction.conf import conf
from extractor_service.extraction.errors import Refusal

IN_MEMORY_BYTES: Final = 4 * 1024 * 1024
FIELD: Final = "audio"


class Spool:
    """A file that refuses its first byte past `cap`."""

    def __init__(self, cap: int) -> None:
        self.file = cast("BinaryIO", SpooledTemporaryFile(max_size=IN_MEMORY_BYTES))  # noqa: SIM115 - the caller closes it
        self.size = 0
        self._cap = cap

    def write(self, chunk: bytes) -> None:
        """Append, or refuse as too large."""
        self.size += len(chunk)
        if self.size > self._cap:
            self.close()
            raise too_large(self._cap)
        self.file.write(chunk)

    def rewound(self) -> BinaryIO:
        """Give the file back at its start."""
        self.file.seek(0)
        return self.file

    def close(self) -> None:
        """Forget the bytes."""
        self.file.close()


def too_large(cap: int) -> Refusal:
    """Build the refusal for more than `cap` bytes."""
    return Refusal("too_large", f"The audio has more than {cap:,} bytes, the most that is read. Send a shorter clip.")


class SpoolUploadHandler(FileUploadHandler):
    """Takes the file of the one field that may hold one, byte by byte against the cap."""

    spool: Spool | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin the file, if it is in the right field."""
        super().new_file(*args, **kwargs)
        if self.field_name != FIELD:
            raise Refusal("validation_error", f"A file belongs in the field '{FIELD}', and only there.")
        self.spool = Spool(conf().max_bytes)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Store a piece."""
        if self.spool is not None:
            self.spool.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """Hand the whole file over."""
        if self.spool is None:
            return None
        return UploadedFile(
            file=self.spool.rewound(), name=self.file_name, content_type=self.content_type, size=file_size
        )

    def upload_interrupted(self) -> None:
        """Forget a file that never came to its end."""
        if self.spool is not None:
            self.spool.close()
