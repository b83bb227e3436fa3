"""Money planned and spent, where tasks name their investment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.web.boards.behind import (
    Listed,
    last_reports,
    light_cell,
    listing,
    report_cell,
    source_cell,
    task_cell,
    under,
    ways,
)
from duban.web.boards.lamps import head
from duban.web.boards.panel import Cell, Chart, Column, Panel, Row
from duban.web.boards.progress import percent
from duban.web.boards.seen import Seen
from duban.web.handling.models import Part
from duban.web.ledger.models import Task, TaskState
from duban.web.reports.models import State, Value
from duban.web.supervision.asking import NO_HEADING

#: what the figure of a task's own spending is called; its target for sales or taxes is not that
SPENDING = ("投资", "资金", "支出", "支付", "拨付")
YUAN, TEN_THOUSAND = "元", Decimal(10_000)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Purse:
    """One task's money in 元; `spent` None where it has no figure of it, or none was accepted."""

    task: int
    heading: str
    planned: Decimal
    spent: Decimal | None


def tasks_of(seen: Seen) -> QuerySet[Task]:
    """The tasks of the ledger that name an investment and were not cancelled."""
    found = Task.objects.visible_to(seen.member).filter(seen.tasks(), investment__isnull=False)
    return found.exclude(state=TaskState.CANCELLED)


def ask(seen: Seen) -> list[Purse]:
    rows = list(tasks_of(seen).order_by().values_list("pk", "heading", "investment"))
    spent = spent_by([key for key, _heading, _money in rows]) if rows else {}
    return [
        Purse(key, head(path), planned, spent.get(key))
        for key, path, planned in rows
        if planned is not None
    ]


def spent_by(tasks: Iterable[int]) -> dict[int, Decimal]:
    """By task: what its figures of spending, accepted, stand at. The caller has seen the tasks."""
    named = Q()
    for word in SPENDING:
        named |= Q(indicator__metric__contains=word)
    rows = (
        Value.objects.filter(
            named,
            indicator__task__in=list(tasks),
            indicator__unit=YUAN,
            indicator__ended_on=None,
            report__state=State.ACCEPTED,
            report__part=Part.LEAD,
        )
        .exclude(report__corrections__state=State.ACCEPTED)
        .order_by("report__period__last_day", "report__decided_at", "pk")
        .values_list("indicator__task", "indicator", "indicator__cumulative", "value")
    )
    stands: dict[tuple[int, int], Decimal] = {}
    for task, indicator, cumulative, value in rows:
        before = NOTHING if cumulative else stands.get((task, indicator), NOTHING)
        stands[task, indicator] = before + value
    found: dict[int, Decimal] = defaultdict(Decimal)
    for (task, _indicator), value in stands.items():
        found[task] += value
    return dict(found)


def money(purses: Sequence[Purse], seen: Seen) -> Panel:
    """By heading, the largest plan first."""
    groups: dict[str, list[Purse]] = defaultdict(list)
    for purse in purses:
        groups[purse.heading].append(purse)
    held = sorted(groups.items(), key=lambda pair: (-planned(pair[1]), pair[0]))
    rows = tuple(_row(name, group, seen) for name, group in held)
    whole = _row("", purses, seen, everything=True) if rows else None
    return Panel(
        name="money",
        title=_("资金计划与完成"),
        definition=_(
            "计划数是清单上写明的投资额；完成数是任务自己的资金指标（名称含投资、资金、支出、支付、拨付，"
            "以元计）审核通过的累计数。没有资金指标的任务不计入完成数，完成比例只比有完成数的任务。"
        ),
        columns=(
            Column("heading", _("条线"), number=False),
            Column("planned", pgettext("money", "计划"), unit=_("万元")),
            Column("spent", pgettext("money", "完成"), unit=_("万元")),
            Column("part", _("完成比例"), unit="%"),
            Column("tasks", _("有投资的任务")),
            Column("told", _("报了完成数的")),
        ),
        rows=rows,
        total=whole,
        chart=_chart(rows),
        empty=_("清单上没有写明投资额的任务。"),
    )


def planned(purses: Iterable[Purse]) -> Decimal:
    return sum((purse.planned for purse in purses), NOTHING)


def _row(name: str, purses: Sequence[Purse], seen: Seen, *, everything: bool = False) -> Row:
    told = [purse for purse in purses if purse.spent is not None]
    spent = sum((purse.spent for purse in told if purse.spent is not None), NOTHING)
    due = planned(told)
    words = {} if everything else {"heading": name or NO_HEADING}
    behind = reverse("boards:list", args=["money"])
    return (
        Cell(_("合计") if everything else name or _("未分条线")),
        Cell(in_ten_thousands(planned(purses))),
        Cell(in_ten_thousands(spent) if told else None),
        Cell(percent(spent / due) if told and due else None),
        Cell(len(purses), behind + seen.address(**words)),
        Cell(len(told), behind + seen.address(told=1, **words) if told else ""),
    )


def in_ten_thousands(value: Decimal) -> Decimal:
    """万元, no digit lost and none added."""
    found = (value / TEN_THOUSAND).normalize()
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found


def _chart(rows: Sequence[Row]) -> Chart | None:
    if not rows:
        return None
    plain = [(row[0].value, row[1].value, row[2].value) for row in rows]
    return Chart(
        "pairs",
        {
            "names": [name for name, _planned, _spent in plain],
            "unit": _("万元"),
            "wanted": {
                "name": pgettext("money", "计划"),
                "values": [f"{value:f}" for _n, value, _s in plain],
            },
            "reached": {
                "name": pgettext("money", "完成"),
                "values": [None if value is None else f"{value:f}" for _n, _p, value in plain],
            },
        },
    )


def listed(seen: Seen, query: QueryDict) -> Listed:
    rows = tasks_of(seen).filter(under(query.get("heading", ""), ""))
    if query.get("told"):
        keys = list(rows.order_by().values_list("pk", flat=True))
        rows = rows.filter(pk__in=list(spent_by(keys)))
    ordered = rows.select_related("light_now").order_by("plan", "position", "pk")
    return Listed(ordered, lambda page: _page(page, seen))


def _page(tasks: Sequence[Task], seen: Seen) -> Panel:
    keys = [task.pk for task in tasks]
    spent, reports = spent_by(keys), last_reports(keys, seen)
    columns = (
        Column("task", _("任务"), number=False),
        Column("light", _("亮灯"), number=False),
        Column("planned", pgettext("money", "计划"), unit=_("万元")),
        Column("spent", pgettext("money", "完成"), unit=_("万元")),
        Column("part", _("完成比例"), unit="%"),
        *ways(),
    )
    rows = (
        (
            task_cell(task),
            light_cell(task),
            *_money_cells(task, spent),
            report_cell(reports.get(task.pk)),
            source_cell(task),
        )
        for task in tasks
    )
    return listing("money", _("写明投资额的任务"), columns, rows)


def _money_cells(task: Task, spent: Mapping[int, Decimal]) -> tuple[Cell, Cell, Cell]:
    whole, held = task.investment, spent.get(task.pk)
    part = None if held is None or not whole else percent(held / whole)
    return (
        Cell(None if whole is None else in_ten_thousands(whole)),
        Cell(None if held is None else in_ten_thousands(held)),
        Cell(part),
    )
