"""Bundles with and without a map, and analyses that were made before."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from audiofiler import Ensemble
from audiofiler.ensemble import bundle
from audiofiler.ensemble.layout import OPTIONAL
from audiofiler.ensemble.songmap import MapArrays
from audiofiler.schema import FEATURE_NAMES, SCHEMA_ID
from backend.analysis.models import Answer, Classification, Clip, Origin, Status
from backend.common.callers import COOKIE, caller_create, caller_remember
from backend.neighbours.space import KEPT

ANCHORS, AXES, CLUSTERS = 60, 5, 3


def map_arrays(features: int, genres: int) -> MapArrays:
    """A map whose coordinates are the first features themselves, -3 to 3."""
    rng = np.random.default_rng(1)
    knots = np.tile(np.linspace(-3.0, 3.0, 7), (features, 1))
    anchors = rng.normal(size=(ANCHORS, AXES)).astype(np.float32)
    centres = np.zeros((CLUSTERS, AXES), dtype=np.float32)
    centres[:, 0] = [-2, 0, 2]
    shares = rng.dirichlet(np.ones(genres), size=CLUSTERS).astype(np.float32)
    return MapArrays(
        map_knots=knots,
        map_scores=knots.copy(),
        map_centre=np.zeros(features),
        map_axes=np.eye(features, AXES, dtype=np.float32),
        map_clusters=centres,
        map_shares=shares,
        map_sizes=np.array([30, 20, 10], dtype=np.uint32),
        map_anchors=anchors,
        map_places=(anchors[:, :2] / np.abs(anchors[:, :2]).max()).astype(np.float32),
        map_genre=rng.integers(genres, size=ANCHORS).astype(np.uint8),
        map_cluster=np.abs(anchors[:, :1] - centres[:, 0]).argmin(axis=1).astype(np.uint8),
    )


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped forests twice: `mapped-26` with a map, `plain-26` without."""
    folder = tmp_path_factory.mktemp("models")
    manifest, arrays = bundle.load(bundle.find())
    raw = {key: value for key, value in manifest.raw.items() if key not in {"kind", "format", "files"}}
    optional = {name for group in OPTIONAL.values() for name in group}
    plain = {name: array for name, array in arrays.items() if name not in optional}
    mapped = map_arrays(len(manifest.features), len(manifest.genres)).named()
    bundle.save(folder / "plain-26", {**raw, "name": "plain-26"}, plain)
    bundle.save(folder / "mapped-26", {**raw, "name": "mapped-26"}, {**plain, **mapped})
    return folder


@pytest.fixture
def mapped(bundles: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Ensemble:
    """The default model has a map."""
    monkeypatch.setenv("AUDIOFILER_MODELS", str(bundles))
    settings.AUDIOFILER_MODEL = "mapped-26"
    KEPT.clear()  # a rolled back row leaves its number to the next test's
    return Ensemble.load("mapped-26")


@pytest.fixture
def plain(bundles: Path, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """The only model has no map."""
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "plain-26").symlink_to(bundles / "plain-26")
    monkeypatch.setattr(bundle, "roots", lambda: (tmp_path / "only",))
    settings.AUDIOFILER_MODEL = "plain-26"


@pytest.fixture
def known(db: None) -> Callable[..., Classification]:
    """Writes an analysis as it would be had it been asked for: who, and where the clip stands on the first axis."""

    def make(owner: str, at: float, *, origin: str = Origin.TRACK, source: str = "library", **fields: Any) -> Any:
        values = np.zeros(len(FEATURE_NAMES))
        values[0] = at
        clip, _ = Clip.objects.get_or_create(
            audio_sha256=hashlib.sha256(str(at).encode()).hexdigest(),
            feature_schema=fields.pop("schema", SCHEMA_ID),
            defaults={
                "names": list(FEATURE_NAMES),
                "values": values.tolist(),
                "windows": [],
                "duration_s": 30.0,
                "sample_rate": 44100,
            },
        )
        answer, _ = Answer.objects.get_or_create(
            clip=clip,
            model_name="mapped-26",
            model_digest="x",
            defaults={"model_version": "1", "result": {"verdict": {"genre": "Rock", "family": "Rock & Metal"}}},
        )
        track = {
            "id": f"{source}:{at}", "source": source, "title": f"At {at}", "artists": ["Somebody"], "album": None,
            "artwork_url": None, "duration_ms": None, "has_preview": True, "external_url": None, "isrc": None,
            "genre": None, "licence": None, "licence_url": None, "credit": None,
        }  # fmt: skip
        return Classification.objects.create(
            owner=owner,
            origin=origin,
            label=f"At {at}",
            track=track if origin == Origin.TRACK else None,
            model_name="mapped-26",
            model_version="1",
            forests=20,
            **{"status": Status.DONE, "answer": answer} | fields,
        )

    return make


@pytest.fixture
def caller(client: Client) -> str:
    """Who the client is."""
    name, response = caller_create(), HttpResponse()
    caller_remember(request=HttpRequest(), response=response, caller=name)
    client.cookies[COOKIE] = response.cookies[COOKIE].value
    return name
