from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tracking.planting import day, period, targets, trees

from duban.plan import Period
from duban.tracking.expected import Basis, expected, months_passed
from duban.tracking.indicator import (
    Direction,
    Indicator,
    Rollup,
    Target,
    Value,
    actual,
    counterpart,
    parted,
    roll_up,
)

AVERAGE = {"cumulative": False, "rollup": Rollup.AVERAGE}
EACH = {"cumulative": False, "rollup": Rollup.SUM}
LEVEL = {"cumulative": False, "rollup": Rollup.LAST}


@pytest.mark.parametrize(
    ("wanted", "kind", "on", "value", "basis"),
    [
        # steps that count from the start: the last one that ended holds
        ({"Q1": "20", "Q2": "60", "Y": "100"}, {}, "2026-03-30", None, None),
        ({"Q1": "20", "Q2": "60", "Y": "100"}, {}, "2026-03-31", "20", Basis.STEP),
        ({"Q1": "20", "Q2": "60", "Y": "100"}, {}, "2026-06-29", "20", Basis.STEP),
        ({"Q1": "20", "Q2": "60", "Y": "100"}, {}, "2026-06-30", "60", Basis.STEP),
        ({"Q1": "20", "Q2": "60", "Y": "100"}, {}, "2026-11-30", "60", Basis.STEP),
        ({"Q1": "20", "Q2": "60", "Y": "100"}, {}, "2027-02-01", "100", Basis.STEP),
        # percent of the whole
        ({"Q1": "20%", "Q2": "55%", "Y": "80"}, {}, "2026-06-30", "44", Basis.STEP),
        # each period for itself: sums, averages
        ({"Q1": "20", "Q2": "30"}, EACH, "2026-06-30", "50", Basis.STEP),
        ({"Q1": "20", "Q2": "30", "Y": "90"}, EACH, "2026-12-31", "90", Basis.STEP),
        ({"Q1": "90", "Q2": "96"}, AVERAGE, "2026-06-30", "93", Basis.STEP),
        ({"Q1": "90", "Q2": "96"}, LEVEL, "2026-06-30", "96", Basis.STEP),
        # nothing but the end: a straight line, by months
        ({"Y": "120"}, {}, "2026-01-31", "10", Basis.LINE),
        ({"Y": "120"}, {}, "2026-06-30", "60", Basis.LINE),
        ({"Y": "120"}, {}, "2026-04-15", "35", Basis.LINE),
        ({"Y": "120"}, EACH, "2026-06-30", "60", Basis.LINE),
        ({"Y": "120"}, {}, "2026-12-31", "120", Basis.END),
        ({"M01..2026-M10": "50"}, {}, "2026-06-30", "30", Basis.LINE),
        # a limit is used up evenly
        ({"Y": "120"}, {"direction": Direction.DOWN}, "2026-06-30", "60", Basis.LINE),
        # what is held or averaged is asked from the first day
        ({"Y": "95"}, {"direction": Direction.HOLD}, "2026-01-01", "95", Basis.HELD),
        ({"Y": "95"}, AVERAGE, "2026-05-31", "95", Basis.HELD),
        # a level to be reached grows from where it stood, where that is known
        ({"Y": "95"}, LEVEL | {"baseline": Decimal(83)}, "2026-06-30", "89", Basis.LINE),
        ({"Y": "95"}, LEVEL, "2026-06-30", None, None),
        ({"Y": "95"}, LEVEL, "2026-12-31", "95", Basis.END),
        # one step of a plan that names no year: no line from July
        ({"Q3": "30"}, {}, "2026-08-31", None, None),
        ({"Q3": "30"}, {}, "2026-09-30", "30", Basis.STEP),
        # zero is a target like others
        ({"Q1": "0", "Y": "9"}, {}, "2026-05-01", "0", Basis.STEP),
        ({"Y": "120"}, {}, "2025-12-31", None, None),
        ({}, {}, "2026-06-30", None, None),
        ({"Q1": "50%"}, {}, "2026-06-30", None, None),
    ],
)
def test_what_should_be_reached(
    wanted: Mapping[str, str],
    kind: Mapping[str, Any],
    on: str,
    value: str | None,
    basis: Basis | None,
) -> None:
    found = expected(trees(wanted, **kind), day(on))
    if value is None:
        assert found is None
    else:
        assert found is not None
        assert (found.value, found.basis) == (Decimal(value), basis)


@pytest.mark.parametrize(
    ("wanted", "on", "because"),
    [
        ({"Q1": "20", "Y": "100"}, "2026-05-01", "2026年一季度应达到20棵"),
        ({"Q1": "20%", "Y": "80"}, "2026-05-01", "2026年一季度应达到16棵（80棵×20%）"),
        ({"Y": "120"}, "2026-06-30", "按时间进度至2026年6月30日应达到60棵（120棵×6/12）"),
        ({"Y": "120"}, "2026-12-31", "2026年目标120棵"),
    ],
)
def test_it_tells_the_arithmetic(wanted: Mapping[str, str], on: str, because: str) -> None:
    found = expected(trees(wanted), day(on))
    assert found is not None
    assert found.because == because


RISING = st.lists(st.decimals(0, 10**6, places=2), min_size=4, max_size=4).map(sorted)


@settings(deadline=None)
@given(RISING, st.dates(date(2026, 1, 1), date(2026, 12, 30)), st.booleans())
def test_what_rises_by_its_steps_never_falls_by_the_day(
    steps: list[Decimal], today: date, year_alone: bool
) -> None:
    wanted = {f"Q{number}": str(value) for number, value in enumerate(steps, 1)}
    indicator = trees({"Y": str(steps[-1])} if year_alone else wanted)
    before, after = (expected(indicator, one) for one in (today, today + timedelta(days=1)))
    if before is not None:
        assert after is not None
        assert before.value <= after.value <= steps[-1]


@settings(deadline=None)
@given(RISING)
def test_sums_of_periods_and_counting_from_the_start_agree(parts: list[Decimal]) -> None:
    each = {f"Q{number}": str(value) for number, value in enumerate(parts, 1)}
    all_up = {f"Q{n}": str(sum(parts[:n], Decimal(0))) for n in range(1, 5)}
    for end in ("2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"):
        one, other = expected(trees(each, **EACH), day(end)), expected(trees(all_up), day(end))
        assert one is not None
        assert other is not None
        assert one.value == other.value


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_one_twelfth(month: int) -> None:
    end = Period.month(2026, month).last_day
    assert months_passed(Period.year(2026), end) == month
    assert months_passed(Period.years(2025, 2026), end) == 12 + month


@pytest.mark.parametrize(
    ("wanted", "steps", "total"),
    [
        ({"Y": "100"}, 0, "2026"),
        ({"Q1": "20", "Y": "100"}, 1, "2026"),
        ({"H1": "40", "H2": "100"}, 2, None),
        ({"Q1": "20"}, 1, None),
        ({"H1": "20"}, 0, "2026-H1"),
        ({"Q1": "20%", "Y": "100%"}, 2, None),
        ({}, 0, None),
    ],
)
def test_a_plan_s_targets_are_parted(
    wanted: Mapping[str, str], steps: int, total: str | None
) -> None:
    found, whole = parted(targets(**wanted))
    assert len(found) == steps
    assert (None if whole is None else str(whole.period)) == total


def _value(key: str, figure: str, accepted: str, sent: str | None = None) -> Value:
    return Value(period(key), Decimal(figure), day(accepted), None if sent is None else day(sent))


REPORTED = (
    _value("M01", "5", "2026-02-04"),
    _value("M02", "9", "2026-03-05"),
    _value("M02", "8", "2026-03-20"),
    _value("M03", "20", "2026-04-05"),
)


@pytest.mark.parametrize(
    ("kind", "until", "known_by", "stands"),
    [
        ({}, "2026-03-31", "2026-04-30", "20"),
        ({}, "2026-02-28", "2026-04-30", "8"),
        ({}, "2026-02-28", "2026-03-19", "9"),
        (EACH, "2026-03-31", "2026-04-30", "33"),
        (AVERAGE, "2026-03-31", "2026-04-30", "11"),
        (LEVEL, "2026-03-31", "2026-04-30", "20"),
        ({}, "2026-03-31", "2026-02-03", None),
        ({}, "2025-12-31", "2026-04-30", None),
    ],
)
def test_where_it_stands(
    kind: Mapping[str, Any], until: str, known_by: str, stands: str | None
) -> None:
    found = actual(Indicator("植树", "棵", **kind), REPORTED, day(until), day(known_by))
    assert found == (None if stands is None else Decimal(stands))


def test_what_was_sent_after_a_period_closed_does_not_count_for_it() -> None:
    values = (
        _value("M01", "5", "2026-02-09", "2026-02-05"),
        _value("M01", "50", "2026-03-09", "2026-03-05"),
    )
    found = actual(
        Indicator("植树"), values, day("2026-01-31"), day("2026-12-31"), sent_by=day("2026-02-12")
    )
    assert found == 5


def test_a_roll_up_of_nothing_is_nothing_not_zero() -> None:
    assert [roll_up([], rollup) for rollup in Rollup] == [None, None, None]
    assert roll_up([Decimal(0)], Rollup.AVERAGE) == 0


def test_a_whole_of_steps() -> None:
    assert trees({"Q1": "20", "Q2": "30"}).whole == 30
    assert trees({"Q1": "20", "Q2": "30"}, **EACH).whole == 50
    assert trees({"Q1": "20%"}).whole is None
    assert Indicator("植树", total=Target(Period.year(2026), Decimal(0))).whole == 0


@pytest.mark.parametrize(
    ("kind", "key", "typed", "told"),
    [
        ({}, "M04", "26", "6"),
        ({}, "M03", "26", "18"),
        ({}, "M01", "26", "26"),
        (EACH, "M04", "6", "39"),
        (EACH, "M02", "6", "11"),
        (AVERAGE, "M04", "6", None),
        (LEVEL, "M04", "6", None),
    ],
)
def test_enter_one_see_the_other(
    kind: Mapping[str, Any], key: str, typed: str, told: str | None
) -> None:
    """Counted from the start and by the period; the correction of February holds."""
    found = counterpart(Indicator("植树", "棵", **kind), REPORTED, period(key), Decimal(typed))
    assert found == (None if told is None else Decimal(told))
