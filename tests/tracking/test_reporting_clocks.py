from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.plan import Period
from duban.tracking.clocks import Anchor, Clock
from duban.tracking.holidays import mainland
from duban.tracking.locks import Gate, LockException, state_on
from duban.tracking.reporting import ClocksOutOfOrder, ReportingCalendar, Rhythm, Round

CALENDAR = mainland()
MAY = Round(Period.month(2026, 5), date(2026, 5, 26), date(2026, 6, 5), date(2026, 6, 12))


@pytest.mark.parametrize(
    ("written", "period", "strikes"),
    [
        ("期初", "2026-Q2", "2026-04-01"),
        ("期末", "2026-Q2", "2026-06-30"),
        ("期末前5日", "2026-Q2", "2026-06-25"),
        ("期末后5个工作日", "2026-M09", "2026-10-13"),
        ("期末前3个工作日", "2026-M04", "2026-04-27"),
        ("期初后2日", "2026-M04", "2026-04-03"),
        ("次月5日", "2026-M08", "2026-09-05"),
        ("次月5日顺延", "2026-M08", "2026-09-07"),
        ("次月31日", "2026-M05", "2026-06-30"),
        ("次月1日顺延", "2026-M12", "2027-01-04"),
    ],
)
def test_a_clock_strikes(written: str, period: str, strikes: str) -> None:
    clock, span = Clock.parse(written), Period.parse(period)
    assert clock.on(span.first_day, span.last_day, CALENDAR) == date.fromisoformat(strikes)
    assert str(clock) == written


@pytest.mark.parametrize("written", ["", "月底", "期末后工作日", "次月0日", "次月32日", "后5日"])
def test_what_is_no_clock_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match="不是时点"):
        Clock.parse(written)


@settings(deadline=None)
@given(st.sampled_from([Anchor.START, Anchor.END]), st.integers(-99, 99), st.booleans())
def test_a_clock_is_read_as_it_is_written(anchor: Anchor, count: int, working: bool) -> None:
    clock = Clock(anchor, count, working and count != 0)
    assert Clock.parse(str(clock)) == clock


@pytest.mark.parametrize(
    ("rhythm", "count", "last"),
    [
        (Rhythm.MONTHLY, 12, "2026-M12"),
        (Rhythm.QUARTERLY, 4, "2026-Q4"),
        (Rhythm.HALF_YEARLY, 2, "2026-H2"),
    ],
)
def test_a_rhythm_has_its_periods(rhythm: Rhythm, count: int, last: str) -> None:
    rounds = ReportingCalendar(rhythm).rounds(2026, CALENDAR)
    assert len(rounds) == count
    assert str(rounds[-1].period) == last
    assert all(before.due < after.due for before, after in itertools.pairwise(rounds))


def test_own_dates_are_taken_as_they_are() -> None:
    own = ReportingCalendar(Rhythm.OWN, own=(MAY,))
    assert own.rounds(2026, CALENDAR) == (MAY,)
    assert own.rounds(2027, CALENDAR) == ()


def test_clocks_out_of_order_are_refused() -> None:
    with pytest.raises(ClocksOutOfOrder, match="2026年1月的时点次序不对"):
        ReportingCalendar(Rhythm.MONTHLY, due=Clock(Anchor.END, 20)).rounds(2026, CALENDAR)
    with pytest.raises(ClocksOutOfOrder, match="2026年6月"):
        Round(Period.month(2026, 6), date(2026, 7, 2), date(2026, 7, 1), date(2026, 7, 3))


@pytest.mark.parametrize(
    ("day", "gate", "late", "reason"),
    [
        ("2026-05-25", Gate.NOT_YET, False, "2026年5月填报于2026年5月26日开放，尚不能填报。"),
        ("2026-05-26", Gate.OPEN, False, "2026年5月填报截止2026年6月5日，此前报送为按时。"),
        ("2026-06-05", Gate.OPEN, False, "2026年5月填报截止2026年6月5日，此前报送为按时。"),
        (
            "2026-06-06",
            Gate.LATE,
            True,
            "2026年5月填报已于2026年6月5日截止，2026年6月12日前仍可补报，记为迟报。",
        ),
        (
            "2026-06-13",
            Gate.LOCKED,
            True,
            "2026年5月填报已于2026年6月12日关闭，不能再填。确需补报，请向督查室申请开放。",
        ),
    ],
)
def test_the_gate_says_why(day: str, gate: Gate, late: bool, reason: str) -> None:
    state = state_on(MAY, date.fromisoformat(day), "水务局")
    assert (state.gate, state.counts_late, state.reason) == (gate, late, reason)


GRANTED = LockException(
    "水务局", MAY.period, date(2026, 6, 15), date(2026, 6, 17), "防汛值守", "督查室"
)


def test_an_exception_opens_one_period_for_one_unit_until_it_ends() -> None:
    state = state_on(MAY, date(2026, 6, 16), "水务局", [GRANTED])
    assert state.gate is Gate.EXCEPTED
    assert state.is_open
    assert state.counts_late
    assert state.reason == (
        "2026年5月填报已于2026年6月12日关闭，经督查室同意开放至2026年6月17日（防汛值守），记为迟报。"
    )


@pytest.mark.parametrize(
    ("unit", "day"),
    [("民政局", "2026-06-16"), ("水务局", "2026-06-18"), ("水务局", "2026-06-14")],
)
def test_it_opens_nothing_else(unit: str, day: str) -> None:
    assert state_on(MAY, date.fromisoformat(day), unit, [GRANTED]).gate is Gate.LOCKED


def test_an_exception_needs_reason_and_order() -> None:
    with pytest.raises(ValueError, match="理由"):
        LockException("水务局", MAY.period, date(2026, 6, 15), date(2026, 6, 17), " ", "督查室")
    with pytest.raises(ValueError, match="早于"):
        LockException("水务局", MAY.period, date(2026, 6, 18), date(2026, 6, 17), "汛情", "督查室")


@settings(deadline=None)
@given(st.dates(date(2026, 1, 1), date(2026, 12, 30)))
def test_a_gate_never_goes_back(day: date) -> None:
    order = [Gate.NOT_YET, Gate.OPEN, Gate.LATE, Gate.LOCKED]
    today, tomorrow = (state_on(MAY, one).gate for one in (day, day + timedelta(days=1)))
    assert order.index(today) <= order.index(tomorrow)
