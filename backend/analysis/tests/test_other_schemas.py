"""A model is answered from the features it wants, whichever schema those are of."""

import pytest
from django.test import Client

from audiofiler import Ensemble, extract
from audiofiler.schema import SCHEMA_ID, STATS_SCHEMA_ID
from audiofiler.verdict import classify
from backend.analysis.models import Clip
from backend.tests.helpers import ExtractorProcess

URL = "/api/v1/classifications"


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
