"""The button beside what has just been done, as a person finds and presses it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

BUTTON = re.compile(
    r'<form method="post" class="undo" action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL
)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def undo_on(page: Any) -> tuple[str, dict[str, list[str]]]:
    """Where the button of a page leads, and what it sends."""
    [(address, inside)] = BUTTON.findall(page.content.decode())
    fields: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(inside):
        fields.setdefault(name, []).append(value)
    fields.pop("csrfmiddlewaretoken", None)
    return address, fields


def press(client: Client, page: Any) -> Any:
    address, fields = undo_on(page)
    return client.post(address, fields, follow=True)
