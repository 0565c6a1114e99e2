"""GET /api/v1/models/{name}/evidence: what the bundle tells, or null."""

from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from audiofiler.ensemble import Ensemble, bundle
from audiofiler.ensemble.evidence import ROC_POINTS, EvidenceArrays

URL = "/api/v1/models/{}/evidence"
NAME, SILENT = "told-26", "silent-26"  # a process keeps what it has loaded by name


def arrays_without_evidence(folder: Path) -> tuple[dict[str, object], dict[str, np.ndarray]]:
    manifest, arrays = bundle.load(folder)
    raw = {key: value for key, value in manifest.raw.items() if key not in {"files", "kind", "format"}}
    return raw, {name: array for name, array in arrays.items() if not name.startswith(("evidence_", "spread_"))}


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIOFILER_MODELS", str(tmp_path))
    return tmp_path


def told() -> EvidenceArrays:
    """Everything is right but ten songs of the second genre, which are called the first; the last was never there."""
    confusion = np.diag(np.full(26, 30)).astype(np.uint32)
    confusion[1, 0] = 10
    area = np.full(26, 0.75)
    area[-1] = np.nan
    return EvidenceArrays(
        evidence_confusion=confusion,
        evidence_roc=np.linspace(0, 1, 26 * ROC_POINTS, dtype=np.float32).reshape(26, ROC_POINTS),
        evidence_area=area,
        evidence_bins=np.array([[np.nan, np.nan, 0.0], [0.7, 0.72, 780.0]]),
        evidence_growth=np.linspace(0.3, 0.4, 20),
    )


def test_it_works(client: Client, models: Path) -> None:
    raw, arrays = arrays_without_evidence(bundle.find("audiofiler-26"))
    bundle.save(models / NAME, {**raw, "name": NAME}, {**arrays, **told().named()})
    answer = client.get(URL.format(NAME)).json()
    genres = answer["genres"]
    assert genres == list(Ensemble.load().genres)
    assert answer["confusion"]["counts"][1][:2] == [10, 30]
    assert answer["confusions"] == [{"genre": genres[1], "taken_for": genres[0], "rows": 10, "share": 0.25}]
    assert len(answer["roc"]) == 25
    assert answer["roc"][0]["area"] == 0.75
    assert answer["calibration"] == [
        {"from": 0.5, "to": 1.0, "mean_probability": 0.7, "share_right": 0.72, "rows": 780}
    ]
    assert answer["growth"][0] == {"forests": 1, "accuracy": 0.3}
    assert answer["baseline"]["accuracy"] == pytest.approx(0.3609)
    assert answer["protocol"]


def test_a_bundle_that_tells_nothing_has_nulls(client: Client, models: Path) -> None:
    raw, arrays = arrays_without_evidence(bundle.find("audiofiler-26"))
    bundle.save(models / SILENT, {**raw, "name": SILENT}, arrays)
    answer = client.get(URL.format(SILENT)).json()
    assert [answer[key] for key in ("confusion", "confusions", "roc", "calibration", "growth")] == [None] * 5
    assert len(answer["agreement"]) == 20


def test_an_unknown_one(client: Client) -> None:
    answer = client.get(URL.format("nope"))
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"
