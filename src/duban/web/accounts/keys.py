"""Keys of rows as they come in from outside."""

from __future__ import annotations

from django.http import Http404

#: the databases hold no larger ones
LARGEST_KEY = 2**63


def written_key(text: str) -> int | None:
    """The key or other whole number that an address or a form writes; None for what can be none.
    A number of thousands of digits is not even read: to do so fails."""
    found = int(text) if text.isdecimal() and len(text) < 19 else None
    return found if found is not None and found < LARGEST_KEY else None


def row_key(number: int) -> int:
    """A number that may be a key; 404 for what can be none."""
    if not 0 < number < LARGEST_KEY:
        raise Http404
    return number
