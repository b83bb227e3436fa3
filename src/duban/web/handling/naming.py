"""What a name of the plans means: a unit of the register, a new one, a group, or no unit at all.

Whatever is said here is kept as a Naming and can be undone while nobody has signed for a task that
it brought him.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation, OrganisationKind, Succession
from duban.web.accounts.rights import Right
from duban.web.accounts.wording import tidy
from duban.web.handling.issuing import assign, complete_shares, duties_of
from duban.web.handling.models import Meaning, Naming, Part
from duban.web.handling.resolving import match_name, mentions, register_name
from duban.web.handling.steps import HANDED_OUT, taking
from duban.web.journal.record import record
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Task, TaskState
from duban.web.refusals import OutOfTurn, ReasonMissing, Refusal


@dataclass(frozen=True, slots=True)
class Said:
    """What some names are said to mean. For a new unit or group the first of them is its name,
    the others are its aliases. `unit`, `parent`, `members` are keys of organisations."""

    names: tuple[str, ...]
    meaning: Meaning
    unit: int | None = None
    kind: OrganisationKind = OrganisationKind.DEPARTMENT
    parent: int | None = None
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of it: done, or why not."""

    said: Said
    done: bool
    sentence: str


def settle_all(
    member: Member, jurisdiction: Jurisdiction, wanted: Iterable[Said]
) -> list[Answered]:
    """Each for itself: what is refused leaves the others as they were done."""
    answers = []
    for said in wanted:
        try:
            settle(member, jurisdiction, said)
            sentence = _("%(count)s个名称已办。") % {"count": len(said.names)}
            answers.append(Answered(said, True, sentence))
        except Refusal as refusal:
            answers.append(Answered(said, False, str(refusal)))
    return answers


@transaction.atomic
def settle(member: Member, jurisdiction: Jurisdiction, said: Said) -> list[Naming]:
    """Keep what some names mean; the tasks that bear them follow at once.

    A name that the register knew to mean this unit already leaves no row: there is nothing to undo.
    """
    member.must(Right.NAME_UNITS, jurisdiction)
    one_at_a_time(jurisdiction.pk)
    names = [tidy(name, 200) for name in said.names]
    if not names or not all(names):
        raise ReasonMissing(_("请写明文件里的名称。"))
    if said.meaning is Meaning.NOBODY:
        return [_set_aside(member, jurisdiction, name) for name in names]
    rows, unit = list[Naming](), said.unit
    if said.meaning is not Meaning.ALIAS:
        first, *names = names
        rows.append(_register(member, jurisdiction, first, said))
        unit = rows[0].organisation_id
    if unit is None:
        raise ReasonMissing(_("请从名录里选一个在用的单位。"))
    matched = [_match(member, jurisdiction, name, unit) for name in names]
    return rows + [row for row in matched if row is not None]


def one_at_a_time(jurisdiction_id: int) -> None:
    """Until the transaction ends nobody else says what names of this jurisdiction mean; without
    a key lock, rows that point at it are written all the same."""
    list(Jurisdiction.objects.select_for_update(no_key=True).filter(pk=jurisdiction_id))


def match(member: Member, jurisdiction: Jurisdiction, name: str, unit: int) -> Organisation:
    """`name` means an organisation of the register."""
    settle(member, jurisdiction, Said((name,), Meaning.ALIAS, unit))
    return Organisation.objects.get(pk=unit)


def register(
    member: Member, jurisdiction: Jurisdiction, name: str, kind: OrganisationKind
) -> Organisation:
    """`name` is an organisation that the register lacks."""
    settle(member, jurisdiction, Said((name,), Meaning.UNIT, kind=kind))
    return Organisation.objects.get(jurisdiction=jurisdiction, name=tidy(name, 80))


def _match(member: Member, jurisdiction: Jurisdiction, name: str, unit: int) -> Naming | None:
    known = Directory(jurisdiction.pk).organisation(name) is not None
    found = match_name(member, jurisdiction, name, unit)
    if not known:
        return _kept(member, jurisdiction, name, Meaning.ALIAS, found)
    if member.may(Right.ISSUE, jurisdiction):
        hand_on(member, found, name)
    return None


def _register(member: Member, jurisdiction: Jurisdiction, name: str, said: Said) -> Naming:
    group = said.meaning is Meaning.GROUP
    found = register_name(
        member,
        jurisdiction,
        name,
        OrganisationKind.GROUP if group else said.kind,
        parent=said.parent,
        members=said.members if group else (),
    )
    return _kept(member, jurisdiction, name, said.meaning, found)


def _kept(
    member: Member, jurisdiction: Jurisdiction, name: str, meaning: Meaning, found: Organisation
) -> Naming:
    row = Naming.objects.create(
        jurisdiction=jurisdiction,
        name=name,
        meaning=meaning,
        organisation=found,
        meant=found.name,
        by=member.user,
    )
    if member.may(Right.ISSUE, jurisdiction):
        row.handed_on = hand_on(member, found, name)
        row.save(update_fields=["handed_on"])
    return row


def _set_aside(member: Member, jurisdiction: Jurisdiction, name: str) -> Naming:
    if Directory(jurisdiction.pk).organisation(name) is not None:
        raise OutOfTurn(_("“%(name)s”已在机构名录里。") % {"name": name})
    said = Naming.objects.standing().filter(
        jurisdiction=jurisdiction, name=name, meaning=Meaning.NOBODY
    )
    if (held := said.first()) is not None:
        return held  # two rows would have to be undone twice
    row = Naming.objects.create(
        jurisdiction=jurisdiction, name=name, meaning=Meaning.NOBODY, by=member.user
    )
    record(member.user, "name.set_aside", row)
    return row


def hand_on(member: Member, organisation: Organisation, name: str) -> list[int]:
    """Parts in tasks that were handed out before `name` was known; the keys of the assignments.

    Who had a part already, or whose part went into this unit with the unit, gets no second one.
    """
    directory = Directory(organisation.jurisdiction_id)
    inherited = Succession.objects.inherited_by(directory.reached(organisation.pk))
    out = Task.objects.filter(jurisdiction=organisation.jurisdiction_id, state__in=HANDED_OUT)
    named = {mention.task for mention in mentions(out) if mention.name == name}
    made: list[int] = []
    for task in Task.objects.filter(pk__in=named).select_related("edition").order_by("pk"):
        had = frozenset(task.assignments.values_list("organisation", flat=True))
        complete_shares(task, directory)
        duties = [
            duty
            for duty in duties_of(task, directory, (), ())
            if duty.organisation in inherited
            and not had & (inherited[duty.organisation] | {duty.organisation})
        ]
        if not duties:
            continue
        with taking("assign", task.pk, member) as taken:
            made += [row.pk for row in assign(member, taken.task, duties)]
            leads = any(duty.role is Part.LEAD for duty in duties)
            if taken.task.state == TaskState.RECEIVED and leads:
                taken.enters = TaskState.ISSUED
            taken.facts = {"units": [duty.name for duty in duties]}
    return made
