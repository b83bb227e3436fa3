"""The lists behind the figures of boards: from each row to its task, to the report that says so,
and to the place in the plan it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.web.boards.panel import Cell, Column, Panel, Row
from duban.web.boards.seen import Seen
from duban.web.design.periods import period_words
from duban.web.handling.models import Part
from duban.web.ledger.fields import PATH_JOINT
from duban.web.ledger.models import Task
from duban.web.reports.models import Report, State
from duban.web.supervision.asking import NO_HEADING
from duban.web.supervision.models import LightNow
from duban.web.supervision.saying import told

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list is of: its rows in order, and how a page of them is shaped into a panel."""

    rows: QuerySet[Any]
    shape: Callable[[Sequence[Any]], Panel]
    told: str = ""


Lister = Callable[[Seen, QueryDict], Listed]


def page_of(listed: Listed, number: str | None) -> tuple[Page[Any], Panel]:
    page = Paginator(listed.rows, PAGE_ROWS).get_page(number)
    return page, listed.shape(list(page))


def under(heading: str, way: str = "task__") -> Q:
    """The rows whose task stands under an outermost heading, as an address names it."""
    if not heading:
        return Q()
    name = f"{way}heading"
    if heading == NO_HEADING:
        return Q(**{name: ""})
    return Q(**{name: heading}) | Q(**{f"{name}__startswith": heading + PATH_JOINT})


def month_of(query: QueryDict) -> date | None:
    """2026-08 of an address as its first day; None for anything else."""
    try:
        return date.fromisoformat(f"{query.get('month', '')}-01")
    except ValueError:
        return None


def task_cell(task: Task) -> Cell:
    return Cell(task.title, task.get_absolute_url())


def source_cell(task: Task) -> Cell:
    return Cell(_("对照原件"), reverse("ledger:task-source", args=[task.pk]))


def report_cell(report: Report | None) -> Cell:
    if report is None:
        return Cell(None)
    words = _("%(period)s填报") % {"period": period_words(report.period.when)}
    return Cell(words, report.get_absolute_url())


def last_reports(tasks: Iterable[int], seen: Seen) -> Mapping[int, Report]:
    """By task, the last accepted report of it that the person sees; one query."""
    found = (
        Report.objects.visible_to(seen.member)
        .standing()
        .filter(task__in=list(tasks), part=Part.LEAD, state=State.ACCEPTED)
        .select_related("period")
    )
    return {report.task_id: report for report in found.order_by("period__last_day", "pk")}


def ways() -> tuple[Column, ...]:
    """The columns that lead on from a row."""
    return (
        Column("report", _("填报"), number=False),
        Column("source", _("出处"), number=False),
    )


def listing(name: str, title: str, columns: tuple[Column, ...], rows: Iterable[Row]) -> Panel:
    """A page of a list as a panel."""
    return Panel(
        name=name,
        title=title,
        definition="",
        columns=columns,
        rows=tuple(rows),
        empty=_("没有符合条件的内容。"),
        listed=True,
    )


def light_cell(task: Task) -> Cell:
    """Today's light with its cause; the task comes with its `light_now`, where it has one."""
    light: LightNow | None = getattr(task, "light_now", None)
    if light is None:
        return Cell(None)
    return Cell(light.get_colour_display(), shade=light.shade, note=told(light.cause))
