"""A panel as a CSV file that a spreadsheet opens as it is meant."""

from __future__ import annotations

from collections.abc import Iterator

from duban.web.boards.panel import Panel, Value
from duban.web.design.csv_text import csv_of


def as_csv(panel: Panel) -> str:
    """Heads, rows and the total, figures without thousands marks."""
    return csv_of(_lines(panel))


def _lines(panel: Panel) -> Iterator[list[Value]]:
    yield [
        f"{column.label}（{column.unit}）" if column.unit else str(column.label)
        for column in panel.columns
    ]
    rows = panel.rows if panel.total is None else (*panel.rows, panel.total)
    for row in rows:
        yield [cell.value for cell in row]
