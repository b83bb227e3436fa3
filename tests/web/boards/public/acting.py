"""What tests of the public page do over and over: look at it as anybody may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from duban.web.boards.models import Publication

CODE = "990100101"
PAGE, CSV, JSON = f"/public/{CODE}/", f"/public/{CODE}.csv", f"/public/{CODE}.json"
WAYS = [PAGE, CSV, JSON]
Release = Callable[..., Publication]


def seen(address: str, **headers: str) -> Any:
    """The answer to somebody who is not signed in."""
    return Client().get(address, headers=headers)


def text(response: Any) -> str:
    held: bytes = response.content
    return held.decode("utf-8-sig")
