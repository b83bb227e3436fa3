from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.tracking.holidays import YEARS, mainland, table_of
from duban.tracking.working_days import Calendar, CalendarError, DayKind, Force, Span

CALENDAR = mainland()
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))

#: days of the year, less its weekend days, less the days off by law: 11, since 2025 13; in 2027 six
#: of them fall on a weekend, for which the notice that is still to come will give others
WORKED = {
    2023: 365 - 105 - 11,
    2024: 366 - 104 - 11,
    2025: 365 - 104 - 13,
    2026: 365 - 104 - 13,
    2027: 365 - 104 - 13 + 6,
}


@pytest.mark.parametrize(
    ("day", "worked", "why"),
    [
        ("2023-01-28", True, "Saturday worked for 春节"),
        ("2024-02-09", True, "除夕 2024 was only recommended"),
        ("2024-04-05", False, "清明节 bridge"),
        ("2025-01-01", False, "元旦"),
        ("2025-01-28", False, "除夕, off by law from 2025"),
        ("2025-09-28", True, "Sunday worked for 国庆节"),
        ("2026-01-04", True, "Sunday worked for 元旦"),
        ("2026-02-23", False, "last day of nine"),
        ("2026-02-28", True, "Saturday worked for 春节"),
        ("2026-06-13", False, "a Saturday like others"),
        ("2026-10-08", True, "first day after 国庆节"),
        ("2027-06-09", False, "端午节, a Wednesday"),
    ],
)
def test_a_day_is_worked_or_not(day: str, worked: bool, why: str) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is worked, why


@pytest.mark.parametrize("year", YEARS)
def test_the_days_of_a_year_come_out_as_counted(year: int) -> None:
    """Weekdays of the year, less those taken off, plus the weekend days worked for them."""
    days = [date(year, 1, 1) + timedelta(n) for n in range(366)]
    assert sum(CALENDAR.is_working_day(d) for d in days if d.year == year) == WORKED[year]


def test_a_year_can_be_forgotten_and_no_other() -> None:
    bare = CALENDAR.without_year(2026)
    assert bare.force_of(2026) is None
    assert bare.is_working_day(date(2026, 10, 1))
    assert bare.force_of(2025) is Force.OFFICIAL
    assert {span for span in bare.spans if span.last.year == 2025} == {
        span for span in CALENDAR.spans if span.last.year == 2025
    }


@pytest.mark.parametrize("year", YEARS)
def test_only_weekend_days_are_worked_instead(year: int) -> None:
    for span in Calendar.from_csv(table_of(year)).spans:
        if span.kind is DayKind.WORK:
            assert all(day.weekday() >= 5 for day in span.days()), span


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-06-30", 5, "2026-07-07"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-05-06", -1, "2026-04-30"),
        ("2026-05-02", 0, "2026-05-06"),
    ],
)
def test_working_days_are_added(start: str, count: int, end: str) -> None:
    assert CALENDAR.add_working_days(date.fromisoformat(start), count) == date.fromisoformat(end)


@settings(deadline=None)
@given(DAYS, st.integers(1, 60))
def test_adding_and_counting_agree(start: date, count: int) -> None:
    end = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working_day(end)
    assert CALENDAR.working_days_between(start, end) == count
    assert CALENDAR.working_days_between(end, start) == -count


@settings(deadline=None)
@given(DAYS)
def test_the_next_working_day_is_the_first_one(day: date) -> None:
    found = CALENDAR.next_working_day(day)
    between = [day + timedelta(n) for n in range((found - day).days)]
    assert CALENDAR.is_working_day(found)
    assert not any(CALENDAR.is_working_day(one) for one in between)


def test_2027_says_that_it_is_provisional() -> None:
    assert CALENDAR.force_of(2026) is Force.OFFICIAL
    assert CALENDAR.force_of(2027) is Force.PROVISIONAL
    assert CALENDAR.caution(date(2026, 12, 1), date(2027, 1, 8)) == (
        "2027年放假安排尚未公布，只按法定节日暂定。"
    )
    assert CALENDAR.caution(date(2030, 1, 1), date(2030, 2, 1)) == (
        "2030年没有放假安排数据，只按周末计算。"
    )


def test_nothing_is_said_of_years_whose_notice_is_out() -> None:
    assert CALENDAR.caution(date(2023, 1, 1), date(2026, 12, 31)) == ""


def test_what_goes_out_comes_in_again() -> None:
    assert Calendar.from_csv(CALENDAR.to_csv()).spans == tuple(sorted(CALENDAR.spans))
    assert Calendar.from_csv("\ufeff" + CALENDAR.to_csv()).spans == tuple(sorted(CALENDAR.spans))


def test_rows_of_a_place_lie_over_the_calendar() -> None:
    storm = Span(date(2026, 10, 6), date(2026, 10, 9), DayKind.OFF, "防台风")
    own = CALENDAR.with_spans([storm])
    assert not own.is_working_day(date(2026, 10, 8))
    assert not own.is_working_day(date(2026, 10, 5))
    found = own.span_of(date(2026, 10, 6))
    assert found is not None
    assert found.name == "防台风"
    assert own.is_working_day(date(2026, 10, 10))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("首日,末日,名称\n2026-01-01,,元旦", "表头缺少：性质"),
        ("首日,末日,性质,名称\n2026-01-01,,放假,元旦\n2026-2-30,,放假,某日", "第3行不能识别"),
        ("首日,末日,性质,名称\n2026-01-01,,休息,元旦", "第2行不能识别"),
        ("首日,末日,性质,名称\n2026-01-03,2026-01-01,放假,元旦", "第2行末日早于首日"),
        ("首日,末日,性质,名称\n2026-01-01,,放假,元旦\n2026-01-01,,上班,值班", "2026-01-01重复"),
    ],
)
def test_a_table_that_cannot_be_used_says_where(table: str, said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        Calendar.from_csv(table)
