"""What a person says a song is, having seen our answer."""

from typing import ClassVar

from django.db import models

from backend.analysis.models import Answer


class Feedback(models.Model):
    """One person's word on some audio: the last one counts, whichever of their classifications it was said at."""

    caller = models.CharField(max_length=64)
    audio_sha256 = models.CharField(max_length=64)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+")  # what they had before them
    guess = models.CharField(max_length=64)  # the genre of that answer
    genre = models.CharField(max_length=64, null=True)  # noqa: DJ001 - null: "not the guess, and I do not say what"
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["caller", "audio_sha256"], name="feedback_once_per_caller_and_audio")
        ]

    def __str__(self) -> str:
        return f"{self.audio_sha256[:12]}: {self.genre or f'not {self.guess}'}"
