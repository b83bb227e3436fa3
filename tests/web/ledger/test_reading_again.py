"""The year of a paper was corrected: it is read again by that year, and corrections stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.ledger.lists import ROWS, sheet

from duban.web.ledger import correcting, describing
from duban.web.ledger.models import Edition, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(bring_in: Callable[..., Edition]) -> Edition:
    """Its due dates name months of no year."""
    rows = [tuple("10月底" if cell == "2026年10月" else cell for cell in row) for row in ROWS]
    return bring_in(sheet(rows))


def periods(edition: Edition) -> set[int]:
    tasks = [entry.task for entry in edition.entries.all()]
    return {stone.period.first_day.year for task in tasks for stone in task.milestones}


def test_quarters_move_and_what_people_did_stays(
    draft: Edition,
    cast: Any,
    client_of: Callable[[str], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:
    office = client_of("office")
    correcting.correct(cast["office"], draft.pk, "t1", "note", "与区里核过")
    describing.describe(cast["office"], draft.pk, {"title": "柳溪镇任务清单", "year": "2027"})
    assert periods(draft) == {2026}
    assert "按此年份重新读取" in office.get(draft.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"/ledger/import/{draft.pk}/take/read_again/")
    draft.refresh_from_db()
    assert draft.state == State.TO_CHECK
    assert (draft.title, draft.year, periods(draft)) == ("柳溪镇任务清单", 2027, {2027})
    assert draft.entries.get(key="t1").task.note == "与区里核过"
    assert "按此年份重新读取" not in office.get(draft.get_absolute_url()).content.decode()


def test_a_paper_read_by_its_own_year_is_not_offered_it(draft: Edition, client_of: Any) -> None:
    page = client_of("office").get(draft.get_absolute_url()).content.decode()
    assert "重新读取" not in page
    assert "与现行版比对" not in page  # no edition is in force yet
