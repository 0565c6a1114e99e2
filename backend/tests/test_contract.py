"""The API does what its description says, whatever is sent to it."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from backend.config.wsgi import application

# a request through WSGI closes its connection, which would be the one that holds a test in a transaction
pytestmark = pytest.mark.django_db(transaction=True)
CONTRACT = Path(__file__).resolve().parents[2] / "contracts" / "backend.yaml"
EXAMPLES = 10
# the caller within the process does not unpack what is compressed
UNPACKED = {"Accept-Encoding": "identity"}
# what the server or a middleware may answer at any address, whatever the operation is
ANYWHERE = {403, 404, 405, 413}


def operations() -> list[Any]:
    schema = schemathesis.openapi.from_path(CONTRACT)
    schema.app = application
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.label)
def test_it_works(operation: Any, extractor: object, track_id: str) -> None:
    """No answer is a 500, none has an undescribed status, and every refusal is a problem object."""
    described = {int(status) for status in operation.definition.raw["responses"]}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def anything(case: Any) -> None:
        check(case.call(headers=UNPACKED), described)

    anything()


def check(answer: Any, described: set[int]) -> None:
    assert answer.status_code in described | ANYWHERE, (answer.request.url, answer.text)
    assert answer.status_code != 500
    kind = answer.headers["content-type"]
    if answer.status_code >= 400 and answer.status_code != 416 and not answer.request.url.endswith("readyz"):
        assert "application/problem+json" in kind, (answer.request.url, kind)
        assert answer.json()["status"] == answer.status_code
