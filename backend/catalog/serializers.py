"""The shapes of what this app takes and gives."""

from typing import Any

from rest_framework import serializers

from backend.catalog.sources.base import STATUS_CHOICES


class SourceSerializer(serializers.Serializer[dict[str, Any]]):
    """A catalogue that is on."""

    id = serializers.CharField()
    name = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUS_CHOICES)
    retry_after = serializers.IntegerField(allow_null=True, help_text="Seconds until asking it again can help.")
    note = serializers.CharField(allow_null=True, help_text="What to know just now, e.g. that it is being indexed.")
    attribution = serializers.CharField()
    terms_url = serializers.CharField(allow_null=True)


class SourceListSerializer(serializers.Serializer[dict[str, Any]]):
    results = SourceSerializer(many=True)


class TrackSerializer(serializers.Serializer[dict[str, Any]]):
    """A song of a catalogue."""

    id = serializers.CharField(help_text='"source:key"')
    source = serializers.CharField()  # type: ignore[assignment]
    title = serializers.CharField()
    artists = serializers.ListField(child=serializers.CharField())
    album = serializers.CharField(allow_null=True)
    artwork_url = serializers.CharField(allow_null=True)
    duration_ms = serializers.IntegerField(allow_null=True)
    has_preview = serializers.BooleanField()
    external_url = serializers.CharField(allow_null=True)
    isrc = serializers.CharField(allow_null=True)
    genre = serializers.CharField(allow_null=True, help_text="What the catalogue or the file's tag says.")
    licence = serializers.CharField(allow_null=True, help_text="Of the recording, where the catalogue states one.")
    licence_url = serializers.CharField(allow_null=True)
    credit = serializers.CharField(allow_null=True, help_text="The line its licence wants shown.")


class TrackDetailSerializer(TrackSerializer):
    """A song with the address of a clip to listen to, good for the next minutes."""

    preview_url = serializers.CharField(allow_null=True)


class SourceOutcomeSerializer(serializers.Serializer[dict[str, Any]]):
    """How a catalogue fared in one search."""

    id = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUS_CHOICES)
    retry_after = serializers.IntegerField(allow_null=True)
    note = serializers.CharField(allow_null=True)


class TrackSearchSerializer(serializers.Serializer[dict[str, Any]]):
    results = TrackSerializer(many=True)
    sources = SourceOutcomeSerializer(many=True)


class TrackQuerySerializer(serializers.Serializer[dict[str, Any]]):
    """The query of a search."""

    q = serializers.CharField(
        allow_blank=True, default="", max_length=200, help_text="What was typed; under 2 letters finds nothing."
    )
    limit = serializers.IntegerField(default=10, min_value=1, max_value=50)
    source = serializers.CharField(required=False, max_length=40, help_text="Ask this catalogue alone.")  # type: ignore[assignment]
