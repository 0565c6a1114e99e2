"""The index of the person's own folders."""

from django.db import models


class LibraryTrack(models.Model):
    """One audio file below LIBRARY_DIRS, with what its tags say."""

    key = models.CharField(max_length=32, unique=True)  # a stable hash of the path
    path = models.TextField(unique=True)
    size = models.BigIntegerField()
    mtime_ns = models.BigIntegerField()
    scan = models.BigIntegerField(db_index=True)  # the scan that saw the file last
    title = models.TextField()
    artists = models.JSONField(default=list)
    album = models.TextField(default="")
    duration_ms = models.IntegerField(null=True)
    isrc = models.CharField(max_length=12, default="")
    genre = models.TextField(default="")
    has_artwork = models.BooleanField(default=False)
    audio_sha256 = models.CharField(max_length=64, default="")  # of the bytes at `mtime_ns`, once known
    folded_title = models.TextField(db_index=True)
    folded_artist = models.TextField(db_index=True)
    fingerprint = models.CharField(
        max_length=32, default="", db_index=True
    )  # of the bytes: a moved file is known by it
    albumartist = models.TextField(default="")
    year = models.IntegerField(null=True)
    track_number = models.IntegerField(null=True)
    disc_number = models.IntegerField(null=True)

    def __str__(self) -> str:
        return self.path


class LibraryWord(models.Model):
    """A word of some title, artist or album: what a misspelt word is compared with."""

    word = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.word


class LibraryScan(models.Model):
    """One walk through the folders."""

    started_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True)
    after = models.TextField(default="")  # the walk goes on behind this path
    files = models.IntegerField(default=0)
    indexed = models.IntegerField(default=0)
    broken = models.IntegerField(default=0)
    removed = models.IntegerField(default=0)
    moved = models.IntegerField(default=0)
    total = models.IntegerField(null=True)  # files there are, as far as they could be counted beforehand

    def __str__(self) -> str:
        return f"scan {self.pk}: {self.files} files"
