"""What a sheet's XML says beyond its values: formats, hidden rows, formulas without a result.

The XML is searched as bytes in pieces, not parsed, since calamine parses it too and a sheet may be
a hundred megabytes long.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from duban.reading.formats.limits import Limits
from duban.reading.formats.number_formats import BUILT_IN
from duban.reading.formats.refusals import DAMAGED
from duban.reading.formats.trees import tree_of
from duban.reading.formats.zipped import (
    CHUNK,
    PACKED_SMALL,
    refuse_entities,
    unpack,
    unpack_in_chunks,
)
from duban.reading.source import Unreadable

_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_LINKS, _BOOK, _STYLES = "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml"

_CELL = rb"<(?:\w+:)?c\s[^>]*?"
#: bytes between two tags, or of one; a cell holds 32,767 characters at the most
LONGEST = 1 << 20

#: a number format other than none (0), whole (1) and text (49)
_TELLING = re.compile(rb'numFmtId="(?!(?:0|1|49)")')
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
#: a cell that does not say where it stands: beside the one before it
_UNNAMED = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?![^>]*\br\s*=)")
#: a cell beyond column Z or row 9999: nothing nearer can make a sheet too large; it begins with a
#: letter, for which a text is searched many times faster than for a class of characters
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{2}|[A-Za-z]?\d{5})""")
_HIDDEN = re.compile(rb'<(?:\w+:)?(row|col)\s[^>]*?hidden="(?:1|true)"[^>]*>')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\bt="e"[^>]*>(?:(?!</(?:\w+:)?c>).){0,2000}?<(?:\w+:)?v>([^<]{1,20})<',
    re.S,
)
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(slots=True)
class SheetFacts:
    """`formats` maps row to column to number format; rows and columns count from 0."""

    formats: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def position_name(row: int, column: int) -> str:
    """The name of a position in a sheet: (2, 27) is AB3."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def sheet_facts(
    archive: zipfile.ZipFile, limits: Limits, held: dict[str, bytes]
) -> list[SheetFacts]:
    """The facts of every sheet in the order of the workbook.

    The parts that were unpacked whole for this are left in `held`.
    """
    try:
        parts = _sheet_parts(archive, limits, held)
        styles = _styles(archive, limits, held)
    except ValueError as error:
        raise Unreadable(DAMAGED) from error
    _unmask(archive, parts)
    return [_facts(_pieces(archive, part, limits, held), styles, limits) for part in parts]


def _unmask(archive: zipfile.ZipFile, parts: list[str]) -> None:
    """Find out members that lie about their size, which calamine would unpack to the end.

    Sheets are unpacked for their facts; what is packed small cannot grow dangerous.
    """
    for member in archive.infolist():
        name = member.filename
        if member.compress_size > PACKED_SMALL and name.endswith(".xml") and name not in parts:
            for _ in unpack_in_chunks(archive, name):
                pass


def _sheet_parts(archive: zipfile.ZipFile, limits: Limits, held: dict[str, bytes]) -> list[str]:
    names = {name.lower(): name for name in archive.namelist()}
    if _LINKS not in names:
        raise Unreadable(DAMAGED)
    for name in (_LINKS, _BOOK):
        held[name] = unpack(archive, name, limits)
    targets = {
        str(link.get("Id")): str(link.get("Target", ""))
        for link in tree_of(held[_LINKS]).iter(f"{_PACKAGE}Relationship")
    }
    parts: list[str] = []
    for sheet in tree_of(held[_BOOK]).iter("{*}sheet"):
        links = [str(value) for key, value in sheet.items() if str(key).endswith("}id")]
        target = targets.get(links[0], "").lower() if links else ""
        part = target.removeprefix("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
        if part not in names:
            # No sheet may be opened whose extent was not looked at.
            raise Unreadable(DAMAGED)
        parts.append(names[part])
    return parts


def _styles(archive: zipfile.ZipFile, limits: Limits, held: dict[str, bytes]) -> dict[int, str]:
    """Cell format number to number format code, for those that print a value otherwise."""
    if _STYLES not in archive.namelist():
        return {}
    xml = held[_STYLES] = unpack(archive, _STYLES, limits)
    if not _TELLING.search(xml):
        return {}
    root = tree_of(xml)
    codes = dict(BUILT_IN)
    for own in root.iterfind(".//{*}numFmts/{*}numFmt"):
        codes[int(own.get("numFmtId", "0"))] = own.get("formatCode", "General")
    styles: dict[int, str] = {}
    for number, style in enumerate(root.iterfind("./{*}cellXfs/{*}xf")):
        code = codes.get(int(style.get("numFmtId", "0")), "General")
        if code not in ("General", "@", "0"):
            styles[number] = code
    return styles


def _facts(pieces: Iterable[bytes], styles: dict[int, str], limits: Limits) -> SheetFacts:
    facts = SheetFacts()
    numbers = b"|".join(str(number).encode() for number in sorted(styles))
    styled = re.compile(_CELL + rb'\bs="(' + numbers + rb')"[^>]*>') if styles else None
    bounds = [0, 0]
    for piece in pieces:
        _measure(piece, bounds, limits)
        begin, end = _cells_in(piece)
        # `find` within bounds, for a slice would copy the cells, which are nearly all of a sheet
        may_hide = piece.find(b'hidden="', 0, begin) >= 0 or piece.find(b"d", begin, end) >= 0
        if may_hide and b'hidden="' in piece:
            _note_hidden(piece, facts)
        if b't="e"' in piece:
            _note_errors(piece, facts)
        if piece.find(b"f", begin, end) >= 0 and (b"</f>" in piece or b":f>" in piece):
            _note_uncalculated(piece, facts)
        if styled is not None:
            for cell in styled.finditer(piece):
                at = _position(cell[0])
                if at is not None:
                    facts.formats.setdefault(at[0], {})[at[1]] = styles[int(cell[1])]
    return facts


def _cells_in(piece: bytes) -> tuple[int, int]:
    """Where the cells in `piece` begin and end. One letter is found there many times faster than
    a word, and hardly stands in a cell's tags: most sheets are seen through by one letter each."""
    begin, end = piece.find(b"sheetData"), piece.rfind(b"sheetData>")
    return max(begin, 0), end if end > begin else len(piece)


def _pieces(
    archive: zipfile.ZipFile, part: str, limits: Limits, held: dict[str, bytes]
) -> Iterator[bytes]:
    """The XML cut between cells, so that no cell lies in two pieces."""
    if archive.getinfo(part).file_size <= CHUNK:
        xml = held[part] = unpack(archive, part, limits)
        refuse_entities(xml)
        yield xml
        return
    rest = b""
    for number, chunk in enumerate(unpack_in_chunks(archive, part)):
        if number == 0:
            refuse_entities(chunk)
        rest += chunk
        cut = max(rest.rfind(b"<c "), rest.rfind(b":c "))
        if cut <= 0 and len(rest) > LONGEST:
            cut = rest.rfind(b"<")
            if cut <= 0:
                raise Unreadable(DAMAGED)
        if cut > 0:
            cut = rest.rfind(b"<", 0, cut + 1)
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _measure(piece: bytes, bounds: list[int], limits: Limits) -> None:
    """Refuse a sheet whose few cells lie so far apart that laying it out would fill the memory."""
    if not max(bounds) and not _FAR.search(piece):
        return
    for found in _REFERENCE.finditer(piece):
        bounds[0] = max(bounds[0], int(found[2]))
        bounds[1] = max(bounds[1], _column(found[1]) + 1)
    bounds[1] = max(bounds[1], len(_UNNAMED.findall(piece)))
    if bounds[0] * bounds[1] > limits.cells:
        raise Unreadable(f"工作表超过{limits.cells}个单元格的上限，请删去空行空列或拆分后再试。")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def _position(tag: bytes) -> tuple[int, int] | None:
    found = _REFERENCE.search(tag)
    return None if found is None else (int(found[2]) - 1, _column(found[1]))


def _note_hidden(piece: bytes, facts: SheetFacts) -> None:
    for found in _HIDDEN.finditer(piece):
        numbers = dict(re.findall(rb'\b(r|min|max)="(\d{1,7})"', found[0]))
        if found[1] == b"row" and b"r" in numbers:
            facts.hidden_rows.append(int(numbers[b"r"]) - 1)
        elif b"min" in numbers:
            facts.hidden_columns.append(int(numbers[b"min"]) - 1)


def _note_errors(piece: bytes, facts: SheetFacts) -> None:
    for found in _ERROR.finditer(piece):
        at = _position(found[0])
        if at is not None:
            facts.errors[at] = found[1].decode("ascii", "replace")


def _note_uncalculated(piece: bytes, facts: SheetFacts) -> None:
    for found in _UNCALCULATED.finditer(piece):
        at = _position(b"<c " + found[1])
        # An empty text is a result; an empty number is none.
        if at is not None and b't="str"' not in found[1]:
            facts.uncalculated.append(at)
