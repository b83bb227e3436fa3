"""What the API of supervision takes and gives."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from duban.web.accounts.days import Day

OrderColour = Literal["blue", "yellow", "red"]
AnyColour = Literal["blue", "yellow", "red", "green", "grey"]
#: so many rows of a list are answered at once
MOST = 200


class Page(Schema):
    """Which portion of a list; one with fewer than MOST rows is the last."""

    page: int = Field(1, ge=1, le=100_000, description=f"每页{MOST}条，不足{MOST}条的是最后一页")

    def of(self, found: Any) -> Any:
        """The rows of the portion, of a list or of a queryset in an order of its own."""
        return found[(self.page - 1) * MOST : self.page * MOST]


class LightsQuery(Page):
    colour: str = ""
    plan: int | None = None
    unit: int | None = None
    late: str = Field("", description="overdue 已逾期、soon 两周内到期、turned 本周转灯")
    q: str = ""
    day: Day | None = None


class LightOut(Schema):
    task: int
    title: str
    colour: str
    progress: str
    deadline: str
    cause: str
    overridden: bool
    due: date | None
    since: date | None
    day: date


class VerdictOut(Schema):
    family: str
    colour: str
    cause: str
    basis: str


class PastOut(Schema):
    period: str
    colour: str
    first: str
    outcome: str
    late: bool
    filed_on: date | None
    cause: str
    edition: str


class AssessmentIn(Schema):
    word: Literal["reachable", "unreachable", "good", "poor"]
    reason: str
    period: str = Field("", max_length=20, description="如2026-M03；不写则就整项任务")


class AssessmentOut(Schema):
    id: int
    word: str
    period: str
    reason: str
    on: date
    ended_on: date | None


class TaskLightOut(Schema):
    day: date
    colour: str
    cause: str
    families: list[VerdictOut]
    history: list[PastOut]
    assessments: list[AssessmentOut]


class OrderOut(Schema):
    id: int
    number: str
    colour: str
    state: str
    task: int
    organisation: str
    because: str
    demand: str
    issued_on: date
    reply_by: date
    replied_on: date | None
    closed_on: date | None
    late: bool


class TurnOut(Schema):
    """What was done with an order: `step` such as issue, reply, send_back, raise, close; under
    which colour and limit it stood then."""

    step: str
    words: str
    name: str
    on: date
    colour: str
    reply_by: date


class OrderTurnsOut(OrderOut):
    turns: list[TurnOut]


class OrderIn(Schema):
    colour: OrderColour
    because: str
    demand: str = ""
    organisation: int | None = None
    reply_by: Day | None = None


class WordsIn(Schema):
    words: str = ""
    day: Day | None = None


class ProposalOut(Schema):
    id: int
    act: str
    colour: str
    task: int
    because: str
    day: date
    state: str
    order: int | None


class DecideIn(Schema):
    proposals: list[int] = Field(max_length=500)
    verdict: Literal["confirm", "dismiss", "reopen"]
    words: str = ""


class BulletinIn(Schema):
    because: str


class BulletinOut(Schema):
    id: int
    task: int
    because: str
    colour: str
    units: str
    state: str
    number: str
    title: str
    listed_on: date
    issued_on: date | None


class SendOutIn(Schema):
    items: list[int] = Field(max_length=500)
    number: str
    title: str = ""
    on: Day | None = None


class InstructionOut(Schema):
    id: int
    task: int
    words: str
    speaker: str
    evidence: str
    on: date
    answer_by: date | None
    state: str
    answer: str


class InstructionIn(Schema):
    words: str
    answer_by: Day | None = None
    speaker: str = ""
    evidence: str = ""


class TalkOut(Schema):
    id: int
    task: int
    organisation: str
    held_on: date
    present: str
    words: str
    promised: str


class TalkIn(Schema):
    held_on: Day
    present: str
    words: str
    promised: str = ""
    organisation: int | None = None


class OverrideIn(Schema):
    colour: AnyColour
    reason: str
    until: Day | None = None


class OverrideOut(Schema):
    id: int
    colour: str
    reason: str
    since: date
    until: date
    lifted_on: date | None


class AskedOut(Schema):
    plan: int
    title: str
    reports: int
    figures: int
    served: int = Field(description="在别处填过、直接取用的数")


class BurdenOut(Schema):
    unit: int
    name: str
    reports: int
    figures: int
    served: int
    orders: int
    instructions: int
    reminders: int
    asked: list[AskedOut]


class BookOut(Schema):
    id: int
    jurisdiction: int
    name: str
    edition: str
    since: date
    until: date | None
    withdrawn_on: date | None
    text: str


class BookIn(Schema):
    text: str


class ShownOut(Schema):
    colour: str
    cause: str


class MoveOut(Schema):
    before: str
    after: str
    count: int


class ChangedOut(Schema):
    task: int
    title: str
    before: ShownOut
    after: ShownOut


class TrialOut(Schema):
    """What a rule-book would show today beside the one in force: `same` tasks keep their colour."""

    book: str
    same: int
    moves: list[MoveOut]
    changed: list[ChangedOut]


class ContactOut(Schema):
    email: str = Field("", max_length=254)
    robots: bool = True


class NoticeOut(Schema):
    id: int
    kind: str
    text: str
    day: date
    read: bool
    task: int | None
    order: int | None


class ToldOut(Schema):
    told: int
