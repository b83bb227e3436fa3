"""PDF: rules make cells, characters make lines, lines make texts."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import pytest

from duban.reading.formats import Limits
from duban.reading.source import Grid, Paragraph, Source, Span, Unreadable

Opened = Callable[..., Source]
Made = Callable[..., Any]


def test_cells_and_lines_in_reading_order(
    opened: Opened, pdf: Made, page: Made, drawn: Made
) -> None:
    first = page().text(200, 20, "云泽区任务清单")
    first.table([50, 150, 300, 500], [60, 90, 120])
    first.text(55, 65, "序号").text(155, 65, "任务名称").text(305, 65, "牵头单位")
    first.text(55, 95, "1").text(155, 95, "建停车场").text(305, 95, "区建设局")
    first.text(50, 130, "全区共涉及1项。")
    source = opened("清单.pdf", pdf(first))
    [title, grid, closing] = source.blocks
    assert isinstance(title, Paragraph)
    assert isinstance(closing, Paragraph)
    assert (title.text, title.place.page, title.place.line) == ("云泽区任务清单", 1, 1)
    assert title.place.box == pytest.approx((200, 20, 270, 30), abs=2)
    assert closing.text == "全区共涉及1项。"
    assert isinstance(grid, Grid)
    assert grid.rows == drawn(
        """
        序号 | 任务名称 | 牵头单位
        1    | 建停车场 | 区建设局
        """
    )
    place = grid.place_of(1, 2)
    assert (place.page, place.table, place.row, place.column) == (1, 1, 2, 3)
    assert place.box == (300, 90, 500, 120)


def test_boxes_are_counted_from_the_corner_that_is_seen(
    opened: Opened, pdf: Made, page: Made, grids: Made
) -> None:
    drawn = page().table([50, 150, 300], [60, 90]).text(55, 65, "甲").text(55, 110, "正文")
    seen = b"/MediaBox [-10 -20 600 410] /CropBox [20 0 590 380]"
    content = pdf(drawn).replace(b"/MediaBox [0 0 600 400]", seen)
    grid, line = opened("清单.pdf", content).blocks
    assert isinstance(grid, Grid)
    assert grid.boxes[0, 0] == pytest.approx((30, 40, 130, 70))
    assert line.place.box == pytest.approx((35, 90, 55, 100), abs=2)


def test_a_page_turned_by_its_own_word(opened: Opened, pdf: Made, page: Made, grids: Made) -> None:
    drawn = page().table([50, 150, 300], [60, 90]).text(55, 65, "甲").text(155, 65, "乙")
    drawn.content = ["q 0 1 -1 0 400 0 cm", *drawn.content, "Q"]
    content = pdf(drawn).replace(b"[0 0 600 400]", b"[0 0 400 600] /Rotate 90")
    [grid] = grids(opened("清单.pdf", content))
    assert grid.rows == (("甲", "乙"),)
    assert grid.boxes[0, 1] == pytest.approx((150, 60, 300, 90))


def test_merged_cells_are_filled_and_named(
    opened: Opened, pdf: Made, page: Made, drawn: Made, grids: Made
) -> None:
    first = page()
    for top in (60, 90, 150):
        first.line(50, top, 500, top)
    first.line(150, 120, 500, 120)
    for left in (50, 500):
        first.line(left, 60, left, 150)
    for left in (150, 300):
        first.line(left, 90, left, 150)
    first.text(55, 65, "一、农业").text(55, 110, "类别")
    first.text(155, 95, "建停车场").text(305, 95, "甲局").text(155, 125, "建花园").text(
        305, 125, "乙局"
    )
    [grid] = grids(opened("清单.pdf", pdf(first)))
    assert grid.rows == drawn(
        """
        一、农业 | 一、农业 | 一、农业
        类别     | 建停车场 | 甲局
        类别     | 建花园   | 乙局
        """
    )
    assert grid.spans == (Span(0, 0, 0, 2), Span(1, 0, 2, 0))
    assert grid.boxes[0, 1] == grid.boxes[0, 0] == (50, 60, 500, 90)


def test_a_text_beside_the_cells_is_kept(
    opened: Opened, pdf: Made, page: Made, grids: Made, texts: Made
) -> None:
    # The lower right quarter of the outline is open, and something stands there.
    first = page().table([50, 150, 300], [60, 90]).table([50, 150], [90, 120])
    first.text(55, 65, "甲").text(155, 65, "乙").text(55, 95, "丙").text(205, 100, "注")
    source = opened("清单.pdf", pdf(first))
    [grid] = grids(source)
    assert grid.rows == (("甲", "乙"), ("丙", ""))
    assert (1, 1) not in grid.boxes
    assert texts(source) == ["注"]


def test_a_row_cut_by_the_page_end_keeps_its_text(
    opened: Opened, pdf: Made, page: Made, drawn: Made, grids: Made
) -> None:
    first, second = page(), page()
    for top in (300, 330):
        first.line(50, top, 500, top)
    for left in (50, 150, 500):
        first.line(left, 300, left, 380)
    first.text(55, 305, "序号").text(155, 305, "任务").text(55, 340, "1").text(
        155, 340, "建停车场和"
    )
    second.line(50, 60, 500, 60)
    for left in (50, 150, 500):
        second.line(left, 20, left, 60)
    second.text(155, 30, "花园").line(50, 100, 500, 100)
    for left in (50, 150, 500):
        second.line(left, 60, left, 100)
    second.text(55, 70, "2").text(155, 70, "建花房")
    before, after = grids(opened("清单.pdf", pdf(first, second)))
    assert before.rows == drawn("序号 | 任务\n1 | 建停车场和")
    assert after.rows == drawn("| 花园\n2 | 建花房")
    assert (before.place.page, after.place.page) == (1, 2)
    assert (before.place.table, after.place.table) == (1, 2)


def test_a_table_open_at_its_sides(
    opened: Opened, pdf: Made, page: Made, drawn: Made, grids: Made
) -> None:
    first = page()
    for top in (60, 90, 120):
        first.line(50, top, 500, top)
    first.line(150, 60, 150, 120)
    first.text(55, 65, "序号").text(155, 65, "任务").text(55, 95, "1").text(155, 95, "建停车场")
    [grid] = grids(opened("清单.pdf", pdf(first)))
    assert grid.rows == drawn("序号 | 任务\n1 | 建停车场")


#: cell 100 wide, its text 90: nine characters of size 10; what stands on its lines, what it says
WRAPS = {
    "a wrap joins": (["推进乡村停车场建设和", "管理工作"], "推进乡村停车场建设和管理工作"),
    "a line with room was ended": (["李一", "王二"], "李一\n王二"),
    "a figure is not parted": (["总投资约为人民币2027", "83万元"], "总投资约为人民币202783万元"),
    "two words are": (["学习掌握各种软件app", "hero版"], "学习掌握各种软件app hero版"),
    "a stop takes its character along": (["推进停车场的建设工", "作。"], "推进停车场的建设工作。"),
    "a number stays whole": (["完成各类停车场个", "2026个"], "完成各类停车场个2026个"),
}


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS.keys())
def test_lines_of_a_cell(
    opened: Opened, pdf: Made, page: Made, grids: Made, wrap: tuple[list[str], str]
) -> None:
    lines, expected = wrap
    first = page().table([50, 160, 200], [60, 200])
    first.text(165, 65, "甲")
    first.text(55, 165, "一二三四五六七八九十")
    for at, line in enumerate(lines):
        first.text(55, 65 + 12 * at, line)
    [grid] = grids(opened("清单.pdf", pdf(first)))
    text, _, filler = grid.rows[0][0].rpartition("一二三四五六七八九十")
    assert (text.rstrip("\n"), filler) == (expected, "")


def test_layout_gaps_are_no_blanks_but_blanks_are(
    opened: Opened, pdf: Made, page: Made, grids: Made
) -> None:
    first = page().table([50, 200, 400], [60, 90])
    first.text(55, 65, "建成").text(77.5, 65, "12").text(90, 65, "个").text(205, 65, "李一 王二")
    [grid] = grids(opened("清单.pdf", pdf(first)))
    assert grid.rows == (("建成12个", "李一 王二"),)


def test_a_blank_swallowed_by_a_line_end_comes_back(
    opened: Opened, pdf: Made, page: Made, drawn: Made, grids: Made
) -> None:
    # 85 points hold eight characters; both names fill or begin a line and stand alone elsewhere.
    first = page().table([50, 145, 200], [60, 100, 130, 160, 200])
    first.text(55, 65, "重点项目建设专班").text(55, 77, "城建中心").text(150, 65, "1")
    first.text(55, 105, "重点项目建设专班").text(150, 105, "2")
    first.text(55, 135, "城建中心").text(150, 135, "3")
    first.text(55, 165, "重点项目推进专班").text(55, 177, "一组成员").text(150, 165, "4")
    [grid] = grids(opened("清单.pdf", pdf(first)))
    assert grid.rows == drawn(
        """
        重点项目建设专班 城建中心 | 1
        重点项目建设专班          | 2
        城建中心                  | 3
        重点项目推进专班一组成员  | 4
        """
    )


def test_a_heading_written_from_top_to_bottom(
    opened: Opened, pdf: Made, page: Made, grids: Made
) -> None:
    first = page().table([50, 110, 200], [60, 160]).text(115, 65, "甲")
    for at, character in enumerate("一、农业"):
        first.text(75, 65 + 20 * at, character)
    [grid] = grids(opened("清单.pdf", pdf(first)))
    assert grid.rows == (("一、农业", "甲"),)


def test_characters_printed_twice_are_read_once(
    opened: Opened, pdf: Made, page: Made, texts: Made
) -> None:
    first = page().text(50, 20, "加粗标题").text(50.4, 20, "加粗标题").text(50, 40, "人人参与")
    assert texts(opened("清单.pdf", pdf(first))) == ["加粗标题", "人人参与"]


def test_a_page_that_is_a_picture_is_told(opened: Opened, pdf: Made, page: Made) -> None:
    source = opened("清单.pdf", pdf(page().text(50, 20, "正文"), page().picture()))
    [doubt] = source.doubts
    assert (doubt.code, doubt.place.page) == ("picture-page", 2)


def test_a_scan_is_refused(opened: Opened, pdf: Made, page: Made) -> None:
    with pytest.raises(Unreadable, match="扫描件"):
        opened("清单.pdf", pdf(page().picture()))


def test_a_locked_file_is_refused(opened: Opened, pdf: Made, page: Made) -> None:
    key = "00" * 32
    trailer = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>]"
    )
    with pytest.raises(Unreadable, match="密码"):
        opened("清单.pdf", pdf(page().text(50, 20, "正文"), trailer=trailer))


def test_a_damaged_file_is_refused(opened: Opened, pdf: Made, page: Made) -> None:
    with pytest.raises(Unreadable):
        opened("清单.pdf", pdf(page().text(50, 20, "正文"))[:200])


def test_too_many_pages_are_refused(opened: Opened, pdf: Made, page: Made) -> None:
    three = pdf(*[page().text(50, 20, "正文") for _ in range(3)])
    with pytest.raises(Unreadable, match="2页"):
        opened("清单.pdf", three, Limits(pages=2))


def test_a_line_stretched_over_its_cell(opened: Opened, pdf: Made, page: Made, grids: Made) -> None:
    # Justified text: 财政局 was ended on purpose, the line above it was only filled.
    first = page().table([50, 160, 200], [60, 120])
    for at, character in enumerate("推进停车场建设"):
        first.text(55 + at * 15, 65, character)
    first.text(55, 77, "工作")
    for at, character in enumerate("财政局"):
        first.text(55 + at * 45, 89, character)
    first.text(55, 101, "柳溪镇").text(165, 65, "甲")
    [grid] = grids(opened("清单.pdf", pdf(first)))
    assert grid.rows == (("推进停车场建设\n工作\n财政局\n柳溪镇", "甲"),)


def test_a_figure_after_a_wrapped_name_gets_no_blank(
    opened: Opened, pdf: Made, page: Made, drawn: Made, grids: Made
) -> None:
    first = page().table([50, 145, 200], [60, 100, 130])
    first.text(55, 65, "任务量：北塘村柳溪").text(55, 77, "29").text(150, 65, "29")
    first.text(55, 105, "北塘村柳溪").text(150, 105, "30")
    [grid] = grids(opened("清单.pdf", pdf(first)))
    assert grid.rows == drawn("任务量：北塘村柳溪29 | 29\n北塘村柳溪 | 30")


def test_a_stream_that_swells_is_refused(opened: Opened, pdf: Made, page: Made) -> None:
    packed = zlib.compress(b" " * (1 << 25), 9)
    stream = b"20 0 obj << /Filter /FlateDecode >> stream\n" + packed + b"\nendstream endobj\n"
    content = pdf(page().text(50, 20, "正文"))
    with pytest.raises(Unreadable, match="过大"):
        opened("清单.pdf", content.replace(b"xref", stream + b"xref", 1))


def test_a_stream_packed_twice_is_refused(opened: Opened, pdf: Made, page: Made) -> None:
    content = pdf(page().text(50, 20, "正文"))
    twice = content.replace(b"<< /Length", b"<< /Filter [/FlateDecode /FlateDecode] /Length", 1)
    with pytest.raises(Unreadable, match="过大"):
        opened("清单.pdf", twice)
