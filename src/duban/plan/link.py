"""The same work in two plans."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Relation(StrEnum):
    SAME = "same"
    PART_OF = "part_of"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Link:
    """Task `a` of the first plan and task `b` of the second, by number; `score` from 0 to 1."""

    a: int
    b: int
    relation: Relation
    score: Decimal
    reason: str = ""
