"""Papers that move a date, a target or a task: who asks, who agrees, what holds then and first."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.handling.acting import ON, signed, task_of

from duban.plan import Period
from duban.web.handling.changing import Answer, NewTarget, Paper, ask, decide, withdraw
from duban.web.handling.holding import due_of, dues_of, target_of, targets_of
from duban.web.handling.models import Change, ChangeKind, Level, Outcome, Verdict
from duban.web.handling.steps import take
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.supervision.gathering import records_of
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db
FIRST, LATER, LATEST = date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)
YES, NO, UP = Verdict.APPROVE, Verdict.REFUSE, Verdict.PASS_UP


@pytest.fixture
def task(cast: Any, issued: Plan) -> Task:
    """建设美丽庭院200户, due at the end of October, under way."""
    found = signed(cast, task_of(issued, 1))
    take("start", found.pk, cast["liaison"])
    found.refresh_from_db()
    return found


def extension(day: date | None = LATER) -> Paper:
    return Paper(ChangeKind.EXTENSION, "汛期停工", day, "已建成80户")


def adjustment(task: Task, value: str = "180") -> Paper:
    line = NewTarget(task.indicators.get().pk, Period.quarter(2026, 4), Decimal(value))
    return Paper(ChangeKind.ADJUSTMENT, "两村整体动迁", lines=[line])


def test_an_extension_moves_the_date_and_keeps_the_first(cast: Any, task: Task) -> None:
    paper = ask(cast["unit_head"], task.pk, extension(), ON)
    assert (paper.late, paper.ordinal, paper.old_day) == (False, 1, FIRST)
    assert due_of(task, LATEST).now == FIRST, "nothing moves before the answer"
    decide(cast["office"], paper.pk, Answer(YES, "同意"), date(2026, 9, 1))
    assert due_of(task, date(2026, 8, 31)).now == FIRST
    due = due_of(task, date(2026, 9, 1))
    assert (due.now, due.first, due.moved) == (LATER, FIRST, True)


def test_the_answer_may_name_another_date(cast: Any, task: Task) -> None:
    paper = ask(cast["unit_head"], task.pk, extension(LATEST), ON)
    with pytest.raises(ReasonMissing, match="晚于原定时限"):
        decide(cast["office"], paper.pk, Answer(YES, day=FIRST), ON)
    decide(cast["office"], paper.pk, Answer(YES, day=LATER), ON)
    assert due_of(task, ON).now == LATER
    paper.refresh_from_db()
    assert (paper.day, paper.granted, paper.approver) == (LATEST, LATER, "示例·office")


@pytest.mark.parametrize(
    ("asked", "late"),
    [(FIRST, False), (date(2026, 11, 1), True)],
    ids=["on-the-last-day", "the-day-after"],
)
def test_asked_after_the_date_it_is_late_itself(
    asked: date, late: bool, cast: Any, task: Task
) -> None:
    assert ask(cast["unit_head"], task.pk, extension(), asked).late is late


def test_a_second_extension_needs_the_leader(cast: Any, task: Task) -> None:
    first = ask(cast["unit_head"], task.pk, extension(), ON)
    decide(cast["office"], first.pk, Answer(YES), ON)
    second = ask(cast["unit_head"], task.pk, extension(LATEST), ON)
    assert (second.ordinal, second.needs) == (2, Level.LEADER)
    with pytest.raises(OutOfTurn, match="须由分管领导审定"):
        decide(cast["office"], second.pk, Answer(YES), ON)
    decide(cast["office"], second.pk, Answer(UP, "拟同意"), ON)
    decide(cast["leader"], second.pk, Answer(YES, "同意"), ON)
    assert due_of(task, ON).now == LATEST
    assert due_of(task, ON).first == FIRST


def test_a_refused_paper_changes_nothing_and_may_be_written_again(cast: Any, task: Task) -> None:
    paper = ask(cast["unit_head"], task.pk, extension(), ON)
    with pytest.raises(ReasonMissing):
        decide(cast["office"], paper.pk, Answer(NO), ON)
    decide(cast["office"], paper.pk, Answer(NO, "抓紧施工"), ON)
    assert not due_of(task, ON).moved
    with pytest.raises(OutOfTurn, match="已是“不同意”"):
        decide(cast["office"], paper.pk, Answer(YES), ON)
    again = ask(cast["unit_head"], task.pk, extension(), ON)
    assert (again.ordinal, again.needs) == (1, Level.OFFICE)


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        (Paper(ChangeKind.EXTENSION, "", LATER, "已建成80户"), "须填写理由"),
        (Paper(ChangeKind.EXTENSION, "停工", None, "已建成80户"), "新的完成时限"),
        (Paper(ChangeKind.EXTENSION, "停工", FIRST, "已建成80户"), "晚于今天和现定时限"),
        (Paper(ChangeKind.EXTENSION, "停工", LATER), "目前进展"),
        (Paper(ChangeKind.SUSPENSION, "等待批复"), "复核日期"),
        (Paper(ChangeKind.SUSPENSION, "等待批复", ON), "晚于今天"),
        (Paper(ChangeKind.ADJUSTMENT, "动迁"), "指标、时期和新目标"),
    ],
)
def test_a_paper_says_what_it_must(paper: Paper, sentence: str, cast: Any, task: Task) -> None:
    with pytest.raises(ReasonMissing, match=sentence):
        ask(cast["unit_head"], task.pk, paper, ON)
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    "part", ["liaison", "other_head", "leader", "principal", "auditor", "stranger"]
)
def test_units_ask_through_their_head(part: str, cast: Any, task: Task) -> None:
    with pytest.raises(NotAllowed):
        ask(cast[part], task.pk, extension(), ON)


def test_a_target_is_adjusted_by_the_leader_and_the_old_stays_beside(cast: Any, task: Task) -> None:
    indicator = task.indicators.get()
    paper = ask(cast["unit_head"], task.pk, adjustment(task), ON)
    line = paper.lines.get()
    assert (line.was, line.becomes) == (Decimal(200), Decimal(180))
    with pytest.raises(NotAllowed):
        decide(cast["leader"], paper.pk, Answer(YES), ON)
    decide(cast["office"], paper.pk, Answer(UP, "拟同意"), ON)
    decide(cast["leader"], paper.pk, Answer(YES), LATER)
    held = target_of(indicator, "2026-Q4", LATER)
    assert held.now is not None
    assert held.first is not None
    assert (held.now.amount, held.first.amount, held.moved) == (Decimal(180), Decimal(200), True)
    before = target_of(indicator, "2026-Q4", ON).now
    assert before is not None
    assert before.amount == 200, "an earlier day keeps its target"
    assert targets_of([indicator], LATER)[indicator.pk]["2026-Q4"] == held


def test_a_leader_may_pass_it_to_the_principal(cast: Any, task: Task) -> None:
    paper = ask(cast["unit_head"], task.pk, adjustment(task), ON)
    decide(cast["office"], paper.pk, Answer(UP), ON)
    decide(cast["leader"], paper.pk, Answer(UP, "报领导小组"), ON)
    with pytest.raises(NotAllowed):
        decide(cast["leader"], paper.pk, Answer(YES), ON)
    with pytest.raises(OutOfTurn, match="最高一级"):
        decide(cast["principal"], paper.pk, Answer(UP), ON)
    decide(cast["principal"], paper.pk, Answer(YES), ON)
    said = [(one.level, one.verdict) for one in paper.decisions.all()]
    assert said == [("office", "pass_up"), ("leader", "pass_up"), ("principal", "approve")]


def test_the_office_enters_what_a_leader_wrote(cast: Any, task: Task) -> None:
    paper = ask(cast["unit_head"], task.pk, adjustment(task), ON)
    decide(cast["office"], paper.pk, Answer(UP), ON)
    with pytest.raises(ReasonMissing, match="批示人和批示件"):
        decide(cast["office"], paper.pk, Answer(YES), ON)
    written = Answer(YES, speaker="示例·leader", evidence="柳府阅〔2026〕12号")
    decide(cast["office"], paper.pk, written, ON)
    paper.refresh_from_db()
    assert (paper.approver, paper.evidence) == ("示例·leader", "柳府阅〔2026〕12号")
    assert paper.decided_by == cast.people["office"]


def test_a_task_is_suspended_until_a_day_of_review_and_goes_on(cast: Any, task: Task) -> None:
    paper = ask(cast["unit_head"], task.pk, Paper(ChangeKind.SUSPENSION, "等待上级批复", LATER), ON)
    decide(cast["office"], paper.pk, Answer(YES), ON)
    task.refresh_from_db()
    assert task.state == TaskState.SUSPENDED
    line = Entry.objects.get(verb="task.suspend")
    assert line.facts["review_on"] == str(LATER)
    again = ask(cast["unit_head"], task.pk, Paper(ChangeKind.RESUMPTION, "批复已到"), LATER)
    decide(cast["office"], again.pk, Answer(YES), LATER)
    task.refresh_from_db()
    assert task.state == TaskState.UNDER_WAY


def test_what_is_suspended_may_stay_so_until_another_day(cast: Any, task: Task) -> None:
    for day, on in ((LATER, ON), (date(2027, 3, 1), LATER)):
        wanted = Paper(ChangeKind.SUSPENSION, "仍等批复", day)
        paper = ask(cast["unit_head"], task.pk, wanted, on)
        decide(cast["office"], paper.pk, Answer(YES), on)
    task.refresh_from_db()
    assert task.state == TaskState.SUSPENDED
    lines = Entry.objects.filter(verb="task.suspend").order_by("pk")
    assert [line.facts["review_on"] for line in lines] == [str(LATER), "2027-03-01"]
    record = records_of([task])[task.pk]
    assert record.rests(date(2026, 12, 31))
    [pause] = record.facts(LATER).pauses
    assert (pause.since, pause.until, pause.review) == (ON, None, date(2027, 3, 1))


def test_cancelling_needs_an_approver_and_ends_the_task(cast: Any, task: Task) -> None:
    paper = ask(cast["office"], task.pk, Paper(ChangeKind.CANCELLATION, "政策取消"), ON)
    assert paper.organisation is None
    with pytest.raises(OutOfTurn, match="须由分管领导审定"):
        decide(cast["office"], paper.pk, Answer(YES), ON)
    decide(cast["office"], paper.pk, Answer(UP), ON)
    decide(cast["leader"], paper.pk, Answer(YES), ON)
    task.refresh_from_db()
    assert task.state == TaskState.CANCELLED
    with pytest.raises(OutOfTurn, match="当前为“撤销”"):
        ask(cast["unit_head"], task.pk, extension(), ON)


def test_what_was_asked_for_a_task_that_is_cancelled_meanwhile_moves_nothing(
    cast: Any, task: Task
) -> None:
    office, leader = cast["office"], cast["leader"]
    later = ask(cast["unit_head"], task.pk, extension(), ON)
    end = ask(office, task.pk, Paper(ChangeKind.CANCELLATION, "并入区级项目"), ON)
    decide(office, end.pk, Answer(UP), ON)
    decide(leader, end.pk, Answer(YES), ON)
    with pytest.raises(OutOfTurn, match="任务已“撤销”，这份申请不能再同意"):
        decide(office, later.pk, Answer(YES), ON)
    assert due_of(task, LATEST).now == FIRST
    assert decide(office, later.pk, Answer(NO, "任务已撤销"), ON).outcome == Outcome.REFUSED


def test_one_paper_of_a_kind_at_a_time_and_its_author_may_take_it_back(
    cast: Any, task: Task
) -> None:
    paper = ask(cast["unit_head"], task.pk, extension(), ON)
    with pytest.raises(OutOfTurn, match="已有一份延期申请待审定"):
        ask(cast["unit_head"], task.pk, extension(), ON)
    with pytest.raises(NotAllowed):
        withdraw(cast["office"], paper.pk)
    withdraw(cast["unit_head"], paper.pk)
    with pytest.raises(OutOfTurn, match="已是“已撤回”"):
        decide(cast["office"], paper.pk, Answer(YES), ON)
    ask(cast["unit_head"], task.pk, extension(), ON)


@pytest.mark.parametrize("part", ["unit_head", "liaison", "other_head", "auditor", "stranger"])
def test_nobody_below_decides(part: str, cast: Any, task: Task) -> None:
    paper = ask(cast["unit_head"], task.pk, extension(), ON)
    for verdict in Verdict:
        with pytest.raises(NotAllowed):
            decide(cast[part], paper.pk, Answer(verdict, "意见"), ON)


def test_the_database_holds_what_a_paper_must_have(cast: Any, task: Task) -> None:
    paper = ask(cast["unit_head"], task.pk, extension(), ON)
    broken: list[dict[str, Any]] = [
        {"reason": ""},
        {"day": None},
        {"outcome": Outcome.APPROVED},
        {"task": None},
    ]
    for fields in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            Change.objects.filter(pk=paper.pk).update(**fields)


def test_dates_of_many_tasks_come_with_one_question(
    cast: Any, issued: Plan, task: Task, django_assert_num_queries: Any
) -> None:
    tasks = list(issued.tasks.all())
    with django_assert_num_queries(1):
        found = dues_of(tasks, ON)
    assert {str(due.now) for due in found.values()} == {"2026-10-31", "2026-11-30", "2026-12-31"}


def test_the_page_counts_by_kind_and_outcome_and_says_what_is_filtered(
    cast: Any, task: Task, client_of: Any
) -> None:
    first = ask(cast["unit_head"], task.pk, extension(), ON)
    withdraw(cast["unit_head"], first.pk)
    ask(cast["unit_head"], task.pk, extension(), ON)
    ask(cast["unit_head"], task.pk, Paper(ChangeKind.SUSPENSION, "等批复", LATER), ON)
    office = client_of("office")
    page = office.get("/handling/changes/").content.decode()
    assert "共3份申请" in page
    assert "2份待审定" in page
    assert "延期 待审定1／共2" in page
    assert "挂账 待审定1／共1" in page
    assert "去掉这个条件" not in page
    page = office.get("/handling/changes/?kind=extension&outcome=withdrawn").content.decode()
    assert "筛出1份申请" in page
    assert '<a class="chip chip-here chip-drop" href="?outcome=withdrawn"' in page
    assert "事项：延期" in page
    assert "结果：已撤回" in page


def test_a_day_from_which_nothing_can_be_counted_is_not_taken(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    """One slip of the keys in a year would end the day's work for everybody."""
    head = client_of("unit_head")
    words = {"reason": "汛期停工", "progress": "已建成80户", "day": "9999-12-31"}
    page = head.post(f"/handling/tasks/{task.pk}/changes/extension/", words)
    assert page.status_code == 422
    assert "在1950年至2100年之间" in page.content.decode()
    body = json.dumps({"kind": "extension", **words})
    address = f"/api/tasks/{task.pk}/changes"
    assert head.post(address, body, content_type="application/json").status_code == 422
    assert not Change.objects.exists()
    last = json.dumps({"kind": "extension", **words, "day": "2100-12-31"})
    assert head.post(address, last, content_type="application/json").status_code == 201
    decide(cast["office"], Change.objects.get().pk, Answer(YES), ON)
    tick(ON)
