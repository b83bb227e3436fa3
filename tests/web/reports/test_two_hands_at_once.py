"""Two people at once, in real threads with real commits: no value lost, one decision stands."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connections
from tests.web.reports.acting import IN_TIME, Filled, period_of

from duban.web.handling.models import Assignment
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan
from duban.web.refusals import OutOfTurn, Refusal
from duban.web.reports.filling import Conflict, Entered, save
from duban.web.reports.models import Report, State, Value
from duban.web.reports.steps import take

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave, or the Refusal it met; all start together, each on its own connection."""
    start, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            found[number] = act()
        except Refusal as refusal:
            found[number] = refusal  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    return found


def test_of_return_against_accept_one_stands(cast: Any, filled: Filled) -> None:
    report, office = filled(), cast["office"]
    verdicts = {stone.pk: "partly" for stone in report.task.stones.all()}
    for _round in range(ROUNDS):
        Report.objects.filter(pk=report.pk).update(state=State.DRAFT, submitted_on=None)
        take("submit", report.pk, cast["liaison"], IN_TIME)
        before = Entry.objects.count()
        found = at_once(
            lambda: take("accept", report.pk, office, IN_TIME, verdicts=verdicts),
            lambda: take("return", report.pk, office, IN_TIME, reason="请补充"),
        )
        [moved] = [one for one in found if isinstance(one, Report)]
        [refused] = [one for one in found if not isinstance(one, Report)]
        assert isinstance(refused, OutOfTurn)
        report.refresh_from_db()
        assert report.state == moved.state
        assert Entry.objects.count() == before + 1


def test_two_liaisons_on_one_form_lose_no_value(cast: Any, duty: Assignment, running: Plan) -> None:
    """Both see an empty form; the slower is told, with both figures, and nothing is overwritten."""
    period, [indicator] = period_of(running), duty.task.indicators.all()

    def hand(part: str, value: str, version: int) -> Callable[[], Report]:
        member = cast[part]
        entered = Entered(version, {indicator.pk: Decimal(value)}, {"progress": f"{part}写的"})
        return lambda: save(member, duty.pk, period.pk, entered, IN_TIME)

    for number in range(ROUNDS):
        version = 0 if number == 0 else Report.objects.get().version
        low, high = str(20 + 2 * number), str(21 + 2 * number)
        found = at_once(hand("liaison", low, version), hand("colleague", high, version))
        [kept] = [one for one in found if isinstance(one, Report)]
        [clash] = [one for one in found if not isinstance(one, Report)]
        assert isinstance(clash, Conflict)
        [figure, words] = clash.differences
        assert {figure.mine, figure.theirs} == {f"{low}户", f"{high}户"}
        assert {words.mine, words.theirs} == {"liaison写的", "colleague写的"}
        held = Report.objects.get()
        assert held.saved_by_id == kept.saved_by_id
        assert f"{Value.objects.get().amount}户" == figure.theirs
        assert held.version == version + 1


def test_a_form_begun_by_many_at_once_is_one_report(
    cast: Any, duty: Assignment, running: Plan
) -> None:
    period, member = period_of(running), cast["liaison"]
    same = Entered(0, {}, {"progress": "已开工"})
    found = at_once(*[lambda: save(member, duty.pk, period.pk, same, IN_TIME)] * 4)
    assert [type(one) for one in found] == [Report] * 4, "the same words are no conflict"
    assert Report.objects.get().version == 1
    assert Entry.objects.filter(verb="report.begin").count() == 1


def test_saving_against_sending_never_changes_what_was_sent(
    cast: Any, filled: Filled, duty: Assignment, running: Plan
) -> None:
    report, period, [indicator] = filled("28"), period_of(running), duty.task.indicators.all()
    member, other = cast["liaison"], cast["colleague"]
    change = Entered(report.version, {indicator.pk: Decimal(29)}, {})
    found = at_once(
        lambda: take("submit", report.pk, member, IN_TIME, version=report.version),
        lambda: save(other, duty.pk, period.pk, change, IN_TIME),
    )
    assert sum(isinstance(one, Report) for one in found) == 1
    sent, value = Report.objects.get(), Value.objects.get().amount
    assert value == Decimal(28 if sent.state == State.SUBMITTED else 29)
