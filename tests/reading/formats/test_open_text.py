"""Plain text and Markdown: what is a table, what is a paragraph, what is only formatting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from duban.plan import Format
from duban.reading.formats import Limits
from duban.reading.source import Grid, Paragraph, Source, Unreadable

Opened = Callable[..., Source]
Made = Callable[..., Any]

TAB_LIST = """
## 2026年柳溪镇任务清单

重点工作\t目标任务\t\t牵头单位
\t序号\t名称\t
一、农业\t1\t建大棚\t农服中心
\t2\t养鱼\t农服中心

重点工作\t目标任务\t\t牵头单位
<b>二、工业</b>\t\t\t
\t3\t<p>建厂房。</p> <p>招<br>商。</p>\t李一 王二
以上共3项。
"""


def test_tab_tables_with_their_places(opened: Opened, drawn: Made) -> None:
    source = opened("清单.txt", TAB_LIST)
    assert source.file.format is Format.TXT
    title, first, second, closing = source.blocks
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    assert title == Paragraph("2026年柳溪镇任务清单", title.place, 2)
    assert title.place.line == 2
    assert first.rows == drawn(
        """
        重点工作 | 目标任务 |        | 牵头单位
                 | 序号     | 名称   |
        一、农业 | 1        | 建大棚 | 农服中心
                 | 2        | 养鱼   | 农服中心
        """
    )
    assert first.spans == ()
    assert first.lines == (4, 5, 6, 7)
    assert second.rows[1:] == (
        ("二、工业", "", "", ""),
        ("", "3", "建厂房。\n招\n商。", "李一 王二"),
    )
    assert (second.place.table, second.place_of(2, 1).line) == (2, 11)
    assert closing == Paragraph("以上共3项。", closing.place)
    assert closing.place.line == 12


def test_a_bare_line_between_rows_is_a_row(opened: Opened, drawn: Made, grids: Made) -> None:
    [grid] = grids(opened("清单.txt", "清单\n序号\t任务\n一、农业\n1\t建大棚\n2\t养鱼\n"))
    assert grid.rows == (("序号", "任务"), ("一、农业",), ("1", "建大棚"), ("2", "养鱼"))


def test_a_cell_in_quotation_marks_over_several_lines(opened: Opened, grids: Made) -> None:
    copied = (
        '序号\t任务\t单位\n1\t"建大棚；\n\n养""鱼""。"\t甲局\n'
        '2\t"三农"\t"乙局\n丙局"\n3\t"种\t丁局\n'
    )
    [grid] = grids(opened("清单.txt", copied))
    assert grid.rows == (
        ("序号", "任务", "单位"),
        ("1", '建大棚；\n\n养"鱼"。', "甲局"),
        ("2", '"三农"', "乙局\n丙局"),
        ("3", '"种', "丁局"),
    )
    assert grid.lines == (1, 2, 5, 7)


PROSE = [
    pytest.param("\t各部门：\n\t现印发给你们。\n", id="indented with tabs"),
    pytest.param("联系人：甲\t电话：1\n", id="one line of two parts"),
    pytest.param("A|B 两类\n甲|乙\n", id="bars in running text"),
    pytest.param("---\n正文\n", id="a rule alone"),
]


@pytest.mark.parametrize("text", PROSE)
def test_it_sees_no_table(opened: Opened, grids: Made, text: str) -> None:
    source = opened("正文.txt", text)
    assert not grids(source)
    assert len(source.blocks) == len(text.strip().splitlines())


def test_pipe_tables(opened: Opened, grids: Made) -> None:
    markdown = "| 序号 | 任务 |\n|---|:---:|\n| 1 | **建**大棚 |\n| 2 | 甲\\|乙 |\n"
    source = opened("清单.md", markdown)
    [grid] = grids(source)
    assert source.file.format is Format.MD
    assert grid.rows == (("序号", "任务"), ("1", "建大棚"), ("2", "甲|乙"))
    assert grid.headers == 1
    assert grid.lines == (1, 3, 4)


def test_tables_of_tags_inside_a_text(opened: Opened, grids: Made, texts: Made) -> None:
    text = (
        "开头\n\n<table><tr><td>序号</td></tr>\n<tr><td>1</td></tr></table>\n结尾\n\n甲\t乙\t丙\n"
    )
    source = opened("清单.md", text)
    assert texts(source) == ["开头", "结尾"]
    assert [grid.rows for grid in grids(source)] == [(("序号",), ("1",)), (("甲", "乙", "丙"),)]
    assert [grid.lines for grid in grids(source)] == [(3, 4), (7,)]
    assert [grid.place.table for grid in grids(source)] == [1, 2]


FORMATTING = {
    "<b>重点</b>工作": "重点工作",
    "<P class='x'>一段</P>": "一段",
    "3<5，5>3": "3<5，5>3",
    "转发<甲局关于某事的意见>的通知": "转发<甲局关于某事的意见>的通知",
    "‹区级›": "‹区级›",
    "<未完": "<未完",
    "**建**大棚": "建大棚",
    "面积2**3": "面积2**3",
    "合&nbsp;计": "合\u00a0计",
    "R&D": "R&D",
}


@pytest.mark.parametrize(("written", "read"), FORMATTING.items())
def test_formatting_goes_and_text_stays(
    opened: Opened, texts: Made, written: str, read: str
) -> None:
    assert texts(opened("正文.txt", written)) == [read]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_encodings(opened: Opened, texts: Made, encoding: str) -> None:
    content = "云泽区任务清单\r\n2026年 第1号\r正文，镕"
    assert texts(opened("清单.txt", content.encode(encoding))) == [
        "云泽区任务清单",
        "2026年 第1号",
        "正文，镕",
    ]


def test_unseen_characters_go_with_a_doubt(opened: Opened, texts: Made) -> None:
    source = opened("清单.txt", "云\x07泽\u200b区\x0b任务")
    assert texts(source) == ["云泽区任务"]
    [doubt] = source.doubts
    assert (doubt.code, doubt.place.line) == ("control-characters", 1)
    assert "3个" in doubt.message


REFUSED = {
    "empty": (b"", "空的"),
    "blanks": (b" \r\n\t\n", "空的"),
    "zero bytes": ("任务".encode() + b"\x00\x00\x00", "不是文本"),
    "no text": (bytes(range(128, 256)) * 40 + b"\xff\xfe\x00", "不是"),
    "only a mark": (b"\xef\xbb\xbf", "空的"),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_it_refuses(opened: Opened, content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        opened("清单.txt", content)


def test_a_text_without_end_is_refused(opened: Opened) -> None:
    with pytest.raises(Unreadable, match="兆字节"):
        opened("清单.txt", "任务\n" * 400_000, Limits(text_bytes=1 << 20))
