"""What becomes of organisations: renamed, merged, split. What is past keeps its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Alias, Appointment, Organisation, Succession, Turn
from duban.web.accounts.organisations import above, refuse_taken_names
from duban.web.accounts.rights import Right
from duban.web.accounts.wording import one_line, tidy
from duban.web.journal.record import record
from duban.web.refusals import OutOfTurn, ReasonMissing


@dataclass(frozen=True, slots=True)
class Basis:
    """From which day it holds, and by which paper."""

    day: date
    paper: str = ""


def _locked(member: Member, organisation_id: int) -> Organisation:
    held = Organisation.objects.select_for_update().get(pk=organisation_id)
    member.must(Right.MANAGE_PEOPLE, held)
    if not held.active:
        raise OutOfTurn(_("“%(name)s”已停用。") % {"name": held.name})
    return held


@transaction.atomic
def rename(member: Member, organisation_id: int, name: str, basis: Basis) -> Organisation:
    """Another name from a day on; papers that use the old one still mean this organisation."""
    held = _locked(member, organisation_id)
    name, before = one_line(name, 80), held.name
    if not name or name == before:
        raise ReasonMissing(_("请写明与现名不同的新名称。"))
    held.name = name
    refuse_taken_names(held, ())
    Alias.objects.filter(organisation=held, name=name).delete()
    held.bore(before, basis.day)
    held.save(update_fields=["name", "past_names"])
    _turned(held, Turn.RENAMED, before, held, basis)
    _also_called(held, [before])
    record(
        member.user,
        "organisation.rename",
        held,
        before=before,
        after=name,
        day=str(basis.day),
        paper=basis.paper,
    )
    return held


@transaction.atomic
def merge(member: Member, organisation_id: int, into_id: int, basis: Basis) -> Organisation:
    """One organisation goes into another, which takes over its names, people, parts and groups.

    Tasks of the past keep the name they bear; their people see them as members of the successor.
    """
    held, into = (_locked(member, key) for key in (organisation_id, into_id))
    if held.pk == into.pk or held.jurisdiction_id != into.jurisdiction_id:
        raise ReasonMissing(_("请选同一辖区的另一个单位。"))
    held.active = False
    held.save(update_fields=["active"])
    names = [held.name, *held.aliases.values_list("name", flat=True)]
    held.aliases.all().delete()
    _also_called(into, names)
    for group in held.groups.all():
        group.members.remove(held)
        if group.pk != into.pk:
            group.members.add(into)
    if held in above(into):
        into.parent = held.parent
        into.save(update_fields=["parent"])
    held.children.exclude(pk=into.pk).update(parent=into)
    _move_posts(held.appointments.all(), into)
    _turned(held, Turn.MERGED, held.name, into, basis)
    record(
        member.user,
        "organisation.merge",
        held,
        after=into.name,
        day=str(basis.day),
        paper=basis.paper,
    )
    return into


@transaction.atomic
def split(
    member: Member,
    organisation_id: int,
    name: str,
    basis: Basis,
    *,
    aliases: Sequence[str] = (),
    appointments: Sequence[int] = (),
) -> Organisation:
    """A new organisation is cut out, with some of the names and posts (keys) of the old one."""
    held = _locked(member, organisation_id)
    name = one_line(name, 80)
    if not name:
        raise ReasonMissing(_("请写明新单位的名称。"))
    moved = held.aliases.filter(name__in=aliases)
    taken = list(moved.values_list("name", flat=True))
    moved.delete()
    new = Organisation(
        jurisdiction_id=held.jurisdiction_id, kind=held.kind, name=name, parent=held.parent
    )
    refuse_taken_names(new, ())
    new.save()
    _also_called(new, taken)
    _move_posts(held.appointments.filter(pk__in=appointments), new)
    _turned(held, Turn.SPLIT, held.name, new, basis)
    record(
        member.user,
        "organisation.split",
        held,
        after=new.name,
        day=str(basis.day),
        paper=basis.paper,
    )
    return new


def _turned(
    held: Organisation, kind: Turn, name: str, successor: Organisation, basis: Basis
) -> None:
    Succession.objects.create(
        organisation=held,
        kind=kind,
        name=name,
        successor=successor,
        day=basis.day,
        basis=tidy(basis.paper, 200),
    )


def _also_called(organisation: Organisation, names: Iterable[str]) -> None:
    """Aliases for those names that nobody else bears."""
    for name in names:
        others = Alias.objects.filter(jurisdiction=organisation.jurisdiction_id, name=name)
        if name != organisation.name and not others.exists():
            Alias.objects.create(
                organisation=organisation, jurisdiction_id=organisation.jurisdiction_id, name=name
            )


def _move_posts(appointments: Iterable[Appointment], into: Organisation) -> None:
    """Posts go along; one that is held there already is not held twice."""
    for appointment in appointments:
        there = Appointment.objects.filter(
            user=appointment.user_id, role=appointment.role, organisation=into
        )
        if there.exists():
            appointment.delete()
        else:
            appointment.organisation = into
            appointment.save(update_fields=["organisation"])
