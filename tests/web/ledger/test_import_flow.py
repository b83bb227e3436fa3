"""A list comes in, is corrected beside its source, and is confirmed: over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from duban.web.journal.models import Entry as Line
from duban.web.ledger.models import Correction, Edition, State, Task

pytestmark = pytest.mark.django_db


def test_what_is_read_stands_beside_its_source(
    draft: Edition, client_of: Callable[[str], Client]
) -> None:
    page = client_of("office").get(draft.get_absolute_url())
    assert page.status_code == 200
    text = page.content.decode()
    for word in ("柳溪镇2026年目标任务清单", "建设美丽庭院", "招商办", "累计引进30家", "清单.xlsx"):
        assert word in text
    assert 'data-at="t3:title"' in text
    assert 'data-ref="t3:title"' in text


def test_a_value_leads_to_its_cell_and_the_cell_back(
    draft: Edition, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    page = client.get(draft.get_absolute_url() + "source/?at=t3:lead_units").content.decode()
    hit = page.partition('id="hit"')[2][:300]
    assert "新农办" in hit
    assert 'data-ref="t3:lead_units"' in hit
    assert "第7行" in page


def test_the_confirmed_tasks_are_in_the_ledger(
    draft: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    answer = client.post(draft.get_absolute_url() + "take/confirm/")
    assert answer.status_code == 302
    assert Task.objects.count() == 4
    courtyards = Task.objects.get(number=3)
    assert courtyards.heading == "二、乡村建设"
    assert courtyards.due == "2026-10"
    assert [stone.period for stone in courtyards.stones.all()] == [
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
        "2026-Q4",
    ]
    assert set(courtyards.concerned.all()) == {cast.unit}
    assert [person.name for person in Task.objects.get(number=1).led_by.all()] == ["示例·leader"]
    draft.refresh_from_db()
    assert (draft.state, draft.number) == (State.CONFIRMED, 1)


def test_a_correction_stays_beside_what_was_read(
    draft: Edition, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    address = f"{draft.get_absolute_url()}entries/t1/correct/"
    answer = client.post(
        address,
        {"field": "milestone:2026-Q2", "text": "累计引进32家"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert "原为：累计引进30家（示例·office更正）" in answer.content.decode()
    entry = draft.entries.get(key="t1")
    assert entry.task.milestones[1].text == "累计引进32家"
    assert entry.as_read.milestones[1].text == "累计引进30家"
    assert any(figure.value == 32 for figure in entry.task.quantities)
    act = Correction.objects.get()
    assert (act.before, act.after, act.by.name) == ("累计引进30家", "累计引进32家", "示例·office")
    line = Line.objects.filter(verb="edition.correct").get()
    assert (line.before, line.after, line.actor) == ("累计引进30家", "累计引进32家", "示例·office")

    client.post(f"{draft.get_absolute_url()}undo/")
    entry.refresh_from_db()
    assert entry.form is None
    assert entry.task == entry.as_read
