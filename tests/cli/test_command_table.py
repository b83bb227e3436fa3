"""The command line itself: which commands there are, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from duban.cli import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_can_be_run(name: str) -> None:
    command = import_module(COMMANDS[name][0])
    assert callable(command.add_arguments)
    assert callable(command.run)


def test_every_command_module_stands_in_the_table() -> None:
    folder = Path(import_module("duban.cli").__file__ or "").parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {module.rpartition(".")[2] for module, _ in COMMANDS.values()} == modules


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(["--help"], 0, id="help"),
        pytest.param([], 2, id="nothing"),
        pytest.param(["raed"], 2, id="misspelled"),
    ],
)
def test_it_names_its_commands(
    words: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == status
    said = "".join(capsys.readouterr())
    assert all(name in said for name in COMMANDS)


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    plan = tmp_path / "清单.txt"
    rows = "\n".join(f"{n}\t疏浚河道{n}公里\t水务站" for n in range(1, 3000))
    plan.write_text(f"柳溪镇2026年任务清单\n序号\t任务名称\t牵头单位\n{rows}\n", encoding="utf-8")
    command = f"'{sys.executable}' -m duban read '{plan}' --json | head -n 1"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert run.stdout == "{\n"
    assert run.stderr == ""
