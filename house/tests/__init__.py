"""Tests of the house band."""
