from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tracking.planting import CALENDAR, day, monthly, planting

from duban.tracking.books import preset
from duban.tracking.escalation import Order, escalations
from duban.tracking.facts import Facts, Pause
from duban.tracking.history import Mark, history
from duban.tracking.lights import Family, TaskLight, Verdict
from duban.tracking.outcome import Outcome
from duban.tracking.reminders import reminders, reviews
from duban.tracking.rulebook import ActKind, Length, Light
from duban.tracking.triggers import triggered

RATIO, GUANGYUAN = preset("ratio"), preset("guangyuan-2018")
LIGHTS = {"绿": Light.GREEN, "黄": Light.YELLOW, "红": Light.RED, "灰": Light.GREY}
YEAR_END = day("2027-03-01")


def shown(drawing: str) -> list[Mark]:
    """A history drawn as its lights, from January on: 绿黄黄红."""
    return [
        Mark(
            round_,
            TaskLight(
                Verdict(Family.PROGRESS, LIGHTS[light], "。"),
                Verdict(Family.DEADLINE, LIGHTS[light], "。"),
            ),
            Outcome.ON_TIME,
            "版",
        )
        for round_, light in zip(monthly(), drawing, strict=False)
    ]


def months(found: str, step: str, lights: str) -> list[str]:
    """In which months the lights lead to a step by a book."""
    acts = triggered(preset(found), "1", shown(lights), YEAR_END, CALENDAR)
    return [act.key.rsplit("-", 1)[1] for act in acts if act.step.label == step]


@pytest.mark.parametrize(
    ("lights", "orders", "bulletins", "talks"),
    [
        ("", [], [], []),
        ("绿绿绿绿", [], [], []),
        ("黄绿黄绿黄", [], [], []),
        ("绿黄黄绿", ["M03"], [], []),
        ("黄黄黄", ["M02"], [], []),
        ("黄黄黄黄", ["M02", "M04"], [], []),
        ("黄红绿红", ["M02"], [], []),
        ("黄灰黄", [], [], []),
        ("红红绿红", ["M02"], ["M02"], []),
        ("红红红", ["M02"], ["M02"], ["M03"]),
        ("红红黄红", ["M02", "M04"], ["M02"], []),
    ],
)
def test_two_yellows_an_order_three_reds_a_talk(
    lights: str, orders: list[str], bulletins: list[str], talks: list[str]
) -> None:
    assert months("ratio", "蓝色督办单", lights) == orders
    assert months("ratio", "通报", lights) == bulletins
    assert months("ratio", "约谈", lights) == talks


@pytest.mark.parametrize(
    ("lights", "ones", "twos"),
    [
        ("黄绿绿绿", [], []),
        ("黄绿绿黄", ["M04"], []),
        ("黄黄黄绿黄", ["M02", "M05"], []),
        ("红绿红", [], ["M01", "M03"]),
        ("黄红黄", ["M03"], ["M02"]),
    ],
)
def test_guangyuan_two_yellows_cost_one_and_a_red_costs_two(
    lights: str, ones: list[str], twos: list[str]
) -> None:
    assert months("guangyuan-2018", "扣1分", lights) == ones
    assert months("guangyuan-2018", "扣2分", lights) == twos


def test_an_act_says_why_and_until_when_to_reply() -> None:
    [act] = triggered(RATIO, "7", shown("黄黄"), day("2026-03-16"), CALENDAR)
    assert act.because == (
        "连续2期黄灯及以上（2026年1月、2026年2月），按“连续两期黄灯”规则发蓝色督办单。"
    )
    assert act.reply_by == day("2026-03-23")
    assert act.key == "7|触发|连续两期黄灯|2026-M02"


def test_a_period_counts_once_it_has_closed() -> None:
    """February closes on 13 March."""
    assert triggered(RATIO, "7", shown("黄黄"), day("2026-03-13"), CALENDAR) == ()
    assert len(triggered(RATIO, "7", shown("黄黄"), day("2026-03-14"), CALENDAR)) == 1


@settings(max_examples=50, deadline=None)
@given(st.text("绿黄红灰", max_size=12), st.integers(0, 420))
def test_running_twice_proposes_nothing_twice(lights: str, gone: int) -> None:
    today = day("2026-01-01") + timedelta(days=gone)
    first = triggered(RATIO, "7", shown(lights), today, CALENDAR)
    done = {act.key for act in first}
    assert len(done) == len(first)
    assert triggered(RATIO, "7", shown(lights), today, CALENDAR, done=done) == ()
    later = triggered(RATIO, "7", shown(lights), YEAR_END, CALENDAR)
    assert done <= {act.key for act in later}


MAY = planting(None, {"M01": "送2026-02-01"})


def reminded(facts: Facts, on: str, done: frozenset[str] = frozenset()) -> list[str]:
    found = reminders(RATIO, facts, day(on), CALENDAR, done)
    return [f"{act.key.split('|', 2)[2]} {act.because}" for act in found]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-06-01", []),
        # May is due on Friday 5 June
        ("2026-06-02", ["到期前3个工作日 2026年5月进展报送应于2026年6月5日前完成，还有3日。"]),
        ("2026-06-03", ["到期前3个工作日 2026年5月进展报送应于2026年6月5日前完成，还有2日。"]),
        ("2026-06-04", ["到期前1个工作日 2026年5月进展报送应于2026年6月5日前完成，还有1日。"]),
        ("2026-06-05", ["到期前1个工作日 2026年5月进展报送今日到期。"]),
        ("2026-06-07", ["到期前1个工作日 2026年5月进展报送应于2026年6月5日前完成，已超过2日。"]),
        ("2026-06-08", ["到期后1个工作日 2026年5月进展报送应于2026年6月5日前完成，已超过3日。"]),
        ("2026-06-12", ["到期后5个工作日 2026年5月进展报送应于2026年6月5日前完成，已超过7日。"]),
        ("2026-06-13", []),
    ],
)
def test_a_report_is_reminded_of(on: str, said: list[str]) -> None:
    """From three working days before until the period closes; the newest reminder alone."""
    assert reminded(MAY, on) == [f"2026-M05|{one}" for one in said]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(planting(None, {"M05": "送2026-06-01"}), id="reported"),
        pytest.param(planting(finished_on=day("2026-05-30")), id="finished"),
        pytest.param(planting(ended_on=day("2026-05-30")), id="cancelled"),
        pytest.param(planting(pauses=(Pause(day("2026-05-30")),)), id="suspended"),
    ],
)
def test_nobody_is_reminded_of_what_is_not_owed(facts: Facts) -> None:
    assert reminded(facts, "2026-06-04") == []


def test_the_task_s_own_date_is_reminded_of_and_a_new_one_anew() -> None:
    facts = replace(MAY, rounds=(), due=day("2026-06-10"))
    [said] = reminded(facts, "2026-06-05")
    assert said == (
        "期限2026-06-10|到期前3个工作日 任务“植树造林”应于2026年6月10日前完成，还有5日。"
    )
    done = frozenset({"1|催办|期限2026-06-10|到期前3个工作日"})
    assert reminded(facts, "2026-06-05", done) == []
    assert reminded(replace(facts, due=day("2026-09-10")), "2026-09-07", done) != []


SUSPENDED = planting(pauses=(Pause(day("2026-04-01"), None, day("2026-06-10")),))


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-06-02", ""),
        # the 10th is a Wednesday; five working days before it is the 3rd
        ("2026-06-03", "到期前 挂账任务“植树造林”应于2026年6月10日复核，还有7日"),
        ("2026-06-09", "到期前 挂账任务“植树造林”应于2026年6月10日复核，还有1日"),
        ("2026-06-10", "到期 挂账任务“植树造林”今日复核"),
        ("2026-07-10", "到期 挂账任务“植树造林”应于2026年6月10日复核，已超过30日，仍未决定。"),
    ],
)
def test_a_suspension_is_looked_at_again(on: str, said: str) -> None:
    found = [
        f"{one.key.split('|')[3]} {one.because}"
        for one in reviews(RATIO, SUSPENDED, day(on), CALENDAR)
    ]
    assert len(found) == bool(said)
    assert all(one.startswith(said) for one in found)


def test_each_side_of_a_review_is_said_once_and_another_day_anew() -> None:
    ahead, come = (
        {one.key for one in reviews(RATIO, SUSPENDED, day(on), CALENDAR)}
        for on in ("2026-06-08", "2026-06-12")
    )
    assert ahead != come
    done = ahead | come
    assert reviews(RATIO, SUSPENDED, day("2026-06-30"), CALENDAR, done) == ()
    longer = replace(SUSPENDED, pauses=(Pause(day("2026-04-01"), None, day("2026-09-10")),))
    assert reviews(RATIO, longer, day("2026-06-30"), CALENDAR, done) == ()
    assert len(reviews(RATIO, longer, day("2026-09-10"), CALENDAR, done)) == 1


def test_what_goes_on_again_is_not_reviewed() -> None:
    over = replace(
        SUSPENDED, pauses=(Pause(day("2026-04-01"), day("2026-06-05"), day("2026-06-10")),)
    )
    assert reviews(RATIO, over, day("2026-06-10"), CALENDAR) == ()
    assert reviews(replace(RATIO, review=Length(60)), SUSPENDED, day("2026-04-11"), CALENDAR)


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 9))
def test_days_on_which_nobody_ran_the_rules_end_in_one_message(start: date, idle: int) -> None:
    due = replace(MAY, rounds=(), due=day("2026-06-10"))
    first = reminders(RATIO, due, start, CALENDAR)
    done = {act.key for act in first}
    later = reminders(RATIO, due, start + timedelta(days=idle), CALENDAR, done)
    assert len(first) <= 1
    assert len(later) <= 1
    assert not done & {act.key for act in later}


ORDER = Order("督〔2026〕3号", "7", Light.BLUE, day("2026-06-01"), day("2026-06-08"))


@pytest.mark.parametrize(
    ("order", "on", "step"),
    [
        (ORDER, "2026-06-08", None),
        (ORDER, "2026-06-09", "黄色督办单"),
        (ORDER, "2026-07-30", "黄色督办单"),
        (replace(ORDER, replied_on=day("2026-06-08")), "2026-06-30", None),
        (replace(ORDER, closed_on=day("2026-06-05")), "2026-06-30", None),
        (replace(ORDER, replied_on=day("2026-06-20")), "2026-06-15", "黄色督办单"),
        (replace(ORDER, colour=Light.YELLOW), "2026-06-30", "红色督办单"),
        (replace(ORDER, colour=Light.RED), "2026-06-30", "报分管领导"),
    ],
)
def test_an_order_without_a_reply_goes_up(order: Order, on: str, step: str | None) -> None:
    found = escalations(RATIO, [order], day(on), CALENDAR)
    assert [act.step.label for act in found] == ([] if step is None else [step])
    assert escalations(RATIO, [order], day(on), CALENDAR, {act.key for act in found}) == ()


def test_going_up_says_why() -> None:
    [act] = escalations(RATIO, [ORDER], day("2026-06-09"), CALENDAR)
    assert act.because == (
        "蓝色督办单督〔2026〕3号应于2026年6月8日前回复，至今未回复，升级为黄色督办单。"
    )
    assert (act.task, act.reply_by) == ("7", day("2026-06-12"))


def test_a_year_of_facts_leads_to_acts() -> None:
    """Nothing reported for three months: an order after two, a bulletin, a talk after three."""
    facts = planting({f"M{n:02}": str(10 * n) for n in range(1, 13)})
    marks = history(facts, (RATIO,), day("2026-04-20"), CALENDAR)
    kinds = [a.step.kind for a in triggered(RATIO, "1", marks, day("2026-04-20"), CALENDAR)]
    assert kinds == [ActKind.ORDER, ActKind.BULLETIN, ActKind.TALK]


def test_a_year_in_order_leads_to_none() -> None:
    wanted = {f"M{n:02}": str(10 * n) for n in range(1, 13)}
    marks = history(planting(wanted, wanted), (RATIO, GUANGYUAN), YEAR_END, CALENDAR)
    assert len(marks) == 12
    assert triggered(RATIO, "1", marks, YEAR_END, CALENDAR) == ()
    assert triggered(GUANGYUAN, "1", marks, YEAR_END, CALENDAR) == ()
