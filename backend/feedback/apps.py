"""The app that asks people whether the answer was right."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "backend.feedback"
    label = "feedback"

    def ready(self) -> None:
        from backend.analysis.additions import ADDITIONS  # noqa: PLC0415 - apps are ready only now
        from backend.analysis.history import AFTER_PURGE  # noqa: PLC0415
        from backend.feedback.selectors import feedback_of  # noqa: PLC0415
        from backend.feedback.services import feedback_purge  # noqa: PLC0415

        ADDITIONS["feedback"] = feedback_of
        AFTER_PURGE["feedback"] = feedback_purge
