"""The app that says what sounds alike. It stores nothing of its own."""

from django.apps import AppConfig


class NeighboursConfig(AppConfig):
    name = "backend.neighbours"
    label = "neighbours"
