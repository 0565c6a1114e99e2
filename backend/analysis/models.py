"""What is kept of an analysis: the clip's features, the votes on them, and who asked when."""

from typing import Any, ClassVar

from django.db import models

from backend.analysis.identifiers import identifier_create


class Status(models.TextChoices):
    """Where a classification is."""

    QUEUED = "queued"
    FETCHING = "fetching"
    EXTRACTING = "extracting"
    VOTING = "voting"
    DONE = "done"
    FAILED = "failed"


UNFINISHED = [Status.QUEUED, Status.FETCHING, Status.EXTRACTING, Status.VOTING]


class Origin(models.TextChoices):
    """Where the clip came from."""

    TRACK = "track"
    URL = "url"
    UPLOAD = "upload"


class Clip(models.Model):
    """The features of some audio: the same bytes are analysed once for each schema."""

    audio_sha256 = models.CharField(max_length=64)
    feature_schema = models.CharField(max_length=32)
    names = models.JSONField()
    values = models.JSONField()
    windows = models.JSONField()  # [{"start_s", "offset_s", "values"}]
    duration_s = models.FloatField()
    sample_rate = models.IntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audio_sha256", "feature_schema"], name="clip_once_per_schema")
        ]

    def __str__(self) -> str:
        return f"{self.audio_sha256[:12]} ({self.feature_schema})"


class Drawing(models.Model):
    """What can be drawn of a clip: pictures and the features of its stretches, as `drawings.store` packs them."""

    clip = models.OneToOneField(Clip, on_delete=models.CASCADE, related_name="drawing")
    packed = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"of {self.clip_id}"


class Answer(models.Model):
    """What one model says about one clip. `model_digest` tells two bundles of the same version apart."""

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="answers")
    model_name = models.CharField(max_length=64)
    model_version = models.CharField(max_length=64)
    model_digest = models.CharField(max_length=64)
    result = models.JSONField()  # votes, ballots, probabilities, verdict
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clip", "model_name", "model_digest"], name="answer_once_per_model")
        ]

    def __str__(self) -> str:
        return f"{self.model_name} on {self.clip_id}"


class Course(models.Model):
    """What one model votes for each stretch of a clip: computed when somebody wants to see it, and kept."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="course")
    parts = models.JSONField()  # as they are sent

    def __str__(self) -> str:
        return f"of {self.answer_id}"


class Kept(models.Manager["Classification"]):
    """Those that are not deleted."""

    def get_queryset(self) -> models.QuerySet["Classification"]:
        return super().get_queryset().filter(deleted_at=None)


class Classification(models.Model):
    """One question of one caller, and how far its answer is.

    A deleted one waits a day for its undo. `objects` does not know it, so whoever forgets about deletion is right;
    `everything` is for those who finish, count or purge what is there.
    """

    id = models.CharField(primary_key=True, max_length=32, default=identifier_create, editable=False)
    owner = models.CharField(max_length=64)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.QUEUED)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    label = models.TextField()
    track = models.JSONField(null=True)
    model_name = models.CharField(max_length=64)
    model_version = models.CharField(max_length=64)
    forests = models.IntegerField()
    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT)
    error = models.JSONField[Any](null=True)
    timings_ms = models.JSONField(default=dict)
    cached = models.BooleanField(default=False)
    idempotency_scope = models.CharField(max_length=64, null=True)  # noqa: DJ001 - null stays out of the constraint
    idempotency_key = models.CharField(max_length=255, null=True)  # noqa: DJ001
    request_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True)
    folded = models.TextField(default="")  # what a search of the history looks in
    deleted_at = models.DateTimeField(null=True)

    objects = Kept()
    everything = models.Manager["Classification"]()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["deleted_at"], name="deleted", condition=models.Q(deleted_at__isnull=False)),
            models.Index(fields=["owner", "-created_at", "-id"], name="history"),
            models.Index(fields=["touched_at"], name="unfinished", condition=models.Q(status__in=UNFINISHED)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["idempotency_scope", "idempotency_key"], name="idempotency_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.status}"
