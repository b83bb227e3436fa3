"""Word documents: what a person sees on the page is what is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from duban.plan import Format
from duban.reading.source import Grid, Paragraph, Source, Span, Unreadable

Opened = Callable[..., Source]
Made = Callable[..., Any]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"
HEADER = "<w:tblHeader/>"


def across(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_headings_paragraphs_and_tables_in_order(opened: Opened, docx: Made) -> None:
    styles = (
        '<w:style w:styleId="a3"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="own"><w:name w:val="节"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="o2"><w:name w:val="条"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    body = (
        p("云泽区任务清单", '<w:pStyle w:val="a3"/>')
        + p("一、总则", '<w:pStyle w:val="own"/>')
        + p("第一条", '<w:pStyle w:val="o2"/>')
        + p("自拟", '<w:outlineLvl w:val="1"/>')
        + p("   ")
        + p("正文")
        + tbl(tr(tc("甲")))
        + p("结尾")
    )
    source = opened("清单.docx", docx(body, styles=styles))
    assert source.file.format is Format.DOCX
    shown = [
        (block.text, block.level, block.place.line) if isinstance(block, Paragraph) else block.rows
        for block in source.blocks
    ]
    assert shown == [
        ("云泽区任务清单", 0, 1),
        ("一、总则", 1, 2),
        ("第一条", 3, 3),
        ("自拟", 2, 4),
        ("正文", None, 5),
        (("甲",),),
        ("结尾", None, 6),
    ]


def test_merged_cells_and_repeated_headers(
    opened: Opened, docx: Made, grids: Made, drawn: Made
) -> None:
    body = tbl(
        tr(tc("类别", DOWN), tc("任务", across(2)), tc("单位", DOWN), properties=HEADER),
        tr(tc("", ON), tc("序号"), tc("名称"), tc("", ON), properties=HEADER),
        tr(tc("一、农业", across(4))),
        tr(tc("种植", DOWN), tc("1"), tc("建大棚"), tc("甲局")),
        tr(tc("", ON), tc("2"), tc("种树"), tc("乙局")),
        tr(tc("养殖", DOWN), tc("3"), tc("养鱼"), tc("甲局")),
    )
    [grid] = grids(opened("清单.docx", docx(body)))
    assert grid.rows == drawn(
        """
        类别     | 任务     | 任务     | 单位
        类别     | 序号     | 名称     | 单位
        一、农业 | 一、农业 | 一、农业 | 一、农业
        种植     | 1        | 建大棚   | 甲局
        种植     | 2        | 种树     | 乙局
        养殖     | 3        | 养鱼     | 甲局
        """
    )
    assert grid.headers == 2
    assert set(grid.spans) == {
        Span(0, 0, 1, 0),
        Span(0, 1, 0, 2),
        Span(0, 3, 1, 3),
        Span(2, 0, 2, 3),
        Span(3, 0, 4, 0),
    }


def test_rows_that_begin_late_or_end_early(opened: Opened, docx: Made, grids: Made) -> None:
    body = tbl(
        tr(tc("甲"), tc("乙"), tc("丙")),
        tr(tc("丁"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    [grid] = grids(opened("清单.docx", docx(body)))
    assert grid.rows == (("甲", "乙", "丙"), ("", "丁", ""))


def test_rows_and_cells_inside_content_controls(opened: Opened, docx: Made, grids: Made) -> None:
    def held(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = held(
        tbl(held(tr(tc("甲"), held(tc("乙")))), tr(f"<w:tc>{held(p('丙'))}</w:tc>", tc("丁")))
    )
    [grid] = grids(opened("清单.docx", docx(body)))
    assert grid.rows == (("甲", "乙"), ("丙", "丁"))


def test_a_table_in_a_cell_is_a_table_of_its_own(opened: Opened, docx: Made, grids: Made) -> None:
    inner = tbl(tr(tc("内一"), tc("内二")))
    body = tbl(tr(tc("外"), f"<w:tc>{p('前')}{inner}{p('后')}</w:tc>")) + tbl(tr(tc("第三")))
    source = opened("清单.docx", docx(body))
    assert [(grid.place.table, grid.rows) for grid in grids(source)] == [
        (1, (("外", "前\n后"),)),
        (2, (("内一", "内二"),)),
        (3, (("第三",),)),
    ]
    [doubt] = source.doubts
    assert (doubt.code, doubt.place.table) == ("nested-table", 2)


RUNS = {
    "breaks and tabs": (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>",
        "甲\n乙\t丙",
    ),
    "runs cut anywhere": ("<w:r><w:t>2026</w:t></w:r><w:r/><w:r><w:t>年</w:t></w:r>", "2026年"),
    "a link": ("<w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink>", "网址"),
    "a content control": (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>选项</w:t></w:r></w:sdtContent></w:sdt>",
        "选项",
    ),
    "a field": (
        "<w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:t>1月</w:t></w:r>",
        "1月",
    ),
    "a reading aid": (
        "<w:ruby><w:rt><w:r><w:t>dū</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>督</w:t></w:r></w:rubyBase></w:ruby>",
        "督",
    ),
    "a hyphen that holds": ("<w:r><w:t>36</w:t><w:noBreakHyphen/><w:t>05</w:t></w:r>", "36-05"),
    "a ticked box": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
}


@pytest.mark.parametrize(("runs", "text"), RUNS.values(), ids=RUNS.keys())
def test_runs(opened: Opened, docx: Made, texts: Made, runs: str, text: str) -> None:
    source = opened("文.docx", docx(f"<w:p>{runs}</w:p>"))
    assert texts(source) == [text]
    assert source.doubts == ()


def test_changes_are_read_as_accepted(opened: Opened, docx: Made, texts: Made, grids: Made) -> None:
    changed = (
        "<w:p><w:r><w:t>完成</w:t></w:r>"
        "<w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:r><w:t>座</w:t></w:r></w:p>"
    )
    body = changed + tbl(tr(tc("留")), tr(tc("去"), properties="<w:del/>"))
    source = opened("文.docx", docx(body))
    assert texts(source) == ["完成12座"]
    assert [grid.rows for grid in grids(source)] == [(("留",),)]
    [doubt] = source.doubts
    assert doubt.code == "tracked-changes"
    assert "4处" in doubt.message


def test_a_text_box_is_read_once_after_its_paragraph(
    opened: Opened, docx: Made, texts: Made
) -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>"
    )
    source = opened("文.docx", docx(body))
    assert texts(source) == ["前后", "框内"]
    assert source.doubts == ()


def test_notes_stand_at_the_end(opened: Opened, docx: Made, texts: Made) -> None:
    body = '<w:p><w:r><w:t>全口径税收</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + p("正文")
    notes = (
        f'<w:footnote w:id="0">{p("")}</w:footnote>'
        f'<w:footnote w:id="2">{p("含海关。")}</w:footnote>'
    )
    source = opened("文.docx", docx(body, footnotes=notes))
    assert texts(source) == ["全口径税收", "正文", "注1：含海关。"]


def test_what_is_not_read_is_told(opened: Opened, docx: Made) -> None:
    body = (
        p("正文")
        + "<w:p><w:r><w:drawing/></w:r></w:p>"
        + "<w:altChunk/>"
        + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"
    )
    source = opened(
        "文.docx",
        docx(
            body,
            header1=p("内部资料"),
            footer1=p("- 1 -"),
            comments=f"<w:comment>{p('再议')}</w:comment>",
        ),
    )
    assert {doubt.code for doubt in source.doubts} == {
        "pictures",
        "embedded-file",
        "hidden-text",
        "page-furniture",
        "comment",
    }
    assert not any("- 1 -" in doubt.message for doubt in source.doubts)


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return p(
        text,
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
    )


def lvl(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + lvl(0, "chineseCountingThousand", "%1、")
    + lvl(1, "chineseCounting", "（%2）")
    + lvl(2, "decimal", "%1.%3", "<w:isLgl/>")
    + lvl(3, "bullet", "•")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + lvl(0, "decimal", "%1", '<w:start w:val="3"/>')
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers_are_text(opened: Opened, docx: Made, texts: Made) -> None:
    body = (
        numbered("总则")
        + numbered("目标", 1)
        + numbered("任务", 1)
        + numbered("措施")
        + numbered("细则", 2)
        + numbered("要点", 3)
        + numbered("分工", 1)
        + numbered("附则", number=3)
        + numbered("没有", number=0)
    )
    assert texts(opened("文.docx", docx(body, numbering=NUMBERING))) == [
        "一、总则",
        "（一）目标",
        "（二）任务",
        "二、措施",
        "2.1细则",
        "要点",
        "（一）分工",
        "一、附则",
        "没有",
    ]


def test_automatic_serial_numbers_in_cells(opened: Opened, docx: Made, grids: Made) -> None:
    cell = f"<w:tc>{numbered('', number=2)}</w:tc>"
    body = tbl(tr(tc("序号"), tc("任务")), tr(cell, tc("建大棚")), tr(cell, tc("养鱼")))
    [grid] = grids(opened("文.docx", docx(body, numbering=NUMBERING)))
    assert grid.rows == (("序号", "任务"), ("3", "建大棚"), ("4", "养鱼"))


def test_numbers_by_style(opened: Opened, docx: Made, texts: Made) -> None:
    styles = (
        '<w:style w:styleId="h"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = p("目标", '<w:pStyle w:val="h"/>') + p("任务", '<w:pStyle w:val="h"/>')
    source = opened("文.docx", docx(body, numbering=NUMBERING, styles=styles))
    assert texts(source) == ["（一）目标", "（二）任务"]


def test_the_strict_edition_of_the_format(opened: Opened, packed: Made, texts: Made) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<w:document xmlns:w="{strict}"><w:body>{p("正文")}</w:body></w:document>'
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": xml}
    assert texts(opened("文.docx", packed(members))) == ["正文"]


ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(ENTITY, id="at once"),
        pytest.param(f"<?xml version='1.0'?>\n<!--{' ' * 5000}-->{ENTITY}", id="long comment"),
        pytest.param(f"<?a?><!-- <c> --><!---->{ENTITY}", id="tags that are none"),
        pytest.param(ENTITY.encode("utf-16"), id="UTF-16"),
        pytest.param(
            b'<?xml version="1.0" encoding="UTF-7"?>' + ENTITY.encode("utf-7"), id="UTF-7"
        ),
    ],
)
def test_external_entities_are_refused(opened: Opened, packed: Made, xml: str | bytes) -> None:
    with pytest.raises(Unreadable, match="外部实体"):
        opened("文.docx", packed({"word/document.xml": xml}))


def test_a_comment_without_an_end_is_refused(opened: Opened, packed: Made) -> None:
    with pytest.raises(Unreadable, match="损坏"):
        opened("文.docx", packed({"word/document.xml": "<!-- <!DOCTYPE a><a/>"}))


def test_broken_xml_is_refused(opened: Opened, packed: Made) -> None:
    with pytest.raises(Unreadable, match="损坏"):
        opened("文.docx", packed({"word/document.xml": "<w:document"}))


def test_a_grid_is_what_a_table_gives(opened: Opened, docx: Made) -> None:
    [block] = opened(
        "文.docx", docx(tbl(tr(tc("甲"), tc("乙", DOWN)), tr(tc("丙"), tc("丁", ON))))
    ).blocks
    assert isinstance(block, Grid)
    assert block.rows == (("甲", "乙"), ("丙", "乙"))


def test_a_text_under_a_merged_cell_is_told(opened: Opened, docx: Made) -> None:
    source = opened("文.docx", docx(tbl(tr(tc("甲", DOWN)), tr(tc("盖住的", ON)))))
    [doubt] = source.doubts
    assert (doubt.code, doubt.place.row, doubt.place.column) == ("covered-by-merge", 2, 1)
