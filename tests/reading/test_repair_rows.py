"""Headers set over their data, and rows moved back into their columns."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.reading.band import Band, Head
from duban.reading.fit import fit, profile_of
from duban.reading.header import Role, name_of
from duban.reading.kinds import Kind, kind_of
from duban.reading.repair import is_out_of_place, rest_of_row, strict_columns, whole_row

ROLES = (Role.NUMBER, Role.TITLE, Role.LEADERS, Role.LEAD_UNITS, Role.DUE, Role.NOTE)
HEADS = ("序号", "任务名称", "牵头领导", "牵头单位", "完成时限", "备注")
DATA = [
    ("1", "建大棚十座", "甘小棠", "农业局", "6月底", ""),
    ("2", "修水渠五公里", "王舟", "水务局、财政局", "年底", "急"),
    ("3", "修道路三条", "李一舟", "交通局", "10月底", ""),
]


def band(*texts: str) -> Band:
    return Band(0, 1, tuple(map(Head, texts)))


def over(heads: Band, rows: Sequence[tuple[str, ...]]) -> list[str]:
    return [head.text if head else "" for head in fit(heads, rows).heads]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("", Kind.EMPTY),
        ("/", Kind.NOBODY),
        ("12", Kind.SERIAL),
        ("1.2", Kind.SERIAL),
        ("（3）", Kind.SERIAL),
        ("10月底", Kind.DATE),
        ("2026.12", Kind.DATE),
        ("长期", Kind.DATE),
        ("278138", Kind.FIGURE),
        ("约300万元", Kind.FIGURE),
        ("甘小棠", Kind.PEOPLE),
        ("阿木古", Kind.WORDS),
        ("王 舟", Kind.PEOPLE),
        ("李一舟、王舟", Kind.PEOPLE),
        ("农业局、各村（居）", Kind.UNITS),
        ("开工建设", Kind.WORDS),
        ("完成选址，形成方案并报批，力争年内开工建设。", Kind.TEXT),
    ],
)
def test_what_stands_in_a_cell(cell: str, kind: Kind) -> None:
    assert kind_of(cell) is kind


def test_headers_over_their_own_data_stay() -> None:
    assert not fit(band(*HEADS), DATA).moved


def test_headers_pushed_left_by_a_number_without_one() -> None:
    assert over(band(*HEADS[1:]), DATA) == ["", *HEADS[1:]]


def test_headers_pushed_right_by_an_empty_one() -> None:
    heads = band("", *HEADS)
    assert over(heads, [(*row, "") for row in DATA])[:6] == list(HEADS)


@pytest.mark.parametrize("lost", [2, 3, 4])
def test_a_column_that_the_data_lack(lost: int) -> None:
    rows = [row[:lost] + row[lost + 1 :] for row in DATA]
    fitted = fit(band(*HEADS), rows)
    assert [head.text for head in fitted.lacking] == [HEADS[lost]]
    assert over(band(*HEADS), rows) == list(HEADS[:lost] + HEADS[lost + 1 :])


def test_without_rows_headers_stay() -> None:
    assert over(band(*HEADS), []) == list(HEADS)


def test_a_column_knows_its_repeats() -> None:
    profile = profile_of(["一、农业", "", "一、农业", "二、城建"])
    assert profile.runs == pytest.approx(2 / 3 - 1 / 3)
    assert profile.suits(name_of("类别")) > profile.suits(name_of("备注"))


def test_a_whole_row_moves_to_its_serial_number() -> None:
    moved = whole_row(("2", "修水渠", "", "水务局", "年底", ""), 1, (Role.PATH, *ROLES[:5]))
    assert moved is not None
    assert moved.cells == ("", "2", "修水渠", "", "水务局", "年底")
    assert moved.origin == (None, 0, 1, 2, 3, 4)
    assert moved.by == 1


def test_a_row_without_any_number_does_not_move() -> None:
    assert whole_row(("一、农业", "", "", "", "", ""), 1, ROLES) is None


def test_nothing_is_pushed_out_of_a_row() -> None:
    assert (
        whole_row(("2", "修水渠", "王舟", "水务局", "年底", "急"), 1, (Role.PATH, *ROLES[:5]))
        is None
    )


def test_the_rest_of_a_row_moves_to_people_units_and_dates() -> None:
    moved = rest_of_row(("2", "修水渠", "水务局", "年底", "急", ""), 1, ROLES)
    assert moved is not None
    assert moved.cells == ("2", "修水渠", "", "水务局", "年底", "急")


def test_strict_columns_are_those_where_nearly_all_cells_agree() -> None:
    shares = [profile_of([row[at] for row in DATA]).shares for at in range(6)]
    strict = strict_columns(ROLES, shares)
    assert strict == ((2, Kind.PEOPLE), (3, Kind.UNITS), (4, Kind.DATE))
    assert is_out_of_place(("4", "建桥", "王舟", "年底", "", ""), strict)
    assert not is_out_of_place(("4", "建桥", "王舟", "交通局", "年底", ""), strict)


@given(
    st.lists(st.sampled_from(["", "1", "修水渠", "水务局", "年底", "王舟"]), min_size=6, max_size=6)
)
def test_moving_loses_no_cell(row: list[str]) -> None:
    for moved in (whole_row(row, 1, ROLES), rest_of_row(row, 1, ROLES)):
        if moved is not None:
            assert sorted(filter(None, moved.cells)) == sorted(filter(None, row))
