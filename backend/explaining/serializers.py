"""The shapes of what this app takes and gives."""

from typing import Any

from rest_framework import serializers

from backend.common.fields import TextField

Shape = serializers.Serializer[dict[str, Any]]


class WhyQuerySerializer(Shape):
    genre = TextField(required=False, max_length=64, help_text="The winner when left out.")
    against = TextField(
        required=False, max_length=64, help_text="Of the others, the one the forests held most probable, when left out."
    )


class DistributionSerializer(Shape):
    """Between which values of a feature the songs of a genre lie: its quantiles at `levels`."""

    levels = serializers.ListField(child=serializers.FloatField())
    genre = serializers.ListField(child=serializers.FloatField())
    against = serializers.ListField(child=serializers.FloatField())
    all = serializers.ListField(child=serializers.FloatField(), help_text="Of the songs of all genres.")


class ReadingSerializer(Shape):
    """How a number is told to a listener: `times` it; with `decibels` ten times its logarithm to base 10."""

    unit = serializers.CharField()
    times = serializers.FloatField()
    decibels = serializers.BooleanField()


class GroupSerializer(Shape):
    """Features that say something to a listener together only."""

    title = serializers.CharField()
    words = serializers.CharField()


class ContributionSerializer(Shape):
    """How far one feature pushed."""

    feature = serializers.CharField()
    title = serializers.CharField()
    words = serializers.CharField(help_text="What it measures, for a listener.")
    unit = serializers.CharField(allow_null=True, help_text="Of `value`, and of `distribution`.")
    reading = ReadingSerializer(allow_null=True, help_text="Null where no unit tells a listener more than the words.")
    group = GroupSerializer(allow_null=True, help_text="To which it belongs, when it says little by itself.")
    value = serializers.FloatField(help_text="In this song: the mean over what the forests heard.")
    towards = serializers.FloatField(help_text="Its part of the probability of `genre`.")
    against = serializers.FloatField(help_text="Its part of the probability of `against`.")
    distribution = DistributionSerializer(allow_null=True, help_text="Null when the bundle does not hold it.")


class WhySerializer(Shape):
    """Base and all parts add up to the forests' mean probability, before calibration."""

    available = serializers.BooleanField(help_text="False: this model's answers cannot be taken apart; see `reason`.")
    reason = serializers.CharField(allow_null=True)
    genre = serializers.CharField(allow_null=True)
    against = serializers.CharField(allow_null=True)
    method = serializers.CharField(allow_null=True, help_text="How the parts were computed, in words.")
    base = serializers.FloatField(allow_null=True, help_text="The share of `genre` before anything was heard.")
    probability = serializers.FloatField(allow_null=True)
    against_base = serializers.FloatField(allow_null=True)
    against_probability = serializers.FloatField(allow_null=True)
    contributions = ContributionSerializer(many=True, help_text="All features, largest difference first.")
