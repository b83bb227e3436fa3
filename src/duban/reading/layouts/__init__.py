"""Kinds of task tables, each read in its own way."""
