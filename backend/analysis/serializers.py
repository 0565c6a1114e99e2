"""The shapes of what this app takes and gives."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.analysis.models import Origin, Status
from backend.catalog.serializers import NoPreviewProblemSerializer, TrackSerializer
from backend.common.fields import TextField

Shape = serializers.Serializer[dict[str, Any]]


@extend_schema_field({"type": "string", "minLength": 1, "maxLength": 64, "example": "audiofiler-26"})
class ModelNameField(TextField):
    """The name of a bundle; the documentation fills it in with one that is there."""


class ClassificationRequestSerializer(Shape):
    """What to classify: exactly one of `track_id` and `preview_url`."""

    track_id = TextField(required=False, max_length=200, help_text="The id of a track of /tracks.")
    preview_url = TextField(
        required=False, max_length=2048, help_text="The https address of a clip on a known preview host."
    )
    model = ModelNameField(required=False, max_length=64, help_text="The name of a model of /models.")


class ClassificationUploadSerializer(Shape):
    """A file to classify."""

    audio = serializers.FileField(allow_empty_file=True, help_text="MP3, AAC/M4A, FLAC, WAV, Ogg, Opus, AIFF.")
    model = ModelNameField(required=False, max_length=64, help_text="The name of a model of /models.")


class UsedModelSerializer(Shape):
    name = serializers.CharField()
    version = serializers.CharField()
    forests = serializers.IntegerField()


class VoteSerializer(Shape):
    """How many of the forests chose this genre."""

    genre = serializers.CharField()
    votes = serializers.IntegerField()
    fraction = serializers.FloatField()


class RunnerUpSerializer(Shape):
    """What one forest would have chosen next."""

    genre = serializers.CharField()
    probability = serializers.FloatField()


class BallotSerializer(Shape):
    """What one forest chose, and how probable it held it."""

    forest = serializers.IntegerField()
    genre = serializers.CharField()
    probability = serializers.FloatField()
    runner_up = RunnerUpSerializer(allow_null=True, help_text="Null in answers from before it was kept.")


class ProbabilitySerializer(Shape):
    """Calibrated: of the answers with probability p, a share of p is right."""

    genre = serializers.CharField()
    probability = serializers.FloatField()


class VerdictSerializer(Shape):
    genre = serializers.CharField()
    family = serializers.CharField()
    confidence = serializers.FloatField(help_text="How often an answer like this one is right.")
    certain = serializers.BooleanField(help_text="False: an honest 'not sure'.")
    sentence = serializers.CharField()
    familiar = serializers.BooleanField(
        allow_null=True,
        help_text="False: it does not sound like the music the model learnt from. Null: it cannot tell.",
    )
    familiarity = serializers.FloatField(
        allow_null=True, help_text="0 to 1: the share of held-out music that is no more like what it learnt from."
    )


class WindowSerializer(Shape):
    """The part of a song from `start_s` on."""

    start_s = serializers.FloatField()
    offset_s = serializers.FloatField(help_text="by how much its frames are moved, s; the recipe's own windows have 0")
    values = serializers.ListField(child=serializers.FloatField())


class FeaturesSerializer(Shape):
    """What was measured in the clip: the mean over its parts, and each window the forests heard."""

    schema = serializers.CharField()
    names = serializers.ListField(child=serializers.CharField())
    values = serializers.ListField(child=serializers.FloatField())
    duration_s = serializers.FloatField()
    sample_rate = serializers.IntegerField()
    windows = WindowSerializer(many=True)


class TimingsSerializer(Shape):
    """Milliseconds of each step; 0 where a step was not needed."""

    fetch = serializers.FloatField()
    decode = serializers.FloatField()
    extract = serializers.FloatField()
    vote = serializers.FloatField()
    total = serializers.FloatField()


class GivenFeedbackSerializer(Shape):
    """What you said of this audio."""

    genre = serializers.CharField(allow_null=True, help_text="What it is; null: not what was answered.")
    correct = serializers.BooleanField(
        allow_null=True, help_text="Whether this answer is right by that; null: what you said does not tell."
    )
    at = serializers.DateTimeField(help_text="When you last said so.")


class ClassificationSerializer(Shape):
    """A classification. Until it is done, `verdict` is null and the lists are empty."""

    id = serializers.CharField()
    status = serializers.ChoiceField(choices=Status.choices)
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    origin = serializers.ChoiceField(choices=Origin.choices)
    label = serializers.CharField(help_text="What to call the clip: artist and title, or the file's name.")  # type: ignore[assignment]
    track = TrackSerializer(allow_null=True)
    model = UsedModelSerializer()
    votes = VoteSerializer(many=True)
    ballots = BallotSerializer(many=True)
    probabilities = ProbabilitySerializer(many=True)
    verdict = VerdictSerializer(allow_null=True)
    features = FeaturesSerializer(required=False, help_text="With ?include=features, once they are known.")
    timings_ms = TimingsSerializer()
    cached = serializers.BooleanField(help_text="True: equal audio had been answered by this model before.")
    error = NoPreviewProblemSerializer(allow_null=True)
    own = serializers.BooleanField(help_text="Whether it is you who asked; only then may you say whether it is right.")
    feedback = GivenFeedbackSerializer(allow_null=True, help_text="What you said of this audio, if you did.")


class ClassificationPageSerializer(Shape):
    results = ClassificationSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="The address of the next, older page.")
    previous = serializers.CharField(allow_null=True)
