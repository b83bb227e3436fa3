"""Figures of boards are exact, and their words follow from them: pure shaping, no database."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any, cast

import pytest

from duban.web.boards import heat, money, progress, towns
from duban.web.boards.export import as_csv
from duban.web.boards.lamps import Group, grouped
from duban.web.boards.lights_by import By, lights_by, tallies
from duban.web.boards.money import Purse
from duban.web.boards.panel import Cell, Column, Panel, Row
from duban.web.boards.progress import Total
from duban.web.boards.seen import Place, Seen
from duban.web.boards.templatetags.boards import rows as drawn
from duban.web.boards.towns import Borne
from duban.web.design.csv_text import MARK
from duban.web.supervision.models import Colour

SEEN = Seen(cast(Any, None), Place(7, "柳溪镇"), 2026, date(2026, 9, 18))
RED, YELLOW, GREEN = Colour.RED, Colour.YELLOW, Colour.GREEN
BY = By("heading", "条线", "条线", "", "heading")


def values(row: Row) -> list[Any]:
    return [cell.value for cell in row]


def group(name: str, *turns: tuple[str, str]) -> Group:
    return Group(name, name, Counter((str(before), str(now)) for before, now in turns))


def test_lights_are_counted_under_their_heads_the_worst_first() -> None:
    groups = [
        group("一、产业", (RED, GREEN), (GREEN, GREEN)),
        group("二、乡村", (GREEN, RED)),
        Group("-", "未分条线", Counter([("", "yellow")])),
    ]
    panel = lights_by(BY, groups, SEEN)
    assert [values(row) for row in panel.rows] == [
        ["二、乡村", 1, 0, 0, 0, 0, 1, 1, 0],
        ["未分条线", 0, 1, 0, 0, 0, 1, 0, 0],
        ["一、产业", 0, 0, 0, 2, 0, 2, 0, 1],
    ]
    assert panel.rows[0][1].address == (
        "/supervision/?at=7&year=2026&heading=%E4%BA%8C%E3%80%81%E4%B9%A1%E6%9D%91&colour=red"
    )
    assert "heading=-&" in panel.rows[1][2].address
    # nothing stands behind a nought
    assert panel.rows[0][2].address == ""


def test_the_net_of_a_light_is_what_came_less_what_left() -> None:
    turns = [(GREEN, RED), ("", RED), (RED, GREEN), (RED, RED)]
    red = tallies([group("一", *turns[:2]), group("二", *turns[2:])], SEEN)[0]
    assert (red.count.value, red.came.value, red.went.value, red.net) == (3, 2, 1, 1)
    assert tallies([], SEEN) == []


def test_groups_gather_what_comes_in_rows() -> None:
    turn = ("red", "red")
    found = grouped([("1", "甲", turn, 2), ("2", "乙", turn, 1), ("1", "甲", turn, 3)])
    assert [(one.name, one.turns.total()) for one in found] == [("甲", 5), ("乙", 1)]


@pytest.mark.parametrize(
    ("counts", "value", "shade", "tint"),
    [
        ({RED: 1, GREEN: 9}, 1, "red", "red-1"),
        ({RED: 3, YELLOW: 5, GREEN: 2}, 3, "red", "red-2"),
        ({RED: 5, GREEN: 5}, 5, "red", "red-3"),
        ({YELLOW: 1, GREEN: 9}, 1, "yellow", "yellow-1"),
        ({GREEN: 9, Colour.GREY: 1}, 10, "green", ""),
    ],
)
def test_a_cell_of_the_heat_table_tells_the_gravest(
    counts: dict[Colour, int], value: int, shade: str, tint: str
) -> None:
    past = [heat.Past(3, date(2026, 8, 31), one, n) for one, n in counts.items()]
    [[_name, cell]] = heat.heat(past, {3: "新农办"}, SEEN).rows
    assert (cell.value, cell.shade, cell.tint) == (value, shade, tint)
    assert "unit=3&month=2026-08" in cell.address
    assert f"{sum(counts.values())}项" in cell.note


def test_a_month_without_a_period_is_an_empty_cell() -> None:
    past = [
        heat.Past(1, date(2026, 3, 31), RED, 1),
        heat.Past(2, date(2026, 6, 30), GREEN, 1),
    ]
    panel = heat.heat(past, {1: "甲办", 2: "乙办"}, SEEN)
    assert [str(column.label) for column in panel.columns[1:]] == ["3月", "6月"]
    assert [values(row) for row in panel.rows] == [["甲办", 1, None], ["乙办", None, 1]]
    assert heat.heat([], {}, SEEN).rows == ()


def test_the_curve_averages_shares_and_stops_where_few_were_asked() -> None:
    months = [
        (date(2026, 1, 31), Total(wanted=500_000, tasks=4, reached=300_000, told=4)),
        (date(2026, 2, 28), Total(wanted=1_000_000, tasks=4, reached=500_000, told=2)),
        (date(2026, 3, 31), Total(wanted=3_000_000, tasks=4, reached=900_000, told=1)),
    ]
    panel = progress.curve(months, SEEN)
    assert [values(row) for row in panel.rows] == [
        ["1月", Decimal("12.5"), Decimal("7.5"), Decimal("-5.0"), 4, 4],
        ["2月", Decimal("25.0"), Decimal("25.0"), Decimal("0.0"), 4, 2],
        ["3月", Decimal("75.0"), None, None, 4, 1],
    ]
    assert panel.chart is not None
    assert panel.chart.data["reached"]["values"] == ["7.5", "25.0", None]


@pytest.mark.parametrize(
    ("gap", "word"),
    [
        ("0.2", "跟上"),
        ("-0.0099", "跟上"),
        ("-0.01", "滞后"),
        ("-0.0999", "滞后"),
        ("-0.1", "明显滞后"),
    ],
)
def test_the_word_for_a_gap(gap: str, word: str) -> None:
    assert progress.standing(Decimal(gap))[1] == word


def test_headings_stand_with_the_one_that_lags_most_first() -> None:
    totals = {"一": Total(1_400_000, 2, 1_320_000, 2), "二": Total(700_000, 1, 740_000, 1)}
    panel = progress.by_heading(totals, SEEN)
    assert [values(row)[2:] for row in panel.rows] == [
        [Decimal("66.0"), Decimal("70.0"), "滞后", 2],
        [Decimal("74.0"), Decimal("70.0"), "跟上", 1],
    ]
    assert panel.rows[0][1].share == Decimal("0.66")
    assert panel.rows[0][1].mark == Decimal("0.7")


def test_money_adds_up_to_the_fen_and_keeps_unknown_apart_from_nothing() -> None:
    purses = [
        Purse(1, "一", Decimal("12000000.50"), Decimal("3000000.25")),
        Purse(2, "一", Decimal("0.10"), None),
        Purse(3, "二", Decimal("8000000"), Decimal(0)),
    ]
    panel = money.money(purses, SEEN)
    assert [values(row)[:3] for row in panel.rows] == [
        ["一", Decimal("1200.00006"), Decimal("300.000025")],
        ["二", Decimal("800"), Decimal("0")],
    ]
    assert panel.total is not None
    assert values(panel.total) == [
        *("合计", Decimal("2000.00006"), Decimal("300.000025"), Decimal("15.0"), 3, 2)
    ]


def borne(value: str, reached: str | None, wanted: str | None = "0.5") -> Borne:
    return Borne(
        1,
        5,
        "柳溪镇",
        Decimal(value),
        None if reached is None else Decimal(reached),
        None if wanted is None else Decimal(wanted),
        None,
    )


@pytest.mark.parametrize(
    ("shares", "reached", "word"),
    [
        ([borne("10", "5")], "50.0", "跟上"),
        ([borne("10", "30"), borne("10", None)], "50.0", "跟上"),
        ([borne("0", "3"), borne("10", "4")], "20.0", "明显滞后"),
        ([borne("10", None, None)], "0.0", "未到期"),
    ],
)
def test_a_town_is_the_mean_of_its_shares(shares: list[Borne], reached: str, word: str) -> None:
    panel = towns.towns(towns.by_town(shares), SEEN)
    [row] = panel.rows
    assert values(row)[2] == Decimal(reached)
    assert values(row)[4] == word
    assert (panel.tiles[0].figure, panel.tiles[0].word) == (f"{reached}%", word)


PLAIN = Panel(
    "plain",
    "样例",
    "",
    (Column("name", "名称", number=False), Column("sum", "合计", unit="万元")),
    ((Cell("=1+1"), Cell(Decimal("1234567.80"))), (Cell("<b>"), Cell(None)), (Cell("-"), Cell(0))),
)


def test_a_file_opens_as_figures_and_never_as_a_formula() -> None:
    text = as_csv(PLAIN)
    assert text.startswith(MARK)
    assert list(csv.reader(StringIO(text.removeprefix(MARK)))) == [
        ["名称", "合计（万元）"],
        ["'=1+1", "1234567.80"],
        ["<b>", ""],
        ["'-", "0"],
    ]


def test_a_table_escapes_what_people_wrote() -> None:
    panel = replace(PLAIN, rows=((Cell('"><script>', "/x?a=1&b=2", note='"'), Cell(None)),))
    page = drawn(panel)
    assert "<script>" not in page
    assert 'href="/x?a=1&amp;b=2"' in page
    assert 'title="&quot;"' in page


def test_only_the_first_rows_are_made_where_few_are_wanted() -> None:
    groups = [group(str(at), *[(RED, RED)] * (9 - at)) for at in range(5)]
    panel = lights_by(BY, groups, SEEN, most=2)
    assert panel.chart is not None
    assert [row[0].value for row in panel.rows] == panel.chart.data["names"] == ["0", "1"]
    assert {len(one["values"]) for one in panel.chart.data["series"]} == {2}
    assert (panel.whole, panel.left_out) == (5, True)
    assert not lights_by(BY, groups, SEEN).left_out
