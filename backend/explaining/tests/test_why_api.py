"""GET /api/v1/classifications/{id}/why."""

import pytest
from django.test import Client

from backend.analysis.models import Classification

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"


def test_it_works(extractor: object, client: Client, upload) -> None:
    row = client.post(URL, upload()).json()
    why = client.get(f"{URL}/{row['id']}/why").json()
    assert isinstance(why["available"], bool)
    assert why["available"] or why["reason"]


def test_what_has_no_answer_has_no_reasons(client: Client) -> None:
    row = Classification.objects.create(
        owner="x", origin="url", label="x", model_name="audiofiler-26", model_version="1", forests=20
    )
    for identifier in (row.id, "0" * 32, "x"):
        answer = client.get(f"{URL}/{identifier}/why")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("query", ["gerne=Rock", f"against={'x' * 65}"])
def test_a_wrong_question_is_refused(client: Client, query: str) -> None:
    answer = client.get(f"{URL}/{'0' * 32}/why?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
