"""The forests of this process: each bundle is loaded once, on first use or before the workers are forked."""

import hashlib
import json
import re
import threading
from dataclasses import dataclass
from typing import Any

import structlog
from django.conf import settings

from audiofiler import Ensemble, FeatureVector
from audiofiler.errors import BundleError, SchemaMismatch
from audiofiler.verdict import classify
from backend.common.problems import ProblemError

log = structlog.get_logger(__name__)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
LOCK = threading.Lock()


@dataclass(frozen=True)
class Model:
    """A loaded bundle. The digest tells two bundles of the same name and version apart."""

    forests: Ensemble
    digest: str

    @property
    def name(self) -> str:
        return self.forests.name

    @property
    def version(self) -> str:
        return self.forests.version


LOADED: dict[str, Model] = {}


def model_get(name: str | None = None) -> Model:
    """The model of that name, or the default one. Raises ProblemError(unknown_model).

    Only a name of a bundle that is here is ever loaded: the library would take the path of any folder, too.
    """
    wanted = name or settings.AUDIOFILER_MODEL
    if wanted in LOADED:
        return LOADED[wanted]
    if not NAME.fullmatch(wanted) or wanted not in Ensemble.available():
        raise ProblemError("unknown_model", f"There is no model {wanted!r}. GET /api/v1/models lists the models.")
    with LOCK:
        if wanted not in LOADED:
            LOADED[wanted] = _load(wanted)
    return LOADED[wanted]


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


def _load(name: str) -> Model:
    try:
        forests = Ensemble.load(name)
    except (BundleError, SchemaMismatch) as error:
        log.exception("model_refused", model=name)
        raise ProblemError("unknown_model", f"The model {name!r} cannot be used: {error.detail}") from None
    manifest = json.dumps(forests.manifest, sort_keys=True).encode()
    return Model(forests=forests, digest=hashlib.sha256(manifest).hexdigest())
