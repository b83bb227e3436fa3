"""Taking back what a name was said to mean, while nobody has acted on it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet
from django.utils.translation import gettext as _

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.models import Alias, Organisation
from duban.web.accounts.rights import Right
from duban.web.handling.models import Assignment, Meaning, Naming, Receipt
from duban.web.handling.naming import one_at_a_time
from duban.web.handling.receipt import state_after_receipt
from duban.web.handling.steps import taking
from duban.web.handling.taking_back import held_by
from duban.web.journal.record import record
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Task, TaskUnit
from duban.web.refusals import OutOfTurn


@transaction.atomic
def undo(member: Member, naming_id: int) -> Naming:
    """The name means nobody again. A unit that was entered for it goes with its other names.

    Refused once a plan was handed out by it, or somebody has signed for what it brought him.
    """
    held = Naming.objects.get(pk=naming_id)
    member.must(Right.NAME_UNITS, held)
    one_at_a_time(held.jurisdiction_id)
    held.refresh_from_db()
    if held.undone_at is not None:
        raise OutOfTurn(_("“%(name)s”的对应已经撤销过了。") % {"name": held.name})
    unit = held.organisation
    if held.meaning != Meaning.NOBODY:
        if unit is None or Directory(held.jurisdiction_id).organisation(held.name) != unit.pk:
            raise OutOfTurn(_("“%(name)s”现在已经另有所指，不能撤销。") % {"name": held.name})
        _let_go(member, held, unit)
    held.undone_by, held.undone_at = member.user, clock.now()
    held.save(update_fields=["undone_by", "undone_at"])
    record(member.user, "name.undo", held, before=held.meant or held.meaning)
    return held


def _let_go(member: Member, held: Naming, unit: Organisation) -> None:
    if held.meaning != Meaning.ALIAS:
        others = Naming.objects.standing().filter(organisation=unit, meaning=Meaning.ALIAS)
        for other in others.exclude(pk=held.pk):
            undo(member, other.pk)
    _withdraw_parts(member, held, unit)
    _forget(held, unit)
    if held.meaning == Meaning.ALIAS:
        Alias.objects.filter(organisation=unit, name=held.name).delete()
        return
    try:
        unit.delete()
    except ProtectedError:
        raise OutOfTurn(
            _("“%(name)s”已有人员或任务，不能撤销登记，可以在机构页停用。") % {"name": unit.name}
        ) from None
    held.organisation = None


def _withdraw_parts(member: Member, held: Naming, unit: Organisation) -> None:
    """The assignments that followed from the name; any other that bears it forbids the undoing."""
    bearing: QuerySet[Assignment] = Assignment.objects.held().filter(
        Q(name=held.name, organisation=unit) | Q(through=unit)
    )
    if bearing.exclude(pk__in=held.handed_on).exists():
        raise OutOfTurn(
            _("已按“%(name)s”交办了任务，不能撤销，可以在任务上转给别的单位。")
            % {"name": held.name}
        )
    if bearing.exclude(receipt=Receipt.WAITING, given__isnull=True).exists():
        raise OutOfTurn(_("“%(name)s”的任务已有单位签收，不能撤销。") % {"name": held.name})
    for part in bearing:
        if why := held_by(part):
            raise OutOfTurn(why)
    for task_id in sorted(set(bearing.values_list("task", flat=True))):
        with taking("assign", task_id, member) as taken:
            parts = bearing.filter(task=taken.task)
            taken.facts = {"taken_back": list(parts.values_list("name", flat=True))}
            taken.task.concerned.remove(*parts.values_list("organisation", flat=True))
            parts.delete()
            taken.enters = state_after_receipt(taken.task)


def _forget(held: Naming, unit: Organisation) -> None:
    """The ledger's rows that bear the name mean nobody, and who saw a task by it alone, no more."""
    rows = TaskUnit.objects.filter(
        task__jurisdiction=held.jurisdiction_id, name=held.name, organisation=unit
    )
    tasks = set(rows.values_list("task", flat=True))
    rows.update(organisation=None)
    for key in Directory(held.jurisdiction_id).reached(unit.pk):
        named = TaskUnit.objects.filter(task__in=tasks).filter(
            Q(organisation=key) | Q(organisation__members=key)
        )
        handed = Assignment.objects.filter(task__in=tasks, organisation=key)
        still = {*named.values_list("task", flat=True), *handed.values_list("task", flat=True)}
        alone = Task.concerned.through.objects.filter(task__in=tasks - still, organisation=key)
        alone.delete()
