"""The shapes of what can be drawn, for the document only; the library writes it down."""

from typing import Any

from rest_framework import serializers


class SpanSerializer(serializers.Serializer[Any]):
    """A part of the recording."""

    start_s = serializers.FloatField()
    end_s = serializers.FloatField()


class WaveformSerializer(serializers.Serializer[Any]):
    """The outline of the whole recording: step k reaches from low[k] to high[k]; 127 is full scale."""

    start_s = serializers.FloatField()
    step_s = serializers.FloatField()
    low = serializers.ListField(child=serializers.IntegerField(min_value=-127, max_value=0))
    high = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=127))


class PictureSerializer(serializers.Serializer[Any]):
    """Levels over time; column k begins at start_s + k step_s."""

    start_s = serializers.FloatField()
    step_s = serializers.FloatField()
    rows = serializers.IntegerField()
    columns = serializers.IntegerField()
    data = serializers.CharField(  # type: ignore[assignment]
        help_text="base64 of one byte for each value, column after column, the first row first"
    )


class MelPictureSerializer(PictureSerializer):
    """A mel spectrogram, the lowest band first: 0 is low_db, 255 is high_db, the loudest of the recording."""

    frequencies_hz = serializers.ListField(child=serializers.FloatField(), help_text="the middle of each band")
    low_db = serializers.FloatField()
    high_db = serializers.FloatField()


class ChromaPictureSerializer(PictureSerializer):
    """The power of each pitch class: 255 is that of the column's strongest."""

    names = serializers.ListField(child=serializers.CharField())


class MfccPictureSerializer(PictureSerializer):
    """Cepstral coefficients of the mel bands, dB, the level first: 0 is low or less, 255 is high or more."""

    low = serializers.FloatField()
    high = serializers.FloatField()


class StretchSerializer(SpanSerializer):
    """A stretch of the recording and its own features."""

    values = serializers.ListField(child=serializers.FloatField())


class CourseSerializer(serializers.Serializer[Any]):
    """Stretches of so many seconds, one every step_s in each part that is heard; none is silent."""

    seconds = serializers.FloatField()
    step_s = serializers.FloatField()
    parts = StretchSerializer(many=True, help_text="in paa-70/1; empty in other schemas, whose windows are parts")


class AnalysisSerializer(serializers.Serializer[Any]):
    """What can be drawn of a clip."""

    duration_s = serializers.FloatField()
    heard = SpanSerializer(many=True)
    waveform = WaveformSerializer()
    mel = MelPictureSerializer()
    chroma = ChromaPictureSerializer()
    mfcc = MfccPictureSerializer()
    course = CourseSerializer()
