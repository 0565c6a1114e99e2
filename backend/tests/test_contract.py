"""The API does what its description says, whatever is sent to it."""

from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckContext  # noqa: F401 - fails early where schemathesis is another one

from backend.config.wsgi import application

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(tmp_path: Any) -> Any:
    file = tmp_path / "backend.yaml"
    call_command("contract", file=file)
    schema = schemathesis.openapi.from_path(file)
    schema.app = application
    return schema


api = schemathesis.pytest.from_fixture("described")


@api.parametrize()
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_it_works(case: Any, extractor: object, track_id: str) -> None:
    """No answer is a 500, none has an undescribed status, and every refusal is a problem object."""
    answer = case.call()
    described = {int(status) for status in case.operation.definition.raw["responses"]}
    # what can happen at any address, before or behind the operation
    assert answer.status_code in described | {405, 404, 400, 413, 403}, answer.text
    assert answer.status_code != 500
    if answer.status_code >= 400 and answer.status_code != 416 and "readyz" not in case.path:
        assert (
            answer.headers["Content-Type"] == ["application/problem+json"]
            or answer.headers["Content-Type"] == "application/problem+json"
        )
        assert answer.json()["status"] == answer.status_code
