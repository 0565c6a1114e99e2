"""Reading: classifications and models as they are sent."""

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from rest_framework.request import Request

from backend.analysis import progress, scoring
from backend.analysis.additions import additions_of
from backend.analysis.manifests import genre_scores_of, provenance_of, scores_of
from backend.analysis.models import Classification, Clip
from backend.catalog.addresses import absolute, alternatives_with_addresses
from backend.common.problems import ProblemError

IDENTIFIER = re.compile(r"[0-9a-f]{32}")
CANNOT_TELL = {"familiar": None, "familiarity": None}  # answers of models before they could
NO_RUNNER_UP = {"runner_up": None}  # ballots from before it was kept
MOST_NAMES = 500  # a picture's points are thousands, named by row and column
NO_TIMINGS = {"fetch": 0.0, "decode": 0.0, "extract": 0.0, "vote": 0.0, "total": 0.0}


def classification_get(*, classification_id: str) -> Classification:
    """One classification. Its id cannot be guessed, so whoever has it may read it."""
    rows = Classification.objects.select_related("answer__clip")
    row = rows.filter(pk=classification_id).first() if IDENTIFIER.fullmatch(classification_id) else None
    if row is None:
        raise ProblemError("not_found", "There is no such classification.")
    progress.stalled_expire(row)
    return row


def classifications_of(*, caller: str | None) -> QuerySet[Classification]:
    """The history of a caller; of one without an identity, none."""
    rows = Classification.objects.select_related("answer")
    return rows.filter(owner=caller) if caller else rows.none()


def classification_data(
    row: Classification, request: Request, *, caller: str | None, features: bool = False
) -> dict[str, Any]:
    """A classification as the contract says, with what other apps add for who asks."""
    (data,) = classifications_data([row], request, caller=caller)
    if features and row.answer:
        data["features"] = _features(row.answer.clip)
    return data


def classifications_data(
    rows: Sequence[Classification], request: Request, *, caller: str | None
) -> list[dict[str, Any]]:
    """Many of them; what is added is looked up for all at once."""
    added = additions_of(rows, caller=caller)
    return [_data(row, request) | {"own": row.owner == caller} | added[row.id] for row in rows]


def _data(row: Classification, request: Request) -> dict[str, Any]:
    result = row.answer.result if row.answer else {}
    return {
        "id": row.id,
        "status": row.status,
        "created_at": row.created_at,
        "finished_at": row.finished_at,
        "origin": row.origin,
        "label": row.label,
        "track": _track(row, request),
        "model": {"name": row.model_name, "version": row.model_version, "forests": row.forests},
        "votes": result.get("votes", []),
        "ballots": [NO_RUNNER_UP | ballot for ballot in result.get("ballots", [])],
        "probabilities": result.get("probabilities", []),
        "verdict": CANNOT_TELL | result["verdict"] if "verdict" in result else None,
        "timings_ms": NO_TIMINGS | row.timings_ms,
        "cached": row.cached,
        "error": _error(row, request),
    }


def _track(row: Classification, request: Request) -> dict[str, Any] | None:
    if row.track is None:
        return None
    return {**row.track, "artwork_url": absolute(row.track["artwork_url"], request)}


def _error(row: Classification, request: Request) -> dict[str, Any] | None:
    if row.error is None or "alternatives" not in row.error:
        return row.error
    return {**row.error, "alternatives": alternatives_with_addresses(row.error["alternatives"], request)}


def _features(clip: Clip) -> dict[str, Any]:
    return {
        "schema": clip.feature_schema,
        "names": clip.names,
        "values": clip.values,
        "duration_s": clip.duration_s,
        "sample_rate": clip.sample_rate,
        "windows": clip.windows,
    }


def models_list() -> list[dict[str, Any]]:
    """The bundles that are here, the default one first."""
    return [_model_data(model) for model in scoring.models_here()]


def model_get(*, name: str) -> dict[str, Any]:
    """One bundle by its name."""
    return _model_data(scoring.model_addressed(name))


def _model_data(model: scoring.Model) -> dict[str, Any]:
    forests = model.forests
    protocol, scores = scores_of(forests.manifest)
    families = dict.fromkeys(forests.families[genre] for genre in forests.genres)
    return {
        "name": forests.name,
        "version": forests.version,
        "default": forests.name == settings.AUDIOFILER_MODEL,
        "family": forests.family,
        "forests": forests.size,
        "genres": list(forests.genres),
        "families": [
            {"name": name, "genres": [genre for genre in forests.genres if forests.families[genre] == name]}
            for name in families
        ],
        "features": list(forests.features) if len(forests.features) <= MOST_NAMES else [],
        "feature_count": len(forests.features),
        "feature_schema": forests.schema,
        "agreement": [row._asdict() for row in forests.agreement],
        "certainty": {"confidence_from": forests.rules.certain_from, **forests.sureness._asdict()},
        "has_map": forests.map is not None,
        "protocol": protocol,
        "scores": scores,
        "genre_scores": genre_scores_of(forests.manifest),
        "provenance": provenance_of(forests.manifest),
        "trouble": scoring.trouble_of(forests.name),
    }
