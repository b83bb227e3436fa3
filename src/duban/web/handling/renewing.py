"""A new edition of a plan whose tasks are out: shown as a difference, applied by approval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from duban.plan import Period
from duban.plan import Task as Wording
from duban.web.accounts.member import Member
from duban.web.accounts.posts import member_of
from duban.web.accounts.rights import Right
from duban.web.accounts.wording import tidy
from duban.web.handling.indicating import add_indicator, as_tracked
from duban.web.handling.models import Assignment, Change, ChangeKind, Indicator, Level, Outcome
from duban.web.handling.moving import move_due, move_target
from duban.web.handling.moving_parts import GivenOut, follow_words, given_out
from duban.web.handling.proposing import Wanted
from duban.web.handling.resolving import reach
from duban.web.handling.steps import ENDED, OPEN, taking
from duban.web.journal.record import record
from duban.web.ledger.confirming import confirm
from duban.web.ledger.directory import Directory
from duban.web.ledger.matching import Matcher
from duban.web.ledger.models import Edition, EntryKind, Plan, State, Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

#: what was done or ended already is not undone by a later paper
DONE = ENDED | {TaskState.REPORTED, TaskState.CLOSED, TaskState.STRUCK_OFF}
#: out, and neither done nor ended
STANDING = OPEN | {TaskState.SUSPENDED}
#: how a difference calls the day a task is due
DUE = gettext_noop("完成时限")


@dataclass(frozen=True, slots=True)
class Turned:
    """One thing that reads differently, before and after. `what` is kept with the paper and read
    in any language: a period as the database writes it, else in Chinese."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Added and removed by title; changed as (title, what turned)."""

    added: tuple[str, ...]
    removed: tuple[tuple[int, str], ...]
    changed: tuple[tuple[int, str, tuple[Turned, ...]], ...]
    same: int

    def form(self) -> dict[str, Any]:
        """Fit for JSON."""
        return {
            "added": list(self.added),
            "removed": [list(pair) for pair in self.removed],
            "changed": [
                [key, title, [asdict(turned) for turned in turns]]
                for key, title, turns in self.changed
            ],
            "same": self.same,
        }


def plan_of(edition: Edition) -> Plan | None:
    """The plan whose next edition this draft would be."""
    if edition.plan is not None:
        return edition.plan
    return Plan.objects.filter(
        jurisdiction=edition.jurisdiction_id, title=edition.title, year=edition.year
    ).first()


def difference(edition: Edition, plan: Plan) -> Difference:
    """What the draft changes in the ledger."""
    standing = list(plan.tasks.order_by("position"))
    matcher, taken = Matcher(standing), set[int]()
    added: list[str] = []
    changed: list[tuple[int, str, tuple[Turned, ...]]] = []
    same = 0
    entries = edition.entries.filter(kind=EntryKind.TASK, dropped=False).order_by("position")
    for entry in entries:
        words = entry.task
        task = matcher.take(words)
        if task is None:
            added.append(words.title)
            continue
        taken.add(task.pk)
        turns = tuple(_turned(task.wording, words))
        if turns:
            changed.append((task.pk, task.title, turns))
        else:
            same += 1
    removed = tuple(
        (task.pk, task.title)
        for task in standing
        if task.pk not in taken and task.state not in DONE
    )
    return Difference(tuple(added), removed, tuple(changed), same)


def _turned(before: Wording, after: Wording) -> Iterator[Turned]:
    pairs = (
        (gettext_noop("任务"), before.title, after.title),
        (gettext_noop("牵头单位"), "、".join(before.lead_units), "、".join(after.lead_units)),
        (gettext_noop("配合单位"), "、".join(before.co_units), "、".join(after.co_units)),
        (gettext_noop("牵头领导"), "、".join(before.leaders), "、".join(after.leaders)),
        (DUE, _said(before.due), _said(after.due)),
        (gettext_noop("备注"), before.note, after.note),
    )
    for what, old, new in pairs:
        if old != new:
            yield Turned(what, old, new)
    old_stones = {stone.period: stone.text for stone in before.milestones}
    new_stones = {stone.period: stone.text for stone in after.milestones}
    yield from _turned_texts(old_stones, new_stones)
    for header in dict.fromkeys((*before.fields, *after.fields)):
        old, new = before.fields.get(header, ""), after.fields.get(header, "")
        if old != new:
            yield Turned(header, old, new)


def _turned_texts(before: Mapping[Period, str], after: Mapping[Period, str]) -> Iterator[Turned]:
    for period in sorted({*before, *after}):
        old, new = before.get(period, ""), after.get(period, "")
        if old != new:
            yield Turned(str(period), old, new)


def _said(value: object) -> str:
    return "" if value is None else str(value)


@transaction.atomic
def ask_renewal(member: Member, edition_id: int, reason: str, on: date) -> Change:
    """Lay the draft of a new edition before the principal, as the difference it makes."""
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition_id)
    if not member.may(Right.CONFIRM, edition):
        raise NotAllowed.to(str(Right.CONFIRM.label))
    if edition.state != State.TO_CHECK:
        raise OutOfTurn(_("只有待核对的版本才能报批。"))
    plan = plan_of(edition)
    if plan is None:
        raise OutOfTurn(_("台账里没有这份计划的前一版，直接确认入账即可。"))
    if not tidy(reason):
        raise ReasonMissing.of(_("报批新版"))
    if edition.changes.filter(outcome=Outcome.PENDING).exists():
        raise OutOfTurn(_("这一版已在报批，不能重复提出。"))
    change = Change.objects.create(
        jurisdiction_id=edition.jurisdiction_id,
        kind=ChangeKind.EDITION,
        plan=plan,
        edition=edition,
        asked_by=member.user,
        asked_on=on,
        reason=tidy(reason),
        differences=difference(edition, plan).form(),
        level=Level.PRINCIPAL,
        needs=Level.PRINCIPAL,
    )
    record(member.user, "change.ask", change, after={"kind": change.kind}, reason=change.reason)
    return change


def renew(change: Change, member: Member, on: date) -> None:
    """Apply an agreed edition: the ledger takes its words, tasks it leaves out are cancelled,
    dates, targets, parts and shares move with the paper as their reason. In the decision's
    transaction."""
    edition = change.edition
    if edition is None:
        raise KeyError("edition")
    if difference(edition, change.plan).form() != change.differences:
        raise OutOfTurn(_("报批以后草稿又改过，或任务有了变动，差异已不同，请撤回重新报批。"))
    directory = Directory(change.jurisdiction_id)
    keys = [key for key, *_rest in change.differences["changed"]]
    asked = change.plan.tasks.select_related("edition")
    before = {key: given_out(task, directory) for key, task in asked.in_bulk(keys).items()}
    confirm(member_of(change.asked_by), edition.pk, agreed=True)
    for key, task in asked.in_bulk(keys).items():
        _follow(task, before[key], change, on)
        if task.state in STANDING:
            follow_words(task, before[key], directory, change, on)
    for key, _title in change.differences["removed"]:
        _cancel(key, change, member)


def _follow(task: Task, before: GivenOut, change: Change, on: date) -> None:
    """A task that reads differently now: who sees it, its date, its targets."""
    held = Assignment.objects.held().filter(task=task)
    reach([task.pk], held.values_list("organisation", flat=True))
    standing = task.due_days.filter(until=None).first()
    if standing is not None and task.due_day is not None and standing.day != task.due_day:
        move_due(task, task.due_day, change, on)
    indicators = {(one.metric, one.unit): one for one in task.indicators.filter(ended_on=None)}
    found = as_tracked(task)
    named = {(one.metric, one.unit) for one in found}
    for proposal in found:
        indicator = indicators.get((proposal.metric, proposal.unit))
        if indicator is None and task.state in STANDING and not indicators.keys() - named:
            # the words name one more figure; where another is named no longer, a person must say
            # whether it is the same
            indicator = add_indicator(change.asked_by, task, proposal)
        if indicator is not None:
            had = before.periods.get((proposal.metric, proposal.unit), frozenset())
            _move_targets(indicator, had, proposal.targets, change, on)


def _move_targets(
    indicator: Indicator, had: frozenset[str], wanted: Sequence[Wanted], change: Change, on: date
) -> None:
    """The targets of these words; those that the words `had` and name no longer end."""
    standing = indicator.targets.filter(until=None)
    standing.filter(period__in=had - {str(one.period) for one in wanted}).update(until=on)
    held = {row.period: row.amount for row in standing}
    for target in wanted:
        if held.get(str(target.period)) != target.value:
            move_target(indicator, target.period, target.value, change, on)


def _cancel(key: int, change: Change, member: Member) -> None:
    with taking("cancel", key, member, reason=change.reason) as taken:
        taken.facts |= {"approver": change.approver, "change": change.pk}
