"""Answers that were given before."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from backend.analysis.models import Answer, Classification, Clip

RESULT = {
    "votes": [{"genre": "Rock", "votes": 14, "fraction": 0.7}, {"genre": "Pop", "votes": 6, "fraction": 0.3}],
    "verdict": {"genre": "Rock", "certain": True, "sentence": "14 of 20 forests hear Rock."},
}


@pytest.fixture
def judged(db: None) -> Callable[..., Classification]:
    """Writes a classification with an answer."""

    def make(**fields: Any) -> Classification:
        clip, _ = Clip.objects.get_or_create(
            audio_sha256=hashlib.sha256(b"").hexdigest(),
            feature_schema="x",
            defaults={"names": [], "values": [], "windows": [], "duration_s": 30, "sample_rate": 44100},
        )
        answer, _ = Answer.objects.get_or_create(
            clip=clip, model_name="m", model_version="1", model_digest="x", defaults={"result": RESULT}
        )
        about = {
            "owner": "x", "origin": "upload", "label": "song.mp3", "status": "done", "answer": answer,
            "model_name": "m", "model_version": "1", "forests": 20,
        }  # fmt: skip
        return Classification.objects.create(**about | fields)

    return make
