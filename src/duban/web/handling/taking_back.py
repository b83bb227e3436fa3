"""Taking a unit back that was added to a task: while nothing of it was accepted, and nobody's words
but the office's own had put it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.handling.handing_down import withdraw
from duban.web.handling.models import Assignment, Part, Taking
from duban.web.handling.receipt import state_after_receipt
from duban.web.handling.steps import taking
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn


def take_back(member: Member, assignment_id: int, on: date, reason: str = "") -> Task:
    """End a part as if it had not been given; what the plan itself names is replaced, not dropped.

    The row stays, so that the task's history can be told; the unit no longer sees the task.
    """
    held = Assignment.objects.get(pk=assignment_id)
    with taking("assign", held.task_id, member, reason=reason) as taken:
        held = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment_id)
        why = next(_objections(taken.task, held), "")
        if why:
            raise OutOfTurn(why)
        end(taken.task, held, on)
        taken.enters = state_after_receipt(taken.task)
        taken.facts |= {"taken_back": held.name, "role": held.role}
    return taken.task


def end(task: Task, held: Assignment, on: date) -> None:
    """Under the task's lock: the part is over, and its unit sees no more of the task."""
    held.ended_on = on
    held.save(update_fields=["ended_on"])
    withdraw([held])
    named = task.units.filter(Q(organisation=held.organisation_id) | Q(name=held.name))
    if not named.exists():
        task.concerned.remove(held.organisation_id)


def may_be_taken_back(task: Task, parts: list[Assignment]) -> frozenset[int]:
    """Keys of those parts that were added by hand: what the page offers to take back.

    Whether anything of them was accepted is asked when it is done.
    """
    named = _named_by_the_plan(task)
    leads = sum(part.role == Part.LEAD for part in parts)
    return frozenset(
        part.pk
        for part in parts
        if part.role != Part.SHARE
        and part.given_by_id is None
        and part.organisation_id not in named
        and (part.role != Part.LEAD or leads > 1)
    )


def _named_by_the_plan(task: Task) -> frozenset[int]:
    """Organisations that the words of the task mean, members of groups included."""
    directory = Directory(task.jurisdiction_id)
    found: set[int] = set()
    names = list(task.units.values_list("name", flat=True))
    scope = task.form.get("scope") or {}
    names += [*scope.get("orgs", ()), *filter(None, [scope.get("group")])]
    for name in names:
        found |= directory.reached(directory.organisation(name))
    return frozenset(found)


def _objections(task: Task, held: Assignment) -> Iterator[str]:
    """Why it cannot be taken back, the plainest first."""
    words = {"unit": held.name}
    if held.ended_on is not None:
        yield _("“%(unit)s”已不在这项任务的责任单位里。") % words
    if held.role == Part.SHARE or held.given_by_id is not None:
        yield _("“%(unit)s”承担的是分解来的任务量，请改分解。") % words
    if held.organisation_id in _named_by_the_plan(task):
        yield _("“%(unit)s”是文件写明的责任单位，不能收回，只能转给别的单位。") % words
    standing = task.assignments.filter(ended_on=None, role=Part.LEAD).exclude(pk=held.pk)
    if held.role == Part.LEAD and not standing.exists():
        yield _("收回“%(unit)s”后就没有牵头单位了，请先另指定一个。") % words
    if held.given.filter(ended_on=None).exists() or held.shares_given.exists():
        yield _("“%(unit)s”已把任务分解下去，不能收回。") % words
    if task.shares.filter(organisation=held.organisation_id).exists():
        yield _("“%(unit)s”还担着任务量，不能收回。") % words
    handed = getattr(held, "handed_down", None)
    if handed is not None and handed.state == Taking.TAKEN:
        yield _("“%(unit)s”已承接，不能收回。") % words
    if why := held_by(held):
        yield why


def held_by(part: Assignment) -> str:
    """What was done for the part since: a sentence of the first app that holds it, or nothing."""
    for dotted in settings.PART_HOLDS:
        holds: Callable[[Assignment], str] = import_string(dotted)
        if why := holds(part):
            return why
    return ""
