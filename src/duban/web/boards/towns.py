"""Towns and their shares: what each town was given of the ledger's figures, and what of it was
accepted, by the ledger's own reports or by the town's.

The level above sees of a town what was accepted there, and nothing on its way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.web.boards.behind import (
    Listed,
    light_cell,
    listing,
    report_cell,
    source_cell,
    task_cell,
    ways,
)
from duban.web.boards.models import CoursePoint
from duban.web.boards.panel import Cell, Column, Panel, Row, Tile
from duban.web.boards.progress import mean, percent, standing
from duban.web.boards.seen import Seen
from duban.web.handling.models import HandedDown, Part, Share, Taking, plain
from duban.web.ledger.models import Task
from duban.web.reports.models import Report, State, Value
from duban.web.supervision.asking import number

NOTHING, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Borne:
    """One share: whose, of what, how much, and how much of it was accepted (None: nothing yet).

    `wanted` is the part of the whole that the plan wants by now, `report` what says so.
    """

    share: int
    town: int
    name: str
    value: Decimal
    reached: Decimal | None
    wanted: Decimal | None
    report: int | None

    @property
    def part(self) -> Decimal:
        """Of the share, what was accepted; no more than the whole of it."""
        if self.reached is None or not self.value:
            return NOTHING
        return min(max(self.reached / self.value, NOTHING), ONE)


def shares_of(seen: Seen) -> QuerySet[Share]:
    """What the ledger's plans share out among organisations."""
    found = Share.objects.visible_to(seen.member).filter(seen.tasks("task__"))
    return found.filter(given_by=None, organisation__isnull=False, indicator__ended_on=None)


def ask(seen: Seen) -> list[Borne]:
    return borne(shares_of(seen), seen)


def borne(shares: QuerySet[Share], seen: Seen) -> list[Borne]:
    """The shares with what was accepted of each: three queries."""
    rows = _with_point(shares).values_list(
        *("pk", "organisation", "organisation__name", "value", "indicator", "task"),
        *("indicator__metric", "indicator__unit", "wanted_now"),
    )
    held = list(rows)
    said_here = _own({row[4] for row in held}, seen)
    said_below = _below({row[5] for row in held}, seen)
    found = []
    for pk, town, name, value, indicator, task, metric, unit, wanted in held:
        said = said_here.get((indicator, town)) or said_below.get((task, town, metric, unit))
        reached, report = said if said is not None else (None, None)
        share = None if wanted is None else mean(wanted, 1)
        found.append(Borne(pk, town, name, value, reached, share, report))
    return found


def _with_point(shares: QuerySet[Share]) -> QuerySet[Share, Any]:
    latest = CoursePoint.objects.filter(task=OuterRef("task"), latest=True)
    return shares.annotate(wanted_now=Subquery(latest.values("wanted")[:1])).order_by(
        "organisation__kind", "organisation", "task__plan", "task__position", "position", "pk"
    )


Said = tuple[Decimal, int]


def _own(indicators: set[int], seen: Seen) -> dict[tuple[int, int], Said]:
    """By indicator and unit: the accepted figure of its own part, and the report that says so."""
    rows = _accepted(seen).filter(indicator__in=indicators).exclude(report__part=Part.LEAD)
    return _stands(rows, ("indicator", "report__organisation"))


def _below(tasks: set[int], seen: Seen) -> dict[tuple[int, int, str, str], Said]:
    """By task, town, metric and unit: the accepted figure of the task by which the town took it
    up."""
    taken = HandedDown.objects.filter(state=Taking.TAKEN, assignment__task__in=tasks)
    above = {
        key: (task, town)
        for key, task, town in taken.values_list(
            "task", "assignment__task", "assignment__organisation"
        )
    }
    rows = _accepted(seen).filter(indicator__task__in=above, report__part=Part.LEAD)
    found = _stands(rows, ("indicator__task", "indicator__metric", "indicator__unit"))
    return {(*above[key], metric, unit): said for (key, metric, unit), said in found.items()}


def _accepted(seen: Seen) -> QuerySet[Value]:
    rows = Value.objects.visible_to(seen.member).filter(report__state=State.ACCEPTED)
    return rows.exclude(report__corrections__state=State.ACCEPTED).order_by(
        "report__period__last_day", "report__decided_at", "pk"
    )


def _stands(rows: QuerySet[Value], keys: tuple[str, ...]) -> dict[Any, Said]:
    """What the figures stand at by key: the last of those that count from the start, the sum of
    those of single periods."""
    found: dict[Any, Said] = {}
    for *key, cumulative, value, report in rows.values_list(
        *keys, "indicator__cumulative", "value", "report"
    ):
        before = found.get(tuple(key))
        base = NOTHING if cumulative or before is None else before[0]
        found[tuple(key)] = base + value, report
    return found


@dataclass(frozen=True, slots=True)
class Town:
    """All shares of one town, each weighing alike."""

    key: int
    name: str
    shares: tuple[Borne, ...]

    @property
    def told(self) -> int:
        return sum(one.reached is not None for one in self.shares)

    @property
    def reached(self) -> Decimal:
        return sum((one.part for one in self.shares), NOTHING) / len(self.shares)

    @property
    def wanted(self) -> Decimal | None:
        known = [one.wanted for one in self.shares if one.wanted is not None]
        return sum(known, NOTHING) / len(known) if known else None


def by_town(held: Iterable[Borne]) -> list[Town]:
    """In the order of the shares, which is that of the organisations."""
    found: dict[int, list[Borne]] = defaultdict(list)
    for one in held:
        found[one.town].append(one)
    return [Town(key, group[0].name, tuple(group)) for key, group in found.items()]


def towns(held: Sequence[Town], seen: Seen) -> Panel:
    return Panel(
        name="towns",
        title=_("街镇分解量完成"),
        definition=_(
            "每条分解量同等权重：完成是审核通过的数占本街镇分解量的比例（超过的按100%计，未报的按0计）"
            "的平均；应达按所属任务的序时进度。下级上报的只计审核通过的数。"
        ),
        columns=(
            Column("town", _("单位"), number=False),
            Column("meter", _("完成 / 应达"), number=False),
            Column("reached", _("完成"), unit="%"),
            Column("wanted", _("应达"), unit="%"),
            Column("standing", _("判断"), number=False),
            Column("shares", _("分解量（条）")),
            Column("told", _("已报")),
        ),
        rows=tuple(_row(town, seen) for town in held),
        tiles=tuple(_tile(town, seen) for town in held),
        empty=_("没有分解到街镇的任务量。清单上写明各街镇任务量的，确认后按街镇汇总在这里。"),
    )


def _tile(town: Town, seen: Seen) -> Tile:
    shade, word = _standing(town)
    address = reverse("boards:list", args=["towns"]) + seen.address(town=town.key)
    return Tile(town.key, town.name, f"{percent(town.reached)}%", address, shade, word)


def _standing(town: Town) -> tuple[str, str]:
    """Nothing is said of a town whose tasks are not due yet."""
    if town.wanted is None:
        return "grey", _("未到期")
    return standing(town.reached - town.wanted)


def _row(town: Town, seen: Seen) -> Row:
    reached, wanted = town.reached, town.wanted
    shade, word = _standing(town)
    behind = reverse("boards:list", args=["towns"])
    return (
        Cell(town.name),
        Cell(
            _("完成%(reached)s%%，应达%(wanted)s%%")
            % {
                "reached": percent(reached),
                "wanted": percent(wanted) if wanted is not None else "—",
            },
            share=reached,
            mark=wanted,
        ),
        Cell(percent(reached)),
        Cell(percent(wanted)),
        Cell(word, shade=shade),
        Cell(len(town.shares), behind + seen.address(town=town.key)),
        Cell(town.told, behind + seen.address(town=town.key, told=1) if town.told else ""),
    )


def listed(seen: Seen, query: QueryDict) -> Listed:
    rows = shares_of(seen)
    if (town := number(query.get("town", ""))) is not None:
        rows = rows.filter(organisation=town)
    if query.get("told"):
        rows = rows.filter(
            pk__in=[one.share for one in borne(rows, seen) if one.reached is not None]
        )
    ordered = rows.select_related("task__light_now", "indicator", "organisation").order_by(
        "organisation__kind", "organisation", "task__plan", "task__position", "position", "pk"
    )
    return Listed(ordered, lambda page: _page(page, seen))


def _page(shares: Sequence[Share], seen: Seen) -> Panel:
    known = {
        one.share: one
        for one in borne(Share.objects.filter(pk__in=[one.pk for one in shares]), seen)
    }
    said = [one.report for one in known.values() if one.report is not None]
    reports = Report.objects.visible_to(seen.member).filter(pk__in=said).select_related("period")
    by_key = {report.pk: report for report in reports}
    columns = (
        Column("town", _("单位"), number=False),
        Column("task", _("任务"), number=False),
        Column("light", _("任务亮灯"), number=False),
        Column("metric", _("指标"), number=False),
        Column("share", _("分解量")),
        Column("reached", _("已完成")),
        Column("part", _("完成"), unit="%"),
        *ways(),
    )
    rows = (_share_row(one, known[one.pk], by_key) for one in shares)
    return listing("towns", _("各街镇分解量"), columns, rows)


def _share_row(share: Share, found: Borne, reports: dict[int, Report]) -> Row:
    task: Task = share.task
    report = None if found.report is None else reports.get(found.report)
    return (
        Cell(share.bearer),
        task_cell(task),
        light_cell(task),
        Cell(share.indicator.metric),
        Cell(plain(found.value), unit=share.indicator.unit),
        Cell(None if found.reached is None else plain(found.reached), unit=share.indicator.unit),
        Cell(None if found.reached is None else percent(found.part)),
        report_cell(report),
        source_cell(task),
    )
