"""Keys of rows as they come in from outside."""

from __future__ import annotations

from django.http import Http404

#: the databases hold no larger ones
LARGEST_KEY = 2**63


def row_key(number: int) -> int:
    """A number that may be a key; 404 for what can be none."""
    if not 0 < number < LARGEST_KEY:
        raise Http404
    return number
