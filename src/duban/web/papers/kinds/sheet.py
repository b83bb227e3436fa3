"""What makes a kind of paper: the facts it gathers, the paper made of them, the fields of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from duban.plan import Period
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.ledger.models import Edition, Plan
from duban.web.supervision.models import Order, PaperKind
from duban.writing import blocks
from duban.writing.filling import Known, Values

# a lazy text's type differs between stubs and run time
Label = Any


class Ask(Enum):
    """What must be chosen before a paper can be written; the value is its word in addresses."""

    ORDER = "order"
    EDITION = "edition"
    PLAN = "plan"
    UNIT = "unit"
    PERIOD = "period"


class Audience(Enum):
    """Whom a paper is addressed to beside those who see the whole jurisdiction."""

    UNIT = "the unit it speaks to, and the leaders of the tasks"
    ALL = "all units and leaders of the jurisdiction"
    LEADERS = "the leaders of the jurisdiction"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Word:
    """Something the office may write into the paper; empty: as the paper has it by itself."""

    name: str
    label: Label
    help: Label = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper shall speak of. Everything here is seen by whoever writes it.

    `sender` is the office as it signs, `number` the whole number of the paper, `words` what the
    office wrote, by name.
    """

    place: Jurisdiction
    day: date
    sender: str
    number: str
    words: Mapping[str, str]
    plan: Plan | None = None
    edition: Edition | None = None
    order: Order | None = None
    unit: Organisation | None = None
    period: Period | None = None

    def word(self, name: str, otherwise: str = "") -> str:
        return self.words.get(name, "").strip() or otherwise

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of what was written, the empty ones left out."""
        return tuple(filter(None, (line.strip() for line in self.word(name).splitlines())))


Facts = Any


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a template: its name between the braces, what it stands for, an example."""

    name: str
    meaning: Label
    example: str
    of: Callable[[Facts], str]


@dataclass(frozen=True, slots=True)
class Rows:
    """A list whose items fill rows of a table; `of` gives the items, each field's `of` one text."""

    name: str
    meaning: Label
    of: Callable[[Facts], Sequence[Any]]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`facts` is the frozen dataclass that `gather` fills and `paper` lays out; `xlsx` where the
    paper makes sense as a workbook."""

    kind: PaperKind
    about: Label
    asks: tuple[Ask, ...]
    facts: type[Any]
    gather: Callable[[Subject], Facts]
    paper: Callable[[Facts], blocks.Paper]
    audience: Audience
    fields: tuple[Field, ...]
    rows: tuple[Rows, ...] = ()
    xlsx: Callable[[Facts], bytes] | None = None
    words: tuple[Word, ...] = field(default_factory=tuple)

    @property
    def has_workbook(self) -> bool:
        return self.xlsx is not None

    @property
    def known(self) -> Known:
        return Known(
            frozenset(one.name for one in self.fields),
            {rows.name: frozenset(one.name for one in rows.fields) for rows in self.rows},
        )

    def values(self, facts: Facts) -> Values:
        return Values(
            {one.name: one.of(facts) for one in self.fields},
            {
                rows.name: [
                    {one.name: one.of(item) for one in rows.fields} for item in rows.of(facts)
                ]
                for rows in self.rows
            },
        )
