"""Plain text and Markdown: tables drawn with tabs or pipes, every other line a paragraph.

A run of lines between two blank lines is looked at together:

    table     = row { row }          from the run's first row to its last
    pipe row  = "|" … "|", or any line with "|" where a rule | --- | --- | is among them
    row       = pipe row, or a text with a tab after it, or two tabs at its beginning

Where there is none, lines whose texts stand in columns kept apart by blanks are a table as well.
A line without a tab between two rows is a row of one cell, since a section heading in a tab table
often has no tabs of its own. A row of two cells that stands alone is a line of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

from duban.plan import Place
from duban.reading.formats.encoding import decode, refuse_long
from duban.reading.formats.markup import unmarked
from duban.reading.formats.opened import Contents, Opened
from duban.reading.formats.quoted_cells import Line, numbered_lines, unquoted
from duban.reading.formats.text_aligned import aligned_in
from duban.reading.source import Block, Grid, Paragraph

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_HTML_TABLE = re.compile(r"<table\b.*?</table>", re.S | re.I)
_PIPE = re.compile(r"(?<!\\)\|")


def read(file: Opened) -> Contents:
    refuse_long(file)
    text = decode(file.data)
    blocks: list[Block] = []
    end = line = 0
    for drawn in _HTML_TABLE.finditer(text) if "<table" in text else ():
        blocks += _plain_blocks(text[end : drawn.start()], blocks, line)
        line += text.count("\n", end, drawn.start())
        blocks += _html_blocks(drawn[0], file, blocks, line)
        line += drawn[0].count("\n")
        end = drawn.end()
    blocks += _plain_blocks(text[end:], blocks, line)
    return Contents(tuple(blocks))


def _html_blocks(markup: str, file: Opened, before: list[Block], line: int) -> Iterator[Block]:
    html = import_module("duban.reading.formats.html")
    blocks: Iterator[Block] = html.blocks_of(markup, file.limits, _tables(before) + 1, line + 1)
    return blocks


def _tables(blocks: list[Block]) -> int:
    return sum(isinstance(block, Grid) for block in blocks)


def _plain_blocks(text: str, before: list[Block], line: int) -> Iterator[Block]:
    """The grids and paragraphs of `text`, which follows `line` lines of the file."""
    tables = _tables(before)
    for run in _runs(text, line + 1):
        first, last = _table_in(run)
        aligned = aligned_in(run, tables + 1) if first == last else None
        if aligned is not None:
            first, last, grid = aligned
        elif first < last:
            grid = _grid(run[first:last], tables + 1)
        yield from _paragraphs(run[:first])
        if first < last:
            tables += 1
            yield grid
        yield from _paragraphs(run[last:])


def _runs(text: str, first_line: int) -> Iterator[list[Line]]:
    run: list[Line] = []
    for number, line in numbered_lines(text, first_line):
        if "\f" in line and run:
            # A form feed ends a page, and what stands on one page is looked at together.
            yield run
            run = []
        if line.strip():
            run.append((number, line))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _table_in(run: list[Line]) -> tuple[int, int]:
    """Where the run's table begins and ends; an empty range where it has none."""
    ruled = _has_rule(run)
    rows = [at for at, (_, line) in enumerate(run) if _is_row(line, ruled)]
    alone = len(rows) == 1 and (ruled or run[rows[0]][1].lstrip().count("\t") > 1)
    return (rows[0], rows[-1] + 1) if alone or len(rows) > 1 else (0, 0)


def _has_rule(run: list[Line]) -> bool:
    return any("|" in line and _RULE.fullmatch(line) for _, line in run)


def _is_row(line: str, ruled: bool) -> bool:
    return _is_pipe_row(line, ruled) or "\t" in line.lstrip() or line.startswith("\t\t")


def _is_pipe_row(line: str, ruled: bool) -> bool:
    bare = line.strip()
    return "|" in bare and (ruled or (len(bare) > 2 and bare[0] == bare[-1] == "|"))


def _grid(lines: list[Line], table: int) -> Grid:
    ruled = _has_rule(lines)
    headers = next((at for at, (_, line) in enumerate(lines) if _RULE.fullmatch(line)), 0)
    drawn = [(number, line) for number, line in lines if not (ruled and _RULE.fullmatch(line))]
    rows = tuple(_cells(line, ruled) for _, line in drawn)
    numbers = tuple(number for number, _ in drawn)
    return Grid(rows, Place(table=table), headers=headers if ruled else 0, lines=numbers)


def _cells(line: str, ruled: bool) -> tuple[str, ...]:
    if _is_pipe_row(line, ruled):
        bare = line.strip()
        bare = bare[bare.startswith("|") : len(bare) - (bare.endswith("|") and bare[-2:] != "\\|")]
        return tuple(unmarked(cell.replace("\\|", "|")).strip() for cell in _PIPE.split(bare))
    return tuple([unmarked(unquoted(cell)).strip() for cell in line.split("\t")])


def _paragraphs(lines: list[Line]) -> Iterator[Paragraph]:
    for number, line in lines:
        heading = _HEADING.fullmatch(line.strip())
        shown = unmarked(line if heading is None else heading[2]).strip()
        # A line of formatting alone says nothing.
        if shown:
            level = None if heading is None else len(heading[1])
            yield Paragraph(shown, Place(line=number), level)
