"""The forests as the rest of the app asks for them, and their answer to a clip."""

import re
from typing import Any

import structlog
from django.conf import settings

from audiofiler import Ensemble, FeatureVector
from audiofiler.errors import BundleError, SchemaMismatch
from audiofiler.verdict import classify
from backend.analysis.bundles import HELD, Model, model_held, trouble_of
from backend.common.problems import ProblemError

log = structlog.get_logger(__name__)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

__all__ = ["Model", "classification_compute", "model_addressed", "model_get", "models_here", "trouble_of"]


def model_get(name: str | None = None) -> Model:
    """The model of that name, or the default one. Raises ProblemError(unknown_model).

    Only a name of a bundle that is here is ever loaded: the library would take the path of any folder, too.
    """
    wanted = name or settings.AUDIOFILER_MODEL
    if wanted not in HELD and not (NAME.fullmatch(wanted) and wanted in Ensemble.available()):
        raise ProblemError("unknown_model", f"There is no model {wanted!r}. GET /api/v1/models lists the models.")
    try:
        return model_held(wanted)
    except (BundleError, SchemaMismatch, OSError) as error:
        log.exception("model_refused", model=wanted)
        raise ProblemError("unknown_model", f"The model {wanted!r} cannot be used: {error}") from None


def model_addressed(name: str) -> Model:
    """The model that an address names, which is an address of nothing without it. Raises ProblemError(not_found)."""
    try:
        return model_get(name)
    except ProblemError as problem:
        raise ProblemError("not_found", problem.detail) from None


def models_here() -> list[Model]:
    """Every bundle that can be used, the default one first; a broken one is left out and said in the log."""
    names = sorted(Ensemble.available(), key=lambda name: (name != settings.AUDIOFILER_MODEL, name))
    found = []
    for name in names:
        try:
            found.append(model_get(name))
        except ProblemError as problem:
            log.warning("model_left_out", model=name, why=problem.detail)
    return found


def classification_compute(*, model: Model, clip: FeatureVector) -> dict[str, Any]:
    """Votes, ballots, probabilities and verdict, as they are stored and sent."""
    try:
        return classify(model.forests, clip).as_dict()
    except SchemaMismatch as error:
        raise ProblemError("unknown_model", error.detail) from None
