"""The shapes of what this app takes and gives."""

from typing import Any

from rest_framework import serializers

from backend.catalog.searching.alternatives import MATCHED_BY_CHOICES
from backend.catalog.searching.asking import LONGEST_WAIT, WAIT_SECONDS
from backend.catalog.sources.base import STATUS_CHOICES
from backend.common.schema import ProblemSerializer


class SourceSerializer(serializers.Serializer[dict[str, Any]]):
    """A catalogue that is on."""

    id = serializers.CharField()
    name = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUS_CHOICES)
    retry_after = serializers.IntegerField(allow_null=True, help_text="Seconds until asking it again can help.")
    note = serializers.CharField(allow_null=True, help_text="What to know just now, e.g. that it is being indexed.")
    attribution = serializers.CharField()
    terms_url = serializers.CharField(allow_null=True)
    notice = serializers.CharField(allow_null=True, help_text="What must be shown beside its songs.")


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


class FoundInSerializer(serializers.Serializer[dict[str, Any]]):
    """A catalogue that has the recording."""

    source = serializers.CharField()  # type: ignore[assignment]
    id = serializers.CharField(help_text='The track there, "source:key".')
    has_preview = serializers.BooleanField()
    external_url = serializers.CharField(allow_null=True)


class SuggestionSerializer(TrackSerializer):
    """A recording; its own `id` and `source` are those of the catalogue that is best to classify it from."""

    sources = FoundInSerializer(many=True, help_text="Where the same recording is found, its own source first.")


class AlternativeSerializer(serializers.Serializer[dict[str, Any]]):
    """The same song, likely, from another catalogue."""

    track = TrackSerializer()
    certainty = serializers.FloatField(help_text="0 to 1.")
    matched_by = serializers.ChoiceField(choices=MATCHED_BY_CHOICES)


class TrackDetailSerializer(TrackSerializer):
    """A song with the address of a clip to listen to, good for the next minutes."""

    preview_url = serializers.CharField(allow_null=True)
    alternatives = AlternativeSerializer(many=True, help_text="When there is no clip: from which track to take one.")


class NoPreviewProblemSerializer(ProblemSerializer):
    """A refusal that says which other tracks would do."""

    alternatives = AlternativeSerializer(many=True, required=False, help_text="With preview_unavailable.")


class SourceOutcomeSerializer(serializers.Serializer[dict[str, Any]]):
    """How a catalogue fared in one search."""

    id = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUS_CHOICES)
    retry_after = serializers.IntegerField(allow_null=True)
    note = serializers.CharField(allow_null=True)
    pending = serializers.BooleanField(help_text="Still under way: ask the same again and the rest comes.")


class TrackSearchSerializer(serializers.Serializer[dict[str, Any]]):
    results = SuggestionSerializer(many=True)
    sources = SourceOutcomeSerializer(many=True)


class TrackQuerySerializer(serializers.Serializer[dict[str, Any]]):
    """The query of a search."""

    q = serializers.CharField(
        allow_blank=True, default="", max_length=200, help_text="What was typed; under 2 letters finds nothing."
    )
    limit = serializers.IntegerField(default=10, min_value=1, max_value=50)
    source = serializers.CharField(required=False, max_length=40, help_text="Ask this catalogue alone.")  # type: ignore[assignment]
    wait = serializers.FloatField(
        default=WAIT_SECONDS, min_value=0, max_value=LONGEST_WAIT, help_text="Seconds to wait for slow catalogues."
    )
