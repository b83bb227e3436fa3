"""Tables without rules: columns told by what stands below each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duban.reading.source import Grid, Source

Opened = Callable[..., Source]
Made = Callable[..., Any]

SPACED = """
南浦镇2026年重点任务台账
序号  任务名称          责任单位   完成时限
 1    改造文化广场3个   文化站     7月
 2    开展义诊12场                 12月
      和健康讲座8场
注：本表由党政办公室汇总。
"""


def test_a_page(opened: Opened, pdf: Made, page: Made, drawn: Made, grids: Made) -> None:
    sheet = page().text(100, 20, "南浦镇重点任务台账")
    sheet.text(50, 60, "序号").text(130, 60, "任务").text(300, 60, "完成时限")
    sheet.text(55, 80, "1").text(110, 80, "改造文化").text(310, 80, "7月")
    sheet.text(110, 92, "广场3个")
    sheet.text(55, 110, "2").text(120, 110, "开展义诊").text(305, 110, "12月")
    sheet.text(50, 300, "附注")
    source = opened("清单.pdf", pdf(sheet))
    [grid] = grids(source)
    assert grid.rows == drawn(
        """
        序号 | 任务            | 完成时限
        1    | 改造文化广场3个 | 7月
        2    | 开展义诊        | 12月
        """
    )
    assert (grid.place.page, grid.place.table) == (1, 1)
    assert grid.place_of(1, 1).box == (110.0, 81.2, 150.0, 103.2)
    assert [doubt.code for doubt in source.doubts] == ["table-without-rules"]
    assert [block.text for block in source.blocks if not isinstance(block, Grid)] == [
        "南浦镇重点任务台账",
        "附注",
    ]


def test_a_page_of_prose_is_no_table(opened: Opened, pdf: Made, page: Made, grids: Made) -> None:
    sheet = page()
    for at in range(5):
        sheet.text(50, 40 + 14 * at, "全区要坚持稳中求进，抓好年度各项工作的落实。")
    sheet.text(50, 160, "签字").text(250, 160, "电话").text(450, 160, "日期")
    sheet.text(300, 180, "办公室").text(300, 200, "2026年")
    assert grids(opened("方案.pdf", pdf(sheet))) == []


def test_a_text(opened: Opened, drawn: Made, grids: Made) -> None:
    source = opened("台账.txt", SPACED)
    [grid] = grids(source)
    assert grid.rows == drawn(
        """
        序号 | 任务名称        | 责任单位 | 完成时限
        1    | 改造文化广场3个 | 文化站   | 7月
        2    | 开展义诊12场和健康讲座8场 | | 12月
        """
    )
    assert grid.lines == (3, 4, 5)
    assert len(source.blocks) == 3


def test_a_text_with_blanks_is_no_table(opened: Opened, grids: Made) -> None:
    assert (
        grids(opened("方案.txt", "甲方：  乙方：  丙方：\n各方商定如下事项：\n一、  总则\n")) == []
    )
