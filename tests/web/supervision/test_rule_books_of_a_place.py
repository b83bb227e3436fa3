"""Editions of a rule-book: adopted, dated, refused in words, tried without a trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.supervision.acting import ON

from duban.tracking.books import PRESETS, text_of
from duban.web.ledger.models import Task
from duban.web.refusals import NotAllowed, OutOfTurn
from duban.web.supervision import rulebooks
from duban.web.supervision.lighting import books_of, lights_of, trial_of
from duban.web.supervision.models import Book, LightHistory, LightNow
from duban.web.supervision.rulebooks import TextFaulty, parsed
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db


def edition(since: str, name: str = "柳溪镇亮灯规则", red: str = "超过: 0") -> str:
    return f"""
名称: {name}
版本: "{since}"
施行: {since}
期限灯:
  - {{灯: 红, 条件: {{逾期天数: {{{red}}}}}}}
"""


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_can_be_adopted(cast: Any, name: str) -> None:
    book = rulebooks.adopt(cast["office"], cast.town.pk, text_of(name), ON)
    assert book.rules == parsed(text_of(name))


def test_faults_are_told_with_their_lines(cast: Any) -> None:
    with pytest.raises(TextFaulty) as told:
        rulebooks.adopt(cast["office"], cast.town.pk, "名称: 样例\n进度: 3\n", ON)
    assert any("第2行" in fault for fault in told.value.faults)
    assert not Book.objects.exists()


def test_an_edition_that_would_not_work_as_written_is_not_taken_up(cast: Any) -> None:
    again = "  - {名称: 通报, 灯: 红, 连续: 2, 采取: 通报}\n"
    text = f"{edition('2026-06-01')}触发:\n{again * 2}"
    with pytest.raises(TextFaulty, match="有2条触发都叫“通报”"):
        rulebooks.adopt(cast["office"], cast.town.pk, text, ON)
    assert not Book.objects.exists()


@pytest.mark.parametrize("part", ["unit_head", "leader", "principal", "auditor", "stranger"])
def test_only_the_office_sets_rules(cast: Any, part: str) -> None:
    with pytest.raises(NotAllowed):
        rulebooks.adopt(cast[part], cast.town.pk, edition("2026-01-01"), ON)


def test_an_edition_that_begun_stands_and_a_later_one_follows(cast: Any) -> None:
    office, town = cast["office"], cast.town.pk
    first = rulebooks.adopt(office, town, edition("2026-01-01"), ON)
    with pytest.raises(OutOfTurn, match="早于今天"):
        rulebooks.adopt(office, town, edition("2026-03-01"), ON)
    with pytest.raises(OutOfTurn, match="已经施行"):
        rulebooks.edit(office, first.pk, edition("2026-07-01"), ON)
    later = rulebooks.adopt(office, town, edition("2026-07-01"), ON)
    with pytest.raises(OutOfTurn, match="已有一版规则"):
        rulebooks.adopt(office, town, edition("2026-07-01", "另一版"), ON)
    rulebooks.edit(office, later.pk, edition("2026-08-01"), ON)
    assert [book.edition for book in books_of([town])[town]] == [
        *("通用", "2026-01-01", "2026-08-01"),
    ]
    rulebooks.withdraw(office, later.pk, "改由区里统一", ON)
    assert len(books_of([town])[town]) == 2


def test_a_month_keeps_the_edition_of_its_time(cast: Any, task: Task) -> None:
    rulebooks.adopt(cast["office"], cast.town.pk, edition("2026-01-01", "旧规则"), ON)
    rulebooks.adopt(cast["office"], cast.town.pk, edition("2026-05-20", "新规则"), ON)
    tick(date(2026, 6, 20))
    rows = {row.period: row.edition for row in LightHistory.objects.filter(task=task)}
    assert rows["2026-M04"].startswith("旧规则")
    assert rows["2026-M05"].startswith("新规则")


def test_a_trial_shows_both_and_writes_nothing(cast: Any, task: Task) -> None:
    day = date(2026, 5, 20)
    now = lights_of([task], day)[task.pk]
    run = trial_of([task], parsed(edition("2026-06-01")), day)
    [row] = run.rows
    assert row.before.light == now.light
    assert row.changed
    assert not LightNow.objects.exists()
    assert not LightHistory.objects.exists()


def test_the_page_of_a_trial_names_the_changes(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    # nobody is late by these rules, so that what is red today changes
    text = edition("2099-06-01", red="超过: 9999")
    run = trial_of(Task.objects.filter(plan=task.plan), parsed(text), timezone.localdate())
    assert run.changed
    body = {"text": text, "act": "try"}
    address = f"/supervision/books/new/{cast.town.pk}/"
    page = client_of("office").post(address, body).content.decode()
    assert f"{len(run.changed)}项任务变灯" in page
    assert all(row.title in page for row in run.changed)
    assert not Book.objects.exists()
