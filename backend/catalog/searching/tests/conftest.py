"""Hypothesis as the tests here use it: the same examples each time, and as slow as the machine is."""

from hypothesis import settings

settings.register_profile("backend", deadline=None, derandomize=True, database=None)
settings.load_profile("backend")
