from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tracking.planting import CALENDAR, day, monthly, period, planting, trees

from duban.tracking.books import preset
from duban.tracking.facts import Facts, Filing, Judgement, Pause, Reached
from duban.tracking.history import Mark, history
from duban.tracking.indicator import Direction
from duban.tracking.lights import Override
from duban.tracking.measures import MEASURES
from duban.tracking.outcome import Outcome, outcome
from duban.tracking.rulebook import Light, NoEdition, edition_on
from duban.tracking.situation import today
from duban.tracking.trial import trial

OUHAI, RATIO = preset("ouhai-2020"), preset("ratio")
EACH_MONTH = {"M01": "10", "M02": "20", "M03": "30", "M04": "40"}


def marks(facts: Facts, on: str) -> dict[str, Mark]:
    return {str(mark.period)[5:]: mark for mark in history(facts, (OUHAI,), day(on), CALENDAR)}


@pytest.mark.parametrize(
    ("reported", "on", "found"),
    [
        ({}, "2026-02-06", Outcome.OPEN),
        ({}, "2026-02-07", Outcome.MISSED),
        ({"M01": "10 审—"}, "2026-02-20", Outcome.IN_REVIEW),
        ({"M01": "10"}, "2026-02-20", Outcome.ON_TIME),
        ({"M01": "10 送2026-02-06 审2026-03-02"}, "2026-03-02", Outcome.ON_TIME),
        ({"M01": "10 送2026-02-07"}, "2026-02-20", Outcome.MADE_GOOD),
        ({"M01": "9"}, "2026-02-20", Outcome.MISSED),
        ({"M01": "9", "M02": "10"}, "2026-03-20", Outcome.MADE_GOOD),
        ({"M01": "9", "M02": "9.5"}, "2026-03-20", Outcome.MISSED),
        ({"M02": "20"}, "2026-03-20", Outcome.MISSED),
    ],
)
def test_how_january_came_out(reported: dict[str, str], on: str, found: Outcome) -> None:
    """Ten were wanted by the end of January, the report by 6 February."""
    assert outcome(planting(EACH_MONTH, reported), monthly()[0], day(on)) is found


@pytest.mark.parametrize(
    ("way", "figure", "found"),
    [
        (Direction.DOWN, "10", Outcome.ON_TIME),
        (Direction.DOWN, "11", Outcome.MISSED),
        (Direction.HOLD, "10", Outcome.ON_TIME),
        (Direction.HOLD, "11", Outcome.MISSED),
        (Direction.UP, "11", Outcome.ON_TIME),
    ],
)
def test_a_limit_and_a_level_come_out_too(way: Direction, figure: str, found: Outcome) -> None:
    facts = planting({"M01": "10"}, {"M01": figure}, {"direction": way})
    assert outcome(facts, monthly()[0], day("2026-02-20")) is found


def test_a_returned_report_is_none() -> None:
    facts = planting(EACH_MONTH, {"M01": "10"})
    sent = replace(facts.filings[0], accepted=False)
    returned = replace(facts, filings=(sent,), values={})
    again = replace(
        facts, filings=(sent, Filing(period("M01"), day("2026-02-10"), day("2026-02-11")))
    )
    assert outcome(returned, monthly()[0], day("2026-02-20")) is Outcome.MISSED
    assert outcome(again, monthly()[0], day("2026-02-20")) is Outcome.ON_TIME


def test_a_milestone_judged_again_is_made_good_not_on_time() -> None:
    facts = planting(
        None,
        {"M01": "送2026-02-05"},
        judgements=(
            Judgement(period("M01"), Reached.PARTLY, day("2026-02-10")),
            Judgement(period("M01"), Reached.YES, day("2026-03-10")),
        ),
    )
    january = monthly()[0]
    assert outcome(facts, january, day("2026-03-09")) is Outcome.MISSED
    assert outcome(facts, january, day("2026-03-10")) is Outcome.MADE_GOOD


LATE = planting(
    EACH_MONTH,
    {"M01": "10", "M02": "15", "M03": "30 送2026-04-20", "M04": "40"},
)


@pytest.mark.parametrize("on", ["2026-05-20", "2026-09-30", "2027-03-01"])
def test_a_late_month_made_good_stays_late_for_that_month(on: str) -> None:
    """February fell short, March was sent late: both caught up, neither turns green."""
    found = marks(LATE, on)
    assert [(key, found[key].light.progress.light, found[key].late) for key in EACH_MONTH] == [
        ("M01", Light.GREEN, False),
        ("M02", Light.YELLOW, True),
        ("M03", Light.YELLOW, True),
        ("M04", Light.GREEN, False),
    ]
    assert found["M03"].said == "2026年3月：黄灯，逾期补齐，2026年4月20日报送。"


def test_only_periods_that_fell_due_have_a_mark() -> None:
    assert list(marks(LATE, "2026-03-06")) == ["M01"]
    assert list(marks(LATE, "2026-03-07")) == ["M01", "M02"]


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2027, 3, 1)), st.dates(date(2026, 1, 1), date(2027, 3, 1)))
def test_what_was_late_once_is_late_for_good(one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    before = {m.period for m in history(LATE, (OUHAI,), earlier, CALENDAR) if m.late}
    after = {m.period for m in history(LATE, (OUHAI,), later, CALENDAR) if m.late}
    assert before <= after


OLD = replace(RATIO, edition="旧", until=day("2026-02-28"))
NEW = replace(preset("yinchuan-2025"), edition="新", since=day("2026-03-01"))


def test_months_keep_the_colours_of_the_edition_in_force_then() -> None:
    """Nine of ten: yellow by the ratio, but only one point of a hundred behind."""
    facts = planting(EACH_MONTH | {"Y": "100"}, {"M01": "9", "M02": "18", "M03": "27", "M04": "36"})
    found = history(facts, (OLD, NEW), day("2026-05-20"), CALENDAR)
    assert [(mark.edition, mark.light.light) for mark in found] == [
        ("完成比亮灯规则（旧）", Light.YELLOW),
        ("完成比亮灯规则（旧）", Light.YELLOW),
        ("银川市督查亮灯规则（新）", Light.GREEN),
        ("银川市督查亮灯规则（新）", Light.GREEN),
    ]


@pytest.mark.parametrize(
    ("on", "edition"), [("2026-02-28", "旧"), ("2026-03-01", "新"), ("2030-01-01", "新")]
)
def test_an_edition_holds_from_its_day(on: str, edition: str) -> None:
    assert edition_on((NEW, OLD), day(on)).edition == edition


def test_a_day_without_an_edition_is_an_error_in_words() -> None:
    with pytest.raises(NoEdition, match="1999-01-01没有施行中的亮灯规则"):
        edition_on((OLD, NEW), day("1999-01-01"))


def test_a_correction_after_the_period_closed_does_not_recolour_it() -> None:
    facts = planting({"M01": "10"}, {"M01": "5"})
    late = planting({"M01": "10"}, {"M01": "10 送2026-03-02"})
    values = {key: (*facts.values[key], *late.values[key]) for key in facts.values}
    corrected = replace(facts, values=values, filings=(*facts.filings, *late.filings))
    [mark] = history(corrected, (RATIO,), day("2026-03-05"), CALENDAR)
    assert (mark.light.progress.light, mark.late) == (Light.RED, True)


def test_an_extension_does_not_take_back_that_a_month_was_overdue() -> None:
    """Due in January, extended in May to August."""
    first = planting(None, {f"M{n:02}": "送2026-01-30" for n in (1, 2, 3)}, due=day("2026-01-31"))
    extended = replace(first, due=day("2026-08-31"))

    def held_on(one: date) -> Facts:
        return first if one < day("2026-05-11") else extended

    found = history(extended, (RATIO,), day("2026-06-20"), CALENDAR, held_on=held_on)
    lights = [mark.light.deadline.light for mark in found]
    assert lights[:3] == [Light.RED, Light.RED, Light.RED]
    assert "逾期" not in found[4].light.deadline.cause


def test_an_override_stands_in_the_history_of_its_days_alone() -> None:
    word = Override(Light.GREEN, "停工令", "陈主任", day("2026-02-01"), day("2026-03-31"))
    facts = planting(EACH_MONTH, {"M01": "0", "M02": "0", "M03": "0"})
    found = history(facts, (RATIO,), day("2026-04-30"), CALENDAR, overrides=[word])
    assert [mark.light.light for mark in found] == [Light.GREEN, Light.GREEN, Light.RED]


def test_a_trial_shows_side_by_side_what_would_change() -> None:
    """Behind by 10 of 60 due, of 200 in all: 5 points in one book, a ratio of 0.83 in the other."""
    behind = planting({"M06": "60", "Y": "200"}, {"M06": "50"}, key="1", title="植树")
    met = planting({"M06": "60", "Y": "200"}, {"M06": "60"}, key="2", title="修渠")
    found = trial(preset("yinchuan-2025"), RATIO, [behind, met], day("2026-07-20"), CALENDAR)
    [row] = found.changed
    assert (row.key, row.title, row.worse) == ("1", "植树", True)
    assert (row.before.light, row.after.light) == (Light.GREEN, Light.RED)
    assert "个百分点" in row.before.cause
    assert "完成比0.83" in row.after.cause
    assert found.moves == {(Light.GREEN, Light.RED): 1, (Light.GREEN, Light.GREEN): 1}


def test_a_trial_of_a_book_against_itself_changes_nothing() -> None:
    facts = [planting({"M06": "60"}, {"M06": str(n)}) for n in range(0, 70, 10)]
    assert trial(RATIO, RATIO, facts, day("2026-07-20"), CALENDAR).changed == ()


def test_targets_of_a_past_month_are_those_asked_then() -> None:
    """The target of March was raised in June; March is judged by the old one."""
    old = planting({"M03": "30"}, {"M03": "30"})
    raised = replace(old, indicators=(trees({"M03": "60"}),))
    found = history(
        raised,
        (RATIO,),
        day("2026-06-30"),
        CALENDAR,
        held_on=lambda one: old if one < day("2026-06-01") else raised,
    )
    assert (found[2].outcome, found[2].light.progress.light) == (Outcome.ON_TIME, Light.GREEN)


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        pytest.param(planting(EACH_MONTH), "M01 M02 M03 M04 M05", id="all"),
        pytest.param(planting(EACH_MONTH, starts=day("2026-03-31")), "M03 M04 M05", id="begun"),
        pytest.param(planting(EACH_MONTH, ended_on=day("2026-03-06")), "M01", id="cancelled"),
        pytest.param(
            planting(EACH_MONTH, pauses=(Pause(day("2026-03-06"), day("2026-04-09")),)),
            "M01 M04 M05",
            id="suspended",
        ),
    ],
)
def test_nothing_is_missed_that_was_not_asked(facts: Facts, asked: str) -> None:
    assert " ".join(marks(facts, "2026-06-20")) == asked
    missing = MEASURES["连续缺报期数"].read(today(facts, CALENDAR, RATIO.near, day("2026-06-20")))
    assert missing is not None
    assert missing.value == len(asked.split())


def test_a_finished_task_owes_no_more_months() -> None:
    facts = planting(EACH_MONTH, {"M01": "10"}, finished_on=day("2026-03-06"))
    found = marks(facts, "2026-05-20")
    assert [(mark.light.light, mark.late) for mark in found.values()] == [
        (Light.GREEN, False),
        (Light.BLUE, False),
        (Light.BLUE, False),
        (Light.BLUE, False),
    ]
