"""What the API takes and gives: plans, imports, tasks, findings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from duban.web.ledger.fields import MAX_LENGTH

MAX_PAGE = 200


class PlanOut(Schema):
    id: int
    title: str
    kind: str
    year: int | None
    issuer: str
    jurisdiction: str
    tasks: int
    edition: int | None = Field(None, description="现行版本的导入编号")


class ImportOut(Schema):
    id: int
    state: str
    state_label: str
    error: str
    percent: int
    file_name: str
    size: int
    title: str
    kind: str
    year: int | None
    coverage: str | None
    plan: int | None
    number: int | None
    uploaded_by: str
    uploaded_at: datetime


class UnitOut(Schema):
    name: str
    role: str
    organisation: int | None


class StoneOut(Schema):
    id: int = Field(description="进度要求编号，审核填报时逐项判定用")
    period: str
    text: str


class TaskOut(Schema):
    id: int
    plan: int
    number: int | None
    heading: str
    title: str
    state: str
    leaders: list[str]
    units: list[UnitOut]
    milestones: list[StoneOut]
    light: str | None = Field(description="亮灯，如红灯；未亮灯为空")
    light_cause: str | None = Field(description="亮灯原因")
    due: str
    due_day: date | None
    note: str


class TaskPage(Schema):
    count: int
    page: int
    pages: int
    tasks: list[TaskOut]


class WholeTask(TaskOut):
    form: dict[str, Any] = Field(description="任务全文，duban.plan/1 的 task")


class TaskQuery(Schema):
    """What `GET /tasks` may be narrowed by; the same words as in the ledger page's address."""

    q: str = ""
    plan: int | None = None
    year: int | None = None
    heading: str = ""
    leader: str = ""
    lead: str = ""
    co: str = ""
    unit: str = ""
    period: str = ""
    due: str = ""
    state: str = ""
    light: str = Field("", description="red、yellow、blue、green、grey，或none（未亮灯）")
    sort: str = "order"
    page: int = Field(1, ge=1, le=1_000_000)
    size: int = Field(50, ge=1, le=MAX_PAGE)


class CorrectIn(Schema):
    field: str = Field(max_length=200, min_length=1)
    text: str = Field(max_length=25_000)


class DescribeIn(Schema):
    """Only what is named is changed; an empty year means that the paper names none."""

    title: str | None = Field(None, max_length=300)
    year: str | None = Field(None, max_length=4)
    kind: str | None = None
    issuer: str | None = Field(None, max_length=120)
    document_number: str | None = Field(None, max_length=80)


class AddIn(Schema):
    """Lines of the source's running text, and of them only the words, where some are given."""

    kind: Literal["task", "achievement"] = "task"
    first: int = Field(ge=1, le=100_000_000, description="原件的行号")
    last: int | None = Field(None, ge=1, le=100_000_000, description="到哪一行，不写为同一行")
    words: str = Field("", max_length=MAX_LENGTH, description="这几行里的原文，不写为整行")


class EntryOut(Schema):
    entry: str
    title: str


class SplitIn(Schema):
    at: int = Field(ge=0, le=1_000_000)


class ReasonIn(Schema):
    reason: str = Field("", max_length=300)


class UndoIn(Schema):
    correction: int | None = None


class FindingOut(Schema):
    id: int
    rule: str
    severity: str
    message: str
    entry: str | None
    waived: str | None = Field(None, description="豁免理由")
    form: dict[str, Any]
