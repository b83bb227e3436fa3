"""Who does a task, after a new edition: parts and shares follow the words that changed.

Only what reads differently moves; a unit that the office put in another's place stays there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duban.web.accounts.member import Member
from duban.web.accounts.posts import member_of
from duban.web.handling.handing_down import tell_towns, withdraw
from duban.web.handling.indicating import as_tracked, borne_by
from duban.web.handling.issuing import Duty, assign, duties_of, hand_over
from duban.web.handling.models import Assignment, Change, Indicator, Part, Share
from duban.web.handling.receipt import state_after_receipt
from duban.web.handling.steps import HANDED_OUT, Taken, taking
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Task, TaskState

#: by metric and unit of the indicator: what each organisation (key) is to bear
Shares = Mapping[tuple[str, str], Mapping[int, Decimal]]


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What the words of a task give out: parts by organisation (key), shares, and the periods
    with a target by metric and unit."""

    parts: Mapping[int, Duty]
    shares: Shares
    periods: Mapping[tuple[str, str], frozenset[str]]


def given_out(task: Task, directory: Directory) -> GivenOut:
    found = {(one.metric, one.unit): one for one in as_tracked(task)}
    return GivenOut(
        _parts(task, directory),
        {name: borne_by(one.shares, directory)[0] for name, one in found.items()},
        {name: frozenset(str(row.period) for row in one.targets) for name, one in found.items()},
    )


def _parts(task: Task, directory: Directory) -> Mapping[int, Duty]:
    return {duty.organisation: duty for duty in duties_of(task, directory, (), ())}


def follow_words(
    task: Task, before: GivenOut, directory: Directory, change: Change, on: date
) -> None:
    """Shares and parts as the task's words have them now, where they had them otherwise `before`.
    Who leads goes on leading while the unit that is named instead is not known."""
    office = member_of(change.asked_by)
    fallen = _move_shares(task, before.shares, directory)
    after = _parts(task, directory)
    if task.state in HANDED_OUT and (fallen or _roles(after) != _roles(before.parts)):
        with taking("assign", task.pk, office, reason=change.reason) as taken:
            _move_parts(office, taken, before.parts, after, on)
            if fallen:
                taken.facts["shares_before"] = fallen
    tell_towns(office, task, on)


def _roles(parts: Mapping[int, Duty]) -> dict[int, Part]:
    return {key: duty.role for key, duty in parts.items()}


def _move_shares(task: Task, before: Shares, directory: Directory) -> list[str]:
    """What units had given on and the plan gives itself now, back."""
    fallen: list[str] = []
    indicators = {(one.metric, one.unit): one for one in task.indicators.filter(ended_on=None)}
    for proposal in as_tracked(task):
        name = (proposal.metric, proposal.unit)
        if (indicator := indicators.get(name)) is None:
            continue
        old, new = before.get(name, {}), borne_by(proposal.shares, directory)[0]
        rows = _rows(indicator, old, directory)
        for position, key in enumerate(dict.fromkeys((*new, *old))):
            if old.get(key) == new.get(key):
                continue
            if key in new and key not in rows:
                fallen += _take_from_givers(indicator, key)
            _bear(indicator, rows.get(key, []), key, new.get(key), position)
    return fallen


def _take_from_givers(indicator: Indicator, key: int) -> list[str]:
    """What another unit gave this one (key) falls away, else it would bear the figure twice."""
    given = indicator.shares.filter(organisation=key).exclude(given_by=None)
    fallen = [str(share) for share in given.select_related("organisation", "indicator", "task")]
    given.delete()
    held = Assignment.objects.held().filter(task=indicator.task_id, organisation=key)
    held.update(given_by=None)
    return fallen


def _rows(
    indicator: Indicator, old: Mapping[int, Decimal], directory: Directory
) -> dict[int, list[Share]]:
    """The plan's own shares by the organisation that is meant: what went into another unit is that
    unit's; a unit put in another's place bears what that one bore by the words."""
    found: dict[int, list[Share]] = defaultdict(list)
    own = indicator.shares.filter(given_by=None, organisation__isnull=False)
    for row in own.select_related("organisation"):
        key = None if row.organisation is None else directory.organisation(row.organisation.name)
        if key is not None:
            found[key].append(row)
    strangers = [row for key, rows in found.items() if key not in old for row in rows]
    for key, value in old.items():
        stand_in = next((row for row in strangers if row.value == value), None)
        if key not in found and stand_in is not None:
            strangers.remove(stand_in)
            found[key] = [stand_in]
    return found


def _bear(
    indicator: Indicator, rows: Sequence[Share], key: int, value: Decimal | None, position: int
) -> None:
    """One share of `value` in the place of these rows; none where there is no value."""
    row, *more = rows or [
        Share(task_id=indicator.task_id, indicator=indicator, organisation_id=key)
    ]
    gone = [*more, *([row] if value is None else [])]
    Share.objects.filter(pk__in=[one.pk for one in gone]).delete()
    if value is not None:
        row.value, row.position = value, position
        row.save()


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
