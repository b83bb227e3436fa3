"""A district's share on its way into a town's ledger: offered, taken up by a task, or declined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.models import Organisation
from duban.web.accounts.rights import Right
from duban.web.accounts.wording import tidy
from duban.web.handling.holding import due_of
from duban.web.handling.models import Assignment, HandedDown, Part, Receipt, Taking
from duban.web.handling.receipt import state_after_receipt
from duban.web.journal.record import record
from duban.web.ledger.models import Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing


def offer(task: Task, rows: Iterable[Assignment]) -> None:
    """Records for those assignments whose organisation governs a ledger of its own."""
    given = {row.organisation_id: row for row in rows}
    towns = Organisation.objects.filter(pk__in=given, governs__isnull=False)
    figures, due = figures_by_unit(task), due_of(task, clock.today()).now
    HandedDown.objects.bulk_create(
        HandedDown(
            assignment=given[town.pk],
            jurisdiction_id=town.governs_id,  # type: ignore[misc]
            origin=f"{task.jurisdiction.name} · {task.plan.title}"[:300],
            title=task.title,
            figures=figures.get(town.pk, []),
            due_day=due,
        )
        for town in towns
    )


def withdraw(parts: Iterable[Assignment]) -> None:
    """What a town has not answered yet goes with the part it came from."""
    HandedDown.objects.filter(assignment__in=parts, state=Taking.OFFERED).delete()


def tell_towns(member: Member, task: Task, on: date) -> None:
    """What the towns were told of the task, as it stands on that day. A town that took it up is
    shown its old figure beside the new one; that its date moved is in the journal."""
    figures, due = figures_by_unit(task), due_of(task, on).now
    rows = HandedDown.objects.filter(assignment__task=task, assignment__ended_on=None)
    for handed in rows.exclude(state=Taking.DECLINED).select_related("assignment"):
        now = figures.get(handed.assignment.organisation_id, [])
        if handed.state == Taking.OFFERED:
            handed.title, handed.due_day, handed.figures = task.title, due, now
            handed.save(update_fields=["title", "due_day", "figures"])
            continue
        before, after = _told(handed), _beside(handed.figures, now)
        handed.figures, handed.due_day = after, due
        if _told(handed) != before:
            handed.save(update_fields=["figures", "due_day"])
            record(member.user, "handed_down.change", handed, before=before, after=_told(handed))


def _told(handed: HandedDown) -> dict[str, object]:
    bare = [{name: one[name] for name in ("metric", "value", "unit")} for one in handed.figures]
    return {"due": handed.due_day and str(handed.due_day), "shares": bare}


def _beside(
    before: Iterable[dict[str, str]], now: Iterable[dict[str, str]]
) -> list[dict[str, str]]:
    """The figures of now, each with the first that the town was told; what fell away is nought."""
    first = {(one["metric"], one["unit"]): one.get("was", one["value"]) for one in before}
    kept = {(one["metric"], one["unit"]): one for one in now}
    gone = [
        {"metric": metric, "unit": unit, "value": "0"}
        for metric, unit in first
        if (metric, unit) not in kept
    ]
    return [
        one if was in (None, one["value"]) else one | {"was": was}
        for one in (*kept.values(), *gone)
        for was in (first.get((one["metric"], one["unit"])),)
    ]


def figures_by_unit(task: Task) -> dict[int, list[dict[str, str]]]:
    """Each organisation's shares of the task, with values as texts, fit for JSON."""
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    for share in task.shares.filter(organisation__isnull=False).select_related("indicator"):
        told = {
            "metric": share.indicator.metric,
            "value": f"{share.amount:f}",
            "unit": share.indicator.unit,
        }
        found[share.organisation_id or 0].append(told)
    return found


def take_up(member: Member, handed_id: int, task_id: int) -> HandedDown:
    """Link what was handed down with a task of the own ledger; it is signed for by that."""
    with transaction.atomic():
        handed = _open(member, handed_id, _("承接"))
        task = Task.objects.visible_to(member).filter(pk=task_id).first()
        if task is None or task.jurisdiction_id != handed.jurisdiction_id:
            raise ReasonMissing(_("请从本级台账里选一项任务来承接。"))
        handed.state, handed.task = Taking.TAKEN, task
        _answer(member, handed, Receipt.RECEIVED)
        record(member.user, "handed_down.take_up", handed, after=task.title, task=task.pk)
    return handed


def decline(member: Member, handed_id: int, reason: str) -> HandedDown:
    """Say why the town cannot take it up; the level above sees the reason."""
    with transaction.atomic():
        handed = _open(member, handed_id, _("不予承接"))
        if not tidy(reason):
            raise ReasonMissing.of(_("不予承接"))
        handed.state, handed.reason = Taking.DECLINED, tidy(reason, 300)
        handed.assignment.reason = handed.reason
        _answer(member, handed, Receipt.DECLINED)
        record(member.user, "handed_down.decline", handed, reason=handed.reason)
    return handed


def _open(member: Member, handed_id: int, act: str) -> HandedDown:
    """The record, locked after the task above it, for somebody who may answer it."""
    found = HandedDown.objects.select_related("assignment").get(pk=handed_id)
    Task.objects.select_for_update(of=("self",)).get(pk=found.assignment.task_id)
    handed = HandedDown.objects.select_for_update(of=("self",)).get(pk=handed_id)
    if not member.may(Right.TAKE_UP, handed):
        raise NotAllowed.to(str(Right.TAKE_UP.label))
    if not handed.waiting:
        raise OutOfTurn(_("这项下达任务已经答复过，不能再%(act)s。") % {"act": act})
    return handed


def _answer(member: Member, handed: HandedDown, receipt: Receipt) -> None:
    handed.answered_by, handed.answered_at = member.user, clock.now()
    handed.save(update_fields=["state", "task", "reason", "answered_by", "answered_at"])
    own = handed.assignment
    own.receipt, own.received_by, own.received_at = receipt, member.user, handed.answered_at
    own.save(update_fields=["receipt", "received_by", "received_at", "reason"])
    if own.role != Part.LEAD or receipt != Receipt.RECEIVED:
        return
    above = own.task
    state = state_after_receipt(above)
    if state is not None:
        record(member.user, "task.sign", above, before=TaskState.ISSUED, after=state, unit=own.name)
        above.state = state
        above.save(update_fields=["state"])
