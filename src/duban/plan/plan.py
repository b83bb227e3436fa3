"""A plan: one issued document as tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from duban.plan.place import Place
from duban.plan.task import Task


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
    """What the reader repaired, or could not place: `message` says what was done about it."""

    code: str
    message: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Plan:
    """`coverage` is the part (0 to 1) of the source's text that was found again in the plan."""

    document: Document
    tasks: tuple[Task, ...] = ()
    achievements: tuple[Task, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    coverage: Decimal | None = None
