"""A model is answered from the features it wants, whichever schema those are of."""

from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from audiofiler import Ensemble, extract
from audiofiler.ensemble import bundle
from audiofiler.ensemble.network import NetworkArrays
from audiofiler.representations import REPRESENTATIONS
from audiofiler.schema import SCHEMA_ID, STATS_SCHEMA_ID
from audiofiler.verdict import classify
from backend.analysis.models import Clip
from backend.tests.helpers import ExtractorProcess

URL = "/api/v1/classifications"
GENRES = ["Jazz", "Rock"]


@pytest.fixture
def networks(tmp_path: Path) -> str:
    """A bundle of 20 small networks on statistics, found by its name."""
    names, random = REPRESENTATIONS[STATS_SCHEMA_ID].names, np.random.default_rng(1)
    arrays = NetworkArrays(
        np.tile([-100.0, 100.0], (len(names), 1)),
        np.tile([-1.0, 1.0], (len(names), 1)),
        (random.normal(size=(20, len(names), len(GENRES))).astype(np.float32),),
        (np.zeros((20, len(GENRES)), dtype=np.float32),),
    )
    about = {
        "name": "small-network", "version": "1", "schema": STATS_SCHEMA_ID, "family": "network",
        "settings": {"layers": 1}, "features": list(names), "genres": GENRES,
        "families": dict.fromkeys(GENRES, "all"), "forests": 20, "recipe": {}, "training": {}, "scores": {},
        "agreement": [{"agree": k, "rows": 1, "right": 1, "confidence": 0.5} for k in range(1, 21)],
        "calibration": {"kind": "vector-scaling", "exponent": 1.0, "floor": 0.01, "bias": [0.0, 0.0]}, "versions": {},
    }  # fmt: skip
    bundle.save(tmp_path / "models" / "small-network", about, arrays.named())
    return "small-network"


@pytest.mark.django_db
def test_it_works(extractor: ExtractorProcess, client: Client, upload, song: bytes, networks: str) -> None:
    answer = client.post(URL, upload(model=networks))
    assert answer.status_code == 201, answer.content
    assert answer.json()["model"]["name"] == networks
    here = classify(Ensemble.load(networks), extract(song, schema=STATS_SCHEMA_ID)).as_dict()
    assert answer.json()["votes"] == list(here["votes"])
    assert [row["genre"] for row in answer.json()["ballots"]] == [row["genre"] for row in here["ballots"]]


@pytest.mark.django_db
def test_each_schema_is_heard_once(extractor: ExtractorProcess, client: Client, upload, networks: str) -> None:
    asked = [{}, {"model": networks}, {}, {"model": networks}]
    answers = [client.post(URL, upload(**fields)).json() for fields in asked]
    assert [answer["cached"] for answer in answers] == [False, False, True, True]
    assert sorted(Clip.objects.values_list("feature_schema", flat=True)) == sorted([SCHEMA_ID, STATS_SCHEMA_ID])
    assert client.get(f"{URL}/{answers[1]['id']}?include=features").json()["features"]["schema"] == STATS_SCHEMA_ID
