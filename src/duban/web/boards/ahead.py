"""What turns red within thirty days, and why: the soonest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from duban.web.boards.behind import (
    Listed,
    last_reports,
    light_cell,
    report_cell,
    source_cell,
    task_cell,
    ways,
)
from duban.web.boards.models import Ahead
from duban.web.boards.panel import Cell, Column, Panel
from duban.web.boards.seen import Seen

DAYS = 30
#: so many stand on the board; the list has them all
SHOWN = 8


def turning(seen: Seen, days: int = DAYS) -> QuerySet[Ahead]:
    """Tasks of the ledger that turn red within so many days of today."""
    found = Ahead.objects.visible_to(seen.member).filter(seen.tasks("task__"))
    return found.filter(on__gt=seen.on, on__lte=seen.on + timedelta(days=days))


def ask(seen: Seen) -> list[Ahead]:
    return list(_rows(seen, DAYS))


def _rows(seen: Seen, days: int) -> QuerySet[Ahead]:
    found = turning(seen, days).select_related("task__light_now")
    return found.order_by("on", "task__plan", "task__position", "pk")


def ahead(rows: Sequence[Ahead]) -> Panel:
    columns = (
        Column("task", _("任务"), number=False),
        Column("on", _("转红日期"), number=False),
        Column("light", _("现亮灯"), number=False),
        Column("basis", _("依据"), number=False),
        Column("why", _("原因"), number=False),
    )
    shown = (
        (
            task_cell(row.task),
            Cell(row.on),
            light_cell(row.task),
            Cell(row.get_basis_display()),
            Cell(row.why),
        )
        for row in rows
    )
    return Panel(
        name="ahead",
        title=_("30天内将转红灯"),
        definition=_(
            "现在不是红灯、按亮灯规则30天内将转为红灯的任务：期限将到的，到期仍未办结即转红。"
        ),
        columns=columns,
        rows=tuple(shown),
        empty=_("没有30天内将转红灯的任务。"),
    )


def listed(seen: Seen, query: QueryDict) -> Listed:
    """All of them; `days` narrows to fewer days."""
    days = query.get("days", "")
    within = int(days) if days.isdecimal() and int(days[:3]) < DAYS else DAYS
    return Listed(_rows(seen, within), lambda page: _page(page, seen))


def _page(rows: Sequence[Ahead], seen: Seen) -> Panel:
    reports = last_reports((row.task_id for row in rows), seen)
    plain = ahead(rows)
    led_on = tuple(
        (*cells, report_cell(reports.get(row.task_id)), source_cell(row.task))
        for cells, row in zip(plain.rows, rows, strict=True)
    )
    return Panel(
        name=plain.name,
        title=plain.title,
        definition=plain.definition,
        columns=(*plain.columns, *ways()),
        rows=led_on,
        empty=plain.empty,
    )
