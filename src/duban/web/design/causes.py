"""A word with what stands behind it: shown on hover, and on keyboard focus, without script."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe


def caused(shown: object, cause: object, shape: str = "") -> SafeString:
    """`shown` with its cause; `shape` names its classes. Whoever goes by keys stops at it."""
    word, why = escape(str(shown)), escape(str(cause))
    classes = f"caused {escape(shape)}" if why else escape(shape)
    stop = ' tabindex="0"' if why else ""
    tip = f'<span class="cause" role="tooltip">{why}</span>' if why else ""
    # every text in it was escaped on its way in
    return mark_safe(f'<span class="{classes}"{stop}>{word}{tip}</span>')  # noqa: S308


def light(shade: str, word: object, cause: object = "") -> SafeString:
    """A light: a shape, a word, and its cause where one is known."""
    return caused(word, cause, f"light light-{shade}")
