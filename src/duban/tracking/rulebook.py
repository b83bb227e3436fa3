"""The nouns of a rule-book: when a light is shown, and what follows from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from duban.tracking.facts import UnitKind
from duban.tracking.wording import figure
from duban.tracking.working_days import Calendar

_LENGTH = re.compile(r"(\d{1,3})(个工作日|日|天)")


class Light(StrEnum):
    GREY = "灰"
    GREEN = "绿"
    BLUE = "蓝"
    YELLOW = "黄"
    RED = "红"

    @property
    def gravity(self) -> int:
        """The worse light has more."""
        return list(Light).index(self)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in days, or in working days: 7日, 5个工作日."""

    count: int
    working: bool = False

    @classmethod
    def parse(cls, text: str) -> Length:
        found = _LENGTH.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"不是天数：{text}（例：7日、5个工作日）")
        return cls(int(found[1]), found[2] == "个工作日")

    def after(self, day: date, calendar: Calendar) -> date:
        if self.working and self.count:
            return calendar.add_working_days(day, self.count)
        return day + timedelta(days=self.count)

    def before(self, day: date, calendar: Calendar) -> date:
        if self.working and self.count:
            return calendar.add_working_days(day, -self.count)
        return day - timedelta(days=self.count)

    def __str__(self) -> str:
        return f"{self.count}{'个工作日' if self.working else '日'}"


#: no published text fixes the days before a deadline that make a light; a book may set its own
NEAR = Length(7)
#: nor those before the day on which a suspension is looked at again
REVIEW = Length(5, working=True)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a measured value must lie within; all that are given must hold."""

    over: Decimal | None = None
    at_least: Decimal | None = None
    below: Decimal | None = None
    at_most: Decimal | None = None

    def hold(self, value: Decimal) -> bool:
        return (
            (self.over is None or value > self.over)
            and (self.at_least is None or value >= self.at_least)
            and (self.below is None or value < self.below)
            and (self.at_most is None or value <= self.at_most)
        )

    @property
    def empty(self) -> bool:
        """Whether no value at all could lie within."""
        floor = max((b for b in (self.over, self.at_least) if b is not None), default=None)
        roof = min((b for b in (self.below, self.at_most) if b is not None), default=None)
        if floor is None or roof is None:
            return False
        strict = floor == self.over or roof == self.below
        return floor > roof or (floor == roof and strict)

    def __str__(self) -> str:
        named = (
            ("超过", self.over),
            ("不少于", self.at_least),
            ("少于", self.below),
            ("不超过", self.at_most),
        )
        return "、".join(f"{word}{figure(bound)}" for word, bound in named if bound is not None)


@dataclass(frozen=True, slots=True)
class Condition:
    """`measure` is a name in `measures.MEASURES`."""

    measure: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class LightRule:
    """`light` where all conditions hold; only for `kind` where one is named."""

    light: Light
    conditions: tuple[Condition, ...]
    kind: UnitKind | None = None
    basis: str = ""


class ActKind(StrEnum):
    REMINDER = "催办"
    ORDER = "督办单"
    BULLETIN = "通报"
    TALK = "约谈"
    DEDUCTION = "扣分"
    LEADER = "报分管领导"


@dataclass(frozen=True, slots=True)
class Step:
    """What is done: an order has a colour and a limit for the reply, a deduction its marks."""

    kind: ActKind
    colour: Light | None = None
    reply: Length | None = None
    marks: Decimal | None = None

    @property
    def label(self) -> str:
        if self.kind is ActKind.ORDER and self.colour is not None:
            return f"{self.colour}色督办单"
        if self.kind is ActKind.DEDUCTION and self.marks is not None:
            return f"扣{figure(self.marks)}分"
        return self.kind.value


@dataclass(frozen=True, slots=True)
class Trigger:
    """`step` follows when `light` was shown in `count` periods, running or in all.

    `or_worse` lets a worse light count too.
    """

    name: str
    light: Light
    count: int
    running: bool
    step: Step
    or_worse: bool = False

    def counts(self, light: Light) -> bool:
        return light is self.light or (self.or_worse and light.gravity > self.light.gravity)


@dataclass(frozen=True, slots=True)
class Reminder:
    """`length` before a report or a task is due, or after it where `after` is set."""

    length: Length
    after: bool = False


@dataclass(frozen=True, slots=True)
class Escalation:
    """An order of `colour` not answered `length` after its limit leads to `step`."""

    colour: Light
    length: Length
    step: Step


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One dated edition. Rules are tried in the order written; the first that holds decides.

    `finished` is the light of a finished task: blue, unless the book uses blue for what is near.
    `review`: so long before its day the review of a suspension is reminded of.
    """

    name: str
    edition: str
    since: date
    until: date | None = None
    note: str = ""
    near: Length = NEAR
    review: Length = REVIEW
    finished: Light = Light.BLUE
    progress: tuple[LightRule, ...] = ()
    deadline: tuple[LightRule, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    escalations: tuple[Escalation, ...] = ()

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def label(self) -> str:
        return f"{self.name}（{self.edition}）"


class NoEdition(LookupError):
    """No rule-book is in force on a day."""


def edition_on(books: tuple[RuleBook, ...], day: date) -> RuleBook:
    """The edition in force on `day`, the latest where two overlap."""
    held = [book for book in books if book.in_force(day)]
    if not held:
        raise NoEdition(f"{day}没有施行中的亮灯规则。")
    return max(held, key=lambda book: book.since)
