"""What the API of handling takes and gives. Figures are texts, so that no digit is lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from duban.web.accounts.days import Day

MAX_WORDS = 2000
Figure = Field(pattern=r"^-?\d{1,17}(\.\d{1,6})?$", examples=["1200", "23.5"])


class ReasonIn(Schema):
    reason: str = Field("", max_length=MAX_WORDS)


class WordsIn(Schema):
    words: str = Field("", max_length=MAX_WORDS)


class TargetOut(Schema):
    period: str
    comparator: str
    value: str | None = Field(None, description="现行目标")
    first: str | None = Field(None, description="最初的目标")


class ShareOut(Schema):
    bearer: str
    organisation: int | None
    person: int | None
    value: str


class IndicatorOut(Schema):
    id: int
    metric: str
    unit: str
    direction: str
    cumulative: bool
    rollup: str
    targets: list[TargetOut]
    shares: list[ShareOut]


class AssignmentOut(Schema):
    id: int
    organisation: int
    name: str
    role: str
    receipt: str
    received_at: datetime | None


class FileOut(Schema):
    id: int
    shows: str = Field(description="reason申请依据、result办结材料、found核查材料、look现场材料")
    name: str
    kind: str
    size: int
    sha256: str
    in_doubt: bool = Field(description="像有个人信息，还没有人核对")


class CompletionOut(Schema):
    id: int
    organisation: str
    statement: str
    state: str
    verifier: str | None
    words: str
    files: list[FileOut]


class HandlingOut(Schema):
    task: int
    title: str
    state: str
    due: date | None = Field(None, description="现行完成时限")
    first_due: date | None = Field(None, description="最初的完成时限")
    steps: list[str] = Field(description="您现在可以办的事项")
    assignments: list[AssignmentOut]
    indicators: list[IndicatorOut]
    completions: list[CompletionOut] = Field(description="报办结，新的在前")


class TargetIn(Schema):
    period: str = Field(max_length=20)
    value: str = Figure
    comparator: Literal["eq", "ge", "gt", "le", "lt", "approx"] = "eq"


class IndicatorIn(Schema):
    metric: str = Field(min_length=1, max_length=120)
    unit: str = Field("", max_length=20)
    direction: Literal["up", "down"] = "up"
    cumulative: bool = True
    rollup: Literal["sum", "average", "last"] = "sum"
    targets: list[TargetIn] = Field(max_length=60)


class IndicatorsIn(Schema):
    indicators: list[IndicatorIn] | None = Field(
        None, max_length=60, description="不写则按读出的确认"
    )


class IssueIn(Schema):
    leads: list[int] = Field([], max_length=50)
    helpers: list[int] = Field([], max_length=200)


class IssuePlanIn(Schema):
    confirm_rest: bool = True


class LeftOut(Schema):
    task: int
    reason: str


class IssuedOut(Schema):
    done: list[int]
    left: list[LeftOut]


class UnknownOut(Schema):
    name: str
    leads: int
    helps: int
    shares: int


class MatchIn(Schema):
    name: str = Field(min_length=1, max_length=200)
    organisation: int


class UnitIn(Schema):
    organisation: int
    role: Literal["lead", "co"] = "co"


class ReplaceIn(Schema):
    organisation: int = Field(description="接手的单位")
    reason: str = Field("", max_length=MAX_WORDS)


class LineIn(Schema):
    organisation: int | None = None
    person: int | None = None
    value: str = Figure


class BreakDownIn(Schema):
    indicator: int
    lines: list[LineIn] = Field(max_length=500)


class NewTargetIn(Schema):
    indicator: int
    period: str = Field(max_length=20)
    value: str = Figure


class ChangeIn(Schema):
    kind: Literal["extension", "adjustment", "suspension", "resumption", "cancellation"]
    reason: str = Field("", max_length=MAX_WORDS)
    day: Day | None = None
    progress: str = Field("", max_length=MAX_WORDS)
    lines: list[NewTargetIn] = Field([], max_length=200)


class DecideIn(Schema):
    verdict: Literal["pass_up", "approve", "refuse"]
    words: str = Field("", max_length=MAX_WORDS)
    day: Day | None = None
    speaker: str = Field("", max_length=60)
    evidence: str = Field("", max_length=300)


class ChangeOut(Schema):
    id: int
    kind: str
    task: int | None
    plan: int
    reason: str
    late: bool
    ordinal: int
    day: date | None
    level: str
    needs: str
    outcome: str
    granted: date | None
    approver: str
    asked_by: str
    asked_on: date
    files: list[FileOut]


class ChangedTargetOut(Schema):
    indicator: int
    metric: str
    unit: str
    period: str
    old: str | None
    new: str


class DecisionOut(Schema):
    level: str
    verdict: str
    words: str
    speaker: str = Field(description="谁的意见")
    evidence: str = Field(description="代录批示的依据")
    by: str
    at: datetime


class ChangeWhole(ChangeOut):
    progress: str
    old_day: date | None = Field(None, description="原定时限")
    lines: list[ChangedTargetOut]
    difference: dict[str, Any] | None = Field(None, description="新版与现行版的差异")
    decisions: list[DecisionOut] = Field(description="审定经过，旧的在前")


class RenewalOut(Schema):
    plan: int | None = Field(None, description="会更新哪份计划；没有的直接确认入账")
    difference: dict[str, Any] | None = None


class VerifierIn(Schema):
    user: int


class DrawIn(Schema):
    jurisdiction: int
    size: int = Field(ge=1, le=500)


class DrawOut(Schema):
    id: int
    seed: str
    pool: list[int]
    tasks: list[int]
    checks: list[int] = Field(description="现场核查编号，与 tasks 同序")


class DrawRow(Schema):
    id: int
    jurisdiction: str
    at: datetime
    by: str
    pool: int = Field(description="抽取范围有几项")
    drawn: int
    passed: int
    failed: int
    pending: int


class CheckOut(Schema):
    id: int
    task: int
    title: str
    result: str
    words: str
    checked_by: str


class DrawAgainOut(DrawRow):
    seed: str
    keys: list[int] = Field(description="抽取范围，任务编号")
    checks: list[CheckOut]
    again: list[int] = Field(description="按同一种子重抽的任务编号")
    agrees: bool


class LookIn(Schema):
    true: bool
    words: str = Field("", max_length=MAX_WORDS)


class HandedOut(Schema):
    id: int
    jurisdiction: str
    origin: str
    title: str
    figures: list[dict[str, str]] = Field(description="任务量；承接后上级改过的，was为原来的数")
    due_day: date | None
    state: str
    task: int | None
    draft: int | None = Field(None, description="写成的清单草稿（导入）的编号")
    reason: str
    ended_on: date | None = Field(None, description="上级收回的日期")


class TakeUpIn(Schema):
    task: int


class DraftDownIn(Schema):
    rows: list[int] = Field(min_length=1, max_length=200)


class DraftDownOut(Schema):
    edition: int = Field(description="导入的编号，读取、更正、入账同其他清单")
    file_name: str


class BulkIn(Schema):
    tasks: list[int] = Field(min_length=1, max_length=200)
    words: str = Field("", max_length=MAX_WORDS, description="核查意见（办结）")
    leads: list[int] = Field([], max_length=50, description="另加牵头单位（交办）")
    helpers: list[int] = Field([], max_length=200, description="另加配合单位（交办）")
    confirm: bool = Field(True, description="未确认的指标按读出的确认（交办）")
    organisation: int | None = Field(None, description="单位（增加责任单位）")
    role: Literal["lead", "co"] = "co"
    user: int | None = Field(None, description="核查人（指定核查人）")


class BulkOut(Schema):
    task: int
    title: str
    state: str
    done: bool
    sentence: str = Field(description="办成后的状态，或未办的原因")
