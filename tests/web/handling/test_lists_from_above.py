"""What was handed down becomes a draft of the town's own list, whose task takes it up."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.web.handling.acting import ON, task_of

from duban.web.handling.drafting_down import draft
from duban.web.handling.handing_down import decline, take_up
from duban.web.handling.indicating import proposals
from duban.web.handling.models import HandedDown, Taking
from duban.web.journal.models import Entry
from duban.web.ledger.confirming import confirm
from duban.web.ledger.deleting import delete
from duban.web.ledger.intake import read_edition
from duban.web.ledger.models import Edition, Plan, State, Task
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed(cast: Any, district_plan: Plan, files_apart: None) -> HandedDown:
    found: HandedDown = HandedDown.objects.get(
        jurisdiction=cast.town, assignment__task=task_of(district_plan, 1)
    )
    return found


def in_the_ledger(cast: Any, edition: Edition) -> Task:
    read_edition(edition.pk)
    confirm(cast["office"], edition.pk)
    task: Task = Task.objects.get(edition=edition)
    return task


def test_the_draft_says_what_was_handed_down(cast: Any, handed: HandedDown) -> None:
    edition = draft(cast["office"], [handed.pk], ON)
    assert edition.file_name == "柳溪镇2026年承接上级下达任务清单（第1批）.xlsx"
    task = in_the_ledger(cast, edition)
    assert (task.title, task.note, task.due_day) == (handed.title, handed.origin, handed.due_day)
    assert [stone.text for stone in task.stones.all()] == ["乡村停车场12个"]
    [proposal] = proposals(task)
    assert (proposal.metric, proposal.unit) == ("乡村停车场", "个")
    assert [target.value for target in proposal.targets] == [Decimal(12)]
    line = Entry.objects.get(verb="handed_down.draft")
    assert line.after == [handed.title]
    take_up(cast["office"], handed.pk, task.pk)
    handed.refresh_from_db()
    assert (handed.state, handed.task) == (Taking.TAKEN, task)


def test_it_is_written_once_while_its_draft_stands(cast: Any, handed: HandedDown) -> None:
    first = draft(cast["office"], [handed.pk], ON)
    with pytest.raises(OutOfTurn, match="第1批"):
        draft(cast["office"], [handed.pk], ON)
    read_edition(first.pk)
    delete(cast["office"], first.pk)
    again = draft(cast["office"], [handed.pk], ON)
    assert "第2批" in again.file_name
    assert Edition.objects.filter(file_name=again.file_name, state=State.UPLOADED).exists()


def test_only_the_towns_office_has_it_written(cast: Any, handed: HandedDown) -> None:
    for part in ("unit_head", "leader", "auditor", "stranger", "district_office"):
        with pytest.raises(NotAllowed):
            draft(cast[part], [handed.pk], ON)
    with pytest.raises(ReasonMissing, match="勾选"):
        draft(cast["office"], [], ON)
    decline(cast["office"], handed.pk, "今年没有可用土地")
    with pytest.raises(OutOfTurn, match="已经答复过"):
        draft(cast["office"], [handed.pk], ON)
    assert not Edition.objects.filter(file_name__contains="承接").exists()


def test_two_years_are_two_lists(cast: Any, handed: HandedDown) -> None:
    others = HandedDown.objects.filter(jurisdiction=cast.town).exclude(pk=handed.pk)
    other = others.select_related("assignment__task")[0]
    Task.objects.filter(pk=other.assignment.task_id).update(year=2027)
    with pytest.raises(ReasonMissing, match="一个年度"):
        draft(cast["office"], [handed.pk, other.pk], ON)


def test_the_page_leads_there_and_back(
    cast: Any, handed: HandedDown, client_of: Callable[[str], Client]
) -> None:
    office = client_of("office")
    page = "/handling/handed-down/"
    box = f'name="row" value="{handed.pk}"'
    assert box in office.get(page).content.decode()
    answer = office.post(f"{page}draft/", {"row": [handed.pk]})
    handed.refresh_from_db()
    assert handed.draft is not None
    assert answer.headers["Location"] == handed.draft.get_absolute_url()
    after = office.get(page).content.decode()
    assert box not in after
    assert "入账后即可承接" in after
    task = in_the_ledger(cast, handed.draft)
    assert f'<option value="{task.pk}" selected>' in office.get(page).content.decode()
    assert office.post(f"{page}draft/", {"row": ["999999"]}).status_code == 404
