"""The nouns of a plan: frozen, typed, without input or output."""

from duban.plan.finding import Finding, Severity
from duban.plan.link import Link, Relation
from duban.plan.period import Due, Period
from duban.plan.place import Box, Place
from duban.plan.plan import Document, Doubt, Format, Plan, PlanKind, SourceFile, Total
from duban.plan.quantity import Allocation, Comparator, Kind, Quantity, Scope
from duban.plan.task import Milestone, Task

__all__ = [
    "Allocation",
    "Box",
    "Comparator",
    "Document",
    "Doubt",
    "Due",
    "Finding",
    "Format",
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
]
