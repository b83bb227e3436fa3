"""Where cells stand under merged ones, and how a table's width is shared out."""

from __future__ import annotations

import pytest

from duban.writing.blocks import Align, Cell, Face, Light, Table
from duban.writing.cells import placed
from duban.writing.widths import EDGES, NARROWEST, lines_in, shared_out


def test_cells_stand_beside_those_that_go_on_from_above() -> None:
    table = Table(
        (
            (Cell("甲", across=2, down=2), "乙"),
            ("丙",),
            ("丁", Cell("戊", down=2), "己"),
            ("庚", "辛"),
        ),
        (50, 50, 56),
    )
    drawn = [
        [(cell.column, cell.across, cell.down, cell.text) for cell in row] for row in placed(table)
    ]
    assert drawn == [
        [(0, 2, 2, "甲"), (2, 1, 1, "乙")],
        [(0, 2, 0, ""), (2, 1, 1, "丙")],
        [(0, 1, 1, "丁"), (1, 1, 2, "戊"), (2, 1, 1, "己")],
        [(0, 1, 1, "庚"), (1, 1, 0, ""), (2, 1, 1, "辛")],
    ]


def test_headers_and_labels_have_letters_of_their_own() -> None:
    table = Table(
        (("头", "尾"), ("标", Cell("红灯", light=Light.RED))),
        (20, 20),
        headers=1,
        labels=True,
        aligns=(Align.LEFT, Align.RIGHT),
    )
    looks = [[(cell.face, cell.align) for cell in row] for row in placed(table)]
    assert looks[0] == [(Face.HEI, Align.CENTRE)] * 2
    assert looks[1] == [(Face.HEI, Align.CENTRE), (Face.BODY, Align.RIGHT)]
    *_, last = placed(table)
    assert last[1].text == "■ 红灯"


@pytest.mark.parametrize(
    ("row", "fault"),
    [(("甲",), "few"), (("甲", "乙", "丙"), "many"), ((Cell("甲", across=3),), "many")],
)
def test_a_row_that_does_not_fit_is_our_own_fault(row: tuple[str | Cell, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        list(placed(Table((row,), (20, 20))))


def test_widths_add_up_and_long_texts_get_most() -> None:
    texts = [["1", "2"], ["建" * 80, "设" * 60], ["农业局", "水务局"]]
    widths = shared_out(texts, [("序号",), ("任务",), ("单位",)], 156, 12)
    assert sum(widths) == 156
    assert widths[1] == max(widths)
    assert min(widths) >= NARROWEST


def test_a_figure_is_not_broken_while_there_is_room() -> None:
    texts = [["2026.12"], ["建" * 300]]
    widths = shared_out(texts, [("时间",), ("任务",)], 156, 12)
    assert lines_in("2026.12", widths[0], 12) == 1


def test_too_many_columns_are_all_narrow() -> None:
    widths = shared_out([["建设停车场"]] * 40, [("头",)] * 40, 225, 9)
    assert sum(widths) == 225
    assert min(widths) == 5


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("一二三四", 1), ("一二三四五", 2), ("12345678", 1), ("一\n二", 2)]
)
def test_lines_are_counted_by_the_width_of_signs(text: str, lines: int) -> None:
    # four signs of 12 points are 17 mm wide
    assert lines_in(text, 17 + EDGES, 12) == lines
