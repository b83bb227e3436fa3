"""One day's work after another: lights, history, reminders, proposals; twice changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.handling.acting import signed, task_of
from tests.web.supervision.acting import Accepted

from duban.web.handling.changing import Answer, Paper, ask, decide
from duban.web.handling.models import ChangeKind, Verdict
from duban.web.handling.steps import take
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task
from duban.web.supervision import acting, ordering
from duban.web.supervision.lighting import lights_of
from duban.web.supervision.models import (
    Act,
    Colour,
    Digest,
    LightHistory,
    LightNow,
    Notice,
    NoticeKind,
    Order,
    Outcome,
    Proposal,
    ProposalState,
    Tick,
)
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db

#: March is due on 8 April and closes on 15 April; April is due on 11 May
MARCH, APRIL = "2026-M03", "2026-M04"


def past(task: Task) -> dict[str, LightHistory]:
    return {row.period: row for row in task.light_history.all()}


def everything() -> dict[str, int]:
    tables = (LightNow, LightHistory, Notice, Proposal, Order, Digest, Tick, Entry)
    return {table.__name__: table.objects.count() for table in tables}


def test_a_day_done_twice_is_done_once(running: Plan, accepted: Accepted) -> None:
    accepted("28", MARCH, date(2026, 4, 2))
    first = tick(date(2026, 5, 14)).form()
    assert first["lights"] > 0
    assert first["history"] > 0
    assert first["notices"] > 0
    before = everything()
    again = tick(date(2026, 5, 14)).form()
    assert set(again.values()) == {0}
    assert everything() == before


def test_a_late_month_made_good_stays_late(cast: Any, task: Task, accepted: Accepted) -> None:
    tick(date(2026, 4, 20))
    assert past(task)[MARCH].outcome == Outcome.MISSED
    assert past(task)[MARCH].late
    accepted("30", APRIL, date(2026, 5, 6))
    tick(date(2026, 5, 18))
    marks = past(task)
    assert (marks[APRIL].outcome, marks[APRIL].late) == (Outcome.ON_TIME, False)
    assert marks[MARCH].late
    LightHistory.objects.filter(pk=marks[MARCH].pk).update(outcome=Outcome.MADE_GOOD)
    tick(date(2026, 5, 19))
    assert past(task)[MARCH].late, "what was late is never taken back"


def test_the_light_says_why(task: Task, accepted: Accepted) -> None:
    accepted("20", MARCH, date(2026, 4, 2))
    light = lights_of([task], date(2026, 4, 20))[task.pk]
    assert light.light.value == "红", "20 of the 30 of the first quarter: 0.67"
    assert "30" in light.cause
    assert "20" in light.cause


def test_an_extension_does_not_take_back_what_was_overdue(cast: Any, task: Task) -> None:
    office, on = cast["office"], date(2026, 11, 9)
    paper = Paper(ChangeKind.EXTENSION, "汛期停工", date(2026, 12, 20), "已建成150户")
    asked = ask(cast["unit_head"], task.pk, paper, on)
    before = lights_of([task], on)[task.pk]
    decide(office, asked.pk, Answer(Verdict.APPROVE), on)
    after = lights_of([task], on)[task.pk]
    assert before.deadline.light.value == "红"
    assert "12月20日" in after.deadline.cause or after.deadline.light.value != "绿"
    assert lights_of([task], date(2026, 11, 8))[task.pk].deadline.light.value == "红"


def test_a_suspended_task_rests(cast: Any, task: Task) -> None:
    paper = Paper(ChangeKind.SUSPENSION, "等批复", date(2026, 9, 1))
    asked = ask(cast["unit_head"], task.pk, paper, date(2026, 5, 6))
    decide(cast["office"], asked.pk, Answer(Verdict.APPROVE), date(2026, 5, 6))
    light = lights_of([task], date(2026, 5, 20))[task.pk]
    assert light.light.value == "灰"
    assert "挂账" in light.cause


def test_an_override_shows_with_its_name_and_ends(cast: Any, task: Task) -> None:
    day, until = date(2026, 5, 14), date(2026, 5, 16)
    tick(day)
    assert task.light_now.colour == Colour.RED
    acting.override(cast["office"], task.pk, Colour.YELLOW, "等上级批复", day, until=until)
    row = LightNow.objects.get(task=task)
    assert (row.colour, row.overridden) == (Colour.YELLOW, True)
    assert cast["office"].name in row.cause
    assert "等上级批复" in row.cause
    tick(date(2026, 5, 18))
    assert LightNow.objects.get(task=task).colour == Colour.RED


def test_the_unit_is_reminded_and_nobody_else(cast: Any, task: Task, running: Plan) -> None:
    tick(date(2026, 4, 3))
    told = Notice.objects.filter(task=task, kind=NoticeKind.REMINDER)
    assert {notice.user.username for notice in told} == {"liaison", "colleague", "unit_head"}
    assert "4月8日" in told[0].text
    count = told.count()
    tick(date(2026, 4, 4))
    assert told.count() == count, "the same reminder is not told again the next day"


def test_what_was_sent_is_not_reminded_of(task: Task, accepted: Accepted) -> None:
    accepted("28", MARCH, date(2026, 4, 1))
    tick(date(2026, 4, 3))
    told = Notice.objects.filter(task=task, kind=NoticeKind.REMINDER)
    assert not told.filter(text__contains="3月进展报送").exists()


def test_two_bad_periods_propose_an_order_once(cast: Any, task: Task, running: Plan) -> None:
    tick(date(2026, 6, 1))
    held = Proposal.objects.filter(task=task, act=Act.ORDER)
    assert held.count() == 1
    assert held.get().state == ProposalState.WAITING
    office = Notice.objects.filter(user=cast.people["office"], text__startswith="有新的督办建议")
    assert office.exists()
    tick(date(2026, 6, 2))
    assert held.count() == 1
    assert not Order.objects.exists(), "nothing is issued before the office confirms"


def test_an_unanswered_order_climbs_to_the_leader(cast: Any, task: Task) -> None:
    wanted = ordering.Wanted(Colour.RED, "滞后", reply_by=date(2026, 5, 13))
    order = ordering.issue(cast["office"], task.pk, wanted, date(2026, 5, 11))
    tick(date(2026, 5, 13))
    assert not Notice.objects.filter(kind=NoticeKind.LEADER).exists()
    tick(date(2026, 5, 15))
    told = Notice.objects.filter(kind=NoticeKind.LEADER, order=order)
    assert {notice.user.username for notice in told} == {"leader", "office"}
    kept = Proposal.objects.get(act=Act.LEADER)
    assert kept.state == ProposalState.CONFIRMED
    tick(date(2026, 5, 16))
    assert told.count() == 2


def test_an_unanswered_blue_order_proposes_yellow(cast: Any, task: Task) -> None:
    wanted = ordering.Wanted(Colour.BLUE, "滞后", reply_by=date(2026, 5, 13))
    order = ordering.issue(cast["office"], task.pk, wanted, date(2026, 5, 11))
    tick(date(2026, 5, 15))
    held = Proposal.objects.get(raises=order)
    assert (held.act, held.colour) == (Act.ORDER, Colour.YELLOW)
    ordering.reply(cast["unit_head"], order.pk, "已整改", date(2026, 5, 15))
    other = Proposal.objects.filter(raises=order).count()
    tick(date(2026, 5, 25))
    assert Proposal.objects.filter(raises=order).count() == other


def test_gathering_asks_no_more_for_more_tasks(
    cast: Any, running: Plan, accepted: Accepted
) -> None:
    accepted("28", MARCH, date(2026, 4, 2))
    one = [task_of(running, 1)]
    take("start", signed(cast, task_of(running, 2)).pk, cast["other_head"])
    all_of_them = list(Task.objects.filter(plan=running))
    counts = []
    for tasks in (one, all_of_them):
        with CaptureQueriesContext(connection) as asked:
            lights_of(tasks, date(2026, 5, 20))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_days_on_which_it_did_not_run_are_looked_at_for_the_turn(cast: Any, task: Task) -> None:
    early, late = date(2026, 3, 3), date(2026, 4, 3)
    tick(early)
    assert LightNow.objects.get(task=task).colour != Colour.RED
    tick(late)
    held = LightNow.objects.get(task=task)
    assert held.colour == Colour.RED
    assert early < held.since < late
    eve = held.since - timedelta(days=1)
    lights = [lights_of([task], day)[task.pk].light for day in (eve, held.since)]
    assert [Colour.of(one) is Colour.RED for one in lights] == [False, True]
    tick(late + timedelta(days=1))
    assert LightNow.objects.get(task=task).since == held.since


def test_a_clock_that_ran_ahead_leaves_no_day_that_has_not_come(cast: Any, task: Task) -> None:
    ahead, now = date(2027, 3, 1), date(2026, 5, 14)
    tick(date(2026, 3, 3))
    tick(ahead)
    LightNow.objects.filter(task=task).update(since=ahead, before=Colour.GREY)
    tick(now)
    held = LightNow.objects.get(task=task)
    assert (held.day, held.colour) == (now, Colour.RED)
    assert held.since == now
    assert held.before == Colour.RED, "as April ended"


def test_the_work_is_in_the_journal(running: Plan) -> None:
    tick(date(2026, 5, 14))
    line = Entry.objects.get(verb="tick.run")
    assert (line.actor, line.actor_id) == ("", None)
    assert line.after is not None
    assert line.after["lights"] > 0
