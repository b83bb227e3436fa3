"""The whole process of `duban read` on a small text file, against Python with three modules."""

from __future__ import annotations

import compileall
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duban
from tools.bench.documents import scratch
from tools.bench.row import Row, best_of_each

SMALL = """\
2026年柳溪镇重点工作任务清单

序号\t任务名称\t牵头单位\t完成时限
1\t新建口袋公园2座\t规建生态办\t2026年11月底前
"""
BARE = (sys.executable, "-c", "import json, decimal, argparse")


def run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def rows() -> Iterator[Row]:
    path = scratch() / "small.txt"
    path.write_text(SMALL, encoding="utf-8")
    program = str(Path(sys.executable).with_name("duban"))
    # as `make setup` does: what changed since would be compiled anew at every start
    compileall.compile_dir(str(Path(duban.__file__).parent), quiet=1)
    for words in (("--help",), ("read", str(path)), ("read", str(path), "--json")):
        ours, bare = best_of_each((partial(run, program, *words), partial(run, *BARE)), 9)
        shown = " ".join("FILE" if word == str(path) else word for word in words)
        yield Row(f"duban {shown} : bare Python", ours, bare, 4.0)
