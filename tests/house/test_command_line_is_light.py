"""The command line imports what it uses: reading a plan never wakes the web."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PLAN = """\
2026年柳溪镇重点工作任务清单

序号\t任务名称\t牵头单位\t完成时限
1\t新建口袋公园2座\t规建生态办\t2026年11月底前
"""

WATCHED = """\
import sys
from duban.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as end:
    status = end.code
heavy = ("django", "docx", "openpyxl", "python_calamine", "pdfplumber", "xlsxwriter", "lxml")
print("LOADED", sorted(name for name in heavy if name in sys.modules), file=sys.stderr)
sys.exit(status or 0)
"""


def loaded_by(*words: str) -> str:
    """The heavy libraries that one run of the command line imported, as printed at its end."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()[-1]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "清单.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.mark.parametrize("words", [("--help",), ("read", "--help")])
def test_help_imports_no_library(words: tuple[str, ...]) -> None:
    assert loaded_by(*words) == "LOADED []"


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_reading_a_text_imports_no_library(plan: Path, options: tuple[str, ...]) -> None:
    assert loaded_by("read", str(plan), *options) == "LOADED []"
