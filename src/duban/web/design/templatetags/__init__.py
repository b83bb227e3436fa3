"""Filters and tags of the shared pieces."""
