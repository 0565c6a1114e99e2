"""The command line of this room."""

from training.cli.main import main

__all__ = ["main"]
