"""A fixture that is told once: whoever is told it again sees the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.web.told import STORY, _rows, told_once

from duban.web.accounts.models import Jurisdiction, Organisation

pytestmark = pytest.mark.django_db


class Place:
    """What a fixture is given and changes."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self.jurisdiction = jurisdiction
        self.names: list[str] = []


class Telling:
    """Two fixtures, one told on the other, told as if by a test each time."""

    def __init__(self, folder: Path) -> None:
        self.runs: list[str] = []

        @told_once
        def place() -> Place:
            self.runs.append("place")
            return Place(Jurisdiction.objects.create(name="云泽区", code="990100"))

        @told_once
        def unit(place: Place) -> Any:
            self.runs.append("unit")
            made = Organisation.objects.create(jurisdiction=place.jurisdiction, name="新农办")
            Jurisdiction.objects.filter(pk=place.jurisdiction.pk).update(name="云泽县")
            (folder / "章程").mkdir(parents=True)
            (folder / "章程" / "全文.txt").write_bytes(b"1")
            place.names.append(made.name)
            return place, made

        self.place, self.unit = place, unit

    def tell(self, between: Any = None) -> tuple[Place, Any, Any]:
        STORY.begin(Path("one.py"))
        place = self.place()
        if between is not None:
            between(place)
        same, unit = self.unit(place=place)
        assert same is place
        return place, unit, _rows()

    def told(self, between: Any = None) -> Any:
        """What the tables hold after it, of which nothing stays."""
        with transaction.atomic():
            place, unit, rows = self.tell(between)
            assert (place.names, unit.name) == (["新农办"], "新农办")
            assert Organisation.objects.get().jurisdiction.name == "云泽县"
            transaction.set_rollback(True)
        return rows


@pytest.fixture
def telling(settings: Any, tmp_path: Path) -> Telling:
    settings.MEDIA_ROOT = tmp_path / "files"
    return Telling(tmp_path / "files")


def test_who_is_told_again_sees_the_same(telling: Telling, tmp_path: Path) -> None:
    first = telling.told()
    (tmp_path / "files" / "章程" / "全文.txt").unlink()
    (tmp_path / "files" / "章程").rmdir()
    assert telling.told() == first
    assert telling.runs == ["place", "unit"]
    assert (tmp_path / "files" / "章程" / "全文.txt").read_bytes() == b"1"


def test_a_test_begins_with_nothing_written(cast: Any) -> None:
    """However the database begins a transaction: otherwise nothing would ever be told once."""
    assert STORY.chapters is not None
    assert len(STORY.chapters) == 1


def test_what_was_written_in_between_has_it_told_anew(telling: Telling, tmp_path: Path) -> None:
    telling.told()
    (tmp_path / "files").rename(tmp_path / "before")
    telling.told(lambda place: place.jurisdiction.save())
    assert telling.runs == ["place", "unit", "unit"]


def test_another_day_has_it_told_anew(telling: Telling, tmp_path: Path, settings: Any) -> None:
    telling.told()
    (tmp_path / "files").rename(tmp_path / "before")
    settings.DAY = "another"
    telling.told()
    assert telling.runs == ["place", "unit"] * 2
