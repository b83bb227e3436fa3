"""Since when a figure had been reached, and how often one that is asked for anew each time was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.plan import Period
from duban.reading.quantities import quantities_in
from duban.tracking.indicator import Indicator, Rollup, Value
from duban.web.papers.kinds.reached import each_of, since_of
from duban.writing.commitment import Each

SUMMED = Indicator("停车场", "个", cumulative=False)
TOTAL = Indicator("停车场", "个")


def held(*figures: str, kind: str = "M") -> dict[Period, Value]:
    """The accepted figures of the first months (or quarters) of a year."""
    periods = [
        Period.month(2026, at) if kind == "M" else Period.quarter(2026, at)
        for at in range(1, len(figures) + 1)
    ]
    return {
        period: Value(period, Decimal(figure), period.last_day)
        for period, figure in zip(periods, figures, strict=True)
    }


@pytest.mark.parametrize(
    ("indicator", "figures", "since"),
    [
        (TOTAL, ("10", "20", "25"), (2026, 2, 28)),
        (TOTAL, ("10", "19", "20"), (2026, 3, 31)),
        (TOTAL, ("10", "19"), None),
        # corrected downward, it had not been reached after all
        (TOTAL, ("20", "18", "21"), (2026, 3, 31)),
        (TOTAL, ("20", "18"), None),
        (SUMMED, ("10", "9", "1", "0"), (2026, 3, 31)),
        # a level is not built up: nobody says since when
        (Indicator("率", "个", cumulative=False, rollup=Rollup.AVERAGE), ("30", "30"), None),
    ],
)
def test_since_when_a_figure_was_reached(
    indicator: Indicator, figures: tuple[str, ...], since: tuple[int, int, int] | None
) -> None:
    [quantity] = quantities_in("新建停车场20个")
    day = None if since is None else date(*since)
    assert since_of(quantity, indicator, held(*figures)) == day


@pytest.mark.parametrize(
    ("text", "figures", "kind", "until", "each"),
    [
        ("每季度检查2次", ("1", "0", "1", "2", "0", "0"), "M", (6, 30), Each("季度", 2, 2)),
        ("每季度检查2次", ("1", "0", "0", "2", "0", "0"), "M", (6, 30), Each("季度", 2, 1)),
        # the third quarter is not over
        ("每季度检查2次", ("2", "2", "0"), "Q", (9, 18), Each("季度", 2, 2)),
        ("每季度检查2次", ("2", "2", "0"), "Q", (9, 30), Each("季度", 3, 2)),
        # a quarter of which nothing came counts as one in which nothing was done
        ("每季度检查2次", ("2",), "Q", (6, 30), Each("季度", 2, 1)),
        ("每月检查2次", ("2", "3", "1"), "M", (4, 2), Each("月", 3, 2)),
        ("每半年检查2次", ("2", "0"), "Q", (6, 30), Each("半年", 1, 1)),
        ("每季度检查2次", ("2",), "M", (3, 30), None),
        ("全年检查2次", ("2",), "Q", (3, 31), None),
        ("每季度通报，检查2次", ("2",), "Q", (3, 31), None),
    ],
)
def test_how_often_a_figure_was_reached_that_is_asked_for_each_time(
    text: str, figures: tuple[str, ...], kind: str, until: tuple[int, int], each: Each | None
) -> None:
    [quantity] = quantities_in(text)
    found = held(*figures, kind=kind)
    assert each_of(quantity, text, SUMMED, found, date(2026, *until)) == each
    assert each_of(quantity, text, TOTAL, found, date(2026, *until)) is None
