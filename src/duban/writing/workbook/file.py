"""The whole .xlsx: its parts are few and always the same, so they are written out here.

Written as text, a list of a hundred tasks takes less time than a library needs for its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape

from duban.writing.blocks import Table
from duban.writing.packing import packed
from duban.writing.wording import clean
from duban.writing.workbook.sheet import Sheet
from duban.writing.workbook.styles import Formats

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
#: one line of a paper is no longer
_LONGEST_TITLE = 255


def to_xlsx(title: str, tables: Sequence[Table], made: date, above: Sequence[str] = ()) -> bytes:
    """The workbook, one sheet for each table under the title; `above` are further lines over the
    first one. The same tables give the same bytes."""
    formats = Formats()
    sheets = [
        Sheet(table, (title, *above) if number == 0 else (title,), formats)
        for number, table in enumerate(tables)
    ]
    parts = {
        f"xl/worksheets/sheet{number}.xml": sheet.xml() for number, sheet in enumerate(sheets, 1)
    }
    parts["xl/styles.xml"] = formats.xml()
    parts["xl/workbook.xml"] = _book(sheets)
    parts["xl/_rels/workbook.xml.rels"] = _relations(
        *((f"{_OFFICE}/worksheet", f"worksheets/sheet{n + 1}.xml") for n in range(len(sheets))),
        (f"{_OFFICE}/styles", "styles.xml"),
    )
    parts["docProps/core.xml"] = _facts(title, made)
    parts["_rels/.rels"] = _relations(
        (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
    first = {"[Content_Types].xml": "".join(_types(len(sheets)))}
    return packed({name: text.encode() for name, text in (first | parts).items()})


def _types(sheets: int) -> Iterator[str]:
    yield f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    yield (
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    kinds = {"xl/workbook.xml": f"{_KIND}.sheet.main+xml", "xl/styles.xml": f"{_KIND}.styles+xml"}
    kinds |= {
        f"xl/worksheets/sheet{number}.xml": f"{_KIND}.worksheet+xml"
        for number in range(1, sheets + 1)
    }
    for name, kind in (kinds | {"docProps/core.xml": _CORE}).items():
        yield f'<Override PartName="/{name}" ContentType="{kind}"/>'
    yield "</Types>"


def _relations(*targets: tuple[str, str]) -> str:
    held = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{held}</Relationships>'


def _book(sheets: Sequence[Sheet]) -> str:
    names = ["清单"] if len(sheets) == 1 else [f"表{n}" for n in range(1, len(sheets) + 1)]
    held = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    repeated = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{at}">\'{name}\'!{sheet.repeated}'
        "</definedName>"
        for at, (name, sheet) in enumerate(zip(names, sheets, strict=True))
    )
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<bookViews><workbookView/></bookViews><sheets>{held}</sheets>"
        f"<definedNames>{repeated}</definedNames></workbook>"
    )


def _facts(title: str, made: date) -> str:
    day = f"{made.isoformat()}T09:00:00Z"
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(title)[:_LONGEST_TITLE])}</dc:title>{stamps}</cp:coreProperties>"
    )
