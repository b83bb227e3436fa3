"""A list of 50,000 rows: memory of a process that reads it, and time against one of 5,000."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from tools.bench.documents import scratch
from tools.bench.row import FLAT, Row

LARGE, SMALL = 50_000, 5_000
MEGABYTES = 500.0
HEADER = ("序号", "任务名称", "牵头领导", "牵头单位", "配合单位", "任务要求", "总投资(万元)")
PERIODS = ("完成时限", "第一季度", "第二季度", "第三季度", "第四季度", "备注", "类别")

#: reads argv[1] in a process of its own; prints tasks, seconds and the peak in kilobytes
CHILD = """\
import json, resource, sys, time
from pathlib import Path
from duban.reading import read
started = time.process_time()
tasks = len(read(Path(sys.argv[1])).tasks)
seconds = time.process_time() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([tasks, seconds, peak]))
"""


def write_list(path: Path, count: int) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("任务清单")
        sheet.write_string(0, 0, "云泽区2026年重点任务清单")
        sheet.write_row(1, 0, HEADER + PERIODS)
        for number in range(1, count + 1):
            total = 100 + number % 900
            reached = (f"累计完成{total * quarter // 4}户" for quarter in (1, 2, 3, 4))
            fixed = (number, f"完成第{number}片区改造{total}户", "赵示例", f"第{number % 60}管理所")
            rest = ("区财政局、各街镇", f"按方案推进，全年完成{total}户。", total * 3, "2026.12")
            sheet.write_row(number + 1, 0, (*fixed, *rest, *reached, "", f"第{number % 40}类"))


def measured(count: int) -> tuple[float, float]:
    """Seconds for each task, and megabytes, of a process that reads a list of `count` tasks."""
    path = scratch() / f"list{count}.xlsx"
    write_list(path, count)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, path], check=True, capture_output=True, text=True
    )
    tasks, seconds, peak = json.loads(done.stdout)
    if tasks != count:
        raise ValueError(f"{tasks} tasks read of {count}")
    return seconds / count, peak / 1024


def rows() -> Iterator[Row]:
    small, _ = measured(SMALL)
    large, memory = measured(LARGE)
    yield Row(f"memory for a list of {LARGE:,} rows", memory, None, MEGABYTES, "MB")
    yield Row(f"ms a row, {LARGE:,} : {SMALL:,} rows", 1000 * large, 1000 * small, FLAT, "ms")
