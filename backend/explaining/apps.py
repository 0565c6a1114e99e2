"""The app that says why. It stores nothing of its own."""

from django.apps import AppConfig


class ExplainingConfig(AppConfig):
    name = "backend.explaining"
    label = "explaining"
