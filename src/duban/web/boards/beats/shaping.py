"""From lines to what a page shows: counts by unit or by sort, figures on top, lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.plan import Period
from duban.web.accounts.models import Organisation
from duban.web.boards.beats.line import SORTS, By, Kind, Line, Section, Sort, list_name
from duban.web.boards.panel import Cell, Column, Label, Panel, Row
from duban.web.boards.progress import percent
from duban.web.boards.rhythm import Look
from duban.web.design.periods import period_words
from duban.web.handling.models import Part
from duban.web.ledger.models import Task
from duban.web.ledger.models.tasks import wording_of
from duban.web.reports.models import Report
from duban.web.supervision.asking import number
from duban.web.supervision.models import Colour

#: in an address: nobody answers for the task
NOBODY = "0"
COLUMNS: Mapping[str, tuple[Label, bool]] = {
    "task": (gettext_lazy("任务"), False),
    "light": (gettext_lazy("亮灯"), False),
    "unit": (gettext_lazy("单位"), False),
    "sort": (gettext_lazy("事项"), False),
    "kind": (gettext_lazy("结果"), False),
    "thing": (gettext_lazy("所据"), False),
    "day": (gettext_lazy("日期"), False),
    "words": (gettext_lazy("说明"), True),
}


def behind(section: Section, look: Look, **words: object) -> str:
    """The address of the section's list, narrowed by `words`."""
    name = list_name(look.beat, section)
    return reverse("boards:rhythm-list", args=[name]) + look.address(**words)


def narrowed(section: Section, lines: Iterable[Line], query: QueryDict) -> list[Line]:
    """Those of the unit, kind and sort that an address asks for; words nobody knows are none."""
    unit, kind, sort = (query.get(name, "") for name in ("unit", "kind", "sort"))
    found = list(lines)
    if unit == NOBODY:
        found = [line for line in found if line.unit is None]
    elif (key := number(unit)) is not None:
        found = [line for line in found if line.unit == key]
    if kind in {one.name for one in section.kinds}:
        found = [line for line in found if line.kind == kind]
    if sort in {one.value for one in Sort}:
        found = [line for line in found if line.sort.value == sort]
    return found


@dataclass(frozen=True)
class Names:
    """The tasks and units that lines are about, and where their reports stand by task and period;
    asked for once a page, three queries."""

    tasks: Mapping[int, Task]
    units: Mapping[int, str]
    reports: Mapping[tuple[int, str], str]

    @classmethod
    def of(cls, look: Look, shown: Iterable[Line], counted: Iterable[Line] = ()) -> Names:
        """`shown` by their tasks and reports, `counted` by their units alone."""
        held = tuple(shown)
        tasks = Task.objects.filter(pk__in={line.task for line in held})
        lit = tasks.select_related("light_now").defer(*wording_of())
        units = {line.unit for line in (*held, *counted) if line.unit is not None}
        named = Organisation.objects.filter(pk__in=units).values_list("pk", "name")
        return cls({task.pk: task for task in lit}, dict(named), _reports(look, held))

    def unit(self, key: int | None) -> str:
        return _("未落实牵头单位") if key is None else self.units[key]


def _reports(look: Look, lines: Iterable[Line]) -> dict[tuple[int, str], str]:
    """Of the reports asked for, those that were sent and that the person sees."""
    asked = {(line.task, line.period) for line in lines if line.period}
    sent = (
        Report.objects.visible_to(look.member)
        .filter(
            task__in={task for task, _period in asked},
            period__period__in={period for _task, period in asked},
            part=Part.LEAD,
            corrects=None,
        )
        .exclude(submitted_on=None)
    )
    rows = sent.values_list("pk", "task", "period__period")
    return {(task, period): reverse("reports:report", args=[key]) for key, task, period in rows}


@dataclass(slots=True)
class Group:
    """Lines of one unit, or of one sort."""

    word: str
    name: str
    count: Counter[str]

    def settled(self, section: Section) -> int:
        return sum(held for kind, held in self.count.items() if kind not in section.unsettled)

    def share(self, section: Section) -> Decimal | None:
        whole = self.settled(section)
        return Decimal(self.count[section.best]) / whole if whole else None


def groups(section: Section, lines: Iterable[Line], names: Names) -> list[Group]:
    found: dict[Any, Group] = {}
    for line in lines:
        key: Any = line.unit if section.by is By.UNIT else line.sort
        if key not in found:
            if section.by is By.UNIT:
                word = NOBODY if line.unit is None else str(line.unit)
                found[key] = Group(word, names.unit(line.unit), Counter())
            else:
                found[key] = Group(line.sort.value, str(SORTS[line.sort]), Counter())
        found[key].count[line.kind] += 1
    return sorted(found.values(), key=lambda group: _gravity(section, group))


def _gravity(section: Section, group: Group) -> tuple[Any, ...]:
    """The best first where units are ranked, what was not settled last; else the gravest."""
    if section.best:
        share = group.share(section)
        return share is None, -(share or 0), -group.settled(section), group.name
    return (*(-group.count[kind.name] for kind in section.kinds), group.name)


def table(section: Section, lines: Sequence[Line], names: Names, look: Look) -> Panel:
    """Counts of the section, each with the way to its list; the whole stands below."""
    held = groups(section, lines, names)
    added = not section.apart and len(section.kinds) > 1
    columns = [
        Column("name", _("单位") if section.by is By.UNIT else _("事项"), number=False),
        *(Column(kind.name, kind.label, shade=kind.shade) for kind in section.kinds),
    ]
    if added:
        columns.append(Column("whole", _("合计")))
    if section.best:
        columns += [Column("share", _("按时率"), unit="%"), Column("rank", _("名次"))]
    ranks = _ranks(section, held)
    rows = [
        (*_cells(section, group, look, added=added), *_ranked(section, group, ranks))
        for group in held
    ]
    whole = Group("", _("合计"), Counter(line.kind for line in lines))
    total = (*_cells(section, whole, look, added=added), *_ranked(section, whole, {}))
    return Panel(
        name=section.name,
        title=section.title,
        definition=section.definition,
        columns=tuple(columns),
        rows=tuple(rows),
        total=total if len(rows) > 1 else None,
        empty=section.empty,
    )


def _cells(section: Section, group: Group, look: Look, *, added: bool) -> Row:
    narrow = {section.by.value: group.word} if group.word else {}
    cells = [Cell(group.name)]
    for kind in section.kinds:
        count = group.count[kind.name]
        way = behind(section, look, **narrow, kind=kind.name) if count else ""
        cells.append(Cell(count, way, kind.shade if count else ""))
    if added:
        cells.append(Cell(group.count.total(), behind(section, look, **narrow)))
    return tuple(cells)


def _ranks(section: Section, held: Sequence[Group]) -> Mapping[str, int]:
    """Units of one share have one rank."""
    ranks: dict[str, int] = {}
    before: tuple[Decimal | None, int] = (None, 0)
    for at, group in enumerate(held, 1):
        share = group.share(section) if section.best else None
        if share is None:
            continue
        rank = before[1] if share == before[0] else at
        ranks[group.word] = rank
        before = share, rank
    return ranks


def _ranked(section: Section, group: Group, ranks: Mapping[str, int]) -> Row:
    if not section.best:
        return ()
    return Cell(percent(group.share(section))), Cell(ranks.get(group.word))


@dataclass(frozen=True, slots=True)
class Figure:
    """A count on top of a page, of a kind (empty: of all) of the lines of a list, with that of the
    span before where they are compared."""

    section: str
    kind: str
    label: Label
    shade: str
    count: int
    address: str
    before: int | None = None
    before_address: str = ""


def counted(lines: Iterable[Line], kind: str) -> int:
    return sum(not kind or line.kind == kind for line in lines)


def kind_of(section: Section, name: str) -> Kind:
    return next(kind for kind in section.kinds if kind.name == name)


@dataclass(frozen=True, slots=True)
class Item:
    """One line as a page shows it in short. `light` is the word of a light, `paper` what the line
    is about, `mark` its kind where that has to be told."""

    text: str
    address: str
    light: str
    shade: str
    mark: Kind | None
    paper: str
    unit: str
    line: Line


def item(section: Section, line: Line, names: Names) -> Item:
    task, thing = names.tasks[line.task], thing_of(line, names)
    return Item(
        task.title,
        thing.address or task.get_absolute_url(),
        _turn(line),
        Colour(line.now).shade if line.now else "",
        kind_of(section, line.kind) if section.marked else None,
        _paper(line.sort, thing),
        names.unit(line.unit),
        line,
    )


def thing_of(line: Line, names: Names) -> Cell:
    """The paper a line is about; the period of a report, which leads there once it was sent."""
    if not line.period:
        return line.thing
    address = names.reports.get((line.task, line.period), "")
    return Cell(period_words(Period.parse(line.period)), address)


def _paper(sort: Sort, thing: Cell) -> str:
    """填报 2026年8月, 督办单 柳溪镇督〔2026〕3号; nothing of a task as such."""
    if sort is Sort.TASK:
        return "" if thing.value is None else str(thing.value)
    return str(SORTS[sort]) if thing.value is None else f"{SORTS[sort]} {thing.value}"


def _turn(line: Line) -> str:
    """红灯, or 黄灯→红灯 where it was another."""
    words = [str(Colour(one).label) for one in (line.was, line.now) if one]
    return "→".join(words)


def listing(section: Section, lines: Iterable[Line], names: Names) -> Panel:
    """Lines as a table: of a page, or of a file."""
    columns = tuple(
        Column(name, section.dated if name == "day" else COLUMNS[name][0], False, words=words)
        for name, words in ((name, COLUMNS[name][1]) for name in section.columns)
    )
    kinds = {kind.name: kind for kind in section.kinds}
    rows = tuple(
        tuple(_cell(name, line, names, kinds) for name in section.columns) for line in lines
    )
    return Panel(
        name=section.name,
        title=section.title,
        definition=section.definition,
        columns=columns,
        rows=rows,
        empty=section.empty,
        listed=True,
    )


def _cell(name: str, line: Line, names: Names, kinds: Mapping[str, Kind]) -> Cell:
    match name:
        case "task":
            task = names.tasks[line.task]
            return Cell(task.title, task.get_absolute_url())
        case "light":
            return Cell(_turn(line) or None, shade=Colour(line.now).shade if line.now else "")
        case "unit":
            return Cell(names.unit(line.unit))
        case "sort":
            return Cell(str(SORTS[line.sort]))
        case "kind":
            kind = kinds[line.kind]
            return Cell(str(kind.label), shade=kind.shade)
        case "thing":
            return thing_of(line, names)
        case "day":
            return Cell(line.day)
    return Cell(line.words or None)
