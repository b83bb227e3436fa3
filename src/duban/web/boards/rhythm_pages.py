"""Pages of the four beats: what each brought, the list behind every figure, that list as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.web import clock
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.boards.beats.catalogue import LISTS
from duban.web.boards.beats.line import SORTS, Line, Section
from duban.web.boards.beats.shaping import NOBODY, Names, listing, narrowed
from duban.web.boards.beats.whole import whole
from duban.web.boards.behind import PAGE_ROWS
from duban.web.boards.export import as_csv
from duban.web.boards.rhythm import LABELS, NEIGHBOURS, Beat, Look, period_of
from duban.web.boards.seen import places_of
from duban.web.design.downloads import CSV, download
from duban.web.design.periods import part_of_year
from duban.web.design.templatetags.design import day


def _frame(request: MemberRequest, look: Look) -> dict[str, Any]:
    """What every page of a beat says of itself, and the ways to the other beats and spans."""
    label, question = LABELS[look.beat]
    before, after, now = NEIGHBOURS[look.beat]
    by_months = look.beat in (Beat.MONTH, Beat.QUARTER)
    return {
        "look": look,
        "label": label,
        "question": question,
        "period": period_of(look.beat, look.on) if by_months else None,
        "neighbours": {"before": before, "after": after, "now": now},
        "ways": [
            (rel, words, other.address(), _begins(other))
            for rel, words, other in (("prev", before, look.back), ("next", after, look.ahead))
            if other is not None
        ],
        "beats": [(one, words[0]) for one, words in LABELS.items()],
        "places": places_of(request.member),
        "query": look.address(),
    }


def _begins(look: Look) -> str:
    """9月7日 of a day or a week, 8月, 三季度."""
    if look.beat in (Beat.MONTH, Beat.QUARTER):
        return part_of_year(period_of(look.beat, look.on))
    return day(look.span.first)


@require_safe
def rhythm(request: MemberRequest, beat: str) -> HttpResponse:
    request.member.must(Right.SEE)
    if beat not in {one.value for one in Beat}:
        raise Http404
    look = Look.of(request.member, Beat(beat), request.GET, clock.today())
    told = whole(look)
    context = _frame(request, look) | {
        "figures": told.figures,
        "blocks": told.blocks,
        "course": told.course,
        "may_write": look.beat in (Beat.MONTH, Beat.QUARTER) and look.member.may(Right.WRITE),
    }
    return render(request, "boards/rhythm.html", context)


def listed(request: MemberRequest, name: str) -> tuple[Look, Section]:
    """What a list is asked for by its word in the address; 404 for one nobody knows."""
    request.member.must(Right.SEE)
    if name not in LISTS:
        raise Http404
    beat, section = LISTS[name]
    return Look.of(request.member, beat, request.GET, clock.today()), section


@require_safe
def rhythm_list(request: MemberRequest, name: str) -> HttpResponse:
    """The lines behind a figure of a beat, narrowed by the address."""
    look, section = listed(request, name)
    found = section.find(look)
    lines = narrowed(section, found.lines, request.GET)
    page = Paginator(lines, PAGE_ROWS).get_page(request.GET.get("page"))
    names = Names.of(look, page, found.lines)
    context = _frame(request, look) | {
        "section": section,
        "name": name,
        "page": page,
        "panel": listing(section, page, names),
        "choices": _choices(request, section, found.lines, names),
        "note": found.note,
    }
    return render(request, "boards/rhythm_list.html", context)


def _choices(
    request: MemberRequest, section: Section, lines: tuple[Line, ...], names: Names
) -> list[tuple[str, Any, list[tuple[str, Any]], str]]:
    """What the list can be narrowed by: what its lines have more than one of."""
    units = {line.unit for line in lines}
    sorts = {line.sort for line in lines}
    every: list[tuple[str, Any, list[tuple[str, Any]]]] = [
        ("kind", _("结果"), [(kind.name, kind.label) for kind in section.kinds]),
        (
            "unit",
            _("单位"),
            sorted(
                ((NOBODY if key is None else str(key), names.unit(key)) for key in units),
                key=lambda pair: pair[1],
            ),
        ),
        ("sort", _("事项"), [(one.value, SORTS[one]) for one in SORTS if one in sorts]),
    ]
    return [
        (name, label, options, request.GET.get(name, ""))
        for name, label, options in every
        if len(options) > 1
    ]


@require_safe
def rhythm_csv(request: MemberRequest, name: str) -> HttpResponse:
    """The whole list, as the address narrows it, as a file."""
    look, section = listed(request, name)
    lines = narrowed(section, section.find(look).lines, request.GET)
    text = as_csv(listing(section, lines, Names.of(look, lines)))
    days = f"{look.span.first:%Y%m%d}-{look.until:%Y%m%d}"
    return download(text, CSV, f"{look.place.name}{section.title}{days}.csv")
