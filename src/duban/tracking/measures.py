"""What a rule can ask about: each measure by the name a rule-book calls it.

A measure reads a situation and gives a figure with its arithmetic, or None where the question does
not arise; a rule whose question does not arise does not hold. A yes or no is 1 or 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from duban.plan import Period
from duban.tracking.facts import Assessment, Outlook, Quality, Reached
from duban.tracking.outcome import Outcome, outcome, unmet_run
from duban.tracking.shortfall import Measured, as_ratio, in_percent, in_points
from duban.tracking.situation import Situation
from duban.tracking.wording import said


@dataclass(frozen=True, slots=True)
class Measure:
    """`meaning` is for the person who writes a rule; `yes_no`: the only values are 1 and 0.

    `settles`: an answer that breaks no rule shows that the progress is in order. Having begun, or
    having written well, does not.
    """

    name: str
    meaning: str
    read: Callable[[Situation], Measured | None]
    yes_no: bool = False
    settles: bool = False


def points_behind(situation: Situation) -> Measured | None:
    shortfall = situation.shortfall
    return None if shortfall is None else in_points(shortfall)


def percent_behind(situation: Situation) -> Measured | None:
    shortfall = situation.shortfall
    return None if shortfall is None else in_percent(shortfall)


def ratio(situation: Situation) -> Measured | None:
    shortfall = situation.shortfall
    return None if shortfall is None else as_ratio(shortfall)


def months_not_started(situation: Situation) -> Measured | None:
    facts, until = situation.facts, situation.until
    if facts.starts is None or until is None:
        return None
    if facts.started_on is not None and facts.started_on <= until:
        return Measured(Decimal(0), "已启动")
    month, count = Period.month(facts.starts.year, facts.starts.month), 0
    while month.last_day <= until:
        count += 1
        after = month.last_day + timedelta(days=1)
        month = Period.month(after.year, after.month)
    return Measured(Decimal(count), f"自{said(facts.starts)}起连续{count}个月未启动")


def periods_unmet(situation: Situation) -> Measured | None:
    if situation.round is None:
        return None
    count = unmet_run(situation.facts, situation.day, situation.round)
    label = situation.round.period.label
    return Measured(Decimal(count), f"至{label}连续{count}期未按时完成")


def _judged(reached: Reached) -> Callable[[Situation], Measured | None]:
    def read(situation: Situation) -> Measured | None:
        """The last judgement of the period judged, or of the last period that has one."""
        until = situation.until
        known = [
            judgement
            for judgement in situation.facts.judgements
            if judgement.on <= situation.day
            and until is not None
            and judgement.period.last_day <= until
        ]
        last = max(known, key=lambda one: (one.period.last_day, one.on), default=None)
        if last is None:
            return None
        words = {
            Reached.YES: "达到",
            Reached.PARTLY: "部分达到",
            Reached.NO: "未达到",
        }[last.reached]
        return _yes_no(last.reached is reached, f"{last.period.label}进度要求经审核{words}")

    return read


#: how a judgement of the office is said
WORDS: Mapping[Outlook | Quality, str] = {
    Outlook.REACHABLE: "研判可以完成",
    Outlook.UNREACHABLE: "研判难以完成",
    Quality.GOOD: "认定办理质量好",
    Quality.POOR: "认定办理质量不高",
}


def _assessed(word: Outlook | Quality) -> Callable[[Situation], Measured | None]:
    def read(situation: Situation) -> Measured | None:
        last = _standing(situation, type(word))
        if last is None:
            return None
        about = "" if last.period is None else f"就{last.period.label}"
        return _yes_no(last.word is word, f"{said(last.on)}{about}{WORDS[last.word]}")

    return read


def _standing(situation: Situation, family: type[Outlook | Quality]) -> Assessment | None:
    """The word given last of its family: about the period judged, whenever it was given, or about
    the task as it stood."""
    judged = None if situation.round is None else situation.round.period
    known = [
        one
        for one in situation.facts.assessments
        if isinstance(one.word, family)
        and (
            one.holds(situation.as_of)
            if one.period is None
            else one.period == judged and one.holds(situation.day)
        )
    ]
    return sorted(known, key=lambda one: one.on)[-1] if known else None


def _came_out(*wanted: Outcome) -> Callable[[Situation], Measured | None]:
    def read(situation: Situation) -> Measured | None:
        if situation.round is None:
            return None
        found = outcome(situation.facts, situation.round, situation.day)
        return _yes_no(found in wanted, f"{situation.round.period.label}{found.value}")

    return read


def days_overdue(situation: Situation) -> Measured | None:
    due = situation.facts.due
    if due is None:
        return None
    days = max((situation.as_of - due).days, 0)
    return Measured(Decimal(days), f"应于{said(due)}完成，已逾期{days}日")


def near(situation: Situation) -> Measured | None:
    """Within the book's days before the deadline, the day itself included."""
    due = situation.facts.due
    if due is None:
        return None
    since = situation.near.before(due, situation.calendar)
    left = (due - situation.as_of).days
    told = f"还有{left}日" if left >= 0 else f"已逾期{-left}日"
    return _yes_no(since <= situation.as_of <= due, f"应于{said(due)}完成，{told}")


def reports_missing(situation: Situation) -> Measured | None:
    facts, day = situation.facts, situation.as_of
    due = [round_ for round_ in facts.asked if round_.due < day]
    if not due:
        return None
    count = 0
    for round_ in reversed(due):
        if facts.sent(round_.period, day):
            break
        count += 1
    last = due[-1].period.label
    return Measured(Decimal(count), f"至{last}连续{count}期未报送进展")


def report_late(situation: Situation) -> Measured | None:
    round_ = situation.round
    if round_ is None:
        return None
    sent = situation.facts.sent(round_.period, situation.day)
    late: date | None = sent[0].sent_on if sent and sent[0].sent_on > round_.due else None
    told = "按时报送" if late is None else f"于{said(late)}迟报"
    return _yes_no(late is not None, f"{round_.period.label}进展{told}")


def _yes_no(holds: bool, told: str) -> Measured:
    return Measured(Decimal(int(holds)), told)


MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure(
            "落后百分点",
            "应达到的份额减去已达到的份额，占总目标的百分点",
            points_behind,
            settles=True,
        ),
        Measure("落后百分比", "差额占应完成量的百分比", percent_behind, settles=True),
        Measure("完成比", "实际完成量与应完成量之比，1为持平", ratio, settles=True),
        Measure("连续未启动月数", "自任务开始起没有启动的整月数", months_not_started),
        Measure("连续未完成期数", "最近连续未按时完成的填报期数", periods_unmet, settles=True),
        Measure(
            "本期未完成",
            "本期到期未完成，尚未补齐",
            _came_out(Outcome.MISSED),
            yes_no=True,
            settles=True,
        ),
        Measure(
            "本期补齐",
            "本期逾期，后来补齐",
            _came_out(Outcome.MADE_GOOD),
            yes_no=True,
            settles=True,
        ),
        Measure(
            "节点未达到", "审核认定进度要求未达到", _judged(Reached.NO), yes_no=True, settles=True
        ),
        Measure(
            "节点部分达到",
            "审核认定进度要求部分达到",
            _judged(Reached.PARTLY),
            yes_no=True,
            settles=True,
        ),
        Measure("质量不高", "督查室认定办理质量不高", _assessed(Quality.POOR), yes_no=True),
        Measure(
            "研判可完成", "最近一次研判认为可以完成", _assessed(Outlook.REACHABLE), yes_no=True
        ),
        Measure(
            "研判难完成", "最近一次研判认为难以完成", _assessed(Outlook.UNREACHABLE), yes_no=True
        ),
        Measure("逾期天数", "超过完成时限的天数，未超过为0", days_overdue),
        Measure("临期", "距完成时限不超过规则所定的临期天数", near, yes_no=True),
        Measure("连续缺报期数", "最近连续未报送的填报期数", reports_missing),
        Measure("本期迟报", "本期进展在截止之后报送", report_late, yes_no=True),
    )
}
