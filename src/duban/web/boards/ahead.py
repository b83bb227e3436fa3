"""What lies ahead: tasks that turn red within thirty days, next milestones that will be missed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Context, Decimal

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
from duban.web.boards.panel import Cell, Column, Panel, Row
from duban.web.boards.seen import Seen
from duban.web.handling.models import plain
from duban.web.supervision.models import Chance, Foreseen
from duban.web.supervision.saying import told

DAYS = 30
#: digits of a figure that is foreseen
KNOWN = 4
#: chances that are told as a warning
GRAVE = (Chance.SURE, Chance.LIKELY)


def foreseen(seen: Seen) -> QuerySet[Foreseen]:
    return Foreseen.objects.visible_to(seen.member).filter(seen.tasks("task__"))


def turning(seen: Seen, days: int = DAYS) -> QuerySet[Foreseen]:
    """Tasks of the ledger that turn red within so many days of today."""
    last = seen.on + timedelta(days=days)
    return foreseen(seen).filter(red_on__gt=seen.on, red_on__lte=last)


def missing(seen: Seen) -> QuerySet[Foreseen]:
    """Tasks of the ledger that will surely or likely miss their next milestone."""
    return foreseen(seen).filter(grade__in=GRAVE, mark_day__gte=seen.on)


def ask_turning(seen: Seen, most: int | None) -> tuple[list[Foreseen], int]:
    """The first of them, and how many there are."""
    return _first(_soonest(turning(seen), "red_on"), most)


def ask_missing(seen: Seen, most: int | None) -> tuple[list[Foreseen], int]:
    return _first(_soonest(missing(seen), "mark_day"), most)


def _first(found: QuerySet[Foreseen], most: int | None) -> tuple[list[Foreseen], int]:
    rows = list(found[:most])
    return rows, len(rows) if most is None else found.count()


def _soonest(found: QuerySet[Foreseen], day: str) -> QuerySet[Foreseen]:
    rows = found.select_related("task__light_now")
    return rows.order_by(day, "-miss", "task__plan", "task__position", "pk")


def turning_red(rows: Sequence[Foreseen], whole: int = 0) -> Panel:
    columns = (
        Column("task", _("任务"), number=False),
        Column("on", _("转红日期"), number=False),
        Column("light", _("现亮灯"), number=False),
        Column("chance", _("把握"), number=False),
        Column("why", _("依据"), number=False, words=True),
    )
    return Panel(
        name="ahead",
        title=_("30天内将转红灯"),
        definition=_(
            "现在不是红灯、照此办理30天内会按亮灯规则转红的任务：时限将到的几乎确定，"
            "其余按本任务自己的进度推算，每天重算一次。"
        ),
        columns=columns,
        rows=tuple(_turning_row(row) for row in rows),
        whole=whole,
        empty=_("没有30天内将转红灯的任务。"),
    )


def _turning_row(row: Foreseen) -> Row:
    return (
        task_cell(row.task),
        Cell(row.red_on),
        light_cell(row.task),
        Cell(row.get_red_grade_display()),
        Cell(told(row.red_cause)),
    )


def milestones_missed(rows: Sequence[Foreseen], whole: int = 0) -> Panel:
    columns = (
        Column("task", _("任务"), number=False),
        Column("mark", _("下一节点"), number=False),
        Column("metric", _("指标"), number=False),
        Column("wanted", _("目标")),
        Column("value", _("预计")),
        Column("miss", _("达不到的可能性"), unit="%"),
        Column("said", _("依据"), number=False, words=True),
    )
    return Panel(
        name="miss",
        title=_("下一节点预计达不到"),
        definition=_(
            "按本任务自己的进度和计划的节点推算，下一个节点达不到的可能性在六成以上的任务。"
            "推算不代替亮灯，每天重算一次。"
        ),
        columns=columns,
        rows=tuple(_missing_row(row) for row in rows),
        whole=whole,
        empty=_("没有预计达不到下一节点的任务。"),
    )


def _missing_row(row: Foreseen) -> Row:
    wanted, value = row.wanted, row.value
    return (
        task_cell(row.task),
        Cell(row.mark_day),
        Cell(f"{row.metric}（{row.unit}）" if row.unit else row.metric),
        Cell(None if wanted is None else plain(wanted), unit=row.unit),
        Cell(None if value is None else about(value), unit=row.unit),
        Cell(row.miss),
        Cell(row.said),
    )


def about(value: Decimal) -> Decimal:
    """A foreseen figure, told no finer than it is known."""
    return plain(value.normalize(Context(prec=KNOWN)))


def turning_listed(seen: Seen, query: QueryDict) -> Listed:
    """All that turn red; `days` narrows to fewer days."""
    days = query.get("days", "")
    within = int(days) if days.isdecimal() and int(days[:3]) < DAYS else DAYS
    rows = _soonest(turning(seen, within), "red_on")
    return Listed(rows, lambda page: _led_on(turning_red, page, seen))


def missing_listed(seen: Seen, query: QueryDict) -> Listed:
    """All that are likely missed; `chance` narrows to one grade."""
    rows = missing(seen)
    if query.get("chance") in GRAVE:
        rows = rows.filter(grade=query["chance"])
    ordered = _soonest(rows, "mark_day")
    return Listed(ordered, lambda page: _led_on(milestones_missed, page, seen))


def _led_on(
    shape: Callable[[Sequence[Foreseen]], Panel], rows: Sequence[Foreseen], seen: Seen
) -> Panel:
    """The panel of these rows with the ways from each to its report and its source."""
    reports = last_reports((row.task_id for row in rows), seen)
    bare = shape(rows)
    led_on = tuple(
        (*cells, report_cell(reports.get(row.task_id)), source_cell(row.task))
        for cells, row in zip(bare.rows, rows, strict=True)
    )
    return Panel(
        name=bare.name,
        title=bare.title,
        definition=bare.definition,
        columns=(*bare.columns, *ways()),
        rows=led_on,
        empty=bare.empty,
        listed=True,
    )
