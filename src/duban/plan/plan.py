"""A plan: one issued document as tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from duban.plan.frame import Frame
from duban.plan.place import Place
from duban.plan.task import Milestone, Task


class PlanKind(StrEnum):
    LIST = "list"
    PLAN = "plan"
    REPORT = "report"


class Format(StrEnum):
    TXT = "txt"
    MD = "md"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a plan was read from; `sha256` of its bytes, in hexadecimal digits."""

    name: str
    sha256: str
    format: Format


@dataclass(frozen=True, slots=True)
class Document:
    """The facts of the document itself; `number` is the 发文字号."""

    title: str
    kind: PlanKind
    source: SourceFile
    year: int | None = None
    issuer: str | None = None
    number: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the reader repaired, or could not place: `message` says what was done about it.

    `values` are the texts that it speaks of, by what they are, for those who do not read sentences.
    """

    code: str
    message: str
    place: Place = Place()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Total:
    """A row that sums up tasks: 合计, 小计, or a heading with figures of its own.

    It closes `plan.tasks[first:last]`; `table` is the same range for its whole table. `fields` and
    `milestones` hold its cells as a task's do, `places` where each was read.
    """

    label: str
    first: int
    last: int
    table: tuple[int, int]
    fields: Mapping[str, str] = field(default_factory=dict)
    milestones: tuple[Milestone, ...] = ()
    place: Place = Place()
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """`coverage` is the part (0 to 1) of the source's text that was found again in the plan,
    `frames` are the tables that its tasks were read from, in their order; none for prose."""

    document: Document
    tasks: tuple[Task, ...] = ()
    achievements: tuple[Task, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    coverage: Decimal | None = None
    totals: tuple[Total, ...] = ()
    frames: tuple[Frame, ...] = ()
