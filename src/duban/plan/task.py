"""A task: one thing that someone can be asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from duban.plan.period import Due, Period
from duban.plan.place import Place
from duban.plan.quantity import Allocation, Quantity, Scope


class Milestone(NamedTuple):
    """What must be reached in a period, in the plan's own words."""

    period: Period
    text: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a list, one commitment of a plan in prose, or one achievement of a report.

    `text` is the exact span in prose and the title in a list. `fields` holds every column that
    has no place of its own, under the document's own header without white space. `places` maps
    the name of a field to where it was read, a cell cut by a page end having two places; its keys
    are those of `texts()` and `ids:LEVEL`. `optional` marks an umbrella slogan a person may drop.
    `units` gives by field the unit of bare figures that neither their cell nor its header names.
    """

    title: str
    number: int | None = None
    ids: Mapping[str, int] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    text: str = ""
    leaders: tuple[str, ...] = ()
    lead_units: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    due: Due | None = None
    period: Period | None = None
    note: str = ""
    milestones: tuple[Milestone, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    investment: Quantity | None = None
    scope: Scope | None = None
    estimated: bool = False
    aspirational: bool = False
    optional: bool = False
    place: Place = Place()
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
