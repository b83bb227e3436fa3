"""A suspension's day of review: told ahead and when it has come, shown until somebody decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from duban.tracking.books import text_of
from duban.web.handling.changing import Answer, Paper, ask, decide
from duban.web.handling.models import ChangeKind, Verdict
from duban.web.ledger.models import Task
from duban.web.supervision import rulebooks
from duban.web.supervision.models import Digest, Notice
from duban.web.supervision.reviewing import to_review
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db
SUSPENDED_ON = date(2026, 5, 6)
#: a Tuesday; five working days before it is the 25th of August
REVIEW = date(2026, 9, 1)
AHEAD, BEFORE = date(2026, 8, 25), date(2026, 8, 24)
TOLD = {"liaison", "colleague", "unit_head", "office"}


def agreed(cast: Any, task: Task, kind: ChangeKind, on: date, day: date | None = None) -> None:
    paper = ask(cast["unit_head"], task.pk, Paper(kind, "等批复", day), on)
    decide(cast["office"], paper.pk, Answer(Verdict.APPROVE), on)


@pytest.fixture
def suspended(cast: Any, task: Task) -> Task:
    agreed(cast, task, ChangeKind.SUSPENSION, SUSPENDED_ON, REVIEW)
    return task


def told(cast: Any, task: Task) -> dict[str, set[str]]:
    """What is said of reviews → to whom."""
    names = {user.pk: part for part, user in cast.people.items()}
    found: dict[str, set[str]] = {}
    for notice in Notice.objects.filter(task=task, key__contains="|复核|"):
        found.setdefault(notice.text, set()).add(names[notice.user_id])
    return found


def test_it_is_told_once_ahead_and_once_when_the_day_has_come(cast: Any, suspended: Task) -> None:
    tick(BEFORE)
    assert told(cast, suspended) == {}
    for day in (AHEAD, AHEAD, date(2026, 8, 26)):
        tick(day)
    choice = "恢复办理、继续挂账，还是撤销。"
    ahead = f"挂账任务“{suspended.title}”应于2026年9月1日复核，还有7日：{choice}"
    assert told(cast, suspended) == {ahead: TOLD}
    for day in (REVIEW, REVIEW, date(2026, 9, 2), date(2026, 9, 20)):
        tick(day)
    come = f"挂账任务“{suspended.title}”今日复核：{choice}"
    assert told(cast, suspended) == {ahead: TOLD, come: TOLD}


def test_it_stands_in_the_digest(cast: Any, suspended: Task) -> None:
    tick(REVIEW)
    for part in TOLD:
        text = Digest.objects.get(user=cast.people[part], day=REVIEW).text
        assert f"挂账任务“{suspended.title}”今日复核" in text


def test_nothing_is_said_of_what_went_on_before(cast: Any, suspended: Task) -> None:
    agreed(cast, suspended, ChangeKind.RESUMPTION, date(2026, 8, 20))
    tick(AHEAD)
    tick(REVIEW)
    assert told(cast, suspended) == {}


def test_another_day_of_review_is_told_anew(cast: Any, suspended: Task) -> None:
    tick(REVIEW)
    later = date(2026, 11, 3)
    agreed(cast, suspended, ChangeKind.SUSPENSION, REVIEW, later)
    tick(date(2026, 9, 2))
    tick(later)
    days = Notice.objects.filter(user=cast.people["office"], key__contains="|复核|")
    assert set(days.values_list("day", flat=True)) == {REVIEW, later}


def test_how_long_ahead_is_a_matter_of_the_rule_book(cast: Any, suspended: Task) -> None:
    text = text_of("ratio").replace("复核提前: 5个工作日", "复核提前: 30日")
    own = text.replace("2000-01-01", "2026-08-01")
    rulebooks.adopt(cast["office"], cast.town.pk, own, date(2026, 7, 1))
    tick(date(2026, 8, 3))
    assert len(told(cast, suspended)) == 1
    assert [row.task for row in to_review(cast["office"], date(2026, 8, 3))] == [suspended]


def test_it_stays_on_the_home_page_until_it_is_decided(
    cast: Any, suspended: Task, client_of: Callable[[str], Any], settings: Any
) -> None:
    def stands(part: str, on: date) -> bool:
        settings.DAY = on
        return "挂账待复核" in client_of(part).get("/").content.decode()

    assert not stands("office", BEFORE)
    for part in ("office", "unit_head"):
        assert stands(part, AHEAD)
        assert stands(part, date(2026, 12, 1))
    for part in ("other_head", "leader", "auditor", "stranger"):
        assert not stands(part, AHEAD)
    later = date(2026, 12, 30)
    agreed(cast, suspended, ChangeKind.SUSPENSION, date(2026, 12, 1), later)
    assert not stands("office", date(2026, 12, 1))
    assert stands("office", later)
    agreed(cast, suspended, ChangeKind.RESUMPTION, later)
    assert not stands("office", later)


def test_the_task_says_when_it_is_looked_at_again(
    suspended: Task, client_of: Callable[[str], Any], settings: Any
) -> None:
    settings.DAY = AHEAD
    page = client_of("unit_head").get(suspended.get_absolute_url()).content.decode()
    assert "挂账至9月1日复核" in page
    assert "申请继续挂账" in page
    assert "请决定恢复办理" not in page
    settings.DAY = REVIEW
    page = client_of("unit_head").get(suspended.get_absolute_url()).content.decode()
    assert "请决定恢复办理、继续挂账，还是撤销" in page
