"""Migrations follow each other one by one: no number is given twice in an app."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "duban" / "web"


def test_every_number_is_given_once() -> None:
    files = [file for file in WEB.glob("*/migrations/*.py") if file.stem != "__init__"]
    given = Counter((file.parent.parent.name, file.stem.partition("_")[0]) for file in files)
    assert len(given) > 20
    assert [one for one, times in given.items() if times > 1] == []
