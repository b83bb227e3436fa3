"""A defect that a check found in a plan, and how grave it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from duban.plan.place import Place


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """`tasks` are the serial numbers it touches (none: the document itself); `fields` name where.

    `values` sets the facts side by side (期望, 实际, 相差 …), each as printed. `suggestion` is the
    text that the first of `fields` would hold after the correction, where one can be named.
    `plan` counts from 0 among the plans that were checked together.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    tasks: tuple[int, ...] = ()
    fields: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None
    plan: int = 0
