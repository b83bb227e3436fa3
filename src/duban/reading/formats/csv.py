"""Comma-separated tables: one grid, whatever the separator."""

from __future__ import annotations

import csv
from itertools import islice

from duban.plan import Place
from duban.reading.formats.encoding import decode, refuse_long
from duban.reading.formats.markup import unmarked
from duban.reading.formats.opened import Contents, Opened
from duban.reading.source import Grid, Unreadable

SEPARATORS = ",\t;|"
SAMPLE_LINES = 50


def read(file: Opened) -> Contents:
    refuse_long(file)
    text = decode(file.data)
    lines = text.split("\n")
    reader = csv.reader((line + "\n" for line in lines), delimiter=_separator(lines))
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    begun = 0
    try:
        for cells in reader:
            row = tuple([unmarked(cell).strip() for cell in cells])
            # A quoted cell may run over several lines; its row stands where it begins.
            if any(row):
                rows.append(row)
                numbers.append(begun + 1)
            begun = reader.line_num
    except csv.Error as error:
        raise Unreadable("CSV 文件的引号不成对，读不下去，请检查后再试。") from error
    grid = Grid(tuple(rows), Place(table=1), lines=tuple(numbers))
    return Contents((grid,) if rows else ())


def _separator(lines: list[str]) -> str:
    """The separator that parts the most cells among the first lines."""
    sample = "\n".join(islice(lines, SAMPLE_LINES))
    return max(SEPARATORS, key=sample.count)
