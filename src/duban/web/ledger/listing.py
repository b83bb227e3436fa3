"""The ledger's rows for a filter: which, in what order, and what may be chosen from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from duban.plan import Period
from duban.web.accounts.member import Member
from duban.web.ledger.fields import PATH_JOINT, label_of_due
from duban.web.ledger.filters import Filter
from duban.web.ledger.marks import marking
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
    "order": ("plan__year", "plan__title", "plan", "position"),
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
    if not sort.startswith("-"):
        first = F(names[0]).asc(nulls_last=True)
    else:
        first = F(names[0]).desc(nulls_last=True)
    return found.order_by(first, *names[1:])


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


def tree_of(found: TaskQuerySet, wanted: Filter) -> Branch:
    """The headings of the tasks found, in the order of the papers."""
    whole = Branch("", "", 0, open=True)
    headings = (
        found.order_by()
        .values_list("heading")
        .annotate(count=Count("pk"), first=Min("position"))
        .order_by("first")
    )
    for heading, count, _first in headings:
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


def choices_of(member: Member, seen: TaskQuerySet, wanted: Filter) -> list[Choice]:
    """The selects of the filter bar: name, label, options, what is chosen."""
    keys = seen.order_by().values("pk")
    units = TaskUnit.objects.filter(task__in=keys)
    plans = Plan.objects.visible_to(member).order_by("-year", "title")
    return [
        (
            "plan",
            _("计划"),
            [(str(plan.pk), str(plan)) for plan in plans[:CHOICES]],
            "" if wanted.plan is None else str(wanted.plan),
        ),
        (
            "leader",
            _("牵头领导"),
            _names(TaskLeader.objects.filter(task__in=keys)),
            wanted.leader,
        ),
        ("lead", _("牵头单位"), _names(units.filter(role=UnitRole.LEAD)), wanted.lead),
        ("co", _("配合单位"), _names(units.filter(role=UnitRole.CO)), wanted.co),
        ("period", _("时期"), _periods(seen), wanted.period),
        ("due", _("完成时限"), _dues(seen), wanted.due),
        ("state", _("状态"), _states(seen), wanted.state),
        ("light", _("亮灯"), _lights(), wanted.light),
    ]


def _states(seen: TaskQuerySet) -> list[tuple[str, str]]:
    """The states some task stands in, in order of its way."""
    counts = dict(seen.order_by().values_list("state").annotate(count=Count("pk")))
    return [
        (state.value, f"{state.label}（{counts[state.value]}）")
        for state in TaskState
        if state.value in counts
    ]


def _lights() -> list[tuple[str, str]]:
    known = [(word, str(label)) for word, label in marking().choices]
    return [*known, (UNLIT, _("未亮灯"))]


def _names(rows: object) -> list[tuple[str, str]]:
    """Every name once, the most frequent first."""
    names = (
        rows.order_by()  # type: ignore[attr-defined]
        .values_list("name")
        .annotate(count=Count("pk"))
        .order_by("-count", "name")[:CHOICES]
    )
    return [(name, f"{name}（{count}）") for name, count in names]


def _periods(seen: TaskQuerySet) -> list[tuple[str, str]]:
    """The periods of milestones and of whole tasks, in order of time."""
    stones = Stone.objects.filter(task__in=seen.order_by().values("pk"))
    whole = seen.exclude(period="").order_by()
    words = {
        *stones.order_by().values_list("period", flat=True).distinct()[:CHOICES],
        *whole.values_list("period", flat=True).distinct()[:CHOICES],
    }
    return [(str(period), period.label) for period in sorted(map(Period.parse, words))]


def _dues(seen: TaskQuerySet) -> list[tuple[str, str]]:
    dues = seen.exclude(due="").order_by("due").values_list("due", flat=True).distinct()[:CHOICES]
    months = dict.fromkeys(due[:7] for due in dues)
    return [(month, label_of_due(month)) for month in months]


def label_of_period(period: str) -> str:
    return Period.parse(period).label


def periods_of(tasks: Iterable[Task]) -> list[tuple[str, str]]:
    """The periods that any of the tasks sets something for, in order: word and label.

    Where all are of one year the label leaves it out.
    """
    stones = {stone.period for task in tasks for stone in task.stones.all()}
    periods = sorted(Period.parse(period) for period in stones)
    years = {period.first[0] for period in periods}
    labels = [(str(period), period.label) for period in periods]
    if len(years) == 1:
        return [(period, label.partition("年")[2] or label) for period, label in labels]
    return labels


#: so many of a paper's own columns are shown beside one another
OWN_COLUMNS = 8


def headers_of(tasks: Iterable[Task]) -> list[str]:
    """The paper's own columns that hold something in any of the tasks, in their order."""
    held = (
        header for task in tasks for header, text in task.form["fields"].items() if text.strip()
    )
    return list(dict.fromkeys(held))[:OWN_COLUMNS]
