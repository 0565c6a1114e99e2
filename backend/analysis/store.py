"""What is known of some audio: stored once, whoever asks first, however many ask at the same time."""

from typing import Any

import numpy as np

from audiofiler import FeatureVector, Window
from audiofiler.extraction import offsets_of
from audiofiler.schema import SCHEMA_ID
from backend.analysis.models import Answer, Clip
from backend.analysis.scoring import Model


def clip_find(*, audio_sha256: str, schema: str = SCHEMA_ID) -> Clip | None:
    """The features of these bytes, if they are known; what was heard with fewer offsets than now is heard again."""
    clip = Clip.objects.filter(audio_sha256=audio_sha256, feature_schema=schema).first()
    return clip if clip is not None and _is_heard_as_now(clip) else None


def clip_store(*, vector: FeatureVector) -> Clip:
    """Keep the features; of two that come at once, the first stays. A row from before gets the windows it lacks."""
    windows = [part.as_dict() for part in vector.windows]
    clip, created = Clip.objects.get_or_create(
        audio_sha256=vector.audio_sha256,
        feature_schema=vector.schema,
        defaults={
            "names": list(vector.names),
            "values": vector.values.tolist(),
            "windows": windows,
            "duration_s": vector.duration_s,
            "sample_rate": vector.sample_rate,
        },
    )
    if not created and not _is_heard_as_now(clip):
        clip.windows = windows
        clip.save(update_fields=["windows"])
    return clip


def _is_heard_as_now(clip: Clip) -> bool:
    offsets = {part["offset_s"] for part in clip.windows}
    return clip.feature_schema != SCHEMA_ID or offsets == set(offsets_of(clip.duration_s))


def clip_vector(clip: Clip) -> FeatureVector:
    """The stored features as the library takes them."""
    return FeatureVector(
        values=np.asarray(clip.values),
        windows=tuple(Window(part["start_s"], np.asarray(part["values"]), part["offset_s"]) for part in clip.windows),
        duration_s=clip.duration_s,
        sample_rate=clip.sample_rate,
        audio_sha256=clip.audio_sha256,
        timings_ms={},
        names=tuple(clip.names),
        schema=clip.feature_schema,
    )


def answer_find(*, clip: Clip, model: Model) -> Answer | None:
    """What this very bundle said about the clip, if it was asked before."""
    return Answer.objects.filter(clip=clip, model_name=model.name, model_digest=model.digest).first()


def answer_store(*, clip: Clip, model: Model, result: dict[str, Any]) -> Answer:
    """Keep what the bundle says; of two that come at once, the first stays."""
    answer, _ = Answer.objects.get_or_create(
        clip=clip,
        model_name=model.name,
        model_digest=model.digest,
        defaults={"model_version": model.version, "result": result},
    )
    return answer
