"""The shape of what is drawn of a clip."""

from typing import Any

from rest_framework import serializers

Shape = serializers.Serializer[dict[str, Any]]

DATA = "Base64 of one byte for each value, column after column, the first row first."


class HeardSerializer(Shape):
    """A part of the recording that the model heard."""

    start_s = serializers.FloatField()
    end_s = serializers.FloatField()


class WaveformSerializer(Shape):
    """The outline of the whole recording: step k reaches from `low[k]` to `high[k]`; 127 is full scale."""

    start_s = serializers.FloatField()
    step_s = serializers.FloatField()
    low = serializers.ListField(child=serializers.IntegerField(min_value=-127, max_value=0))
    high = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=127))


class PictureSerializer(Shape):
    """A picture over time: column k begins at `start_s` + k `step_s`."""

    start_s = serializers.FloatField()
    step_s = serializers.FloatField()
    rows = serializers.IntegerField()
    columns = serializers.IntegerField()
    data = serializers.CharField(help_text=DATA)  # type: ignore[assignment]


class MelPictureSerializer(PictureSerializer):
    """How loud each band is, the lowest band first: 0 is `low_db`, 255 is `high_db`, the loudest of the recording."""

    frequencies_hz = serializers.ListField(child=serializers.FloatField(), help_text="The middle of each band.")
    low_db = serializers.FloatField()
    high_db = serializers.FloatField()


class ChromaPictureSerializer(PictureSerializer):
    """Which notes sound: the power of each pitch class, 255 is that of the column's strongest; a silent column is 0."""

    names = serializers.ListField(child=serializers.CharField())


class MfccPictureSerializer(PictureSerializer):
    """The timbre: cepstral coefficients of the mel bands, dB, the first one, the level, first.

    0 is `low` or less, 255 is `high` or more; 99 % of the others lie in between.
    """

    low = serializers.FloatField()
    high = serializers.FloatField()


class CourseVoteSerializer(Shape):
    genre = serializers.CharField()
    votes = serializers.IntegerField()


class CoursePartSerializer(Shape):
    """What the model votes for one stretch."""

    start_s = serializers.FloatField()
    end_s = serializers.FloatField()
    genre = serializers.CharField(help_text="The winner.")
    votes = CourseVoteSerializer(many=True, help_text="Most first; they add up to the number of forests.")


class CourseSerializer(Shape):
    """The votes over time: stretches of `seconds`, one every `step_s` in each part that was heard, without silence."""

    seconds = serializers.FloatField()
    step_s = serializers.FloatField()
    parts = CoursePartSerializer(
        many=True, help_text="Empty when the model that gave this answer is no longer here to be asked."
    )


class ClassificationCourseSerializer(Shape):
    """The outline of a clip, and what the classification's own model votes for over its course."""

    duration_s = serializers.FloatField()
    heard = HeardSerializer(many=True)
    waveform = WaveformSerializer()
    course = CourseSerializer()


class ClassificationAnalysisSerializer(ClassificationCourseSerializer):
    """All that is to be drawn of a clip: its course, and the pictures of its sound."""

    mel = MelPictureSerializer()
    chroma = ChromaPictureSerializer()
    mfcc = MfccPictureSerializer()
