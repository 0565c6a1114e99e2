"""The report as one HTML file: tables that read without a script, pictures drawn by the script inside."""

from training.page.build import build

__all__ = ["build"]
