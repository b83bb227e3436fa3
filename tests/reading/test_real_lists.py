"""The real lists, in every format: every task, every cell, nothing lost."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from duban.plan.form import dumps, plan_to_form
from duban.reading import measure, read
from duban.reading.assembly import plan_of
from duban.reading.formats import open_source

LISTS = {
    "liantang-2026-targets": 97,
    "qingpu-2023-rural": 56,
    "qingpu-2026-construction": 41,
}
FORMATS = ["text.txt", "sheet.xlsx", "paper.docx", "paper.pdf"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("folder", LISTS)
def test_every_task_is_read_and_nothing_is_lost(corpus: Path, folder: str, form: str) -> None:
    plan = read(corpus / folder / form)
    assert len(plan.tasks) == LISTS[folder]
    assert plan.coverage == 1
    assert all(task.title and task.lead_units and task.path for task in plan.tasks)


@pytest.mark.parametrize("folder", LISTS)
def test_formats_agree(corpus: Path, folder: str) -> None:
    def told(form: str) -> list[object]:
        return [
            (
                task.number,
                "".join("".join(task.path).split()),
                "".join(task.title.split()),
                task.leaders,
                ["".join(unit.split()) for unit in task.lead_units],
                ["".join(unit.split()) for unit in task.co_units],
                task.due,
                ["".join(stone.text.split()) for stone in task.milestones],
                {name: "".join(text.split()) for name, text in task.fields.items()},
            )
            for task in read(corpus / folder / form).tasks
        ]

    first, *others = (told(form) for form in FORMATS[:3])
    assert all(other == first for other in others)


@pytest.mark.parametrize("form", FORMATS)
def test_cells_agree_with_the_answers(scorer: Path, corpus: Path, gold: Path, form: str) -> None:
    command = [sys.executable, str(scorer), "tables", "--format", form]
    duban = f"{sys.executable} -m duban"
    run = subprocess.run([*command, "--duban", duban], capture_output=True, text=True, check=True)
    figures = json.loads(run.stdout)
    assert figures["cells"] >= 0.995


@pytest.mark.parametrize("folder", LISTS)
def test_the_json_form_keeps_the_schema(corpus: Path, scorer: Path, folder: str) -> None:
    schema = json.loads((scorer.parents[1] / "formats" / "plan.schema.json").read_text("utf-8"))
    plan = measure(read(corpus / folder / "text.txt"))
    jsonschema.validate(json.loads(dumps(plan_to_form(plan))), schema)


@pytest.mark.parametrize("folder", LISTS)
def test_every_place_holds_what_was_read_there(corpus: Path, folder: str) -> None:
    source = open_source(corpus / folder / "text.txt")
    lines = (corpus / folder / "text.txt").read_text("utf-8").splitlines()
    for task in plan_of(source).tasks:
        for stone in task.milestones:
            assert stone.place.line is not None
            assert stone.text.split()[0] in unmarked(lines[stone.place.line - 1])
        for name, text in {"title": task.title, "note": task.note, **task.fields}.items():
            for place in task.places.get(name, ()):
                assert place.line is not None
                assert place.column is not None
                cell = unmarked(lines[place.line - 1]).split("\t")[place.column - 1]
                assert "".join(text.split()) == "".join(cell.split())


def unmarked(line: str) -> str:
    """The line without the marks of a web page that the sources carry in some cells."""
    return re.sub(r"</?(?:p|b)>", "", line)
