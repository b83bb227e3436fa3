"""Expected beside actual: the curve of a whole ledger month by month, and each heading today.

Every task that has a figure weighs alike. Shares come from the day's work as whole millionths, so
that a database adds them up without a rounding of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.boards.behind import (
    Listed,
    last_reports,
    light_cell,
    listing,
    month_of,
    report_cell,
    source_cell,
    task_cell,
    under,
    ways,
)
from duban.web.boards.lamps import head
from duban.web.boards.models import CoursePoint
from duban.web.boards.models.course import MILLION
from duban.web.boards.panel import Cell, Chart, Column, Panel, Row
from duban.web.boards.seen import Seen, days_of, of_ledger
from duban.web.reports.models import Report
from duban.web.supervision.asking import NO_HEADING

TENTH, HUNDRED = Decimal("0.1"), Decimal(100)
#: a month is drawn as reached when reports of at least half of the tasks could be asked for
HALF = 2
#: points behind, of a hundred, from which a heading is told to lag
LAGS, LAGS_FAR = Decimal(1), Decimal(10)


@dataclass(frozen=True, slots=True)
class Total:
    """Sums of shares in millionths: `wanted` of `tasks`, `reached` of those `told`."""

    wanted: int
    tasks: int
    reached: int
    told: int

    @property
    def wanted_share(self) -> Decimal:
        return mean(self.wanted, self.tasks)

    @property
    def reached_share(self) -> Decimal | None:
        return mean(self.reached, self.told) if self.told else None


def mean(millionths: int, count: int) -> Decimal:
    return Decimal(millionths) / (MILLION * count) if count else Decimal(0)


def percent(share: Decimal | None) -> Decimal | None:
    """A share as people read it: hundredths to one place."""
    return None if share is None else (share * HUNDRED).quantize(TENTH, ROUND_HALF_UP)


def points_of(seen: Seen) -> QuerySet[CoursePoint]:
    found = CoursePoint.objects.visible_to(seen.member).filter(seen.tasks("task__"))
    return found.filter(last_day__year=seen.year)


def ask_months(seen: Seen) -> list[tuple[date, Total]]:
    rows = (
        points_of(seen)
        .order_by()
        .values_list("last_day")
        .annotate(Sum("wanted"), Count("pk"), Sum("reached"), Count("reached"))
        .order_by("last_day")
    )
    return [
        (day, Total(wanted, tasks, reached or 0, told))
        for day, wanted, tasks, reached, told in rows
    ]


def ask_headings(seen: Seen) -> dict[str, Total]:
    """By outermost heading, the last month of each task of which a report could be asked for."""
    return _headed(_latest(seen.member, seen.place.key, seen.year, *days_of(seen.year)))


def ask_headings_in(seen: Seen, month: date) -> dict[str, Total]:
    """By outermost heading, the month that ends on a day, of the tasks whose report of it could be
    asked for."""
    return _headed(_by_path(points_of(seen).filter(last_day=month, reached__isnull=False)))


def _by_path(points: QuerySet[CoursePoint]) -> QuerySet[Any, tuple[str, int, int, int]]:
    """By heading: sums of shares wanted, tasks, sums of shares reached."""
    counted = points.order_by().values_list("task__heading")
    sums = counted.annotate(Sum("wanted"), Count("pk"), Sum("reached"))
    return sums.order_by("task__heading")


def _headed(rows: Iterable[tuple[str, int, int, int]]) -> dict[str, Total]:
    """Sums by whole path added up by outermost heading."""
    found: dict[str, Total] = {}
    for path, wanted, tasks, reached in rows:
        held = found.get(head(path), Total(0, 0, 0, 0))
        found[head(path)] = Total(
            held.wanted + wanted,
            held.tasks + tasks,
            held.reached + reached,
            held.told + tasks,
        )
    return found


@prepared
def _latest(
    member: Member, place: int, year: int, first: date, last: date
) -> QuerySet[Any, tuple[str, int, int, int]]:
    points = CoursePoint.objects.visible_to(member).filter(of_ledger(place, year, "task__"))
    return _by_path(points.filter(latest=True, last_day__gte=first, last_day__lte=last))


def curve(months: Sequence[tuple[date, Total]], seen: Seen) -> Panel:
    drawn = [(day, total, _drawn(total)) for day, total in months]
    return Panel(
        name="curve",
        title=_("全年应达与实际"),
        definition=_(
            "每项有量化指标的任务同等权重：应达是计划要求到当月末完成的份额（占本任务全年目标的百分比）"
            "的平均，实际是审核通过的数值所占份额的平均，超过目标的按100%计。"
            "半数以上任务的填报到期的月份才画实际；合格率一类的水平指标和文字要求不计入。"
        ),
        columns=(
            Column("month", _("月份"), number=False),
            Column("wanted", _("应达"), unit="%"),
            Column("reached", _("实际"), unit="%"),
            Column("gap", _("相差"), unit=_("个百分点")),
            Column("tasks", _("计入任务")),
            Column("told", _("已到期任务")),
        ),
        rows=tuple(_month_row(day, total, reached, seen) for day, total, reached in drawn),
        chart=_curve_chart(drawn),
        empty=_("还没有可以计量的任务。指标确认、任务交办以后，系统每天算一次。"),
    )


def _drawn(total: Total) -> Decimal | None:
    return total.reached_share if total.told * HALF >= total.tasks else None


def _month_row(day: date, total: Total, reached: Decimal | None, seen: Seen) -> Row:
    wanted = total.wanted_share
    behind = reverse("boards:list", args=["curve"])
    month = f"{day:%Y-%m}"
    return (
        Cell(_("%(month)s月") % {"month": day.month}),
        Cell(percent(wanted)),
        Cell(percent(reached)),
        Cell(None if reached is None else percent(reached - wanted)),
        Cell(total.tasks, behind + seen.address(month=month)),
        Cell(total.told, behind + seen.address(month=month, told=1) if total.told else ""),
    )


def _curve_chart(drawn: Sequence[tuple[date, Total, Decimal | None]]) -> Chart | None:
    if not drawn:
        return None
    return Chart(
        "curve",
        {
            "names": [_("%(month)s月") % {"month": day.month} for day, _total, _reached in drawn],
            "unit": "%",
            "top": 100,
            "wanted": {
                "name": _("应达"),
                "values": [_plain(total.wanted_share) for _d, total, _r in drawn],
            },
            "reached": {
                "name": _("实际"),
                "values": [_plain(reached) for _d, _total, reached in drawn],
            },
        },
    )


def _plain(share: Decimal | None) -> str | None:
    value = percent(share)
    return None if value is None else f"{value:f}"


def by_heading(
    totals: Mapping[str, Total], seen: Seen, most: int | None = None, month: date | None = None
) -> Panel:
    """The heading that lags most first; of the month that ends on a day, where one is named."""
    held = sorted(totals.items(), key=lambda pair: (_gap(pair[1]), pair[0]))
    return Panel(
        name="progress",
        title=_("序时进度与实际"),
        definition=_(
            "按条线，取每项任务最近一个已到期的月份：横条是实际，竖线是应达，口径同“全年应达与实际”。"
            "相差不到1个百分点为跟上，10个以内为滞后，再多为明显滞后；落后多的排在前。"
        ),
        columns=(
            Column("heading", _("条线"), number=False),
            Column("meter", _("实际 / 应达"), number=False),
            Column("reached", _("实际"), unit="%"),
            Column("wanted", _("应达"), unit="%"),
            Column("standing", _("判断"), number=False),
            Column("tasks", _("计入任务")),
        ),
        rows=tuple(_heading_row(name, total, seen, month) for name, total in held[:most]),
        whole=len(held),
        empty=_("还没有到期的量化进度。"),
    )


def _gap(total: Total) -> Decimal:
    reached = total.reached_share
    return Decimal(0) if reached is None else reached - total.wanted_share


def _heading_row(name: str, total: Total, seen: Seen, month: date | None) -> Row:
    wanted, reached = total.wanted_share, total.reached_share
    shade, word = standing(_gap(total))
    of_month = {} if month is None else {"month": f"{month:%Y-%m}", "told": 1}
    address = seen.address(heading=name or NO_HEADING, **of_month)
    return (
        Cell(name or _("未分条线")),
        Cell(
            _("实际%(reached)s%%，应达%(wanted)s%%")
            % {"reached": percent(reached), "wanted": percent(wanted)},
            share=reached,
            mark=wanted,
        ),
        Cell(percent(reached)),
        Cell(percent(wanted)),
        Cell(word, shade=shade),
        Cell(total.tasks, reverse("boards:list", args=["progress"]) + address),
    )


def standing(gap: Decimal) -> tuple[str, str]:
    """The light and the word for so much (a share) ahead or behind."""
    points = gap * HUNDRED
    if points > -LAGS:
        return "green", _("跟上")
    return ("yellow", _("滞后")) if points > -LAGS_FAR else ("red", _("明显滞后"))


def listed(seen: Seen, query: QueryDict) -> Listed:
    """The tasks behind a month of the curve, or behind a heading today."""
    rows = points_of(seen).filter(under(query.get("heading", "")))
    month = month_of(query)
    if month is None:
        rows = rows.filter(latest=True)
    else:
        rows = rows.filter(last_day__year=month.year, last_day__month=month.month)
    if query.get("told"):
        rows = rows.filter(reached__isnull=False)
    ordered = rows.select_related("task__light_now").order_by("task__plan", "task__position", "pk")
    return Listed(ordered, lambda page: _point_rows(page, seen))


def _point_rows(page: Sequence[CoursePoint], seen: Seen) -> Panel:
    reports = last_reports((row.task_id for row in page), seen)
    columns = (
        Column("task", _("任务"), number=False),
        Column("light", _("亮灯"), number=False),
        Column("month", _("月份"), number=False),
        Column("wanted", _("应达"), unit="%"),
        Column("reached", _("实际"), unit="%"),
        Column("gap", _("相差"), unit=_("个百分点")),
        *ways(),
    )
    rows = (_point_row(row, reports.get(row.task_id)) for row in page)
    return listing("curve", _("有量化指标的任务"), columns, rows)


def _point_row(row: CoursePoint, report: Report | None) -> Row:
    wanted = mean(row.wanted, 1)
    reached = None if row.reached is None else mean(row.reached, 1)
    return (
        task_cell(row.task),
        light_cell(row.task),
        Cell(_("%(month)s月") % {"month": row.last_day.month}),
        Cell(percent(wanted)),
        Cell(percent(reached)),
        Cell(None if reached is None else percent(reached - wanted)),
        report_cell(report),
        source_cell(row.task),
    )
