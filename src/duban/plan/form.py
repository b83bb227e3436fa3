"""The JSON form of a plan, `duban.plan/1`.

Numbers are written as they are held, without passing through binary fractions, and read back as
Decimal. Beyond the schema's required members a plan carries `coverage`,
`totals` and `frames`, a doubt `values`, a task `places`,
`optional` and where there are any `units`, a quantity `grain`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from duban.plan.frame import Frame, FrameColumn
from duban.plan.period import Due, Period
from duban.plan.place import Place
from duban.plan.plan import Document, Doubt, Format, Plan, PlanKind, SourceFile, Total
from duban.plan.quantity import Allocation, Comparator, Kind, Quantity, Scope
from duban.plan.task import Milestone, Task

if TYPE_CHECKING:
    from duban.plan.finding import Finding
    from duban.plan.link import Link

SCHEMA = "duban.plan/1"
PLACE_PARTS = ("page", "sheet", "table", "row", "column", "line", "start", "end", "box")


def dumps(value: Any, indent: int | None = 1) -> str:
    """JSON text of plain values, Decimal included; one line where `indent` is None."""
    return "".join(_chunks(value, "\n" if indent is not None else "", " " * (indent or 0)))


def _chunks(value: Any, newline: str, step: str) -> Iterator[str]:
    inner = newline + step if newline else ""
    comma = "," + inner if newline else ", "
    match value:
        case None | True | False:
            yield json.dumps(value)
        case Enum():
            yield encode_basestring(str(value.value))
        case str():
            yield encode_basestring(value)
        case Decimal():
            yield number(value)
        case int() | float():
            yield repr(value)
        case Mapping() if value:
            opening = "{" + inner
            for key, item in value.items():
                yield f"{opening}{encode_basestring(str(key))}: "
                yield from _chunks(item, inner, step)
                opening = comma
            yield newline + "}"
        case Sequence() if value:
            opening = "[" + inner
            for item in value:
                yield opening
                yield from _chunks(item, inner, step)
                opening = comma
            yield newline + "]"
        case Mapping():
            yield "{}"
        case Sequence():
            yield "[]"
        case _:
            raise TypeError(f"no JSON form for {type(value).__name__}")


def number(value: Decimal) -> str:
    """The plain decimal digits of `value`, without exponent or idle zeros."""
    if value == value.to_integral_value():
        return f"{value:.0f}"
    return f"{value.normalize():f}"


def plan_to_form(plan: Plan) -> dict[str, Any]:
    document = plan.document
    return {
        "schema": SCHEMA,
        "document": {
            "title": document.title,
            "issuer": document.issuer,
            "number": document.number,
            "date": None if document.date is None else document.date.isoformat(),
            "year": document.year,
            "kind": document.kind,
            "source": {
                "name": document.source.name,
                "sha256": document.source.sha256,
                "format": document.source.format,
            },
        },
        "coverage": plan.coverage,
        "tasks": [task_to_form(task) for task in plan.tasks],
        "achievements": [task_to_form(task) for task in plan.achievements],
        "doubts": [doubt_to_form(doubt) for doubt in plan.doubts],
        "totals": [total_to_form(total) for total in plan.totals],
        "frames": [frame_to_form(frame) for frame in plan.frames],
    }


def doubt_to_form(doubt: Doubt) -> dict[str, Any]:
    return {
        "code": doubt.code,
        "message": doubt.message,
        "place": place_to_form(doubt.place),
        "values": doubt.values,
    }


def total_to_form(total: Total) -> dict[str, Any]:
    return {
        "label": total.label,
        "first": total.first,
        "last": total.last,
        "table": total.table,
        "fields": total.fields,
        "milestones": [milestone_to_form(stone) for stone in total.milestones],
        "place": place_to_form(total.place),
        "places": places_to_form(total.places),
    }


def frame_to_form(frame: Frame) -> dict[str, Any]:
    columns = [column._asdict() for column in frame.columns]
    return {"columns": columns, "tables": frame.tables}


def milestone_to_form(stone: Milestone) -> dict[str, Any]:
    return {
        "period": str(stone.period),
        "text": stone.text,
        "place": place_to_form(stone.place),
    }


def places_to_form(places: Mapping[str, tuple[Place, ...]]) -> dict[str, Any]:
    return {name: [place_to_form(place) for place in each] for name, each in places.items()}


def task_to_form(task: Task) -> dict[str, Any]:
    return {
        "number": task.number,
        "ids": task.ids,
        "path": task.path,
        "title": task.title,
        "text": task.text,
        "leaders": task.leaders,
        "lead_units": task.lead_units,
        "co_units": task.co_units,
        "fields": task.fields,
        **({"units": task.units} if task.units else {}),
        "due": None if task.due is None else str(task.due),
        "period": None if task.period is None else str(task.period),
        "estimated": task.estimated,
        "aspirational": task.aspirational,
        "optional": task.optional,
        "note": task.note,
        "investment": None if task.investment is None else quantity_to_form(task.investment),
        "milestones": [milestone_to_form(stone) for stone in task.milestones],
        "quantities": [quantity_to_form(quantity) for quantity in task.quantities],
        "allocations": [allocation_to_form(share) for share in task.allocations],
        "scope": scope_to_form(task.scope),
        "place": place_to_form(task.place),
        "places": places_to_form(task.places),
    }


def quantity_to_form(quantity: Quantity) -> dict[str, Any]:
    return {
        "field": quantity.field,
        "text": quantity.text,
        "start": quantity.start,
        "end": quantity.end,
        "value": quantity.value,
        "high": quantity.high,
        "grain": quantity.grain,
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "kind": quantity.kind,
        "metric": quantity.metric,
        "cumulative": quantity.cumulative,
        "aspirational": quantity.aspirational,
    }


def allocation_to_form(share: Allocation) -> dict[str, Any]:
    return {
        "org": share.org,
        "value": share.value,
        "grain": share.grain,
        "unit": share.unit,
        "metric": share.metric,
        "field": share.field,
        "text": share.text,
    }


def scope_to_form(scope: Scope | None) -> dict[str, Any] | None:
    if scope is None:
        return None
    named = {"group": scope.group, "orgs": scope.orgs}
    return {name: value for name, value in named.items() if value} or {"orgs": ()}


def place_to_form(place: Place) -> dict[str, Any]:
    parts = ((name, getattr(place, name)) for name in PLACE_PARTS)
    return {name: value for name, value in parts if value is not None}


def finding_to_form(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "task": finding.tasks[0] if finding.tasks else None,
        "tasks": finding.tasks or ("document",),
        "fields": finding.fields,
        "message": finding.message,
        "places": [place_to_form(place) for place in finding.places],
        "values": finding.values,
        "suggestion": finding.suggestion,
        "plan": finding.plan,
    }


def link_to_form(link: Link) -> dict[str, Any]:
    return {
        "a": link.a,
        "b": link.b,
        "relation": link.relation,
        "score": link.score,
        "reason": link.reason,
    }


def loads(text: str) -> Any:
    """Plain values from JSON text, fractions as Decimal."""
    return json.loads(text, parse_float=Decimal)


def plan_from_form(form: Mapping[str, Any]) -> Plan:
    """The plan that `plan_to_form` printed; KeyError or ValueError where `form` is no plan."""
    if form["schema"] != SCHEMA:
        raise ValueError(f"不是{SCHEMA}格式的计划")
    document = form["document"]
    source = document["source"]
    coverage = form.get("coverage")
    return Plan(
        Document(
            title=document["title"],
            kind=PlanKind(document["kind"]),
            source=SourceFile(source["name"], source["sha256"], Format(source["format"])),
            year=document["year"],
            issuer=document.get("issuer"),
            number=document.get("number"),
            date=date.fromisoformat(document["date"]) if document.get("date") else None,
        ),
        tuple(task_from_form(task) for task in form["tasks"]),
        tuple(task_from_form(task) for task in form["achievements"]),
        tuple(doubt_from_form(doubt) for doubt in form["doubts"]),
        None if coverage is None else Decimal(coverage),
        tuple(total_from_form(total) for total in form.get("totals", ())),
        tuple(frame_from_form(frame) for frame in form.get("frames", ())),
    )


def doubt_from_form(form: Mapping[str, Any]) -> Doubt:
    place = place_from_form(form["place"])
    return Doubt(form["code"], form["message"], place, dict(form.get("values", {})))


def total_from_form(form: Mapping[str, Any]) -> Total:
    first, last = form["table"]
    return Total(
        form["label"],
        form["first"],
        form["last"],
        (first, last),
        dict(form["fields"]),
        tuple(milestone_from_form(stone) for stone in form["milestones"]),
        place_from_form(form["place"]),
        places_from_form(form["places"]),
    )


def frame_from_form(form: Mapping[str, Any]) -> Frame:
    columns = (
        FrameColumn(**(column | {"heads": tuple(column["heads"])})) for column in form["columns"]
    )
    return Frame(tuple(columns), tuple(form["tables"]))


def milestone_from_form(form: Mapping[str, Any]) -> Milestone:
    return Milestone(Period.parse(form["period"]), form["text"], place_from_form(form["place"]))


def places_from_form(form: Mapping[str, Any]) -> dict[str, tuple[Place, ...]]:
    return {name: tuple(map(place_from_form, places)) for name, places in form.items()}


def task_from_form(form: Mapping[str, Any]) -> Task:
    scope, investment = form["scope"], form.get("investment")
    return Task(
        title=form["title"],
        number=form["number"],
        ids=dict(form["ids"]),
        path=tuple(form["path"]),
        text=form["text"],
        leaders=tuple(form["leaders"]),
        lead_units=tuple(form["lead_units"]),
        co_units=tuple(form["co_units"]),
        fields=dict(form["fields"]),
        units=dict(form.get("units", {})),
        due=Due.parse(form["due"]) if form["due"] else None,
        period=Period.parse(form["period"]) if form["period"] else None,
        note=form["note"],
        milestones=tuple(milestone_from_form(stone) for stone in form["milestones"]),
        quantities=tuple(quantity_from_form(quantity) for quantity in form["quantities"]),
        allocations=tuple(allocation_from_form(share) for share in form["allocations"]),
        investment=None if investment is None else quantity_from_form(investment),
        scope=None if scope is None else scope_from_form(scope),
        estimated=form.get("estimated", False),
        aspirational=form.get("aspirational", False),
        optional=form.get("optional", False),
        place=place_from_form(form["place"]),
        places=places_from_form(form.get("places", {})),
    )


def scope_from_form(form: Mapping[str, Any]) -> Scope:
    return Scope(form.get("group", ""), tuple(form.get("orgs", ())))


def quantity_from_form(form: Mapping[str, Any]) -> Quantity:
    high = form["high"]
    return Quantity(
        field=form["field"],
        text=form["text"],
        start=form["start"],
        end=form["end"],
        value=Decimal(form["value"]),
        unit=form["unit"],
        high=None if high is None else Decimal(high),
        grain=Decimal(form.get("grain", 1)),
        comparator=Comparator(form["comparator"]),
        kind=Kind(form["kind"]),
        metric=form["metric"],
        cumulative=form["cumulative"],
        aspirational=form["aspirational"],
    )


def allocation_from_form(form: Mapping[str, Any]) -> Allocation:
    return Allocation(
        org=form["org"],
        value=Decimal(form["value"]),
        unit=form["unit"],
        metric=form["metric"],
        field=form["field"],
        text=form["text"],
        grain=Decimal(form.get("grain", 1)),
    )


def place_from_form(form: Mapping[str, Any]) -> Place:
    box = form.get("box")
    parts = {name: form.get(name) for name in PLACE_PARTS if name != "box"}
    corners = None if box is None else tuple(float(side) for side in box)
    return Place(**parts, box=corners)  # type: ignore[arg-type]
