"""The unknown names of one jurisdiction as a page shows them: grouped, each with what it may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation, OrganisationKind
from duban.web.handling.alike import Several, Why, grouped, near, several
from duban.web.handling.models import Meaning
from duban.web.handling.resolving import Unknown, suggest, unknown_in
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Task
from duban.web.ledger.models.tasks import wording_of

REASONS: Mapping[Why, Promise | str] = {
    Why.SPELLING: _("写法不同"),
    Why.LEVEL: _("只差区、镇、街道等级别字样"),
    Why.SHORT: _("全称与简称"),
    Why.ENDING: _("只差局、委、办等结尾"),
    Why.SLIP: _("只差一个字"),
}
RESEMBLES = _("字面相近")
#: reasons so sure that they are chosen beforehand
SURE = (Why.SPELLING, Why.LEVEL)
#: what a name of several counts → kind of organisation and how such names end
COUNTED: Mapping[str, tuple[OrganisationKind, tuple[str, ...]]] = {
    **dict.fromkeys(("街镇", "镇街"), (OrganisationKind.TOWN, ("",))),
    **dict.fromkeys(("镇", "乡镇"), (OrganisationKind.TOWN, ("镇", "乡"))),
    "街道": (OrganisationKind.TOWN, ("街道",)),
    **dict.fromkeys(("村居", "居村"), (OrganisationKind.VILLAGE, ("",))),
    **dict.fromkeys(("村", "行政村"), (OrganisationKind.VILLAGE, ("村",))),
    **dict.fromkeys(
        ("居委", "居委会", "社区"), (OrganisationKind.VILLAGE, ("居委", "社区", "居委会"))
    ),
    **dict.fromkeys(("部门", "职能部门", "委办局"), (OrganisationKind.DEPARTMENT, ("",))),
}
#: places shown under a name
FIRST = 3
#: units proposed for a name
PROPOSED = 4


@dataclass(frozen=True, slots=True)
class Proposed:
    """An organisation that may be meant, and why; None: it shares characters, no more."""

    unit: Organisation
    why: Why | None

    @property
    def reason(self) -> Promise | str:
        return RESEMBLES if self.why is None else REASONS[self.why]


@dataclass(frozen=True, slots=True)
class Named:
    """An unknown name, and why it stands with the first of its row (None: it is the first)."""

    unknown: Unknown
    why: Why | None = None

    @property
    def reason(self) -> Promise | str:
        return "" if self.why is None else REASONS[self.why]

    @property
    def goes_along(self) -> bool:
        """Whether it is ticked beforehand to be settled with the first of its row."""
        return self.why in (*SURE, Why.SHORT)


@dataclass(slots=True)
class Row:
    """One name and those like it. `members` are keys of the units that a name of several seems to
    mean."""

    names: list[Named]
    several: Several | None
    members: frozenset[int]
    proposed: Sequence[Proposed] = ()
    places: Sequence[Task] = ()

    @property
    def head(self) -> str:
        return self.names[0].unknown.name

    @property
    def tasks(self) -> list[int]:
        return list(dict.fromkeys(key for one in self.names for key in one.unknown.tasks))

    @property
    def likely(self) -> int | None:
        """The unit to be ticked beforehand: only where more than looks speaks for it."""
        first = self.proposed[0] if self.proposed else None
        return first.unit.pk if first is not None and first.why is not None else None

    @property
    def meaning(self) -> Meaning | None:
        """What is chosen beforehand, so that one press does it: only what is all but certain."""
        first = self.proposed[0] if self.proposed else None
        if first is not None and first.why in SURE:
            return Meaning.ALIAS
        return Meaning.GROUP if self.members else None


def rows_of(
    tasks: QuerySet[Task], jurisdiction: Jurisdiction, units: Iterable[Organisation]
) -> list[Row]:
    """Names of `tasks` that mean nobody yet, grouped by likeness; `units` are those in use."""
    directory, known = Directory(jurisdiction.pk), list(units)
    unknown = {one.name: one for one in unknown_in(tasks, jurisdiction.pk, directory)}
    rows = []
    for group in grouped(unknown, _governments(jurisdiction)):
        said = [Named(unknown[group.head])]
        said += [Named(unknown[name], why) for name, why in group.others]
        means = several(group.head)
        members = frozenset[int]() if means is None else _members(means, known)
        rows.append(Row(said, means, members))
    return rows


def propose(rows: Iterable[Row], jurisdiction: Jurisdiction, units: Sequence[Organisation]) -> None:
    """Fill in the units that may be meant: each row is held against every name of the register."""
    known = {name: unit for unit in units for name in _names(unit)}
    governments = _governments(jurisdiction)
    for row in rows:
        resembling = () if row.several else units
        suggest([one.unknown for one in row.names], resembling)
        row.proposed = _proposed(row.names, known, resembling, governments)


def _governments(jurisdiction: Jurisdiction) -> tuple[str, ...]:
    above = jurisdiction.parent
    return (jurisdiction.name,) if above is None else (jurisdiction.name, above.name)


def _names(unit: Organisation) -> Iterable[str]:
    return (unit.name, *(alias.name for alias in unit.aliases.all()))


def _proposed(
    said: Sequence[Named],
    known: Mapping[str, Organisation],
    resembling: Sequence[Organisation],
    governments: tuple[str, ...],
) -> list[Proposed]:
    """Those that may mean the same, then those of `resembling` that share characters."""
    found: dict[int, Proposed] = {}
    names = [one.unknown.name for one in said]
    for name, why in near(names, known, governments).items():
        found.setdefault(known[name].pk, Proposed(known[name], why))
    keyed = {unit.pk: unit for unit in resembling}
    for key in (key for one in said for key in one.unknown.likely if key in keyed):
        found.setdefault(key, Proposed(keyed[key], None))
    return list(found.values())[:PROPOSED]


def _members(means: Several, units: Iterable[Organisation]) -> frozenset[int]:
    """The units that a name of several means; none unless the count comes out."""
    if means.what not in COUNTED or means.of or means.some:
        return frozenset()
    kind, endings = COUNTED[means.what]
    found = [unit.pk for unit in units if unit.kind == kind and unit.name.endswith(endings)]
    return frozenset(found if means.number in (None, len(found)) else ())


def with_places(rows: Sequence[Row], member: Member) -> None:
    """Fill in the first tasks of each row that this person sees; one query."""
    wanted = {key for row in rows for key in row.tasks[:FIRST]}
    seen = Task.objects.visible_to(member).filter(pk__in=wanted).select_related("plan")
    tasks = {task.pk: task for task in seen.defer(*wording_of())}
    for row in rows:
        row.places = [tasks[key] for key in row.tasks[:FIRST] if key in tasks]
