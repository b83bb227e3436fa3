"""The four beats over JSON: the figures, the sections and the lists that their pages show."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from ninja import Query, Router, Schema

from duban.web import clock
from duban.web.accounts.api_forms import Paged, PageOut, place_in
from duban.web.accounts.days import Day
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.boards.api import CellOut, ColumnOut, FigureOut, row_form, table_form
from duban.web.boards.beats.line import list_name
from duban.web.boards.beats.shaping import Figure, Names, listing, narrowed
from duban.web.boards.beats.whole import Block, whole
from duban.web.boards.rhythm import LABELS, Beat, Look
from duban.web.boards.rhythm_pages import listed

router = Router(tags=["boards"])


class BeatName(Schema):
    name: str
    title: str
    question: str


class SpanOut(Schema):
    """`until` is the last day of the span that has come."""

    beat: str
    title: str
    jurisdiction: str
    first: date
    last: date
    until: date


class TopOut(Schema):
    """A figure on top: `before` is that of the span before, where they are compared."""

    label: str
    count: int
    before: int | None
    list: str
    section: str
    kind: str


class SectionOut(Schema):
    """`count` lines in all, counted by the rows; without rows where they are only listed. `list`
    is the address of their page, `name` the word under which the API lists them."""

    name: str
    title: str
    definition: str
    note: str
    count: int
    columns: list[ColumnOut]
    rows: list[list[CellOut]]
    total: list[CellOut] | None
    list: str


class BeatOut(SpanOut):
    figures: list[TopOut]
    sections: list[SectionOut]
    course: FigureOut | None


class LinesQuery(Paged):
    """Of which jurisdiction and span; narrowed by a unit (0: of nobody), a kind, a sort. The pages
    of this list are asked for by the same words."""

    at: int | None = None
    on: Day | None = None
    unit: str = ""
    kind: str = ""
    sort: str = ""


class LinesOut(SpanOut, PageOut):
    name: str
    section: str
    definition: str
    note: str
    columns: list[ColumnOut]
    rows: list[list[CellOut]]


@router.get("/beats", response=list[BeatName], summary="日跟踪、周分析、月调度、季复盘")
def beats(request: MemberRequest) -> list[dict[str, str]]:
    request.member.must(Right.SEE)
    return [
        {"name": beat.value, "title": str(title), "question": str(question)}
        for beat, (title, question) in LABELS.items()
    ]


@router.get("/beats/lists/{name}", response=LinesOut, summary="一个数字背后的清单，一页一页地取")
def lines(request: MemberRequest, name: str, asked: Query[LinesQuery]) -> dict[str, Any]:
    """`name` such as week-turned."""
    look, section = listed(request, name)
    found = section.find(look)
    held = narrowed(section, found.lines, request.GET)
    shown = Paginator(held, asked.size).get_page(asked.page)
    told = table_form(listing(section, shown, Names.of(look, shown)))
    return _span(look) | {
        "name": name,
        "section": str(section.title),
        "definition": str(section.definition),
        "note": found.note,
        **place_in(shown),
        "columns": told["columns"],
        "rows": told["rows"],
    }


@router.get("/beats/{beat}", response=BeatOut, summary="一天、一周、一月、一季的情况")
def one_beat(
    request: MemberRequest, beat: str, at: int | None = None, on: Day | None = None
) -> dict[str, Any]:
    """`at` is the key of a jurisdiction, the first one of the person unless named; `on` a day of
    the span, today unless named, within the past year."""
    del at, on
    request.member.must(Right.SEE)
    if beat not in {one.value for one in Beat}:
        raise Http404
    look = Look.of(request.member, Beat(beat), request.GET, clock.today())
    told = whole(look)
    return _span(look) | {
        "figures": [_figure(figure) for figure in told.figures],
        "sections": [_section(block, look) for block in told.blocks],
        "course": None if told.course is None else table_form(told.course),
    }


def _span(look: Look) -> dict[str, Any]:
    return {
        "beat": look.beat.value,
        "title": str(LABELS[look.beat][0]),
        "jurisdiction": look.place.name,
        "first": look.span.first,
        "last": look.span.last,
        "until": look.until,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    names = ("count", "before", "section", "kind")
    return {name: getattr(figure, name) for name in names} | {
        "label": str(figure.label),
        "list": figure.address,
    }


def _section(block: Block, look: Look) -> dict[str, Any]:
    section, panel = block.section, block.panel
    table = {"columns": [], "rows": []} if panel is None else table_form(panel)
    total = None if panel is None else panel.total
    return {
        "name": list_name(look.beat, section),
        "title": str(section.title),
        "definition": str(section.definition),
        "note": block.note,
        "count": block.whole,
        "list": block.address,
        "columns": table["columns"],
        "rows": table["rows"],
        "total": None if total is None else row_form(total),
    }
