"""The shapes of what this app takes and gives."""

from typing import Any

from rest_framework import serializers

from backend.analysis.models import Origin
from backend.catalog.serializers import TrackSerializer

Shape = serializers.Serializer[dict[str, Any]]


class SimilarQuerySerializer(Shape):
    limit = serializers.IntegerField(min_value=1, max_value=50, default=10)


class MapQuerySerializer(Shape):
    anchors = serializers.IntegerField(
        min_value=0, max_value=3000, default=1000, help_text="At most so many training songs, evenly drawn."
    )
    limit = serializers.IntegerField(
        min_value=1, max_value=500, default=200, help_text="At most so many of your own analyses, newest first."
    )


class MapModelSerializer(Shape):
    """The model whose training songs the map shows."""

    name = serializers.CharField()
    version = serializers.CharField()


class AnalysisSerializer(Shape):
    """An analysed clip: your own, or another person's of a track that is in a catalogue."""

    id = serializers.CharField(allow_null=True, help_text="Of the classification, if it is your own.")
    origin = serializers.ChoiceField(choices=Origin.choices)
    label = serializers.CharField(help_text="What to call it: artist and title, or your file's name.")  # type: ignore[assignment]
    track = TrackSerializer(allow_null=True)
    genre = serializers.CharField(help_text="The answer it got.")
    family = serializers.CharField()


class SimilarSerializer(AnalysisSerializer):
    distance = serializers.FloatField(help_text="0: the same sound. Only comparable within one model.")
    closer_than = serializers.FloatField(
        help_text="0 to 1: the share of the training songs on the map that are farther from it than this one."
    )


class SimilarListSerializer(Shape):
    model = MapModelSerializer()
    results = SimilarSerializer(many=True)


class GenreShareSerializer(Shape):
    genre = serializers.CharField()
    share = serializers.FloatField()


class ClusterSerializer(Shape):
    """Training songs that sound alike, found without looking at genres."""

    cluster = serializers.IntegerField()
    songs = serializers.IntegerField(help_text="Training songs in it.")
    x = serializers.FloatField(allow_null=True, help_text="Its middle on the map, -1 to 1.")
    y = serializers.FloatField(allow_null=True)
    genres = GenreShareSerializer(many=True, help_text="The most common ones.")


class AnchorSerializer(Shape):
    """A training song on the map; which one is not known, only its genre."""

    x = serializers.FloatField()
    y = serializers.FloatField()
    genre = serializers.CharField()
    cluster = serializers.IntegerField()


class PlacedSerializer(AnalysisSerializer):
    """One of your analyses, placed by the training songs most like it."""

    x = serializers.FloatField()
    y = serializers.FloatField()
    cluster = serializers.IntegerField()


class MapSerializer(Shape):
    model = MapModelSerializer()
    clusters = ClusterSerializer(many=True)
    anchors = AnchorSerializer(many=True)
    tracks = PlacedSerializer(many=True)
