"""The bundles of this process: each is loaded once, and again when another has taken its place, without a pause.

A model is served from memory. About once a second the first who asks for it looks whether the manifest in its place is
still the same file; when it is another, that one loads the new bundle in full while all others go on with the old one.
What cannot be loaded never takes a model away: the old one stays, and says why.
"""

import hashlib
import json
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from audiofiler import Ensemble
from audiofiler.ensemble import bundle
from audiofiler.ensemble.manifest import MANIFEST
from audiofiler.extraction import OFFSETS_S

log = structlog.get_logger(__name__)
LOOK_SECONDS = 1.0
RETRY_SECONDS = 10.0  # what was refused may have been half copied, so it gets another try
LOCK = threading.Lock()

Place = tuple[str, int, int, int]  # folder; inode, size and time of the manifest in it


@dataclass(frozen=True)
class Model:
    """A loaded bundle. The digest tells two bundles of the same name and version apart, and two ways of hearing."""

    forests: Ensemble
    digest: str

    @property
    def name(self) -> str:
        return self.forests.name

    @property
    def version(self) -> str:
        return self.forests.version


@dataclass(frozen=True)
class Held:
    """A model in use, where it came from, and what is wrong with what is there now."""

    model: Model
    place: Place
    looked_at: float
    trouble: str | None = None
    refused: Place | None = None
    retry_at: float = 0.0


HELD: dict[str, Held] = {}


def model_held(name: str) -> Model:
    """The model of a name, loaded if it is not. Raises BundleError, SchemaMismatch or OSError if none can be loaded."""
    held = HELD.get(name)
    if held is None:
        with LOCK:
            held = HELD.get(name) or _first(name)
            HELD[name] = held
    elif time.monotonic() - held.looked_at >= LOOK_SECONDS and LOCK.acquire(blocking=False):
        try:
            held = HELD[name] = _again(name, held)
        finally:
            LOCK.release()
    return held.model


def trouble_of(name: str) -> str | None:
    """Why what lies in a model's place now is not what answers; None when all is well."""
    held = HELD.get(name)
    return held.trouble if held else None


def _first(name: str) -> Held:
    place = _place_of(name)
    return Held(_load(place), place, time.monotonic())


def _again(name: str, held: Held) -> Held:
    """Look at the place of a model; give what answers from now on."""
    now = time.monotonic()
    place: Place | None = None
    try:
        place = _place_of(name)
        if place == held.place:
            return Held(held.model, place, now)
        if place == held.refused and now < held.retry_at:
            return replace(held, looked_at=now)
        model = _load(place)
        if model.name != held.model.name:
            raise ValueError(f"It is called {model.name!r}.")  # noqa: TRY301 - refused like everything below
    except Exception as error:  # whatever is wrong with the new one, the old one goes on
        trouble = f"What is there now cannot be used: {error} Version {held.model.version} goes on answering."
        if trouble != held.trouble:
            log.warning("model_update_refused", model=name, kept=held.model.version, why=str(error))
        return replace(held, looked_at=now, trouble=trouble, refused=place, retry_at=now + RETRY_SECONDS)
    log.info("model_updated", model=name, version=model.version, before=held.model.version)
    return Held(model, place, now)


def _place_of(name: str) -> Place:
    """The real folder, so that a link that is turned to another bundle meanwhile mixes nothing up."""
    folder = bundle.find(name).resolve()
    seen = (folder / MANIFEST).stat()
    return str(folder), seen.st_ino, seen.st_size, seen.st_mtime_ns


def _load(place: Place) -> Model:
    forests = Ensemble.load(Path(place[0]))
    said = json.dumps([forests.manifest, OFFSETS_S], sort_keys=True).encode()
    return Model(forests=forests, digest=hashlib.sha256(said).hexdigest())
