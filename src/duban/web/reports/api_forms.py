"""What the API of reporting takes and gives. Figures are texts, so that no digit is lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from duban.web.accounts.days import Day

Figure = Annotated[str, Field(max_length=40, description="数字，如28、1.5万")]


class OwedOut(Schema):
    assignment: int
    period: int
    period_label: str
    task: int
    title: str
    organisation: str
    files: bool = Field(description="本单位报送任务的填报；否则是给牵头单位的配合情况")
    asked: bool
    standing: str
    due_on: date
    open: bool
    why: str = Field(description="填报期现在怎样，为什么")
    report: int | None


class OwnPartOut(Schema):
    task: int
    title: str
    state: str
    organisation: str = Field(description="分解任务量的单位")
    metric: str
    unit: str
    amount: str = Field(description="本人承担的任务量")
    due: date | None
    told: str | None = Field(description="单位最近一次通过审核的全数")
    told_for: str


class ValueOut(Schema):
    indicator: int
    metric: str
    unit: str
    cumulative: bool
    value: str
    adopted: str | None = Field(description="填报时采用的各街镇合计；没有采用为空")
    remarks: list[str]


class EvidenceOut(Schema):
    id: int
    name: str
    kind: str
    size: int
    sha256: str
    in_doubt: bool


class FigureOut(Schema):
    indicator: int
    metric: str
    unit: str
    value: str


class ReportRow(Schema):
    id: int
    task: int
    title: str
    period: str
    organisation: str
    part: str
    state: str
    state_label: str
    late: bool
    corrects: int | None
    submitted_on: date | None
    values: list[FigureOut]


class ReportOut(Schema):
    id: int
    task: int
    title: str
    period: str
    organisation: str
    part: str
    state: str
    state_label: str
    version: int
    late: bool
    corrects: int | None
    progress: str
    problems: str
    next_steps: str
    help_needed: str
    reason: str
    submitted_on: date | None
    decided_at: datetime | None
    values: list[ValueOut]
    evidence: list[EvidenceOut]
    steps: list[str] = Field(description="您现在可以走的步骤")


class SaveIn(Schema):
    version: int = Field(0, ge=0, lt=2**31, description="读到的版本；还没有填报时为0")
    values: dict[int, Figure | None] = Field({}, description="指标编号 → 数值；null 清空")
    adopts: list[int] = Field(
        [], max_length=50, description="采用各街镇合计的指标编号（见towns）；代替values里的数"
    )
    progress: str | None = Field(None, max_length=5000)
    problems: str | None = Field(None, max_length=5000)
    next_steps: str | None = Field(None, max_length=5000)
    help_needed: str | None = Field(None, max_length=5000)


class DifferenceOut(Schema):
    field: str = Field(description="v-指标编号，或progress等文字栏")
    label: str
    mine: str
    theirs: str


class ConflictOut(Schema):
    detail: str
    version: int | None = Field(
        None, description="别人保存后的版本；核对以后带着它再存一次。不是别人先改过时为空"
    )
    differences: list[DifferenceOut] = Field([])


class TownOut(Schema):
    town: str
    share: str
    value: str | None = Field(description="本期通过的数；没有通过的为空")
    report: int | None
    why: str


class OfferOut(Schema):
    indicator: int
    metric: str
    unit: str
    total: str = Field(description="本期已通过的合计，没有通过的不计")
    shares: str
    counted: int = Field(description="几个街镇计入")
    towns: list[TownOut]


class StepIn(Schema):
    reason: str = Field("", max_length=500)
    verdicts: dict[int, str] = Field({}, description="进度要求编号 → reached、partly、not")
    not_personal: bool = False
    version: int | None = Field(None, ge=0, lt=2**31)


class BulkIn(Schema):
    reports: list[int] = Field(max_length=500)
    versions: dict[int, int] = Field({}, description="各份读到的版本，不写则不核对")
    verdict: Literal["", "reached", "partly", "not"] = Field(
        "", description="通过时对本期各项进度要求的判定；不写则有进度要求的不通过"
    )


class AnswerOut(Schema):
    id: int
    done: bool
    why: str = Field(description="没有办成的理由；办成的为空")


class PeriodOut(Schema):
    id: int
    period: str
    label: str
    opens_on: date
    due_on: date
    closes_on: date


class CalendarIn(Schema):
    rhythm: str = Field(description="monthly、quarterly、half-yearly")
    year: int = Field(ge=1950, le=2100)
    opens: str = Field("期末前5日", max_length=20)
    due: str = Field("期末后5个工作日", max_length=20)
    closes: str = Field("期末后10个工作日", max_length=20)
    release: bool = False
    asks_parts: bool = False
    since: Day | None = None


class SpanIn(Schema):
    first: Day
    last: Day | None = None
    kind: Literal["off", "work"]
    name: str = Field("", max_length=40)


class SpanOut(Schema):
    first: date
    last: date
    kind: str
    name: str
    basis: str
    provisional: bool


class DaysOut(Schema):
    year: int
    working_days: int
    provisional: bool = Field(description="当年放假通知尚未公布，只按法定节日暂定")
    spans: list[SpanOut]


class DaysIn(Schema):
    spans: list[SpanIn] = Field([], max_length=400)
    text: str = Field("", max_length=20_000, description="通知原文或表格，代替spans")
    year: int = Field(ge=2000, le=2100)
    whole_year: bool = Field(False, description="代替这一年原有的全部安排")
    basis: str = Field("", max_length=200)
    reason: str = Field("", max_length=300)
    apply: bool = Field(False, description="false只看影响，不改")


class UndoDaysIn(Schema):
    reason: str = Field("", max_length=300)
    apply: bool = False


class ShiftOut(Schema):
    period: int
    plan: str
    label: str
    before: list[date] = Field(description="开放、报送期限、关闭")
    after: list[date]


class DaysChangedOut(Schema):
    change: int | None = Field(description="只看影响时为空")
    shifts: list[ShiftOut]


class UnlockIn(Schema):
    organisation: int
    until: Day
    reason: str = Field(max_length=300)
