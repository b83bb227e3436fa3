"""Boards over JSON: the panels that the pages show, figures as texts so that none is rounded."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from duban.web import clock
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.boards.catalogue import BOARDS, Facts
from duban.web.boards.panel import Panel, Row, Value
from duban.web.boards.seen import Seen
from duban.web.boards.task_course import known_of, panels
from duban.web.design.csv_text import plain
from duban.web.handling.asked import row_key
from duban.web.ledger.models import Task

router = Router(tags=["boards"])


class BoardName(Schema):
    name: str
    title: str


class ColumnOut(Schema):
    name: str
    label: str
    unit: str


class CellOut(Schema):
    """`value` is a whole number, or a text: figures, dates and words alike; `unit` where it is not
    that of the column; `list` the address of the list behind it."""

    value: int | str | None
    unit: str
    light: str
    list: str


class BoardOut(Schema):
    name: str
    title: str
    definition: str
    jurisdiction: str
    year: int
    day: date
    columns: list[ColumnOut]
    rows: list[list[CellOut]]
    total: list[CellOut] | None


class FigureOut(Schema):
    name: str
    title: str
    columns: list[ColumnOut]
    rows: list[list[CellOut]]


@router.get("/boards", response=list[BoardName], summary="有哪些看板")
def boards(request: MemberRequest) -> list[dict[str, str]]:
    request.member.must(Right.SEE)
    return [{"name": one.name, "title": str(one.title)} for one in BOARDS.values()]


@router.get("/boards/{name}", response=BoardOut, summary="一个看板的数字")
def board(
    request: MemberRequest, name: str, at: int | None = None, year: int | None = None
) -> dict[str, Any]:
    """`at` is the key of a jurisdiction, the first one of the person unless named; `year` the last
    one that is lit."""
    del at, year  # read from the address as the pages read it
    seen = Seen.of(request.member, request.GET, clock.today())
    if name not in BOARDS:
        raise Http404
    panel = BOARDS[name].make(Facts(seen), None)
    return table_form(panel) | {
        "definition": panel.definition,
        "jurisdiction": seen.place.name,
        "year": seen.year,
        "day": seen.on,
        "total": None if panel.total is None else row_form(panel.total),
    }


@router.get("/tasks/{key}/course", response=list[FigureOut], summary="一项任务各指标的节点与实际")
def course(request: MemberRequest, key: int) -> list[dict[str, Any]]:
    request.member.must(Right.SEE)
    task = get_object_or_404(Task.objects.visible_to(request.member), pk=row_key(key))
    known = known_of(task, clock.today())
    return [table_form(panel) for panel in ([] if known is None else panels(known))]


def table_form(panel: Panel) -> dict[str, Any]:
    return {
        "name": panel.name,
        "title": str(panel.title),
        "columns": [
            {"name": one.name, "label": str(one.label), "unit": one.unit} for one in panel.columns
        ],
        "rows": [row_form(row) for row in panel.rows],
    }


def row_form(row: Row) -> list[dict[str, Any]]:
    return [
        {"value": _value(cell.value), "unit": cell.unit, "light": cell.shade, "list": cell.address}
        for cell in row
    ]


def _value(value: Value) -> int | str | None:
    match value:
        case None | int():
            return value
        case str():
            return value
        case _:
            return plain(value)
