"""Whom the plan's own words mean: names matched by a person are kept as aliases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Alias, Jurisdiction, Organisation, OrganisationKind
from duban.web.accounts.organisations import facts_of
from duban.web.accounts.rights import Right
from duban.web.accounts.wording import LONGEST_NAME, tidy
from duban.web.handling.alike import near
from duban.web.handling.models import Meaning, Naming
from duban.web.journal.record import record
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Plan, Task, TaskUnit, UnitRole
from duban.web.refusals import OutOfTurn, ReasonMissing

#: what a paper writes where it names nobody
NOBODY = frozenset({"", "/", "／", "-", "—", "——", "－", "无"})
LIKE_ENOUGH = 0.5


@dataclass(slots=True)
class Unknown:
    """A name of the plans that no organisation bears; `tasks` are the keys of those that name it,
    in order; `likely` are keys of organisations that might be meant."""

    name: str
    leads: int = 0
    helps: int = 0
    shares: int = 0
    tasks: list[int] = field(default_factory=list)
    likely: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.leads + self.helps + self.shares


class Mention(NamedTuple):
    """One name in one task; `how` is the counter of Unknown that it adds to."""

    task: int
    name: str
    how: str


def mentions(tasks: QuerySet[Task]) -> Iterator[Mention]:
    """Every unit that the words of these tasks name: two queries, by plan and position."""
    units = TaskUnit.objects.filter(task__in=tasks).order_by("task__plan", "task__position")
    for task, name, role in units.values_list("task", "name", "role"):
        yield Mention(task, name, "leads" if role == UnitRole.LEAD else "helps")
    rows = tasks.order_by("plan", "position")
    for task, scope, shares in rows.values_list("pk", "form__scope", "form__allocations"):
        reached = {share["org"] for share in shares or ()} | set((scope or {}).get("orgs", ()))
        if scope and scope.get("group"):
            reached.add(scope["group"])
        for name in sorted(reached):
            yield Mention(task, name, "shares")


def set_aside(jurisdiction_id: int) -> frozenset[str]:
    """Names that somebody said are no units."""
    said = Naming.objects.standing().filter(jurisdiction=jurisdiction_id, meaning=Meaning.NOBODY)
    return frozenset(said.values_list("name", flat=True))


def unknown_names(plan: Plan, directory: Directory) -> list[Unknown]:
    """Names of the plan's tasks that mean nobody yet; those that lead come first."""
    return unknown_in(plan.tasks.all(), plan.jurisdiction_id, directory)


def unknown_in(tasks: QuerySet[Task], jurisdiction_id: int, directory: Directory) -> list[Unknown]:
    found: dict[str, Unknown] = {}
    aside = NOBODY | set_aside(jurisdiction_id)
    for task, name, how in mentions(tasks):
        if name.strip() in aside or directory.organisation(name) is not None:
            continue
        one = found.setdefault(name, Unknown(name))
        setattr(one, how, getattr(one, how) + 1)
        if task not in one.tasks:
            one.tasks.append(task)
    return sorted(found.values(), key=lambda one: (-one.leads, -one.count, one.name))


def suggest(unknown: Iterable[Unknown], units: Iterable[Organisation]) -> None:
    """Fill `likely`: organisations whose names may mean the same, then those that share most."""
    keys = {unit.name: unit.pk for unit in units}
    for one in unknown:
        marks = [
            (SequenceMatcher(None, one.name, name, autojunk=False).ratio(), key)
            for name, key in keys.items()
        ]
        best = sorted((mark for mark in marks if mark[0] >= LIKE_ENOUGH), reverse=True)
        alike = [keys[name] for name in near([one.name], keys)]
        one.likely = list(dict.fromkeys([*alike, *(key for _mark, key in best)]))[:3]


@transaction.atomic
def match_name(
    member: Member, jurisdiction: Jurisdiction, name: str, organisation_id: int
) -> Organisation:
    """Say that papers mean this organisation by `name`; tasks that name it follow at once."""
    member.must(Right.NAME_UNITS, jurisdiction)
    name = tidy(name, 200)
    if not name:
        raise ReasonMissing(_("请写明文件里的名称。"))
    organisation = _of(jurisdiction, organisation_id)
    directory = Directory(jurisdiction.pk)
    held = directory.organisation(name)
    if held is not None and held != organisation.pk:
        raise OutOfTurn(_("“%(name)s”已是另一单位的名称或别名。") % {"name": name})
    if held is None:
        if len(name) > LONGEST_NAME:
            raise ReasonMissing(_("这个名称超过80个字，不像单位的名称，请先在任务上更正。"))
        # a unit that is no longer in use may have borne it
        Alias.objects.update_or_create(
            jurisdiction=jurisdiction, name=name, defaults={"organisation": organisation}
        )
        record(member.user, "organisation.match", organisation, after=name)
    follow(jurisdiction, name, organisation)
    return organisation


@transaction.atomic
def register_name(
    member: Member,
    jurisdiction: Jurisdiction,
    name: str,
    kind: OrganisationKind,
    *,
    parent: int | None = None,
    members: Sequence[int] = (),
) -> Organisation:
    """Enter a name of the plan as an organisation of its own, under `parent` (key), or as a group
    of `members` (keys); people are appointed elsewhere."""
    member.must(Right.NAME_UNITS, jurisdiction)
    name = tidy(name, LONGEST_NAME)
    if not name:
        raise ReasonMissing(_("请写明文件里的名称。"))
    if Directory(jurisdiction.pk).organisation(name) is not None:
        raise OutOfTurn(_("“%(name)s”已在机构名录里。") % {"name": name})
    dormant = Organisation.objects.filter(jurisdiction=jurisdiction, name=name).exists()
    if dormant:
        raise OutOfTurn(_("“%(name)s”已停用，请对应到接续它的单位。") % {"name": name})
    if (kind == OrganisationKind.GROUP) != bool(members):
        raise ReasonMissing(_("一组单位须选成员，别的单位没有成员。"))
    above = None if parent is None else _of(jurisdiction, parent)
    within = [_of(jurisdiction, key) for key in members]
    organisation = Organisation.objects.create(
        jurisdiction=jurisdiction, name=name, kind=kind, parent=above
    )
    organisation.members.set(within)
    record(member.user, "organisation.add", organisation, after=facts_of(organisation))
    follow(jurisdiction, name, organisation)
    return organisation


def _of(jurisdiction: Jurisdiction, organisation_id: int) -> Organisation:
    found = Organisation.objects.filter(
        jurisdiction=jurisdiction, active=True, pk=organisation_id
    ).first()
    if found is None:
        raise ReasonMissing(_("请从名录里选一个在用的单位。"))
    return found


def follow(jurisdiction: Jurisdiction, name: str, organisation: Organisation) -> None:
    """The ledger's rows that bear the name, and who may see their tasks."""
    rows = TaskUnit.objects.filter(
        task__jurisdiction=jurisdiction, name=name, organisation__isnull=True
    )
    tasks = set(rows.values_list("task", flat=True))
    rows.update(organisation=organisation)
    reach(tasks, Directory(jurisdiction.pk).reached(organisation.pk))


def reach(tasks: Iterable[int], organisations: Iterable[int]) -> None:
    """Let the people of these organisations see these tasks."""
    through = Task.concerned.through
    through.objects.bulk_create(
        [
            through(task_id=task, organisation_id=unit)
            for task in sorted(tasks)
            for unit in sorted(organisations)
        ],
        ignore_conflicts=True,
    )


def choices(jurisdiction: Jurisdiction) -> list[Organisation]:
    """Organisations a name may be matched with, or a task be given to."""
    return list(
        Organisation.objects.filter(Q(jurisdiction=jurisdiction), active=True).order_by(
            "kind", "name"
        )
    )
