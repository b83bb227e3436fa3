"""Handing out (交办) and signing for (签收): one task, or a whole plan at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Organisation
from duban.web.accounts.rights import Right
from duban.web.handling.handing_down import offer, withdraw
from duban.web.handling.indicating import (
    confirm_indicators,
    proposals,
    share_bearers,
    write_shares,
)
from duban.web.handling.models import Assignment, DueDay, Part
from duban.web.handling.receipt import receive, state_after_receipt
from duban.web.handling.resolving import reach
from duban.web.handling.steps import taking
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Plan, Task, TaskState, TaskUnit, UnitRole
from duban.web.refusals import OutOfTurn, Refusal


@dataclass(frozen=True, slots=True)
class Duty:
    """One organisation's part in a task; `through` is the group that was named."""

    organisation: int
    role: Part
    name: str
    through: int | None = None


@dataclass(slots=True)
class Issued:
    """What became of a plan: tasks handed out, and those left back with the reason."""

    done: list[Task] = field(default_factory=list)
    left: list[tuple[Task, str]] = field(default_factory=list)


def issue(
    member: Member,
    task_id: int,
    *,
    leads: Sequence[int] = (),
    helpers: Sequence[int] = (),
    directory: Directory | None = None,
) -> Task:
    """Hand one task out to the units its words name, and to those named here (keys).

    Refused while nobody leads it.
    """
    with taking("issue", task_id, member) as taken:
        task = taken.task
        known = directory or Directory(task.jurisdiction_id)
        complete_shares(task, known)
        duties = list(duties_of(task, known, leads, helpers))
        if not any(duty.role is Part.LEAD for duty in duties):
            raise OutOfTurn(
                _("“%(task)s”没有查明的牵头单位，请先对应单位名称或指定牵头单位。") % {"task": task}
            )
        assign(member, task, duties)
        if task.due_day is not None:
            DueDay.objects.get_or_create(task=task, since=None, defaults={"day": task.due_day})
        taken.facts = {"units": [duty.name for duty in duties]}
    return task


@transaction.atomic
def issue_plan(member: Member, plan_id: int, *, confirm_rest: bool = True) -> Issued:
    """Hand out every registered task of a plan that somebody is known to lead.

    `confirm_rest` takes the indicators as they are proposed where nobody confirmed them.
    """
    plan = Plan.objects.get(pk=plan_id)
    member.must(Right.ISSUE, plan)
    directory, issued = Directory(plan.jurisdiction_id), Issued()
    waiting = plan.tasks.filter(state=TaskState.REGISTERED).select_related("edition")
    for task in waiting.order_by("position"):
        try:
            with transaction.atomic():
                done = issue_one(member, task, confirm_rest=confirm_rest, directory=directory)
                issued.done.append(done)
        except Refusal as refusal:
            issued.left.append((task, str(refusal)))
    return issued


@transaction.atomic
def issue_one(
    member: Member,
    task: Task,
    *,
    leads: Sequence[int] = (),
    helpers: Sequence[int] = (),
    confirm_rest: bool = True,
    directory: Directory | None = None,
) -> Task:
    """`issue`, and before it the indicators as proposed where nobody confirmed any."""
    if confirm_rest and not task.indicators.exists():
        found = proposals(task)
        if found:
            confirm_indicators(member, task.pk, found, directory)
    return issue(member, task.pk, leads=leads, helpers=helpers, directory=directory)


def complete_shares(task: Task, directory: Directory) -> None:
    """Shares of names that were matched after the indicators had been confirmed."""
    indicators = {(one.metric, one.unit): one for one in task.indicators.filter(ended_on=None)}
    if not indicators or not task.form.get("allocations"):
        return
    for proposal in proposals(task):
        indicator = indicators.get((proposal.metric, proposal.unit))
        if indicator is not None:
            write_shares(indicator, proposal.shares, directory)


def duties_of(
    task: Task, directory: Directory, leads: Sequence[int], helpers: Sequence[int]
) -> Iterator[Duty]:
    """Everybody's part, once each: who leads does not also help, a group stands for its members."""
    named: list[tuple[int, Part, str]] = []
    units = sorted(TaskUnit.objects.filter(task=task), key=lambda unit: unit.position)
    for role, part, more in (
        (UnitRole.LEAD, Part.LEAD, leads),
        (UnitRole.CO, Part.CO, helpers),
    ):
        for unit in units:
            key = directory.organisation(unit.name)
            if unit.role == role and key is not None:
                named.append((key, part, unit.name))
        named += [(key, part, "") for key in more]
    named += [(key, Part.SHARE, "") for key in sorted(share_bearers(task))]
    scope = task.wording.scope
    if scope is not None:
        for name in (*scope.orgs, *((scope.group,) if scope.group else ())):
            key = directory.organisation(name)
            if key is not None:
                named.append((key, Part.SHARE, name))
    yield from expanded(named, directory)


def expanded(named: Iterable[tuple[int, Part, str]], directory: Directory) -> Iterator[Duty]:
    wanted = list(named)
    keys = {unit for key, _part, _name in wanted for unit in directory.reached(key)}
    names = dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name"))
    given: set[int] = set()
    for key, part, name in wanted:
        members = sorted(directory.reached(key) - {key})
        for unit in members or [key]:
            if unit in given or unit not in names:
                continue
            given.add(unit)
            called = names[unit] if members or not name else name
            yield Duty(unit, part, called, key if members else None)


def assign(
    member: Member, task: Task, duties: Iterable[Duty], given_by: Assignment | None = None
) -> list[Assignment]:
    """Write assignments, let their people see the task, hand down what is a town's."""
    rows = Assignment.objects.bulk_create(
        Assignment(
            task=task,
            organisation_id=duty.organisation,
            role=duty.role,
            name=duty.name[:200],
            through_id=duty.through,
            given_by=given_by,
            issued_by=member.user,
        )
        for duty in duties
    )
    reach([task.pk], [row.organisation_id for row in rows])
    offer(task, rows)
    return rows


def add_unit(member: Member, task_id: int, organisation_id: int, role: Part) -> Assignment:
    """Hand a task that is out to one more unit."""
    with taking("assign", task_id, member) as taken:
        task = taken.task
        unit = Organisation.objects.filter(
            pk=organisation_id, jurisdiction=task.jurisdiction_id, active=True
        ).first()
        if unit is None:
            raise OutOfTurn(_("请从名录里选一个在用的单位。"))
        if task.assignments.filter(organisation=unit, ended_on=None).exists():
            raise OutOfTurn(_("“%(unit)s”已在这项任务的责任单位里。") % {"unit": unit})
        [row] = assign(member, task, [Duty(unit.pk, role, unit.name)])
        if role is Part.LEAD and task.state == TaskState.RECEIVED:
            taken.enters = TaskState.ISSUED
        taken.facts = {"unit": unit.name, "role": role.value}
    return row


def replace_unit(
    member: Member, assignment_id: int, organisation_id: int, reason: str, on: date
) -> Assignment:
    """Another unit takes a part over: units merge, or a town did not take it up."""
    held = Assignment.objects.get(pk=assignment_id)
    with taking("assign", held.task_id, member, reason=reason) as taken:
        held = Assignment.objects.select_for_update().get(pk=assignment_id)
        unit = Organisation.objects.filter(
            pk=organisation_id, jurisdiction=taken.task.jurisdiction_id, active=True
        ).first()
        if held.ended_on is not None or unit is None or unit.pk == held.organisation_id:
            raise OutOfTurn(_("请从名录里另选一个在用的单位。"))
        held.ended_on = on
        held.save(update_fields=["ended_on"])
        withdraw([held])
        other = taken.task.assignments.filter(organisation=unit, ended_on=None).first()
        if other is not None:
            raise OutOfTurn(_("“%(unit)s”已在这项任务的责任单位里。") % {"unit": unit})
        # before the part is offered to a town, which is told its shares
        taken.task.shares.filter(organisation=held.organisation_id).update(organisation=unit)
        [row] = assign(member, taken.task, [Duty(unit.pk, Part(held.role), unit.name)])
        if fallen := hand_over(held, row):
            taken.facts["shares_before"] = fallen
        taken.enters = state_after_receipt(taken.task)
        taken.facts |= {"from": held.name, "to": unit.name}
    return row


def hand_over(held: Assignment, to: Assignment) -> list[str]:
    """What a unit gave on of its part comes from the next unit now. What its own people bore falls
    away, and is told: the next unit has others."""
    held.given.filter(ended_on=None).exclude(organisation=to.organisation_id).update(given_by=to)
    given = held.shares_given.select_related("organisation", "person", "indicator", "task")
    given.filter(organisation__isnull=False).exclude(organisation=to.organisation_id).update(
        given_by=to
    )
    fallen = [str(share) for share in given]
    given.delete()
    return fallen


def sign(member: Member, assignment_id: int) -> Assignment:
    """Receive a task for the own unit; the last lead unit to sign makes it 签收."""
    own = Assignment.objects.select_related("task").get(pk=assignment_id)
    with taking("sign", own.task_id, member, own=own) as taken:
        own = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment_id)
        receive(member, own)
        taken.enters = state_after_receipt(taken.task)
        taken.facts = {"unit": own.name, "role": own.role}
    return own
