"""Filters and tags every template may use; each turns a value into what a person reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput
from django.template.context import RequestContext
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from duban.plan import Period
from duban.web import clock
from duban.web.design import causes
from duban.web.design.periods import period_words
from duban.web.design.terms import TERMS

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """9月18日, with the year only where it is not this year; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return _said(value, value.year == clock.today().year, translation.get_language())


@lru_cache(maxsize=2048)
def _said(value: date, this_year: bool, _language: str | None) -> str:
    # a page says few days many times
    return date_format(value, "SHORT_DATE_FORMAT" if this_year else "DATE_FORMAT")


@register.filter
def short(text: str, most: int) -> str:
    """The beginning of a text, at most so many signs, with … for what is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


@register.filter
def called(unit: Any, day: date | datetime | None) -> str:
    """What an organisation was called on the day of the thing that names it."""
    if unit is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    name: str = unit.name if day is None else unit.called(day)
    return name


@register.filter
def period(value: Period | str) -> str:
    """2026年一季度, Q1 2026, also for 2026-Q1; what is no period stays as it is."""
    if isinstance(value, Period):
        return period_words(value)
    try:
        return period_words(Period.parse(value))
    except ValueError:
        return value


@register.filter
def moment(value: datetime | None) -> str:
    """9月18日 14:05, in local time."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day(local)} {local:%H:%M}"


#: what sums of money are counted in, the largest first
MONEY = ((Decimal(10) ** 8, "亿元"), (Decimal(10) ** 4, "万元"))


def spoken_figure(value: Decimal | int, unit: str) -> tuple[str, str]:
    """A figure and its unit as people read them, no digit lost: 58 亿元, 1,200 户."""
    held = Decimal(value)
    if unit == "元":
        held, unit = next(
            ((held / size, word) for size, word in MONEY if abs(held) >= size), (held, unit)
        )
    spelled = f"{held:,f}"
    return spelled.rstrip("0").rstrip(".") if "." in spelled else spelled, unit


@register.filter
def figure(value: Decimal | int | None, unit: str = "") -> SafeString:
    """A figure with its unit as people read them; a dash for None."""
    if value is None:
        return format_html('<span class="muted">{}</span>', "—")
    return format_html(
        '<span class="figure">{}<small>{}</small></span>', *spoken_figure(value, unit)
    )


register.simple_tag(causes.caused)
register.simple_tag(causes.light)


@register.inclusion_tag("design/terms.html")
def explained(*words: str) -> dict[str, Any]:
    """What these words mean, folded away. KeyError for one that `terms` does not explain."""
    return {"terms": [TERMS[word] for word in words]}


@register.simple_tag
def standing_day() -> date | None:
    """The day a sample site stands still on; None on a real one."""
    held: date | None = settings.DAY
    return held


@register.simple_tag(takes_context=True)
def address_with(context: RequestContext, **changes: Any) -> str:
    """This page's query with some words changed; None takes a word out. Begins with `?`, or with
    `list_at`, where a page that answers a form names the address of its list."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"{context.get('list_at', '')}?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def address_without(context: RequestContext, *names: str) -> str:
    """This page's query without these words, from its first page."""
    return str(address_with(context, **dict.fromkeys((*names, "page"))))


@register.simple_tag(takes_context=True)
def narrowed_by(
    context: RequestContext, choices: Iterable[tuple[str, Any, Any, Any]], words: str | None
) -> list[tuple[str, str, str]]:
    """What a list is narrowed by in its address: name of the word, label, value as read."""
    query = context["request"].GET
    found = [("q", _("搜索"), words)] if words and query.get("q") else []
    for name, label, options, chosen in choices or ():
        if query.get(name):
            read = {str(value): word for value, word in options}.get(str(chosen))
            found += [(name, label, read)] if read is not None else []
    return [(name, str(label), str(read)) for name, label, read in found]


@register.simple_tag(takes_context=True)
def way_back(context: RequestContext) -> str:
    """The page of this site that a refused act was tried on; empty where it is not known."""
    request = context["request"]
    came_from: str = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    return came_from if known else ""


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The numbers shown under a long list: 1 … 4 5 6 … 20."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A form field: label, input, help, and its error beside it, tied together for readers."""
    helper, fault = f"{bound.auto_id}-help", f"{bound.auto_id}-fault"
    described = " ".join(
        name for name, there in ((helper, bound.help_text), (fault, bound.errors)) if there
    )
    attributes: dict[str, Any] = {"aria-describedby": described} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    needed = format_html('<span class="needed" title="{}">*</span>', _("必填"))
    optional = not bound.field.required or isinstance(bound.field.widget, CheckboxInput)
    return format_html(
        '<div class="field{}"><label for="{}">{}{}</label>{}{}{}</div>',
        " field-wrong" if bound.errors else "",
        bound.id_for_label,
        bound.label,
        "" if optional else needed,
        bound.as_widget(attrs=attributes),
        format_html('<p class="field-help" id="{}">{}</p>', helper, bound.help_text)
        if bound.help_text
        else "",
        format_html(
            '<p class="field-fault" id="{}">{}</p>', fault, " ".join(map(str, bound.errors))
        )
        if bound.errors
        else "",
    )


@register.simple_tag
def other_language() -> tuple[str, str]:
    """Code and own name of the language this page is not in."""
    english = translation.get_language() == "en"
    return ("zh-hans", "中文") if english else ("en", "English")


@register.filter
def highlighted(text: str, words: str) -> SafeString:
    """`text` with every occurrence of `words` marked."""
    if not words:
        return escape(text)
    shown, rest = SafeString(""), text
    while words in rest:
        before, _found, rest = rest.partition(words)
        shown += format_html("{}<mark>{}</mark>", before, words)
    return shown + escape(rest)
