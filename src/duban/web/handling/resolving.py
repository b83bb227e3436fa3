"""Whom the plan's own words mean: names matched by a person are kept as aliases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Alias, Jurisdiction, Organisation, OrganisationKind
from duban.web.accounts.rights import Right
from duban.web.accounts.wording import tidy
from duban.web.journal.record import record
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Plan, Task, TaskUnit
from duban.web.refusals import OutOfTurn, ReasonMissing

#: what a paper writes where it names nobody
NOBODY = frozenset({"", "/", "／", "-", "—", "——", "－", "无"})
LIKE_ENOUGH = 0.5


@dataclass(slots=True)
class Unknown:
    """A name of the plan that no organisation bears; `likely` are keys of some that might."""

    name: str
    leads: int = 0
    helps: int = 0
    shares: int = 0
    likely: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.leads + self.helps + self.shares


def unknown_names(plan: Plan, directory: Directory) -> list[Unknown]:
    """Names of the plan's tasks that mean nobody yet; those that lead come first."""
    found: dict[str, Unknown] = {}

    def note(name: str, kind: str) -> None:
        if name.strip() in NOBODY or directory.organisation(name) is not None:
            return
        one = found.setdefault(name, Unknown(name))
        setattr(one, kind, getattr(one, kind) + 1)

    units = TaskUnit.objects.filter(task__plan=plan).values_list("name", "role")
    for name, role in units:
        note(name, "leads" if role == "lead" else "helps")
    for form in plan.tasks.values_list("form", flat=True):
        scope = form.get("scope") or {}
        reached = {share["org"] for share in form.get("allocations", ())}
        reached |= set(scope.get("orgs", ()))
        if scope.get("group"):
            reached.add(scope["group"])
        for name in sorted(reached):
            note(name, "shares")
    return sorted(found.values(), key=lambda one: (-one.leads, -one.count, one.name))


def suggest(unknown: Iterable[Unknown], units: Iterable[Organisation]) -> None:
    """Fill `likely`: the organisations whose names share most with each unknown name."""
    known = [(unit.pk, unit.name) for unit in units]
    for one in unknown:
        marks = [
            (SequenceMatcher(None, one.name, name, autojunk=False).ratio(), key)
            for key, name in known
        ]
        best = sorted((mark for mark in marks if mark[0] >= LIKE_ENOUGH), reverse=True)
        one.likely = [key for _mark, key in best[:3]]


@transaction.atomic
def match_name(
    member: Member, jurisdiction: Jurisdiction, name: str, organisation_id: int
) -> Organisation:
    """Say that papers mean this organisation by `name`; tasks that name it follow at once."""
    member.must(Right.ISSUE, jurisdiction)
    name = tidy(name, 200)
    if not name:
        raise ReasonMissing(_("请写明文件里的名称。"))
    organisation = _of(jurisdiction, organisation_id)
    directory = Directory(jurisdiction.pk)
    held = directory.organisation(name)
    if held is not None and held != organisation.pk:
        raise OutOfTurn(_("“%(name)s”已是另一单位的名称或别名。") % {"name": name})
    if held is None:
        Alias.objects.create(organisation=organisation, jurisdiction=jurisdiction, name=name[:80])
        record(member.user, "organisation.match", organisation, after=name)
    _follow(jurisdiction, name, organisation)
    return organisation


@transaction.atomic
def register_name(
    member: Member, jurisdiction: Jurisdiction, name: str, kind: OrganisationKind
) -> Organisation:
    """Enter a name of the plan as an organisation of its own; people are appointed elsewhere."""
    member.must(Right.ISSUE, jurisdiction)
    name = tidy(name, 80)
    if not name:
        raise ReasonMissing(_("请写明文件里的名称。"))
    if Directory(jurisdiction.pk).organisation(name) is not None:
        raise OutOfTurn(_("“%(name)s”已在机构名录里。") % {"name": name})
    dormant = Organisation.objects.filter(jurisdiction=jurisdiction, name=name).exists()
    if dormant:
        raise OutOfTurn(_("“%(name)s”已停用，请对应到接续它的单位。") % {"name": name})
    organisation = Organisation.objects.create(jurisdiction=jurisdiction, name=name, kind=kind)
    record(member.user, "organisation.add", organisation, after={"name": name, "kind": kind})
    _follow(jurisdiction, name, organisation)
    return organisation


def _of(jurisdiction: Jurisdiction, organisation_id: int) -> Organisation:
    found = Organisation.objects.filter(
        jurisdiction=jurisdiction, active=True, pk=organisation_id
    ).first()
    if found is None:
        raise ReasonMissing(_("请从名录里选一个在用的单位。"))
    return found


def _follow(jurisdiction: Jurisdiction, name: str, organisation: Organisation) -> None:
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
