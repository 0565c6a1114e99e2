"""The shapes of what is asked of a history."""

from typing import Any

from rest_framework import serializers

from backend.common.fields import TextField

Shape = serializers.Serializer[dict[str, Any]]


class HistoryQuerySerializer(Shape):
    """Which part of the history."""

    q = TextField(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="Words or their parts: of title, artist, album, file name or genre, whatever their accents and case. "
        "Where nothing has them, misspelt ones are forgiven.",
    )


class HistoryDeletedSerializer(Shape):
    """What was deleted; send `deleted_at` to /classifications/restore within a day to take it back."""

    deleted = serializers.IntegerField()
    deleted_at = serializers.DateTimeField()


class HistoryRestoreSerializer(Shape):
    """Which deletion of the whole history to take back."""

    deleted_at = serializers.DateTimeField(help_text="As it came with the deletion.")


class HistoryRestoredSerializer(Shape):
    restored = serializers.IntegerField()
