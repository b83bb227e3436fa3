"""Each import contract in pyproject.toml holds now, and breaks when somebody breaks it."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS, APPS, DJANGO = (
    "the rooms look down only",
    "web apps look down only",
    "no Django outside web",
)

#: a module nobody should write, the line in it, and the contract that must break
VIOLATIONS = (
    ("plan", "import duban.reading", ROOMS),
    ("reading", "import duban.checking", ROOMS),
    ("checking", "import duban.linking", ROOMS),
    ("linking", "import duban.reading", ROOMS),
    ("samples", "import duban.reading", ROOMS),
    ("tracking", "import duban.reading", ROOMS),
    ("reading", "import duban.web", ROOMS),
    ("web", "import duban.cli", ROOMS),
    ("web/journal", "import duban.web.accounts", APPS),
    ("web/accounts", "import duban.web.ledger", APPS),
    ("web/ledger", "import duban.web.config", APPS),
    ("web/boards", "import duban.web.config", APPS),
    ("web/design", "import duban.web.journal", APPS),
    ("checking", "import django", DJANGO),
    ("tracking", "import django", DJANGO),
    ("samples", "from django.db import models", DJANGO),
)


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, object]] = settings["tool"]["importlinter"]["contracts"]
    return found


def verdicts(copy: Path) -> dict[str, bool]:
    """Which contract is kept in the copy, by name."""
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [command, "--no-cache", "--no-logo", "--config", ROOT / "pyproject.toml"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    return {
        name: kept
        for name in (ROOMS, APPS, DJANGO)
        for kept in (True, False)
        if f"{name} {'KEPT' if kept else 'BROKEN'}" in lines
    }


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    only_code = shutil.ignore_patterns("__pycache__", "static", "templates", "locale", "*.md")
    shutil.copytree(ROOT / "src" / "duban", folder / "duban", ignore=only_code)
    return folder


def test_every_contract_is_named_here() -> None:
    assert {contract["name"] for contract in contracts()} == {ROOMS, APPS, DJANGO}
    assert {name for *_, name in VIOLATIONS} == {ROOMS, APPS, DJANGO}


def test_the_code_as_it_stands_keeps_them_all(copy: Path) -> None:
    assert verdicts(copy) == {ROOMS: True, APPS: True, DJANGO: True}


@pytest.mark.parametrize(("room", "line", "broken"), VIOLATIONS)
def test_a_violation_breaks_its_contract(copy: Path, room: str, line: str, broken: str) -> None:
    offender = copy / "duban" / room / "offender.py"
    offender.with_name("__init__.py").touch()
    offender.write_text(f"{line}\n", encoding="utf-8")
    try:
        assert verdicts(copy)[broken] is False
    finally:
        offender.unlink()


def test_no_room_is_forgotten_by_the_contracts() -> None:
    """A new room must be put in its layer, and under the ban on Django unless it is web or cli."""
    rooms = {f"duban.{path.parent.name}" for path in (ROOT / "src" / "duban").glob("*/__init__.py")}
    [layers] = [str(c["layers"]) for c in contracts() if c["name"] == ROOMS]
    [banned] = [str(c["source_modules"]) for c in contracts() if c["name"] == DJANGO]
    assert [room for room in sorted(rooms) if room not in layers] == []
    assert [room for room in sorted(rooms) if room not in banned] == ["duban.cli", "duban.web"]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def strangers(path: Path) -> list[str]:
    own = ("duban", "duban.plan")
    return [
        name
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and name not in own
        and not name.startswith("duban.plan.")
    ]


def test_the_nouns_import_the_standard_library_only(tmp_path: Path) -> None:
    for path in (ROOT / "src" / "duban" / "plan").rglob("*.py"):
        assert strangers(path) == [], path.name
    offender = tmp_path / "offender.py"
    offender.write_text("import decimal\nimport lxml.etree\nfrom docx import Document\n")
    assert strangers(offender) == ["lxml.etree", "docx"]
