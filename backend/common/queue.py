"""Work for the job worker that must not pile up."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult


def enqueue_once(task: Task[Any, Any], *, run_after: datetime | None = None) -> None:
    """Queue a task without arguments; what waits of it already is replaced."""
    DBTaskResult.objects.filter(task_path=task.module_path, status="READY").delete()
    task.using(run_after=run_after or timezone.now()).enqueue()
