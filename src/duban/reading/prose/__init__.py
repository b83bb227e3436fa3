"""Prose to plan: commitments for the future are tasks, results looked back on achievements."""

from duban.reading.prose.reader import read_prose

__all__ = ["read_prose"]
