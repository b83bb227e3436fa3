"""Filters of the ledger's templates."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from duban.web.ledger.searching import marked

register = template.Library()


@register.filter
def found(text: str, words: tuple[str, ...]) -> SafeString:
    """`text` with the words searched for marked."""
    pieces = (
        (format_html("<mark>{}</mark>", piece) if is_word else piece,)
        for piece, is_word in marked(text, words)
    )
    return format_html_join("", "{}", pieces)
