"""Web pages: tables with spans, headings, paragraphs, and nothing that is not shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from duban.reading.formats import Limits
from duban.reading.source import Grid, Paragraph, Source, Span, Unreadable

Opened = Callable[..., Source]
Made = Callable[..., Any]

PAGE = """<!DOCTYPE html>
<html><head><title>门户</title><style>p {}</style></head><body>
<script>var a = "<p>不显示</p>";</script>
<h1>云泽区任务<b>清单</b></h1>
<p>各部门：<br>现印发
给你们。 See &lt;A&gt;&nbsp;B</p>
<table>
<thead><tr><th rowspan="2">序号</th><th colspan="2">任务</th></tr>
<tr><th>名称</th><th>单位</th></tr></thead>
<tr><td colspan=3>一、农业</td></tr>
<tr><td>1</td><td>建大棚</td><td rowspan="0">农服中心</td></tr>
<tr><td>2</td><td>养鱼</td></tr>
</table>
结尾
</body></html>"""


def test_a_page(opened: Opened, drawn: Made) -> None:
    heading, first, second, grid, end = opened("清单.html", PAGE).blocks
    assert heading == Paragraph("云泽区任务清单", heading.place, 1)
    assert heading.place.line == 4
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert [first.text, second.text] == ["各部门：", "现印发给你们。 See <A>\u00a0B"]
    assert isinstance(grid, Grid)
    assert grid.rows == drawn(
        """
        序号     | 任务     | 任务
        序号     | 名称     | 单位
        一、农业 | 一、农业 | 一、农业
        1        | 建大棚   | 农服中心
        2        | 养鱼     | 农服中心
        """
    )
    assert grid.spans == (Span(0, 0, 1, 0), Span(0, 1, 0, 2), Span(2, 0, 2, 2), Span(3, 2, 4, 2))
    assert grid.headers == 2
    assert grid.place_of(4, 0).line == 12
    assert isinstance(end, Paragraph)
    assert end.text == "结尾"


def test_lines_of_a_cell(opened: Opened, grids: Made) -> None:
    cell = "<p>建大棚。</p>\n <p>养<i>鱼</i>，<br/>种树。</p>"
    [grid] = grids(opened("页.html", f"<table><tr><td>{cell}<td>甲</table>"))
    assert grid.rows == (("建大棚。\n养鱼，\n种树。", "甲"),)


def test_a_table_that_arranges_the_page_is_no_table(
    opened: Opened, grids: Made, texts: Made
) -> None:
    source = opened(
        "页.html",
        "<html><table><tr><td><p>导航</p></td><td><table><tr><td>1</td><td>建大棚</td></tr></table></td></tr></table>",
    )
    assert [grid.rows for grid in grids(source)] == [(("1", "建大棚"),)]
    assert texts(source) == ["导航"]


def test_a_page_that_calls_itself_a_workbook(opened: Opened, grids: Made) -> None:
    source = opened("清单.xls", "<html><table><tr><td>序号</td><td>任务</td></tr></table></html>")
    [grid] = grids(source)
    assert grid.rows == (("序号", "任务"),)
    assert [doubt.code for doubt in source.doubts] == ["wrong-ending"]


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8"])
def test_declared_encodings(opened: Opened, texts: Made, encoding: str) -> None:
    page = f'<html><meta charset="{encoding}"><p>柳溪北塘</p></html>'
    assert texts(opened("页.htm", page.encode(encoding))) == ["柳溪北塘"]


def test_spans_cannot_blow_a_table_up(opened: Opened) -> None:
    row = "<tr>" + '<td colspan="9999" rowspan="9999">甲</td>' * 20 + "</tr>"
    with pytest.raises(Unreadable, match="上限"):
        opened("页.html", f"<table>{row * 50}</table>", Limits(cells=10_000))


def test_a_deep_page_is_read_or_refused(opened: Opened) -> None:
    try:
        blocks = opened("页.html", "<div>" * 5000 + "深" + "</div>" * 5000).blocks
    except Unreadable:
        blocks = ()
    assert len(blocks) <= 1
