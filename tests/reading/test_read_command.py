"""`duban read`: a summary for people, JSON for programs, one sentence for what cannot be read."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

import duban
from duban.cli import main
from duban.plan.form import plan_from_form
from duban.reading import Unreadable

LIST = """云泽区2026年重点任务清单

序号\t任务名称\t责任单位\t完成时限
一、农业
1\t建大棚10座\t农业局\t6月底
2\t修水渠5公里\t水务局、财政局\t长期
合计\t2项
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "清单.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_the_summary(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["云泽区2026年重点任务清单", "任务清单　2026年"]
    assert "任务 2 项" in lines
    assert "  一、农业：2 项" in lines
    assert "疑点 2 条" in lines
    assert lines[-1] == "原文覆盖率 100.00%"


def test_the_json_is_a_plan(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(file), "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert form["schema"] == "duban.plan/1"
    assert form["coverage"] == 1
    assert [task["title"] for task in form["tasks"]] == ["建大棚10座", "修水渠5公里"]
    assert form["tasks"][1]["places"]["title"] == [{"table": 1, "row": 4, "column": 2, "line": 6}]
    assert plan_from_form(form).tasks[0].quantities[0].text == "10座"


def test_what_cannot_be_read_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "空.txt"
    path.write_text("", encoding="utf-8")
    assert main(["read", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "没有这个文件.txt"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_package_reads_without_more(file: Path) -> None:
    assert len(duban.read(file).tasks) == 2
    with pytest.raises(AttributeError):
        _ = duban.nothing


IMPORTS = """
import sys
from duban.cli import main
main(sys.argv[1:])
heavy = {"django", "lxml", "docx", "pdfplumber", "openpyxl", "python_calamine", "ibis"}
print(*sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("words", [["--help"], ["read"], ["read", "--json"]])
def test_a_text_file_loads_no_library(file: Path, words: list[str]) -> None:
    path = [] if words == ["--help"] else [str(file)]
    run = subprocess.run(
        [sys.executable, "-c", IMPORTS, *words, *path], capture_output=True, text=True, check=True
    )
    assert run.stderr.strip() == ""
    assert run.stdout


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, duban; print(*[m for m in sys.modules if m.startswith('duban.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_reading_leaves_the_collector_as_it_was(file: Path, tmp_path: Path) -> None:
    assert gc.isenabled()
    duban.read(file)
    assert gc.isenabled()
    with pytest.raises(Unreadable):
        duban.read(tmp_path / "没有.txt")
    assert gc.isenabled()
    gc.disable()
    try:
        duban.read(file)
        assert not gc.isenabled()
    finally:
        gc.enable()
