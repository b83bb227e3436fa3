"""`duban link A B`: the work that two plans have in common."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from duban.linking import link
from duban.plan import Link, Plan, Relation
from duban.plan.form import dumps, link_to_form
from duban.reading import Unreadable, measure, read

_RELATIONS = {Relation.SAME: "同一工作", Relation.PART_OF: "上下分解", Relation.RELATED: "相关"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("a", help="一份计划文件")
    parser.add_argument("b", help="另一份计划文件")
    parser.add_argument("--json", action="store_true", help="打印 JSON")


def run(arguments: argparse.Namespace) -> int:
    try:
        a, b = (measure(read(file)) for file in (arguments.a, arguments.b))
    except Unreadable as refusal:
        print(refusal, file=sys.stderr)
        return 2
    links = link(a, b)
    if arguments.json:
        print(dumps({"links": [link_to_form(found) for found in links]}))
    else:
        print("\n".join(summary(a, b, links)))
    return 0


def summary(a: Plan, b: Plan, links: Sequence[Link]) -> Iterator[str]:
    """The links as lines for people, titles of both sides on each."""
    ours = {task.number: task.title for task in a.tasks}
    theirs = {task.number: task.title for task in b.tasks}
    yield f"{a.document.title} ↔ {b.document.title}：衔接 {len(links)} 处"
    for found in links:
        yield (
            f"  {found.a} {ours[found.a]} ↔ {found.b} {theirs[found.b]}"
            f"（{_RELATIONS[found.relation]}，{found.score}，{found.reason}）"
        )
