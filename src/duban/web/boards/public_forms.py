"""The public page as CSV, one line a quantity, and as a JSON form that keeps its shape."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from duban.web.boards.panel import Value
from duban.web.boards.public_facts import Count, Page, Shown
from duban.web.design.csv_text import csv_of

#: the name of the JSON form; another shape would be another name
FORM = "duban.public/1"


def as_csv(page: Page) -> str:
    return csv_of(_lines(page))


def _lines(page: Page) -> Iterator[list[Value]]:
    yield [
        *(_("序号"), _("任务"), _("完成时限"), _("状态"), _("指标"), _("计量单位")),
        *(_("各期目标"), _("最终目标"), _("审核通过的数值"), _("截至"), _("占最终目标（%）")),
    ]
    for task in page.tasks:
        head: list[Value] = [task.number, task.title, task.due, task.standing.label]
        for count in task.counts:
            yield [*head, *_cells(count)]
        if not task.counts:
            yield [*head, *[None] * 7]


def _cells(count: Count) -> list[Value]:
    aims = "；".join(f"{aim.period.label}{aim.value:f}" for aim in count.aims)
    last = count.aims[-1].value if count.aims else None
    until = None if count.until is None else count.until.label
    return [count.metric, count.unit, aims, last, count.reached, until, count.share]


def as_form(page: Page) -> dict[str, Any]:
    """Figures are decimals as text, days and periods as ISO text (2026-Q2)."""
    return {
        "form": FORM,
        "jurisdiction": {"code": page.code, "name": page.name},
        "updated": page.updated,
        "tasks": [_task(task) for task in page.tasks],
    }


def _task(task: Shown) -> dict[str, Any]:
    return {
        "number": task.number,
        "title": task.title,
        "due": task.due,
        "state": task.standing.value,
        "counts": [
            {
                "metric": count.metric,
                "unit": count.unit,
                "targets": [
                    {"period": str(aim.period), "value": _text(aim.value)} for aim in count.aims
                ],
                "accepted": _text(count.reached),
                "until": None if count.until is None else str(count.until),
                "share_percent": _text(count.share),
            }
            for count in task.counts
        ],
    }


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure:f}"
