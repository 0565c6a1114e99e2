"""Composes, plays, mixes and files the pieces."""
