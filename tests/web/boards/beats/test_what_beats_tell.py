"""What each section finds, held against the facts drawn in the test; silence as well as speech."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.boards.beats.conftest import kept
from tests.web.boards.conftest import TODAY, accept

from duban.web.boards.beats import (
    arrivals,
    changes,
    dues,
    meeting,
    orders,
    quarter,
    rounds,
    turning,
)
from duban.web.boards.beats.catalogue import OUTCOMES
from duban.web.boards.beats.course import headings, month_told
from duban.web.boards.beats.line import Found, Line, Sort
from duban.web.boards.beats.shaping import Names, table
from duban.web.boards.models import CoursePoint
from duban.web.boards.rhythm import Beat, Look, Span, span_of
from duban.web.handling.models import Completion, Part
from duban.web.ledger.models import Plan, Stone, Task, TaskState
from duban.web.reports.models import Judgement, Report, ReportingPeriod, State
from duban.web.supervision.lighting import lamps_of, lights_of
from duban.web.supervision.models import Colour, LightHistory, LightNow, Order, OrderState

pytestmark = pytest.mark.django_db
LookOf = Callable[..., Look]


def told_of(found: Found | Iterable[Line]) -> list[tuple[int | None, str]]:
    """Number of the task and kind, in order."""
    lines = found.lines if isinstance(found, Found) else tuple(found)
    numbers = dict(Task.objects.values_list("pk", "number"))
    return [(numbers[line.task], line.kind) for line in lines]


@pytest.mark.parametrize(
    ("beat", "on", "span"),
    [
        (Beat.DAY, date(2026, 9, 18), Span(date(2026, 9, 18), date(2026, 9, 18))),
        (Beat.WEEK, date(2026, 9, 20), Span(date(2026, 9, 14), date(2026, 9, 20))),
        (Beat.MONTH, date(2026, 2, 3), Span(date(2026, 2, 1), date(2026, 2, 28))),
        (Beat.QUARTER, date(2026, 12, 31), Span(date(2026, 10, 1), date(2026, 12, 31))),
    ],
)
def test_the_span_that_a_day_lies_in(beat: Beat, on: date, span: Span) -> None:
    assert span_of(beat, on) == span


def test_a_day_is_held_against_the_working_day_before(look_of: LookOf) -> None:
    """The 14th is a Monday. The 20th, a Sunday, is worked instead of a day of the holidays."""
    monday = look_of(Beat.DAY, date(2026, 9, 14))
    assert monday.since == date(2026, 9, 11)
    assert monday.next_span == Span(date(2026, 9, 15), date(2026, 9, 15))
    friday = look_of(Beat.DAY, date(2026, 9, 11))
    assert friday.next_span == Span(date(2026, 9, 12), date(2026, 9, 14))
    assert friday.ahead is not None
    assert friday.ahead.on == date(2026, 9, 14)


def test_lights_that_turned_are_those_computed_for_both_days(told: Plan, look_of: LookOf) -> None:
    """Against every task computed for every week of the year."""
    tasks, some = list(told.tasks.all()), 0
    for week in range(36):
        look = look_of(Beat.WEEK, TODAY - timedelta(weeks=week))
        before, after = (lights_of(tasks, day) for day in (look.since, look.until))
        wanted = {
            (task.pk, Colour.of(before[task.pk].light).value, Colour.of(after[task.pk].light).value)
            for task in tasks
            if before[task.pk].light is not after[task.pk].light
        }
        found = turning.turned(look).lines
        assert {(line.task, line.was, line.now) for line in found} == wanted
        some += len(wanted)
    assert some > 5


def test_nothing_turns_before_it_is_handed_out(told: Plan, look_of: LookOf) -> None:
    for task in told.tasks.all():
        task.assignments.update(issued_at=datetime(2026, 9, 18, 2, tzinfo=UTC))
    assert not turning.turned(look_of(Beat.WEEK)).lines


def test_more_turned_than_a_page_computes(
    told: Plan, look_of: LookOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turning, "MOST", 2)
    january = date(2026, 1, 31)
    moved = turning.moved_since(look_of(Beat.MONTH), january)
    assert len(moved.after(january)) == 2
    assert "超过2项" in moved.note(january)
    assert not moved.note(TODAY), "so many have not turned since"


def test_lights_of_two_spans_are_gathered_once(told: Plan, look_of: LookOf) -> None:
    look = look_of(Beat.WEEK)
    before = turning.turned(look.earlier)
    with CaptureQueriesContext(connection) as asked:
        again = turning.turned(look)
    assert not asked.captured_queries
    assert again == turning.turned(look_of(Beat.WEEK))
    assert before == turning.turned(look_of(Beat.WEEK, look.earlier.on))


def test_reports_are_in_time_late_or_missing(told: Plan, look_of: LookOf) -> None:
    """August, due on the 7th of September: 1 and 3 in time, 2 late, 4 and 6 not at all; 5 was
    closed later and had not reported either."""
    assert told_of(rounds.rounds(look_of(Beat.MONTH))) == [
        (4, "missing"),
        (5, "missing"),
        (6, "missing"),
        (2, "late"),
        (1, "in_time"),
        (3, "in_time"),
    ]


def test_what_was_not_written_down_yet_is_asked_of_the_reports(told: Plan, look_of: LookOf) -> None:
    LightHistory.objects.filter(period="2026-M08").delete()
    told.tasks.filter(number=6).update(state=TaskState.SUSPENDED)
    found = Counter(kind for _number, kind in told_of(rounds.rounds(look_of(Beat.MONTH))))
    assert found == {"missing": 1, "late": 1, "in_time": 2}


def test_before_its_day_no_report_is_missing(told: Plan, cast: Any, look_of: LookOf) -> None:
    ReportingPeriod.objects.filter(calendar__plan=told, first_day__month=9).update(
        opens_on=TODAY, due_on=TODAY + timedelta(days=3), closes_on=TODAY + timedelta(days=5)
    )
    report = accept(cast, told.tasks.get(number=1), {}, month=9)
    Report.objects.filter(pk=report.pk).update(submitted_on=TODAY, state=State.SUBMITTED)
    found = rounds.rounds(look_of(Beat.MONTH)).lines
    september = told_of(line for line in found if line.day != date(2026, 9, 7))
    assert september == [(2, "open"), (3, "open"), (4, "open"), (6, "open"), (1, "in_time")]
    leader = rounds.rounds(look_of(Beat.MONTH, part="leader"))
    assert (1, "open") in told_of(leader), "what waits for review is not the leader's to see"


def test_what_falls_due_around_a_day(told: Plan, look_of: LookOf) -> None:
    """On the 18th: the instruction; on the 17th the order to 新农办 was answered in time."""
    found = dues.around_day(look_of(Beat.DAY)).lines
    assert [(line.sort, line.kind) for line in found] == [(Sort.INSTRUCTION, "today")]
    day = look_of(Beat.DAY, date(2026, 9, 8))
    found = dues.around_day(day).lines
    assert Counter((line.sort, line.kind) for line in found) == {(Sort.REPORT, "late"): 4}
    found = dues.around_day(look_of(Beat.DAY, date(2026, 9, 10))).lines
    assert [(line.sort, line.kind) for line in found] == [(Sort.ORDER, "next")]
    found = dues.around_day(look_of(Beat.DAY, date(2026, 9, 11))).lines
    assert [(line.sort, line.kind) for line in found] == [(Sort.ORDER, "today")]


def test_a_task_is_due_until_it_is_closed_in_time(told: Plan, look_of: LookOf) -> None:
    look, task = look_of(Beat.MONTH), told.tasks.get(number=5)
    LightNow.objects.filter(task=task).update(due=TODAY)
    assert not dues.tasks_due(look, look.span)
    Completion.objects.filter(task=task).update(verified_on=TODAY + timedelta(days=1))
    assert told_of(dues.tasks_due(look, look.span)) == [(5, "")]
    Task.objects.filter(pk=task.pk).update(state=TaskState.CANCELLED)
    assert not dues.tasks_due(look, look.span)


def test_what_is_due_next_week_is_told_apart_by_what_it_is(told: Plan, look_of: LookOf) -> None:
    found = dues.in_next_span(look_of(Beat.WEEK, date(2026, 9, 9)))
    assert told_of(found) == [(1, "instruction")]
    found = dues.in_next_span(look_of(Beat.WEEK, date(2026, 9, 4)))
    assert Counter(kind for _number, kind in told_of(found)) == {"report": 4, "order": 1}


def test_what_came_in_late_is_told(told: Plan, look_of: LookOf) -> None:
    found = arrivals.came_in(look_of(Beat.DAY))
    assert set(told_of(found)) == {(4, "late"), (2, "in_time"), (1, "in_time")}


def test_an_order_is_issued_answered_overdue(told: Plan, look_of: LookOf) -> None:
    """The one to 规建办 was due on the 11th; the one to 新农办 came and was answered this week."""
    assert told_of(orders.orders(look_of(Beat.WEEK))) == [
        (2, "overdue"),
        (1, "issued"),
        (1, "answered"),
    ]
    assert told_of(orders.orders(look_of(Beat.WEEK, date(2026, 9, 9)))) == [
        (2, "overdue"),
        (2, "issued"),
    ]
    Order.objects.filter(task__number=2).update(state=OrderState.VOID, closed_on=TODAY)
    assert (2, "overdue") not in told_of(orders.orders(look_of(Beat.WEEK)))


def test_who_speaks_is_who_lagged_when_the_month_ended(told: Plan, look_of: LookOf) -> None:
    tasks = list(told.tasks.order_by("number"))
    for month in range(2, 10):
        look = look_of(Beat.MONTH, date(2026, month, 18))
        lights = lights_of(tasks, look.until)
        wanted = {
            (task.number, Colour.of(lights[task.pk].light).value)
            for task in tasks
            if Colour.of(lights[task.pk].light) in (Colour.RED, Colour.YELLOW)
        }
        assert set(told_of(meeting.agenda(look))) == wanted
    assert wanted


def test_what_stays_red_has_two_red_periods_running(told: Plan, look_of: LookOf) -> None:
    LightHistory.objects.update(colour=Colour.GREEN)
    red = {1: ("2026-M07", "2026-M08"), 2: ("2026-M06", "2026-M08"), 6: ("2026-M08",)}
    red[3] = ("2026-M05", "2026-M06", "2026-M07", "2026-M08")
    red[5] = red[3]
    for number, periods in red.items():
        rows = LightHistory.objects.filter(task__number=number, period__in=periods)
        assert rows.update(colour=Colour.RED) == len(periods)
    found = meeting.stays_red(look_of(Beat.MONTH))
    assert told_of(found) == [(3, "longer"), (1, "twice")], "5 is closed"
    assert "连续4期红灯：2026年5月至2026年8月" in found.lines[0].words
    assert told_of(meeting.stays_red(look_of(Beat.MONTH, date(2026, 7, 18)))) == [(3, "twice")]


def test_calls_for_help_come_from_accepted_reports(told: Plan, look_of: LookOf) -> None:
    assert told_of(meeting.help_needed(look_of(Beat.MONTH))) == [(3, "help"), (1, "help")]
    Report.objects.filter(task__number=1).update(state=State.SUBMITTED)
    assert told_of(meeting.help_needed(look_of(Beat.MONTH))) == [(3, "help")]
    assert not meeting.help_needed(look_of(Beat.MONTH, date(2026, 7, 1))).lines


def test_what_was_agreed_to_is_told_with_both_days(told: Plan, look_of: LookOf) -> None:
    found = changes.approved(look_of(Beat.MONTH))
    assert told_of(found) == [(4, "extension")]
    assert found.lines[0].words == "由11月30日延至12月31日：汛期停工。"
    assert not changes.approved(look_of(Beat.MONTH, date(2026, 8, 31))).lines


def test_what_slipped_is_put_off_or_past_its_day(told: Plan, look_of: LookOf) -> None:
    found = changes.slipped(look_of(Beat.QUARTER))
    assert told_of(found) == [(4, "overdue"), (4, "put_off")]
    Task.objects.filter(number=4).update(state=TaskState.CLOSED)
    assert told_of(changes.slipped(look_of(Beat.QUARTER))) == [(4, "made_good"), (4, "put_off")]
    assert not changes.slipped(look_of(Beat.QUARTER, date(2026, 5, 1))).lines


def test_a_milestone_goes_by_the_reviewer_or_by_its_period(
    told: Plan, cast: Any, look_of: LookOf
) -> None:
    """The second quarter ended with June; its milestones are judged, or come out as June did."""
    outcomes = {1: "on_time", 2: "made_good", 3: "missed", 4: "in_review", 6: "missed"}
    for number, outcome in outcomes.items():
        row = LightHistory.objects.filter(task__number=number, period="2026-M06")
        assert row.update(outcome=outcome) == 1
    LightHistory.objects.filter(task__number=5, period="2026-M06").delete()
    report = accept(cast, told.tasks.get(number=6), {}, month=6)
    stone = Stone.objects.get(task__number=6, last_day=date(2026, 6, 30))
    said = Judgement.objects.create(
        report=report, stone=stone, verdict="partly", by=cast.people["office"]
    )
    june = look_of(Beat.QUARTER, date(2026, 5, 1))
    assert told_of(quarter.stones(june)) == [
        (3, "missed"),
        (6, "partly"),
        (2, "made_good"),
        (4, "waiting"),
        (5, "waiting"),
        (1, "met"),
    ]
    Report.objects.filter(pk=said.report_id).update(state=State.SUBMITTED)
    assert (6, "missed") in told_of(quarter.stones(june)), "not accepted any more"


def test_units_are_ranked_by_what_was_done_on_time(told: Plan, look_of: LookOf) -> None:
    """新农办 files 1, 3 and 5, 规建办 2, 4 and 6; what waits for review is not counted against."""
    kept_ones = {1: "on_time", 3: "missed", 2: "on_time", 4: "in_review"}
    LightHistory.objects.exclude(period="2026-M08", task__number__in=kept_ones).delete()
    for number, outcome in kept_ones.items():
        LightHistory.objects.filter(task__number=number).update(outcome=outcome)
    look = look_of(Beat.QUARTER)
    lines = quarter.outcomes(look).lines
    assert told_of(lines) == [(3, "missed"), (4, "in_review"), (1, "on_time"), (2, "on_time")]
    panel = table(OUTCOMES, lines, Names.of(look, (), lines), look)
    shown = [[str(cell.value) for cell in row] for row in panel.rows]
    assert shown == [
        ["规建办", "0", "0", "1", "1", "2", "100.0", "1"],
        ["新农办", "1", "0", "0", "1", "2", "50.0", "2"],
    ]
    LightHistory.objects.filter(task__number=3).update(outcome="on_time")
    lines = quarter.outcomes(look).lines
    panel = table(OUTCOMES, lines, Names.of(look, (), lines), look)
    assert [row[-1].value for row in panel.rows] == [1, 1], "alike in share, alike in rank"


def test_headings_are_told_of_the_month_whose_figures_are_in(told: Plan, look_of: LookOf) -> None:
    running = look_of(Beat.MONTH)
    assert month_told(running) == date(2026, 8, 31)
    assert month_told(look_of(Beat.MONTH, date(2026, 7, 2))) == date(2026, 7, 31)
    CoursePoint.objects.update(reached=None)
    assert not headings(running).rows
    CoursePoint.objects.filter(task__number=1, last_day=date(2026, 8, 31)).update(reached=400_000)
    [row] = headings(running).rows
    assert (row[0].value, row[-1].value) == ("一、产业发展", 1)
    assert "month=2026-08" in row[-1].address


def test_a_task_is_counted_with_the_unit_named_first(told: Plan, look_of: LookOf) -> None:
    """5 is led by 新农办 and 规建办."""
    task = told.tasks.get(number=5)
    LightNow.objects.filter(task=task).update(colour=Colour.RED, since=TODAY - timedelta(days=9))
    [line] = [one for one in meeting.agenda(look_of(Beat.MONTH)).lines if one.task == task.pk]
    first = task.assignments.filter(role=Part.LEAD).earliest("pk")
    assert line.unit == first.organisation_id
    task.assignments.update(ended_on=TODAY)
    [line] = [one for one in meeting.agenda(look_of(Beat.MONTH)).lines if one.task == task.pk]
    assert line.unit is None


def test_the_day_s_work_changes_nothing_that_was_told_of_days_gone(
    told: Plan, look_of: LookOf
) -> None:
    week = look_of(Beat.WEEK, date(2026, 9, 9))
    before = [section(week) for section in (turning.turned, rounds.rounds, orders.orders)]
    kept(told, TODAY)
    assert lamps_of(told.tasks.all())
    assert [one(week) for one in (turning.turned, rounds.rounds, orders.orders)] == before
