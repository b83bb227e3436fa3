"""Who does a task, after a new edition: parts and shares follow the words that changed.

Only what reads differently moves; a unit that the office put in another's place stays there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duban.web.accounts.member import Member
from duban.web.accounts.posts import member_of
from duban.web.handling.handing_down import tell_towns, withdraw
from duban.web.handling.indicating import proposals, write_shares
from duban.web.handling.issuing import Duty, assign, duties_of, hand_over
from duban.web.handling.models import Assignment, Change, Part
from duban.web.handling.proposing import Proposal
from duban.web.handling.receipt import state_after_receipt
from duban.web.handling.steps import HANDED_OUT, Taken, taking
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Task, TaskState

#: by metric and unit of the indicator: what each organisation (key) is to bear
Shares = Mapping[tuple[str, str], Mapping[int, Decimal]]


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What the words of a task give out: parts by organisation (key), and shares."""

    parts: Mapping[int, Duty]
    shares: Shares


def given_out(task: Task, directory: Directory) -> GivenOut:
    return GivenOut(_parts(task, directory), _shares(task, directory))


def _parts(task: Task, directory: Directory) -> Mapping[int, Duty]:
    return {duty.organisation: duty for duty in duties_of(task, directory, (), ())}


def _shares(task: Task, directory: Directory) -> Shares:
    return {(one.metric, one.unit): _known(one, directory) for one in proposals(task)}


def _known(proposal: Proposal, directory: Directory) -> Mapping[int, Decimal]:
    meant = ((directory.organisation(name), value) for name, value in proposal.shares)
    return {key: value for key, value in meant if key is not None}


def follow_words(
    task: Task, before: GivenOut, directory: Directory, change: Change, on: date
) -> None:
    """Shares and parts as the task's words have them now, where they had them otherwise `before`.
    Who leads goes on leading while the unit that is named instead is not known."""
    office = member_of(change.asked_by)
    _move_shares(task, before.shares, directory)
    after = _parts(task, directory)
    if task.state in HANDED_OUT and _roles(after) != _roles(before.parts):
        with taking("assign", task.pk, office, reason=change.reason) as taken:
            _move_parts(office, taken, before.parts, after, on)
    tell_towns(office, task)


def _roles(parts: Mapping[int, Duty]) -> dict[int, Part]:
    return {key: duty.role for key, duty in parts.items()}


def _move_shares(task: Task, before: Shares, directory: Directory) -> None:
    indicators = {(one.metric, one.unit): one for one in task.indicators.filter(ended_on=None)}
    for proposal in proposals(task):
        name = (proposal.metric, proposal.unit)
        if (indicator := indicators.get(name)) is None:
            continue
        old, new = before.get(name, {}), _known(proposal, directory)
        own = indicator.shares.filter(given_by=None)
        own.filter(organisation__in=old.keys() - new.keys()).delete()
        for key, value in new.items():
            if old.get(key) != value:
                own.filter(organisation=key).update(value=value)
        if new.keys() - old.keys():
            write_shares(indicator, proposal.shares, directory)


def _move_parts(
    office: Member,
    taken: Taken,
    before: Mapping[int, Duty],
    after: Mapping[int, Duty],
    on: date,
) -> None:
    task = taken.task
    held = {row.organisation_id: row for row in Assignment.objects.held().filter(task=task)}
    over = list(_over(before, after, held))
    gone = {row.organisation_id for row in over}
    fresh = [
        duty
        for key, duty in after.items()
        if key in gone or (key not in held and _differs(before, duty))
    ]
    Assignment.objects.filter(pk__in=[row.pk for row in over]).update(ended_on=on)
    withdraw(over)
    made = assign(office, task, fresh)
    lead = next((row for row in made if row.role == Part.LEAD), None)
    for row in over:
        if lead is not None and row.role == Part.LEAD:
            hand_over(row, lead)
    taken.enters = state_after_receipt(task)
    if lead is not None and task.state == TaskState.RECEIVED:
        taken.enters = TaskState.ISSUED
    taken.facts |= {
        "units": [duty.name for duty in fresh],
        "taken_back": [row.name for row in over],
    }


def _differs(before: Mapping[int, Duty], duty: Duty) -> bool:
    was = before.get(duty.organisation)
    return was is None or was.role is not duty.role


def _over(
    before: Mapping[int, Duty], after: Mapping[int, Duty], held: Mapping[int, Assignment]
) -> Iterator[Assignment]:
    """The parts that end: of units no longer named, and of those that lead now, or no longer."""
    led = any(duty.role is Part.LEAD for duty in after.values())
    for key, row in held.items():
        duty = after.get(key)
        if row.role == Part.LEAD and not led:
            continue
        if duty is None:
            if key in before and row.given_by_id is None:
                yield row
        elif _differs(before, duty) and (row.role == Part.LEAD) != (duty.role is Part.LEAD):
            yield row
