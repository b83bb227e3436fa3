"""`duban write PLAN --to FILE`: a plan as a task list, in the tables that it was read from.

PLAN is any file that `duban read` takes, or the JSON that it prints. Ends in 2 where it cannot be
read, or cannot be written as asked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from duban.plan import Plan
from duban.plan.form import loads, plan_from_form
from duban.reading import Unreadable, measure, read
from duban.writing.tasklist import Standing, task_list_docx, task_list_pdf, task_list_xlsx
from duban.writing.typeset import NoFont

Writer = Callable[[Plan, date, Sequence[Standing | None] | None], bytes]
WRITERS: dict[str, Writer] = {
    ".docx": task_list_docx,
    ".xlsx": task_list_xlsx,
    ".pdf": task_list_pdf,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "plan", type=Path, metavar="计划", help="计划文件，或 read --json 打印的 JSON"
    )
    parser.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="文件",
        help=f"写成的文件（{'、'.join(WRITERS)}）",
    )
    parser.add_argument(
        "--standing", action="store_true", help="另加进展情况、亮灯、督办说明三栏，空着待填"
    )


def run(arguments: argparse.Namespace) -> int:
    target: Path = arguments.to
    writer = WRITERS.get(target.suffix.lower())
    if writer is None:
        print(f"不能写成“{target.suffix}”文件，只能写成{'、'.join(WRITERS)}。", file=sys.stderr)
        return 2
    try:
        plan = plan_in(arguments.plan)
        standings = [None] * len(plan.tasks) if arguments.standing else None
        target.write_bytes(writer(plan, date.today(), standings))  # noqa: DTZ011 - the desk's day
    except (Unreadable, NoFont) as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except OSError:
        print(f"写不了文件：{target}。", file=sys.stderr)
        return 2
    return 0


def plan_in(path: Path) -> Plan:
    """The plan in a document, or in its JSON form; Unreadable where it holds no task."""
    plan = _plan_of_form(path) if path.suffix.lower() == ".json" else measure(read(path))
    if not plan.tasks:
        raise Unreadable("这份计划里没有任务，写不成清单。")
    return plan


def _plan_of_form(path: Path) -> Plan:
    try:
        return plan_from_form(loads(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        raise Unreadable(f"找不到文件：{path.name}。") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Unreadable(f"{path.name} 不是 read --json 打印的计划。") from None
