"""`duban read FILE`: a plan as a summary for people, or as JSON."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

from duban.plan import Plan, PlanKind
from duban.plan.form import dumps, plan_to_form
from duban.reading import Unreadable, measure, read

_KINDS = {PlanKind.LIST: "任务清单", PlanKind.PLAN: "计划", PlanKind.REPORT: "工作报告"}
#: doubts printed in a summary before the rest are counted
_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="计划文件（txt、md、html、csv、xlsx、docx、pdf）")
    parser.add_argument("--json", action="store_true", help="打印 JSON")


def run(arguments: argparse.Namespace) -> int:
    try:
        plan = measure(read(arguments.file))
    except Unreadable as refusal:
        print(refusal, file=sys.stderr)
        return 2
    if arguments.json:
        print(dumps(plan_to_form(plan)))
    else:
        print("\n".join(summary(plan)))
    return 0


def summary(plan: Plan) -> Iterator[str]:
    """The lines that tell an official what was read."""
    document = plan.document
    yield document.title
    facts = (
        _KINDS[document.kind],
        f"{document.year}年" if document.year is not None else "年份不明",
        document.issuer,
        document.number,
        None if document.date is None else f"{document.date:%Y-%m-%d}",
    )
    yield "　".join(fact for fact in facts if fact)
    yield ""
    yield f"任务 {len(plan.tasks)} 项"
    for heading, count in Counter(task.path[:1] for task in plan.tasks).items():
        yield f"  {heading[0] if heading else '（无标题）'}：{count} 项"
    if plan.achievements:
        yield f"成绩 {len(plan.achievements)} 项"
    figures = sum(len(task.quantities) for task in (*plan.tasks, *plan.achievements))
    yield f"数量 {figures} 个"
    yield ""
    yield f"疑点 {len(plan.doubts)} 条"
    for doubt in plan.doubts[:_SHOWN]:
        where = str(doubt.place)
        yield f"  {f'{where}：' if where else ''}{doubt.message}"
    if len(plan.doubts) > _SHOWN:
        yield f"  另有 {len(plan.doubts) - _SHOWN} 条，见 --json"
    if plan.coverage is not None:
        yield f"原文覆盖率 {plan.coverage * 100:.2f}%"
