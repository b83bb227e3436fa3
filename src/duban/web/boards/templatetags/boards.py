"""The table of a panel, written in one go: a board has more cells than a template should loop."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from duban.web.boards import printing
from duban.web.boards.panel import Cell, Column, Panel, Row
from duban.web.design.templatetags.design import day, spoken_figure

register = template.Library()
BEYOND = ' class="no-print"'


register.filter("layout", printing.layout)


@register.filter
def beyond(panel: Panel) -> int:
    """How many rows a sheet of paper has no room for."""
    return len(panel.rows) - printing.fitting(panel)


@register.filter
def rows(panel: Panel) -> SafeString:
    """The head, body and foot of the panel's table; what a sheet of paper has no room for is told
    apart."""
    heads = "".join(map(_head, panel.columns))
    room = printing.fitting(panel)
    body = "".join(
        f"<tr{'' if at < room else BEYOND}>{_row(panel, row)}</tr>"
        for at, row in enumerate(panel.rows)
    )
    # a list is gone through by keys
    keys = " data-rows" if panel.listed else ""
    foot = "" if panel.total is None else f"<tfoot><tr>{_row(panel, panel.total)}</tr></tfoot>"
    # every text in it was escaped on its way in
    return mark_safe(  # noqa: S308
        f"<thead><tr>{heads}</tr></thead><tbody{keys}>{body}</tbody>{foot}"
    )


def _head(column: Column) -> str:
    light = f'<span class="light light-{column.shade}">' if column.shade else ""
    unit = f" <small>{escape(str(column.unit))}</small>" if column.unit else ""
    words = f"{light}{escape(str(column.label))}{'</span>' if light else ''}{unit}"
    return f'<th scope="col"{_number(column)}>{words}</th>'


def _number(column: Column) -> str:
    return ' class="num"' if column.number else ""


def _row(panel: Panel, row: Row) -> str:
    head, *others = row
    apart = panel.apart
    cells = "".join(
        f"<td{_classes(column, cell)}{_named(column) if apart else ''}>{_cell(cell)}</td>"
        for column, cell in zip(panel.columns[1:], others, strict=True)
    )
    return f'<th scope="row">{_cell(head)}</th>{cells}'


def _named(column: Column) -> str:
    unit = f"（{column.unit}）" if column.unit else ""
    return f' data-label="{escape(str(column.label))}{escape(unit)}"'


def _classes(column: Column, cell: Cell) -> str:
    told = (
        ("num", column.number),
        ("words", column.words),
        ("day", isinstance(cell.value, date)),
        (f"heat-{cell.tint}", cell.tint),
    )
    names = [name for name, held in told if held]
    return f' class="{" ".join(names)}"' if names else ""


def _cell(cell: Cell) -> str:
    if cell.share is not None:
        return _meter(cell, cell.share)
    words = shown(cell)
    if cell.value == 0 or cell.value is None:
        return f'<span class="nought">{words}</span>'
    shade = f' class="light light-{cell.shade}"' if cell.shade else ""
    note = f' title="{escape(cell.note)}"' if cell.note else ""
    if cell.address:
        return f'<a href="{escape(cell.address)}"{shade}{note}>{words}</a>'
    return f"<span{shade}{note}>{words}</span>" if shade or note else words


def _meter(cell: Cell, share: Decimal) -> str:
    """A bar for what is reached, a stroke where it should be; its words are for readers."""
    mark = "" if cell.mark is None else f'<u style="left:{cell.mark * 100:.1f}%"></u>'
    words = escape(str(cell.value))
    return (
        f'<span class="meter" role="img" aria-label="{words}" title="{words}">'
        f'<i style="width:{share * 100:.1f}%"></i>{mark}</span>'
    )


def shown(cell: Cell) -> str:
    """A value as people read it, safe for a page."""
    match cell.value:
        case None:
            return "—"
        case Decimal() | int():
            value, unit = spoken_figure(cell.value, cell.unit)
            return escape(value) + (f"<small>{escape(unit)}</small>" if unit else "")
        case date():
            return escape(day(cell.value))
        case _:
            return escape(cell.value)
