"""The rule-books as shipped, read as they were published: 100 trees a year, 60 of them by June."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.tracking.planting import CALENDAR, always_reporting, day, monthly, period, planting

from duban.tracking.books import PRESETS, preset, text_of
from duban.tracking.facts import (
    Assessment,
    Facts,
    Judgement,
    Outlook,
    Quality,
    Reached,
    UnitKind,
)
from duban.tracking.lights import light_of_round, light_on
from duban.tracking.loading import load
from duban.tracking.rulebook import Light

JULY = day("2026-07-20")
WANTED = {"M06": "60", "Y": "100"}
#: every month reported in time, so that only the figure of June decides
IN_TIME = {f"M{month:02}": "1" for month in range(1, 6)}
PLACE = {"kind": UnitKind.PLACE}


def june(figure: str, **more: Any) -> Facts:
    return planting(WANTED, IN_TIME | {"M06": figure}, **({"started_on": day("2026-01-09")} | more))


@pytest.mark.parametrize(
    ("book", "reached", "light"),
    [
        # 银川: percentage points of the whole: 10 to 30 yellow, more red
        ("yinchuan-2025", "61", "绿"),
        ("yinchuan-2025", "60", "绿"),
        ("yinchuan-2025", "50.1", "绿"),
        ("yinchuan-2025", "50", "黄"),
        ("yinchuan-2025", "30", "黄"),
        ("yinchuan-2025", "29.9", "红"),
        # 三亚: percent of what was due: up to 50 yellow, more red
        ("sanya-2022", "60", "绿"),
        ("sanya-2022", "59.9", "黄"),
        ("sanya-2022", "30", "黄"),
        ("sanya-2022", "29.9", "红"),
        # 宿迁: any lag is yellow, red is for being overdue
        ("suqian-2025", "60", "绿"),
        ("suqian-2025", "59.9", "黄"),
        ("suqian-2025", "0", "黄"),
        # 瓯海: the month done or missed
        ("ouhai-2020", "60", "绿"),
        ("ouhai-2020", "59.9", "红"),
        # 广元: late is yellow until somebody judges it out of reach
        ("guangyuan-2018", "60", "绿"),
        ("guangyuan-2018", "10", "黄"),
        # ratio: 0.95 green, 0.85 yellow, below red
        ("ratio", "57", "绿"),
        ("ratio", "56.99", "黄"),
        ("ratio", "51", "黄"),
        ("ratio", "50.99", "红"),
    ],
)
def test_progress(book: str, reached: str, light: str) -> None:
    assert light_on(june(reached), preset(book), JULY, CALENDAR).progress.light == light


@pytest.mark.parametrize(
    ("book", "on", "light"),
    [
        # due on 31 July; near from 24 July on
        ("yinchuan-2025", "2026-07-23", "绿"),
        ("yinchuan-2025", "2026-07-24", "黄"),
        ("yinchuan-2025", "2026-07-31", "黄"),
        ("yinchuan-2025", "2026-08-01", "红"),
        ("sanya-2022", "2026-08-01", "红"),
        ("suqian-2025", "2026-07-23", "绿"),
        ("suqian-2025", "2026-07-24", "蓝"),
        ("suqian-2025", "2026-08-01", "红"),
        ("ouhai-2020", "2026-07-31", "绿"),
        ("ouhai-2020", "2026-08-01", "红"),
        ("guangyuan-2018", "2026-07-31", "绿"),
        ("guangyuan-2018", "2026-08-01", "黄"),
        ("ratio", "2026-07-24", "黄"),
        ("ratio", "2026-08-01", "红"),
    ],
)
def test_deadline(book: str, on: str, light: str) -> None:
    facts = june("60", due=day("2026-07-31"))
    assert light_on(facts, preset(book), day(on), CALENDAR).deadline.light == light


@pytest.mark.parametrize(
    ("started", "light"), [(None, "红"), ("2026-04-01", "红"), ("2026-03-31", "绿")]
)
def test_yinchuan_three_months_running_not_started(started: str | None, light: str) -> None:
    """From January on, nothing begun by the end of March."""
    facts = planting(
        {"M03": "0", "Y": "100"},
        {"M01": "0", "M02": "0", "M03": "0"},
        starts=day("2026-01-01"),
        started_on=None if started is None else day(started),
    )
    found = light_on(facts, preset("yinchuan-2025"), day("2026-04-20"), CALENDAR)
    assert found.progress.light == light


@pytest.mark.parametrize(
    ("kind", "reported", "light"),
    [
        (PLACE, {"M05": "10", "M06": "19"}, "黄"),
        (PLACE, {"M05": "9", "M06": "19"}, "红"),
        (PLACE, {"M05": "9", "M06": "20"}, "绿"),
        ({}, {"M05": "9", "M06": "19"}, "黄"),
    ],
)
def test_sanya_districts_by_the_month(
    kind: Mapping[str, Any], reported: Mapping[str, str], light: str
) -> None:
    """A missed month is yellow, two running are red; a department is measured by percent alone."""
    earlier = {f"M{month:02}": "0" for month in range(1, 5)}
    facts = planting({"M05": "10", "M06": "20", "Y": "90"}, {**earlier, **reported}, **kind)
    found = light_on(facts, preset("sanya-2022"), JULY, CALENDAR)
    assert found.progress.light == light


def assessed(word: Outlook | Quality, on: str, about: str = "", until: str = "") -> Assessment:
    return Assessment(
        word, day(on), period(about) if about else None, day(until) if until else None
    )


@pytest.mark.parametrize(
    ("words", "light", "basis"),
    [
        ([], "绿", ""),
        ([assessed(Quality.POOR, "2026-07-12")], "黄", "办理质量不高"),
        ([assessed(Quality.POOR, "2026-07-12", "M06")], "黄", "办理质量不高"),
        # what was said of May does not darken June, what is said tomorrow not today
        ([assessed(Quality.POOR, "2026-06-12", "M05")], "绿", ""),
        ([assessed(Quality.POOR, "2026-07-21")], "绿", ""),
        # another word takes its place, or it is taken back
        (
            [
                assessed(Quality.POOR, "2026-07-12", until="2026-07-15"),
                assessed(Quality.GOOD, "2026-07-15"),
            ],
            "绿",
            "",
        ),
        ([assessed(Quality.POOR, "2026-07-12", until="2026-07-20")], "绿", ""),
        ([assessed(Quality.POOR, "2026-07-12", until="2026-07-21")], "黄", "办理质量不高"),
        ([assessed(Outlook.UNREACHABLE, "2026-07-12")], "绿", ""),
    ],
)
def test_suqian_poor_quality_is_yellow(words: list[Assessment], light: str, basis: str) -> None:
    facts = replace(june("60"), assessments=tuple(words))
    found = light_on(facts, preset("suqian-2025"), JULY, CALENDAR)
    assert (found.progress.light, found.progress.basis) == (light, basis)


def test_a_word_about_a_period_stays_with_it_and_says_who_it_means() -> None:
    """Given in August about June: June turns yellow, no other month."""
    plain = june("60")
    word = replace(plain, assessments=(assessed(Quality.POOR, "2026-08-20", "M06"),))
    before, after = (
        [
            light_of_round(facts, preset("suqian-2025"), one, day("2026-08-31"), CALENDAR).progress
            for one in monthly()[:7]
        ]
        for facts in (plain, word)
    )
    turned = [(was.light, now.light) for was, now in zip(before, after, strict=True) if was != now]
    assert turned == [("绿", "黄")]
    assert "2026年8月20日就2026年6月认定办理质量不高" in after[5].cause


def test_suqian_shows_what_is_finished_in_green_for_blue_means_near() -> None:
    facts = june("60", finished_on=day("2026-07-10"))
    assert light_on(facts, preset("suqian-2025"), JULY, CALENDAR).light is Light.GREEN
    assert light_on(facts, preset("ratio"), JULY, CALENDAR).light is Light.BLUE


@pytest.mark.parametrize(
    ("seen_on", "light"),
    [("2026-07-15", "红"), ("2026-08-10", "红"), ("2026-08-12", "黄"), ("2026-12-31", "黄")],
)
def test_ouhai_a_red_month_made_good_turns_yellow_for_that_month(seen_on: str, light: str) -> None:
    """59 in June, 61 in July, accepted on 12 August: June never turns green."""
    facts = planting(WANTED, IN_TIME | {"M06": "59", "M07": "61 送2026-08-06 审2026-08-12"})
    round_ = monthly()[5]
    found = light_of_round(facts, preset("ouhai-2020"), round_, day(seen_on), CALENDAR)
    assert found.progress.light == light


@pytest.mark.parametrize(
    ("words", "light", "basis"),
    [
        ([], "黄", "未按时完成，尚未研判"),
        ([assessed(Outlook.REACHABLE, "2026-07-12")], "黄", "未按时完成，研判可以完成"),
        ([assessed(Outlook.UNREACHABLE, "2026-07-12")], "红", "研判难以完成"),
        (
            [
                assessed(Outlook.UNREACHABLE, "2026-07-12", until="2026-07-18"),
                assessed(Outlook.REACHABLE, "2026-07-18"),
            ],
            "黄",
            "未按时完成，研判可以完成",
        ),
    ],
)
def test_guangyuan_the_judgement_parts_yellow_from_red(
    words: list[Assessment], light: str, basis: str
) -> None:
    late = june("10", due=day("2026-07-10"), assessments=tuple(words))
    found = light_on(late, preset("guangyuan-2018"), JULY, CALENDAR)
    assert {(one.light, one.basis) for one in (found.progress, found.deadline)} == {(light, basis)}


@pytest.mark.parametrize("book", [name for name in PRESETS if name != "ouhai-2020"])
@pytest.mark.parametrize("reached", [Reached.PARTLY, Reached.NO])
def test_a_milestone_in_words_that_was_not_reached_is_shown(book: str, reached: Reached) -> None:
    facts = planting(judgements=(Judgement(period("M06"), reached, day("2026-07-08")),))
    found = light_on(always_reporting(facts), preset(book), JULY, CALENDAR)
    assert found.progress.light in (Light.YELLOW, Light.RED)
    assert "2026年6月进度要求经审核" in found.progress.cause


@pytest.mark.parametrize("book", PRESETS)
def test_a_milestone_in_words_that_was_reached_is_green(book: str) -> None:
    facts = planting(judgements=(Judgement(period("M06"), Reached.YES, day("2026-07-08")),))
    assert (
        light_on(always_reporting(facts), preset(book), JULY, CALENDAR).progress.light
        is Light.GREEN
    )


@pytest.mark.parametrize("book", PRESETS)
def test_every_light_that_is_not_green_says_why_with_its_rule(book: str) -> None:
    found = light_on(june("10", due=day("2026-07-10")), preset(book), JULY, CALENDAR)
    for verdict in (found.progress, found.deadline):
        assert verdict.light not in (Light.GREEN, Light.GREY)
        assert verdict.cause.endswith(f"亮{verdict.light}灯。")
        assert "2026年" in verdict.cause


def test_the_cause_tells_the_arithmetic() -> None:
    found = light_on(june("40"), preset("yinchuan-2025"), JULY, CALENDAR)
    assert found.cause == (
        "植树2026年6月应达到60棵，实际40棵，"
        "落后20个百分点（60%与40%之差）（规则：不少于10、不超过30），亮黄灯。"
    )


def test_points_and_percent_are_told_apart() -> None:
    """20 of 60 due, 100 in all: 20 points behind are yellow in one city, 33 percent in another."""
    facts = june("29")
    by_points = light_on(facts, preset("yinchuan-2025"), JULY, CALENDAR).progress.cause
    by_percent = light_on(facts, preset("sanya-2022"), JULY, CALENDAR).progress.cause
    assert "落后31个百分点" in by_points
    assert "落后51.67%（31棵÷60棵）" in by_percent


def test_the_days_that_make_near_are_a_setting() -> None:
    text = text_of("ratio").replace("临期: 7日", "临期: 3个工作日")
    facts = always_reporting(june("60", due=day("2026-10-09")))
    near = {
        one: light_on(facts, load(text), day(one), CALENDAR).deadline.light
        for one in ("2026-09-28", "2026-09-29", "2026-10-08")
    }
    assert near == {"2026-09-28": "绿", "2026-09-29": "黄", "2026-10-08": "黄"}


def test_guangyuan_takes_marks() -> None:
    taken = {(t.light, t.count, t.running): t.step.marks for t in preset("guangyuan-2018").triggers}
    assert taken == {
        (Light.YELLOW, 2, False): Decimal(1),
        (Light.RED, 1, False): Decimal(2),
    }
