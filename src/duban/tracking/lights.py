"""The light of a task on any day: one for progress, one for the deadline, the worse one shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.tracking.facts import Facts
from duban.tracking.measures import MEASURES, reports_missing
from duban.tracking.reporting import Round
from duban.tracking.rulebook import Light, LightRule, RuleBook
from duban.tracking.shortfall import Measured
from duban.tracking.situation import Situation, of_round, today
from duban.tracking.wording import said
from duban.tracking.working_days import Calendar


class Family(StrEnum):
    PROGRESS = "进度"
    DEADLINE = "期限"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`cause` is a whole sentence with its arithmetic; `basis` the rule's own words, if it has."""

    family: Family
    light: Light
    cause: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A person's word over the computed light, from `since` up to and with `until`."""

    light: Light
    reason: str
    by: str
    since: date
    until: date

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("人工改灯须写明理由。")
        if self.until < self.since:
            raise ValueError(f"人工改灯的止日{self.until}早于起日{self.since}。")

    def holds(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class TaskLight:
    progress: Verdict
    deadline: Verdict
    override: Override | None = None

    @property
    def computed(self) -> Verdict:
        """The worse of the two; progress where they are alike."""
        return max((self.progress, self.deadline), key=lambda verdict: verdict.light.gravity)

    @property
    def light(self) -> Light:
        return self.computed.light if self.override is None else self.override.light

    @property
    def cause(self) -> str:
        if self.override is None:
            return self.computed.cause
        word = self.override
        return (
            f"{word.by}改为{word.light}灯，至{said(word.until)}止，理由：{word.reason.strip('。')}。"
            f"按规则应为{self.computed.light}灯：{self.computed.cause}"
        )


def light_on(
    facts: Facts,
    book: RuleBook,
    day: date,
    calendar: Calendar,
    overrides: Iterable[Override] = (),
) -> TaskLight:
    """The light of a task as it stands on `day`, by `book`."""
    verdicts = judged(book, today(facts, calendar, book.near, day))
    return TaskLight(*verdicts, override=_in_force(overrides, day))


def light_of_round(
    facts: Facts,
    book: RuleBook,
    round_: Round,
    day: date,
    calendar: Calendar,
    *,
    overrides: Iterable[Override] = (),
) -> TaskLight:
    """The light of one period as it is seen on `day`, by `book`."""
    situation = of_round(facts, calendar, book.near, round_, day)
    return TaskLight(*judged(book, situation), override=_in_force(overrides, situation.as_of))


def _in_force(overrides: Iterable[Override], day: date) -> Override | None:
    """Of several that hold, the one that began last."""
    held = [override for override in overrides if override.holds(day)]
    return max(held, key=lambda override: override.since, default=None)


def judged(book: RuleBook, situation: Situation) -> tuple[Verdict, Verdict]:
    """Exactly one verdict of each family."""
    at_rest = _at_rest(book, situation)
    if at_rest is not None:
        light, cause = at_rest
        return Verdict(Family.PROGRESS, light, cause), Verdict(Family.DEADLINE, light, cause)
    verdicts = [_progress(book, one) for one in situation.per_indicator()]
    worst = max(verdicts, key=lambda verdict: verdict.light.gravity)
    return worst, _deadline(book, situation)


def _at_rest(book: RuleBook, situation: Situation) -> tuple[Light, str] | None:
    """The light and cause of a task nobody works on: finished, cancelled, paused, not begun."""
    facts, day = situation.facts, situation.as_of
    if facts.ended_on is not None and facts.ended_on <= day:
        return Light.GREY, f"任务已于{said(facts.ended_on)}撤销。"
    if facts.finished_on is not None and facts.finished_on <= day:
        return book.finished, f"任务已于{said(facts.finished_on)}办结{_lateness(facts)}。"
    for pause in facts.pauses:
        if pause.covers(day):
            return Light.GREY, f"任务自{said(pause.since)}起挂账。"
    if facts.starts is not None and day < facts.starts:
        return Light.GREY, f"任务自{said(facts.starts)}起办理，尚未开始。"
    return None


def _lateness(facts: Facts) -> str:
    if facts.due is None or facts.finished_on is None or facts.finished_on <= facts.due:
        return ""
    return f"，逾期{(facts.finished_on - facts.due).days}日"


def _progress(book: RuleBook, situation: Situation) -> Verdict:
    found = _first_that_holds(book.progress, situation, Family.PROGRESS)
    if found is not None:
        return found
    shortfall, readings = situation.shortfall, list(_readings(book.progress, situation))
    if shortfall is None and not readings:
        return Verdict(Family.PROGRESS, Light.GREY, _nothing_due(situation))
    told = [] if shortfall is None else [shortfall.said]
    told += [reading.said for reading in readings[:1]]
    return Verdict(Family.PROGRESS, Light.GREEN, f"{'，'.join(told)}，未达亮灯条件。")


def _nothing_due(situation: Situation) -> str:
    if situation.indicator is None:
        return "没有可以计量的进度要求。"
    if situation.until is None:
        return "首期填报尚未到期。"
    return f"{situation.indicator.metric}尚无到期的进度要求或可比的数值。"


def _deadline(book: RuleBook, situation: Situation) -> Verdict:
    found = _first_that_holds(book.deadline, situation, Family.DEADLINE)
    if found is not None:
        return found
    due = situation.facts.due
    if due is not None and situation.as_of > due:
        return Verdict(Family.DEADLINE, Light.GREEN, f"应于{said(due)}完成，规则未就逾期亮灯。")
    if due is not None:
        left = (due - situation.as_of).days
        return Verdict(Family.DEADLINE, Light.GREEN, f"应于{said(due)}完成，还有{left}日。")
    missing = reports_missing(situation)
    if missing is not None and missing.value > 0:
        cause = f"任务未定期限，{missing.said}，规则未就缺报亮灯。"
        return Verdict(Family.DEADLINE, Light.GREEN, cause)
    if situation.round is not None:
        label = situation.round.period.label
        return Verdict(Family.DEADLINE, Light.GREEN, f"任务未定期限，至{label}进展报送正常。")
    return Verdict(Family.DEADLINE, Light.GREY, "任务未定期限，尚无可以评判的填报。")


def _first_that_holds(
    rules: Sequence[LightRule], situation: Situation, family: Family
) -> Verdict | None:
    for rule in rules:
        if rule.kind is not None and rule.kind is not situation.facts.kind:
            continue
        told = _conditions_met(rule, situation)
        if told is None:
            continue
        shortfall = situation.shortfall if family is Family.PROGRESS else None
        opening = "" if shortfall is None else f"{shortfall.said}，"
        return Verdict(family, rule.light, f"{opening}{told}，亮{rule.light}灯。", rule.basis)
    return None


def _conditions_met(rule: LightRule, situation: Situation) -> str | None:
    """What is said of the conditions where all hold; None where one does not, or is not asked."""
    told = []
    for condition in rule.conditions:
        measure = MEASURES[condition.measure]
        reading = measure.read(situation)
        if reading is None or not condition.bounds.hold(reading.value):
            return None
        bounds = "" if measure.yes_no else f"（规则：{condition.bounds}）"
        told.append(f"{reading.said}{bounds}")
    return "，".join(told)


def _readings(rules: Sequence[LightRule], situation: Situation) -> Iterator[Measured]:
    """What the measures that settle the progress say, each once, where their question arises."""
    names = dict.fromkeys(condition.measure for rule in rules for condition in rule.conditions)
    for measure in (MEASURES[name] for name in names if MEASURES[name].settles):
        reading = measure.read(situation)
        if reading is not None:
            yield reading
