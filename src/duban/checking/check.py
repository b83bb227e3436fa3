"""Plans → findings: every rule of the catalogue, over every subject it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from duban.checking.catalogue import (
    LIBRARY_RULES,
    PLAN_RULES,
    RESULT_RULES,
    REVIEW_RULES,
    TASK_RULES,
)
from duban.checking.directory import Directory
from duban.checking.library import Library
from duban.checking.places import Places
from duban.checking.rule import Remark, Rule
from duban.checking.view import PlanView, TaskView
from duban.plan import Finding, Link, Place, Plan, Quantity, Severity, Task

Subject = TypeVar("Subject")
_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check(
    plans: Sequence[Plan], *, links: Sequence[Link] = (), directory: Directory | None = None
) -> tuple[Finding, ...]:
    """What the rules find in each of `plans`, and between them.

    `links` join tasks of the first plan to tasks of the second; without a `directory` no unit is
    unknown. Findings come plan by plan, then in the order of the tasks, the gravest first.
    """
    views = [PlanView(plan, directory) for plan in plans]
    places = Places()
    findings: list[Finding] = []
    for number, view in enumerate(views):
        found = (
            *_apply(TASK_RULES, view.tasks, number, places),
            *_apply(PLAN_RULES, (view,), number, places),
            *_review(view, number, places),
        )
        findings += sorted(found, key=_order)
    if len(views) > 1:
        between = _apply(LIBRARY_RULES, (Library(views, links),), 0, places)
        findings += sorted(between, key=_order)
    return tuple(findings)


def _review(view: PlanView, number: int, places: Places) -> Iterator[Finding]:
    """What is found in the looking-back part; its results are numbered apart from the tasks, so
    that their numbers name no task."""
    found = (
        *_apply(RESULT_RULES, view.achievements, number, places),
        *_apply(REVIEW_RULES, (view,), number, places),
    )
    for finding in found:
        yield replace(finding, tasks=(), message=f"回顾部分：{finding.message}")


def _order(finding: Finding) -> tuple[int, int, str]:
    return (min(finding.tasks, default=0), _GRAVITY[finding.severity], finding.rule)


def _apply(
    rules: Iterable[Rule[Subject]], subjects: Sequence[Subject], number: int, places: Places
) -> Iterator[Finding]:
    for rule in rules:
        look = rule.look
        for subject in subjects:
            for remark in look(subject):
                own = (subject.task,) if isinstance(subject, TaskView) else ()
                yield _finding(rule, remark, remark.tasks or own, number, places)


def _finding(
    rule: Rule[Subject], remark: Remark, tasks: tuple[Task, ...], plan: int, places: Places
) -> Finding:
    fields = remark.fields or tuple(dict.fromkeys(figure.field for figure in remark.figures))
    numbers = (task.number for task in tasks if task.number is not None)
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=remark.severity or rule.severity,
        message=remark.message,
        tasks=tuple(dict.fromkeys(numbers)),
        fields=fields,
        places=remark.places or tuple(_places(tasks, fields, remark.figures, places)),
        values=dict(remark.values),
        suggestion=remark.suggestion,
        plan=plan if remark.plan is None else remark.plan,
    )


def _places(
    tasks: Sequence[Task], fields: Sequence[str], figures: Sequence[Quantity], known: Places
) -> Iterator[Place]:
    """Each figure where it stands, and each field without a figure as a whole cell."""
    by_field: dict[str, list[Quantity]] = {}
    for figure in figures:
        by_field.setdefault(figure.field, []).append(figure)
    for task in tasks:
        for name in fields or ("title",):
            places = known.of(task, name)
            if len(places) == 1 and name in by_field:
                # a cell cut by a page end has two places, and offsets into neither
                for figure in by_field[name]:
                    yield places[0]._replace(start=figure.start, end=figure.end)
            else:
                yield from places
