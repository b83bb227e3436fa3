"""The nouns of a plan: frozen, typed, without input or output."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from duban.plan.frame import Frame, FrameColumn, worded
from duban.plan.period import Due, Period
from duban.plan.place import Box, Place
from duban.plan.plan import Document, Doubt, Format, Plan, PlanKind, SourceFile, Total
from duban.plan.quantity import Allocation, Comparator, Kind, Quantity, Scope
from duban.plan.task import Milestone, Task

if TYPE_CHECKING:
    from duban.plan.finding import Finding, Severity
    from duban.plan.link import Link, Relation

__all__ = [
    "Allocation",
    "Box",
    "Comparator",
    "Document",
    "Doubt",
    "Due",
    "Finding",
    "Format",
    "Frame",
    "FrameColumn",
    "Kind",
    "Link",
    "Milestone",
    "Period",
    "Place",
    "Plan",
    "PlanKind",
    "Quantity",
    "Relation",
    "Scope",
    "Severity",
    "SourceFile",
    "Task",
    "Total",
    "worded",
]

#: nouns of checking and linking: whoever only reads a plan does not wait until they are made
_LATE = {"Finding": "finding", "Severity": "finding", "Link": "link", "Relation": "link"}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'duban.plan' has no attribute {name!r}")
    noun = globals()[name] = getattr(import_module(f"duban.plan.{_LATE[name]}"), name)
    return noun
