"""The shape of a model as it is sent."""

from typing import Any

from rest_framework import serializers

Shape = serializers.Serializer[dict[str, Any]]


class FamilySerializer(Shape):
    name = serializers.CharField()
    genres = serializers.ListField(child=serializers.CharField())


class ScoreSerializer(Shape):
    """One measured figure on rows no training saw, with its 95 % interval."""

    name = serializers.CharField(help_text="e.g. accuracy, balanced_accuracy, macro_f1, top5_accuracy")
    value = serializers.FloatField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    baseline = serializers.FloatField(allow_null=True, help_text="The published recipe in the same run.")


class GenreScoreSerializer(Shape):
    """Precision: of the songs called this genre, the share that is. Recall: of its songs, the share called so."""

    genre = serializers.CharField()
    precision = serializers.FloatField(allow_null=True)
    recall = serializers.FloatField(allow_null=True)
    rows = serializers.IntegerField(allow_null=True)


class AgreementSerializer(Shape):
    """How often the winner was right when so many forests agreed on it, on rows no training saw."""

    agree = serializers.IntegerField()
    rows = serializers.IntegerField()
    right = serializers.IntegerField()
    confidence = serializers.FloatField()


class CertaintySerializer(Shape):
    """The rule for 'not sure': answers are certain from this confidence on. How that went on rows no training saw."""

    confidence_from = serializers.FloatField()
    coverage = serializers.FloatField(help_text="Share of the rows that got a certain answer.")
    accuracy = serializers.FloatField(help_text="Share of those that were right.")


class ModelSerializer(Shape):
    """A bundle of 20 forests."""

    name = serializers.CharField()
    version = serializers.CharField()
    default = serializers.BooleanField(help_text="Used when none is named.")
    family = serializers.CharField(help_text="Who votes: forests, network (small networks) or hybrid (both).")
    forests = serializers.IntegerField()
    genres = serializers.ListField(child=serializers.CharField(), help_text="In label order.")
    families = FamilySerializer(many=True)
    features = serializers.ListField(
        child=serializers.CharField(), help_text="In the model's order; empty where they are the points of a picture."
    )
    feature_count = serializers.IntegerField(help_text="How many values the model takes.")
    feature_schema = serializers.CharField()
    agreement = AgreementSerializer(many=True)
    certainty = CertaintySerializer()
    has_map = serializers.BooleanField(help_text="Whether it holds a map of its training songs.")
    protocol = serializers.CharField(allow_null=True, help_text="How the scores were measured.")
    scores = ScoreSerializer(many=True)
    genre_scores = GenreScoreSerializer(many=True)
    provenance = serializers.DictField(help_text="Training data, seeds, versions: as in the bundle's manifest.")
    trouble = serializers.CharField(
        allow_null=True, help_text="Why a newer bundle of this name is not used; this one goes on answering."
    )


class ModelListSerializer(Shape):
    results = ModelSerializer(many=True)
