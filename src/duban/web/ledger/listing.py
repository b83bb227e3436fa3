"""The ledger's rows for a filter: which, in what order, and what may be chosen from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Self

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from duban.plan import Period
from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.design.periods import due_words, part_of_year, period_words
from duban.web.ledger.fields import PATH_JOINT
from duban.web.ledger.filters import Filter
from duban.web.ledger.marks import Among, marking, rows_among
from duban.web.ledger.models import (
    Plan,
    Stone,
    Task,
    TaskLeader,
    TaskState,
    TaskUnit,
    UnitRole,
)
from duban.web.ledger.models.tasks import TaskQuerySet
from duban.web.ledger.searching import words_of

ORDERS: dict[str, tuple[str, ...]] = {
    "order": ("plan", "position"),
    "number": ("number", "plan", "position"),
    "title": ("title", "pk"),
    "lead": ("first_lead", "plan", "position"),
    "due": ("due_day", "plan", "position"),
    "light": ("gravity", "due_day", "plan", "position"),
    "state": ("stage", "plan", "position"),
}
#: how far a task is on its way
STAGE = Case(*(When(state=state, then=Value(at)) for at, state in enumerate(TaskState)))
#: in an address: tasks beside which no light stands
UNLIT = "none"
#: how many choices a select offers
CHOICES = 400


def narrowed(found: TaskQuerySet, wanted: Filter) -> TaskQuerySet:
    """The tasks of `found` that the filter lets through."""
    for word in words_of(wanted.q):
        found = found.filter(search__contains=word)
    exactly = {name: getattr(wanted, name) for name in ("plan", "year", "state")}
    found = found.filter(**{name: is_ for name, is_ in exactly.items() if is_ not in (None, "")})
    if wanted.light:
        found = found.filter(marking().having("" if wanted.light == UNLIT else wanted.light))
    if wanted.due:
        found = found.filter(due__startswith=wanted.due)
    if wanted.heading:
        below = Q(heading__startswith=wanted.heading + PATH_JOINT)
        found = found.filter(Q(heading=wanted.heading) | below)
    if wanted.leader:
        found = found.filter(_has(TaskLeader.objects.filter(name=wanted.leader)))
    if wanted.lead:
        found = found.filter(_has(TaskUnit.objects.filter(name=wanted.lead, role=UnitRole.LEAD)))
    if wanted.co:
        found = found.filter(_has(TaskUnit.objects.filter(name=wanted.co, role=UnitRole.CO)))
    if wanted.unit:
        found = found.filter(_has(TaskUnit.objects.filter(name=wanted.unit)))
    if wanted.period:
        stones = _has(Stone.objects.filter(period=wanted.period))
        found = found.filter(stones | Q(period=wanted.period))
    return found


def _has(rows: object) -> Exists:
    return Exists(rows.filter(task=OuterRef("pk")))  # type: ignore[attr-defined]


def ordered(found: TaskQuerySet, sort: str) -> TaskQuerySet:
    word = sort.removeprefix("-")
    names = ORDERS[word]
    if word == "light":
        found = found.annotate(gravity=marking().gravity)
    elif word == "state":
        found = found.annotate(stage=STAGE)
    # every task has a plan: an order that says where the others stand would keep an index from it
    last = None if word == "order" else True
    first = F(f"{names[0]}_id" if word == "order" else names[0])
    way = first.desc(nulls_last=last) if sort.startswith("-") else first.asc(nulls_last=last)
    return found.order_by(way, *names[1:])


@dataclass(slots=True)
class Branch:
    """A heading with how many tasks stand under it, those of its branches included."""

    name: str
    path: str
    depth: int
    count: int = 0
    address: str = ""
    here: bool = False
    open: bool = False
    branches: dict[str, Branch] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Branch]:
        for branch in self.branches.values():
            yield branch
            yield from branch


@dataclass(frozen=True, slots=True)
class Census:
    """Tasks counted by what lists are narrowed by: each row a heading, a state, a date and a period
    with how many bear all four, and the first of them; one query."""

    rows: list[Counted]

    @classmethod
    def of(cls, found: TaskQuerySet) -> Self:
        return cls(list(_counted(found)))

    @classmethod
    def of_all(cls, member: Member) -> Self:
        """Of every task the person sees."""
        return cls(_all_counted(member))

    @property
    def total(self) -> int:
        return sum(count for *_words, count, _first in self.rows)

    @property
    def headings(self) -> dict[str, int]:
        """By heading how many, in the order of the papers."""
        first: dict[str, int] = {}
        counts: Counter[str] = Counter()
        for heading, _state, _due, _period, count, position in self.rows:
            counts[heading] += count
            first[heading] = min(position, first.get(heading, position))
        return {heading: counts[heading] for heading in sorted(first, key=first.__getitem__)}

    @property
    def states(self) -> list[tuple[str, str]]:
        """The states some task stands in, in order of its way."""
        counts: Counter[str] = Counter()
        for _heading, state, _due, _period, count, _first in self.rows:
            counts[state] += count
        held = [state for state in TaskState if counts[state.value]]
        return [(state.value, f"{state.label}（{counts[state.value]}）") for state in held]

    @property
    def dues(self) -> list[tuple[str, str]]:
        months = sorted({due[:7] for _heading, _state, due, *_rest in self.rows if due})
        return [(month, due_words(month)) for month in months[:CHOICES]]

    @property
    def periods(self) -> set[str]:
        """Of tasks that are set for a period as a whole."""
        return {period for _heading, _state, _due, period, *_rest in self.rows if period}


Counted = tuple[str, str, str, str, int, int]


def _counted(found: TaskQuerySet) -> QuerySet[Any, Counted]:
    counted = found.order_by().values_list("heading", "state", "due", "period")
    return counted.annotate(count=Count("pk"), first=Min("position"))


@prepared
def _all_counted(member: Member) -> QuerySet[Any, Counted]:
    return _counted(Task.objects.visible_to(member))


@prepared
def keys_of_all(member: Member, sort: str, shown: range) -> QuerySet[Any, int]:
    """A page of the whole ledger: keys from the first to before the last of `shown`."""
    return keys_on(Task.objects.visible_to(member), sort, shown)


def keys_on(found: TaskQuerySet, sort: str, shown: range) -> QuerySet[Any, int]:
    """The page's keys alone: to sort whole rows takes several times as long."""
    return ordered(found, sort).values_list("pk", flat=True)[shown.start : shown.stop]


def rows_with(keys: Sequence[int]) -> list[Task]:
    """These tasks in this order, with what a row shows of them."""
    asked = Among.of(keys)
    found = {task.pk: task for task in _rows(asked.keys, asked.in_a_row)}
    return [found[key] for key in keys if key in found]


@prepared
def _rows(keys: Sequence[int], in_a_row: bool) -> QuerySet[Task]:
    return for_table(Task.objects.filter(rows_among(keys, in_a_row, "pk")).order_by())


#: what a row shows of the task itself
SHOWN = (
    *("number", "title", "heading", "state", "due", "period"),
    *("note", "investment", "plan"),
)


def for_table(found: TaskQuerySet) -> TaskQuerySet:
    """With what a row shows of the task itself; `rows_of` adds the rest."""
    return found.only(*SHOWN)


def tree_of(census: Census, wanted: Filter) -> Branch:
    """The headings of the tasks counted, in the order of the papers."""
    whole = Branch("", "", 0, open=True)
    for heading, count in census.headings.items():
        whole.count += count
        branch, path = whole, ""
        for name in heading.split(PATH_JOINT) if heading else ():
            path = f"{path}{PATH_JOINT}{name}" if path else name
            if name not in branch.branches:
                here = wanted.heading == path
                branch.branches[name] = Branch(
                    name,
                    path,
                    branch.depth + 1,
                    address=wanted.address(heading="" if here else path),
                    here=here,
                    open=wanted.heading.startswith(path),
                )
            branch = branch.branches[name]
            branch.count += count
    return whole


Choice = tuple[str, str, list[tuple[str, str]], str]


def choices_of(member: Member, census: Census, wanted: Filter) -> list[Choice]:
    """The selects of the filter bar: name, label, options, what is chosen. `census`: of all."""
    lead, co = _units(member)
    return [
        (
            "plan",
            _("计划"),
            [(str(key), title) for key, title in _plans(member)],
            "" if wanted.plan is None else str(wanted.plan),
        ),
        ("leader", _("牵头领导"), _leaders(member), wanted.leader),
        ("lead", _("牵头单位"), lead, wanted.lead),
        ("co", _("配合单位"), co, wanted.co),
        ("period", _("时期"), _periods(member, census.periods), wanted.period),
        ("due", _("完成时限"), census.dues, wanted.due),
        ("state", _("状态"), census.states, wanted.state),
        ("light", _("亮灯"), _lights(), wanted.light),
    ]


def _lights() -> list[tuple[str, str]]:
    known = [(word, str(label)) for word, label in marking().choices]
    return [*known, (UNLIT, _("未亮灯"))]


@prepared
def _plans(member: Member) -> QuerySet[Any, tuple[int, str]]:
    plans = Plan.objects.visible_to(member).order_by("-year", "title")
    return plans.values_list("pk", "title")[:CHOICES]


def _units(member: Member) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Those that lead, and those that help."""
    roles: dict[str, Counter[str]] = {UnitRole.LEAD.value: Counter(), UnitRole.CO.value: Counter()}
    for role, name, count in _units_counted(member):
        roles[role][name] = count
    lead, co = (_most_frequent(counts) for counts in roles.values())
    return lead, co


@prepared
def _units_counted(member: Member) -> QuerySet[Any, tuple[str, str, int]]:
    counted = TaskUnit.objects.filter(task__in=_keys(member)).order_by().values_list("role", "name")
    return counted.annotate(count=Count("pk"))


def _leaders(member: Member) -> list[tuple[str, str]]:
    return _most_frequent(Counter(dict(_leaders_counted(member))))


@prepared
def _leaders_counted(member: Member) -> QuerySet[Any, tuple[str, int]]:
    counted = TaskLeader.objects.filter(task__in=_keys(member)).order_by().values_list("name")
    return counted.annotate(count=Count("pk"))


def _most_frequent(counts: Counter[str]) -> list[tuple[str, str]]:
    names = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [(name, f"{name}（{count}）") for name, count in names[:CHOICES]]


def _periods(member: Member, whole: Set[str]) -> list[tuple[str, str]]:
    """The periods of milestones and of whole tasks, in order of time."""
    words = {*_periods_set(member), *whole}
    return [(str(period), period_words(period)) for period in sorted(map(Period.parse, words))]


@prepared
def _periods_set(member: Member) -> QuerySet[Any, str]:
    stones = Stone.objects.filter(task__in=_keys(member)).order_by()
    return stones.values_list("period", flat=True).distinct()[:CHOICES]


def _keys(member: Member) -> QuerySet[Task, Any]:
    return Task.objects.visible_to(member).order_by().values("pk")


def label_of_period(period: str) -> str:
    return period_words(Period.parse(period))


def labelled(words: Iterable[str]) -> list[tuple[str, str]]:
    """Periods in order: word and label. Where all are of one year the label leaves it out."""
    periods = sorted(map(Period.parse, words))
    years = {period.first[0] for period in periods}
    if len(years) == 1:
        return [(str(one), part_of_year(one) or period_words(one)) for one in periods]
    return [(str(one), period_words(one)) for one in periods]


#: so many of a paper's own columns are shown beside one another
OWN_COLUMNS = 8


def headers_of(fields: Iterable[Mapping[str, str]]) -> list[str]:
    """The paper's own columns that hold something in any of the tasks, in their order."""
    held = (header for own in fields for header, text in own.items() if text.strip())
    return list(dict.fromkeys(held))[:OWN_COLUMNS]
