"""GET /api/v1/classifications/{id}/why."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.test import Client

from audiofiler import Ensemble
from audiofiler.ensemble.evidence import LEVELS
from audiofiler.schema import FEATURE_NAMES, SCHEMA_ID
from backend.analysis import scoring, store
from backend.analysis.models import Answer, Classification, Clip, Status
from backend.explaining import drawing

URL = "/api/v1/classifications"
pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(db: None) -> Callable[..., Classification]:
    """Writes an analysis of two windows as a model answers it."""

    def make(model: str = "audiofiler-26", digest: str = "") -> Classification:
        windows = np.random.default_rng(7).uniform(0.02, 0.4, size=(2, len(FEATURE_NAMES)))
        clip = Clip.objects.create(
            audio_sha256="0" * 64,
            feature_schema=SCHEMA_ID,
            names=list(FEATURE_NAMES),
            values=windows.mean(axis=0).tolist(),
            windows=[{"start_s": 0.0, "offset_s": k / 2, "values": row.tolist()} for k, row in enumerate(windows)],
            duration_s=30.0,
            sample_rate=44100,
        )
        used = scoring.model_get(model)
        result = scoring.classification_compute(model=used, clip=store.clip_vector(clip))
        answer = Answer.objects.create(
            clip=clip, model_name=model, model_version="1", model_digest=digest or used.digest, result=result
        )
        return Classification.objects.create(
            owner="x", origin="url", label="x", model_name=model, model_version="1", forests=20, status=Status.DONE,
            answer=answer,
        )  # fmt: skip

    return make


def ask(client: Client, row: Classification, **query: str) -> dict[str, Any]:
    answer = client.get(f"{URL}/{row.id}/why", query)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_it_works(extractor: object, client: Client, upload) -> None:
    row = client.post(URL, upload()).json()
    why = client.get(f"{URL}/{row['id']}/why").json()
    assert (why["available"], why["reason"], why["genre"]) == (True, None, row["verdict"]["genre"])
    assert why["against"] not in {None, why["genre"]}
    assert {one["feature"] for one in why["contributions"]} == set(Ensemble.load().features)
    assert all(one["title"] and one["words"].endswith(".") for one in why["contributions"])


def test_numbers_come_with_how_to_tell_them(client: Client, answered: Callable[..., Classification]) -> None:
    found = {one["feature"]: one for one in ask(client, answered())["contributions"]}
    assert found["spectral_centroid_mean"]["reading"] == {"unit": "Hz", "times": 22050.0, "decibels": False}
    assert found["energy_mean"]["reading"]["decibels"] is True
    assert found["chroma_1_mean"]["reading"] is None
    assert found["mfcc_4_mean"]["group"]["title"] == "Timbre"
    assert found["mfcc_2_mean"]["group"] is None


def test_it_adds_up(client: Client, answered: Callable[..., Classification]) -> None:
    row, forests = answered(), Ensemble.load()
    why = ask(client, row, genre="Jazz", against="Metal")
    mean = forests.song(store.clip_vector(row.answer.clip).matrix(forests.features))
    for base, probability, part, genre in (
        ("base", "probability", "towards", "Jazz"),
        ("against_base", "against_probability", "against", "Metal"),
    ):
        assert why[base] + sum(one[part] for one in why["contributions"]) == pytest.approx(why[probability], abs=1e-9)
        assert why[probability] == pytest.approx(mean.mean(axis=0)[forests.genres.index(genre)], abs=1e-9)
    apart = [abs(one["towards"] - one["against"]) for one in why["contributions"]]
    assert apart == sorted(apart, reverse=True)
    values = {one["feature"]: one["value"] for one in why["contributions"]}
    assert values["zcr_mean"] == pytest.approx(row.answer.clip.values[0], rel=1e-5)


def test_against_whom_it_won(client: Client, answered: Callable[..., Classification]) -> None:
    row = answered()
    why = ask(client, row)
    assert why["genre"] == row.answer.result["verdict"]["genre"]
    others = [ask(client, row, against=genre) for genre in ("Jazz", "Metal", "Salsa") if genre != why["genre"]]
    assert why["against_probability"] >= max(other["against_probability"] for other in others)
    turned = ask(client, row, genre=why["against"], against=why["genre"])
    assert (turned["probability"], turned["against_probability"]) == (why["against_probability"], why["probability"])


def test_the_spread_of_a_feature(client: Client, answered, monkeypatch: pytest.MonkeyPatch) -> None:
    row, forests = answered(), Ensemble.load()
    if not (forests.evidence and forests.evidence.quantiles is not None):
        assert all(one["distribution"] is None for one in ask(client, row)["contributions"])
    quantiles = np.sort(np.random.default_rng(2).normal(size=(27, 69, 5)), axis=2).astype(np.float32)
    evidence = type("Evidence", (), {"quantiles": quantiles})
    monkeypatch.setattr(Ensemble, "evidence", evidence)
    first = ask(client, row, genre="Jazz", against="Metal")["contributions"][0]
    k, pair = forests.features.index(first["feature"]), [forests.genres.index(one) for one in ("Jazz", "Metal")]
    assert first["distribution"]["levels"] == list(LEVELS)
    for name, genre in zip(("genre", "against", "all"), (*pair, 26), strict=True):
        np.testing.assert_allclose(first["distribution"][name], quantiles[genre, k], rtol=1e-5)
    quantiles[pair[1]] = np.nan  # no songs of that genre
    assert ask(client, row, genre="Jazz", against="Metal")["contributions"][0]["distribution"] is None


def test_a_feature_without_words_is_called_by_its_name(answered: Callable[..., Classification], monkeypatch) -> None:
    monkeypatch.setattr(drawing, "FEATURE_WORDS", {})
    forests = Ensemble.load()
    found = drawing.contributions_data(
        forests, values=np.zeros(69), parts=np.zeros((2, 69)), pair=(forests.genres[0], forests.genres[1])
    )
    assert [one["title"] for one in found] == list(forests.features)


@pytest.mark.parametrize("name", ["hybrid-26", "logistic-mfcc-26"])
def test_models_that_are_not_trees_alone_say_so(client: Client, answered: Callable[..., Classification], name) -> None:
    why = ask(client, answered(name))
    assert (why["available"], why["contributions"], why["genre"]) == (False, [], None)
    assert why["reason"].endswith(".")


def test_a_bundle_that_votes_alike_may_speak_for_the_old_one(client: Client, answered) -> None:
    row = answered(digest="of another day")
    assert ask(client, row)["available"]
    row.answer.result["ballots"][0]["probability"] += 0.01
    row.answer.save()
    assert "replaced" in ask(client, row)["reason"]


def test_a_model_that_is_gone_cannot_speak(client: Client, answered: Callable[..., Classification]) -> None:
    row = answered()
    Answer.objects.update(model_name="gone")
    assert "replaced" in ask(client, row)["reason"]


def test_what_has_no_answer_has_no_reasons(client: Client) -> None:
    row = Classification.objects.create(
        owner="x", origin="url", label="x", model_name="audiofiler-26", model_version="1", forests=20
    )
    for identifier in (row.id, "0" * 32, "x"):
        answer = client.get(f"{URL}/{identifier}/why")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("query", ["gerne=Rock", f"against={'x' * 65}", "genre=Polka", "genre=Rock&against=Rock"])
def test_a_wrong_question_is_refused(client: Client, answered: Callable[..., Classification], query: str) -> None:
    answer = client.get(f"{URL}/{answered().id}/why?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
