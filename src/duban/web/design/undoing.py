"""What has just been done, told with the button that takes it back.

An undo is the inverse step of the same table of steps, sent like any other act: the rights, the
clocks and the journal are its own. What cannot be taken back is told without a button.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string


@dataclass(frozen=True, slots=True)
class Undo:
    """Where the inverse step is taken, what the button says, and the fields it sends."""

    address: str
    label: str
    fields: tuple[tuple[str, str], ...] = ()


def say(request: HttpRequest, sentence: str, undo: Undo | None = None) -> None:
    """Shown on the next page; with its button where the act can be taken back."""
    if undo is None:
        messages.success(request, sentence)
        return
    context = {"sentence": sentence, "undo": undo}
    messages.success(request, render_to_string("design/undo.html", context, request))
