"""One classification from its clip to its answer, step by step, each step written down as it begins."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from audiofiler import FeatureVector
from backend.analysis import extractor, scoring, store
from backend.analysis.drawings import store as drawn
from backend.analysis.history import folded_text
from backend.analysis.models import Answer, Classification, Clip, Status
from backend.analysis.progress import classification_update
from backend.catalog.selectors import preview_refusal, track_alternatives, track_clip_get
from backend.catalog.services import track_sha256_keep
from backend.catalog.sources.base import ClipAddress, Track
from backend.common.problems import ProblemError

# what the extractor may find wrong with a clip that a catalogue gives
CLIP_FAULTS = {
    "unsupported_media": "it is not audio",
    "undecodable_audio": "it cannot be decoded",
    "url_not_allowed": "its address is not one that may be fetched",
    "validation_error": "its address cannot be understood",
    "too_large": "it is too large",
    "too_long": "it is too long",
    "source_unavailable": "its host did not deliver it",
}
LITTLE_TO_HEAR = ("too_short", "silent_audio")


@dataclass(frozen=True, kw_only=True)
class Material:
    """Where the clip is: one of the first three."""

    track_id: str | None = None
    url: str | None = None
    path: Path | None = None
    audio_sha256: str | None = None
    track: Track | None = None  # as its catalogue had it a moment ago: the address of its clip is still good


@dataclass(frozen=True, kw_only=True)
class Heard:
    """The clip's features, and how long they took, in ms."""

    clip: Clip
    fetch: float
    decode: float = 0.0
    extract: float = 0.0


def classification_run(*, row: Classification, material: Material) -> Classification:
    """Take a row to its answer. Raises ProblemError and leaves the row as it is then."""
    began = time.perf_counter()
    model = scoring.model_get(row.model_name)
    if row.status != Status.FETCHING:
        classification_update(row, status=Status.FETCHING)
    heard = _listen(row, material, schema=model.forests.schema)
    classification_update(row, status=Status.VOTING)
    voted = time.perf_counter()
    known = store.answer_find(clip=heard.clip, model=model)
    answer = known or store.answer_store(
        clip=heard.clip,
        model=model,
        result=scoring.classification_compute(model=model, clip=store.clip_vector(heard.clip)),
    )
    timings = {
        "fetch": heard.fetch,
        "decode": heard.decode,
        "extract": heard.extract,
        "vote": 0.0 if known else _since(voted),
        "total": _since(began),
    }
    return _finish(row, answer=answer, model=model, timings=timings, cached=known is not None)


def _listen(row: Classification, material: Material, *, schema: str) -> Heard:
    began = time.perf_counter()
    path, url, sha256 = material.path, material.url, material.audio_sha256
    if material.track_id is not None:
        clip = track_clip_get(track_id=material.track_id, resolved=material.track)
        if isinstance(clip, ClipAddress):
            url = clip.url
        else:
            path, sha256 = clip.path, clip.sha256
    if path is None:
        vector = _fetch(row, url=url, schema=schema)
        return _kept(vector, fetch=vector.timings_ms.get("fetch", 0.0))
    sha256 = sha256 or _file_sha256(path)
    if material.track_id is not None:
        track_sha256_keep(track_id=material.track_id, audio_sha256=sha256)
    known = store.clip_find(audio_sha256=sha256, schema=schema)
    if known is not None and drawn.drawing_is(clip=known):
        return Heard(clip=known, fetch=_since(began))
    fetch = _since(began)
    classification_update(row, status=Status.EXTRACTING)
    try:
        return _kept(_extract(path=path, schema=schema), fetch=fetch)
    except ProblemError:
        if known is None:
            raise
        return Heard(clip=known, fetch=fetch)  # from before there were drawings; it can be drawn another time


def _fetch(row: Classification, *, url: str | None, schema: str) -> FeatureVector:
    """The features of a clip at an address; what is wrong with the clip that a catalogue gives is not the caller's."""
    try:
        return _extract(url=url, schema=schema)
    except ProblemError as problem:
        if row.track is not None:
            raise _clip_refusal(problem, track=Track(**row.track)) from None
        raise


def _clip_refusal(problem: ProblemError, *, track: Track) -> ProblemError:
    """The refusal of a track's clip says where else there is one; a service that is away or busy is left as it is."""
    if problem.code == "preview_unavailable":
        return preview_refusal(track=track)
    if problem.code in CLIP_FAULTS:
        return preview_refusal(track=track, fault=CLIP_FAULTS[problem.code])
    if problem.code in LITTLE_TO_HEAR:
        problem.members["alternatives"] = track_alternatives(track=track)
    return problem


def _extract(*, schema: str, path: Path | None = None, url: str | None = None) -> FeatureVector:
    try:
        if path is not None:
            return extractor.file_features_get(path=path, schema=schema)
        return extractor.url_features_get(url=url or "", schema=schema)
    except FileNotFoundError:
        raise ProblemError("preview_unavailable", "The file is no longer there.") from None


def _kept(vector: FeatureVector, *, fetch: float) -> Heard:
    clip = store.clip_store(vector=vector)
    if vector.drawing is not None:
        drawn.drawing_store(clip=clip, drawing=vector.drawing)
    return Heard(
        clip=clip,
        fetch=round(fetch, 3),
        decode=round(vector.timings_ms.get("decode", 0.0), 3),
        extract=round(vector.timings_ms.get("extract", 0.0), 3),
    )


def _file_sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise ProblemError("preview_unavailable", "The file cannot be read.") from None


def _finish(
    row: Classification, *, answer: Answer, model: scoring.Model, timings: dict[str, float], cached: bool
) -> Classification:
    classification_update(
        row,
        status=Status.DONE,
        answer=answer,
        model_version=model.version,
        forests=model.forests.size,
        timings_ms=timings,
        cached=cached,
        finished_at=timezone.now(),
        folded=folded_text(row, genre=answer.result["verdict"]["genre"]),
    )
    return row


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
