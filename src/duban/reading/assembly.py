"""A source put together as a plan: its facts, its task tables, and what stands outside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from duban.plan import Doubt, Plan, Task
from duban.reading.closing import is_closing
from duban.reading.column_units import stated_unit
from duban.reading.coverage import coverage_of
from duban.reading.facts import Facts, day_of, facts_of, plain, squeezed
from duban.reading.frames import frames_of
from duban.reading.headings import Headings, style_of
from duban.reading.layouts.cards import turned
from duban.reading.layouts.halves import folded
from duban.reading.layouts.task_list import ListReader
from duban.reading.lines import Line, Piece
from duban.reading.source import Paragraph, Source, Unreadable
from duban.reading.tables import (
    Table,
    header_doubts,
    labels_of,
    piece_of,
    settled,
    tables_of,
)
from duban.reading.tasks import number_of, task_of
from duban.reading.totals import totals_of

#: the words that end a government's name, from the highest level, and how long it may be
_GOVERNMENTS = (
    ("province", ("省", "自治区"), 8),
    ("city", ("市",), 7),
    ("district", ("区", "县"), 7),
    ("town", ("镇", "街道", "乡"), 7),
)
#: words in which such a sign names no government
_NO_GOVERNMENT = (
    "城镇",
    "乡镇",
    "乡村",
    "城乡",
    "城市",
    "社区",
    "园区",
    "小区",
    "片区",
    "街区",
    "城区",
)
_PAGE_NUMBER = r"(?:-|—|–|\s)*第?\s*\d{1,4}\s*页?(?:\s*(?:/|共)\s*\d{1,4}\s*页?)?(?:-|—|–|\s)*"
#: ordinals up to （一） may head a table in the text above it
_HEADING_RANK = 3
_LONGEST_HEADING = 40
#: from so many paragraphs of such a length, and so many commitments, the text beside a table is
#: more than its preface
_PROSE, _SENTENCE = 3, 18
#: rows of a table in which a year is looked for
_LOOKED_AT = 200

#: sheets that only count
_NUMBERED_SHEET = r"(?i)(?:sheet|工作表|表|第)?\s*\d*\s*(?:张|页)?"

Item = Paragraph | Piece


def plan_of(source: Source) -> Plan:
    """The structure of the plan in `source`: tasks, places, doubts and coverage, no figures yet.

    A document without a task table is read as prose. Unreadable where no task is found in it.
    """
    items = list(_items(source))
    paragraphs = [item for item in items if isinstance(item, Paragraph)]
    pieces = [item for item in items if isinstance(item, Piece)]
    is_list = any(piece.band is not None for piece in pieces)
    facts = facts_of(paragraphs, source.file.name, is_list=is_list)
    if source.year is not None:
        facts = facts._replace(year=source.year)
    if facts.year is None:
        facts = facts._replace(year=_year_spoken_of(pieces))
    level = level_of(facts)
    drawn = tables_of(pieces)
    _state_units(items, drawn)
    tables = [found for table in drawn for found in settled(table, level, facts.year)]
    if not tables:
        return _as_prose(source, has_tables=bool(pieces))
    doubts = [*source.doubts, *(doubt for table in tables for doubt in header_doubts(table))]
    used = {id(paragraphs[at]) for at in facts.used if _is_kept(paragraphs[at].text, facts)}
    outside: list[Paragraph] = []
    reader = _lines([item for item in items if id(item) not in used], tables, doubts, outside)
    lines = reader.lines
    if not lines:
        raise Unreadable("表中只有表头，没有任务。")
    tasks = _tasks(lines, facts.year, doubts)
    doubts.extend(_outside(outside))
    doubts.extend(_prose_beside(outside, source, facts, len(tasks)))
    document, found = facts.document(source.file), tuple(doubts)
    totals = totals_of(reader.sums, tasks)
    coverage = coverage_of(
        _texts(items, lines), document, tasks, found, labels_of(tables), totals=totals
    )
    frames = frames_of(lines, tables, facts.year)
    return Plan(document, tasks, (), found, coverage, totals, frames)


def _items(source: Source) -> Iterator[Item]:
    """Paragraphs and grids in reading order; the rows above a table's header are paragraphs."""
    for block in source.blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for grid in turned(block) or (folded(block) or block,):
            piece = piece_of(grid)
            for at in range(0 if piece.band is None else piece.band.top):
                texts = dict.fromkeys(cell for cell in piece.rows[at] if cell)
                if texts:
                    yield Paragraph(" ".join(texts), grid.place_of(at, 0))
            yield piece


def _texts(items: Iterable[Item], lines: Iterable[Line]) -> set[str]:
    """Every text of the source, outer white space gone; what a page end cut counts as one text."""
    texts: set[str] = set()
    joined: set[tuple[int, int]] = set()
    for line in lines:
        if line.more:
            texts.update(line.cells)
            joined.update((id(piece), row) for piece, row in [(line.piece, line.row), *line.more])
    cut = {piece for piece, _ in joined}
    for item in items:
        if isinstance(item, Paragraph):
            texts.add(item.text.strip())
        elif id(item) in cut:
            rows = enumerate(item.rows)
            texts.update(*(row for at, row in rows if (id(item), at) not in joined))
        else:
            texts.update(*item.rows)
    return texts


def _is_kept(text: str, facts: Facts) -> bool:
    """Whether a line that gave a fact holds nothing else, as the name of a notice does."""
    line = squeezed(plain(text))
    kept = (facts.title, facts.issuer, facts.number)
    return line in map(squeezed, filter(None, kept)) or day_of(text.strip()) is not None


def level_of(facts: Facts) -> str:
    """The level of the government that issued the document, empty where it does not say."""
    for text in (facts.issuer, facts.title):
        level = _level_in(text or "")
        if level:
            return level
    return ""


def _level_in(name: str) -> str:
    """The lowest level in the chain of governments that the name begins with."""
    rest = name.lstrip("0123456789 年度")
    level = ""
    for step, ends, longest in _GOVERNMENTS:
        found = [at + len(end) for end in ends if 0 < (at := rest.find(end)) < longest]
        if found and not any(word in rest[: min(found) + 1] for word in _NO_GOVERNMENT):
            level, rest = step, rest[min(found) :]
    return level


def _year_spoken_of(pieces: Iterable[Piece]) -> int | None:
    """The year that the tables name most often, for a document that is not dated itself."""
    years = Counter(
        year
        for piece in pieces
        for row in piece.rows[:_LOOKED_AT]
        for year in re.findall(r"(?<!\d)20\d\d(?=年|\.\d|-\d|/\d)", " ".join(row))
    )
    return int(years.most_common(1)[0][0]) if years else None


def _state_units(items: Iterable[Item], tables: Iterable[Table]) -> None:
    """Tell each table the unit stated above it; a statement holds for the tables that follow."""
    first = {id(table.pieces[0]): table for table in tables}
    unit = ""
    for item in items:
        if isinstance(item, Paragraph):
            unit = stated_unit(item.text) or unit
        elif id(item) in first:
            first[id(item)].unit = unit


def _as_prose(source: Source, *, has_tables: bool) -> Plan:
    from duban.reading.prose import read_prose  # noqa: PLC0415 - lists need no grammar of prose

    plan: Plan = read_prose(source)
    if has_tables and not plan.tasks and not plan.achievements:
        raise Unreadable("没有找到任务：表格里没有“任务名称”这样的一栏，正文里也没有可办的事项。")
    return plan


def _lines(
    items: Sequence[Item], tables: Sequence[Table], doubts: list[Doubt], outside: list[Paragraph]
) -> ListReader:
    table_of = {id(piece): table for table in tables for piece in table.pieces}
    headings = Headings(doubts.append)
    reader = ListReader(headings, doubts.append)
    before: Table | None = None
    for at, item in enumerate(items):
        if isinstance(item, Paragraph):
            if re.fullmatch(_PAGE_NUMBER, item.text):
                continue
            if _is_heading(item) and _leads_to_table(items[at + 1 :], table_of):
                headings.enter(plain(item.text), item.place, item.level)
            elif before is not None and is_closing(item.text.strip()):
                reader.close(item.text.strip(), item.place)
            else:
                outside.append(item)
            continue
        table = table_of.get(id(item))
        if table is None:
            doubts.append(_unread(item))
            continue
        fresh = before is None or before.band.texts != table.band.texts
        if fresh and before is not None:
            headings.leave()
        reader.read(item, table.strict, fresh=fresh)
        before = table
    doubts.extend(headings.without_tasks())
    _name_sheets(reader.lines)
    return reader


def _name_sheets(lines: Sequence[Line]) -> None:
    """Where tasks stand on several sheets, a sheet's own name heads those without a heading."""
    sheets = {line.piece.grid.place.sheet for line in lines}
    if len(sheets) > 1 and not any(line.path for line in lines):
        for line in lines:
            sheet = line.piece.grid.place.sheet
            if sheet and re.fullmatch(_NUMBERED_SHEET, sheet) is None:
                line.path = (sheet,)


def _is_heading(paragraph: Paragraph) -> bool:
    text = plain(paragraph.text)
    if not text or len(text) > _LONGEST_HEADING or text[-1] in "。；;":
        return False
    return bool(paragraph.level) or style_of(text)[0] < _HEADING_RANK


def _leads_to_table(items: Sequence[Item], table_of: dict[int, Table]) -> bool:
    """Whether the next thing that is no heading is a task table."""
    for item in items:
        if isinstance(item, Piece):
            return id(item) in table_of
        if not _is_heading(item):
            return False
    return False


def _unread(piece: Piece) -> Doubt:
    said = "；".join(" ".join(dict.fromkeys(cell for cell in row if cell)) for row in piece.rows)
    return Doubt("table-unread", f"这张表不是任务表，未读成任务：{said}", piece.grid.place)


def _outside(paragraphs: Sequence[Paragraph]) -> Iterator[Doubt]:
    if paragraphs:
        said = "／".join(paragraph.text.strip() for paragraph in paragraphs)
        seen = f"表外的文字未读成任务：{said}"
        yield Doubt("text-outside", seen, paragraphs[0].place, {"原文": said})


def _prose_beside(
    paragraphs: Sequence[Paragraph], source: Source, facts: Facts, tasks: int
) -> Iterator[Doubt]:
    """A doubt where the text beside the tables is a plan of its own: its commitments are not read
    as tasks, for most of them stand in the table again."""
    if sum(len(paragraph.text) >= _SENTENCE for paragraph in paragraphs) < _PROSE:
        return
    from duban.reading.prose.beside import (  # noqa: PLC0415 - few lists have a text beside them
        commitments_beside,
    )

    told = commitments_beside(paragraphs, source.file, facts.title, facts.year)
    if len(told) >= _PROSE:
        one = next((text for text in told if any(map(str.isdigit, text))), told[0])
        said = (
            f"表外的正文另写有{len(told)}项可办的事（如“{one}”），未读成任务；"
            f"已读的是表中的{tasks}项。正文各项也要立项的，请把正文另存为一份文件导入。"
        )
        yield Doubt("prose-unread", said, paragraphs[0].place)


def _tasks(lines: Sequence[Line], year: int | None, doubts: list[Doubt]) -> tuple[Task, ...]:
    """The tasks; numbered in reading order where the list has no plain serial numbers."""
    numbered = sum(number_of(line) is not None for line in lines)
    in_order = numbered * 2 <= len(lines)
    return tuple(
        task_of(line, year, order if in_order else None, doubts.append)
        for order, line in enumerate(lines, 1)
    )
