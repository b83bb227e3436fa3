"""The light beside each task of a list that another app shows; named in settings.TASK_MARKS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString

from duban.web.ledger.models import Task
from duban.web.supervision.models import LightNow


def marks_of(tasks: Iterable[Task]) -> Mapping[int, SafeString]:
    """By key of the task, its light as written last, with its cause as title; one query.

    A task without a light has no entry.
    """
    rows = LightNow.objects.filter(task__in=[task.pk for task in tasks])
    return {
        row.task_id: format_html(
            '<span class="light light-{}" title="{}">{}</span>',
            row.shade,
            row.cause,
            row.get_colour_display(),
        )
        for row in rows
    }
