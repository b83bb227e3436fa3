"""How the size of a file reads."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def size_of(count: int) -> str:
    """1.4 MB, 320 kB."""
    if count >= 1024 * 1024:
        return f"{count / 1024 / 1024:.1f} MB"
    return f"{max(1, round(count / 1024))} kB"
