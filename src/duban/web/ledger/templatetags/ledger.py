"""Filters of the ledger's templates."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from duban.web.ledger.drawing import Drawing, options
from duban.web.ledger.models import Task
from duban.web.ledger.searching import marked

register = template.Library()


@register.simple_tag(takes_context=True)
def task_panels(context: RequestContext, task: Task) -> SafeString:
    """What other apps show on the page of a task, in the order of settings.TASK_PANELS."""
    panels = (import_string(name)(context["request"], task) for name in settings.TASK_PANELS)
    return mark_safe("".join(panels))  # noqa: S308  # each is a rendered template


@register.simple_tag(takes_context=True)
def task_rows(context: RequestContext) -> SafeString:
    """The rows of `table`, drawn as the page around them asks for."""
    drawing = Drawing(
        context["table"],
        context["words"],
        groups=context["groups"],
        one_plan=context["wanted"].plan is not None,
        ticks=bool(context.get("bars")),
    )
    return drawing.body()


@register.simple_tag
def options_of(pairs: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    return options(pairs, chosen)


@register.filter
def found(text: str, words: tuple[str, ...]) -> SafeString:
    """`text` with the words searched for marked."""
    pieces = (
        (format_html("<mark>{}</mark>", piece) if is_word else piece,)
        for piece, is_word in marked(text, words)
    )
    return format_html_join("", "{}", pieces)
