"""The shape of a model's evidence as it is sent."""

from rest_framework import serializers
from rest_framework.fields import Field

from backend.analysis.model_serializers import AgreementSerializer, Shape


class BaselineSerializer(Shape):
    """The published recipe in the same run."""

    accuracy = serializers.FloatField()


class ConfusionSerializer(Shape):
    counts = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()),
        help_text="Rows of each genre (first index) that were called each genre (second), in the order of genres.",
    )


class ConfusedSerializer(Shape):
    """One kind of mistake; the most frequent come first."""

    genre = serializers.CharField()
    taken_for = serializers.CharField()
    rows = serializers.IntegerField()
    share = serializers.FloatField(help_text="Of the genre's rows.")


class RocSerializer(Shape):
    """How well the probability of a genre tells its songs from all others."""

    genre = serializers.CharField()
    area = serializers.FloatField(help_text="Under the whole curve; 0.5 is chance, 1 is perfect.")
    false_positive = serializers.ListField(child=serializers.FloatField())
    true_positive = serializers.ListField(child=serializers.FloatField())


class CalibrationBinSerializer(Shape):
    """Rows whose highest probability lies between two bounds: what it said on average, and how often it was right."""

    to = serializers.FloatField()
    mean_probability = serializers.FloatField()
    share_right = serializers.FloatField()
    rows = serializers.IntegerField()

    def get_fields(self) -> dict[str, Field[object, object, object, object]]:
        """The lower bound's name is a word of Python."""
        return {"from": serializers.FloatField(), **super().get_fields()}


class GrowthSerializer(Shape):
    """How often so many voters together are right."""

    forests = serializers.IntegerField()
    accuracy = serializers.FloatField()


class EvidenceSerializer(Shape):
    """What was measured of a model on rows no training saw; parts a bundle does not tell are null."""

    name = serializers.CharField()
    version = serializers.CharField()
    genres = serializers.ListField(child=serializers.CharField(), help_text="In label order.")
    protocol = serializers.CharField(allow_null=True)
    baseline = BaselineSerializer(allow_null=True)
    agreement = AgreementSerializer(many=True)
    confusion = ConfusionSerializer(allow_null=True)
    confusions = ConfusedSerializer(many=True, allow_null=True)
    roc = RocSerializer(many=True, allow_null=True)
    calibration = CalibrationBinSerializer(many=True, allow_null=True)
    growth = GrowthSerializer(many=True, allow_null=True)
