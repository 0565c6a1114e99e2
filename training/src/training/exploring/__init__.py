"""What is in a data set before anything learns from it: counts, faults, duplicates, balance, and how it looks."""

from training.exploring.page import page
from training.exploring.survey import Survey, survey_clips, survey_table

__all__ = ["Survey", "page", "survey_clips", "survey_table"]
