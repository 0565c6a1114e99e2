"""What happens once at start."""

import pytest
from django_tasks_db.models import DBTaskResult

from backend.analysis.bundles import HELD
from backend.config import startup

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_works() -> None:
    for _ in range(2):
        startup.prepare()
    assert "audiofiler-26" in HELD
    waiting = DBTaskResult.objects.values_list("task_path", flat=True)
    assert sorted(waiting) == ["backend.analysis.tasks.housekeeping", "backend.catalog.tasks.library_scan"]


def test_a_missing_model_does_not_keep_the_server_from_starting(settings) -> None:
    settings.AUDIOFILER_MODEL = "nope"
    startup.prepare()
    assert DBTaskResult.objects.count() == 2
