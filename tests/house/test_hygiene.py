"""Habits of the house that no linter knows: length, leftovers, addresses, locked requirements."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"var", "build", "dist", "node_modules", "__pycache__", "vendor"}
WRITTEN = {".py", ".md", ".html", ".css", ".js", ".toml", ".txt", ".yaml", ".yml", ".cfg", ".sh"}
CODE = {".py", ".html", ".css", ".js"}
LONGEST_FILE, LONGEST_FUNCTION = 500, 60
#: names are put together here so that this file does not hold what it forbids
REGISTRIES = re.compile(
    r"https?://\S*(?:py" r"pi\.|python" r"hosted|npm" r"js\.|npm" r"mirror|/sim" r"ple\b)"
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:wo" r"rk|ho" r"me|ro" r"ot|Us" r"ers)/[\w.]")
LEFTOVERS = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
CONFLICTS = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)")
RUN = re.compile(r"[\u4e00-\u9fff，、；（）“”\d.%]{24,}")


def is_ours(folder: str) -> bool:
    """Not an environment, a cache or what was built."""
    return folder not in NOT_OURS and (not folder.startswith(".") or folder == ".ci")


def project_files() -> Iterator[Path]:
    """Every text file that people wrote, and the scripts without an ending."""
    for folder, below, names in os.walk(ROOT):
        below[:] = sorted(filter(is_ours, below))
        for name in sorted(names):
            if Path(name).suffix in WRITTEN or name in ("Makefile", "run"):
                yield Path(folder, name)


@cache
def texts() -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in project_files()
    }


def decisions() -> str:
    return "\n".join(text for name, text in texts().items() if name.startswith("docs/decisions/"))


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(REGISTRIES, id="registry"),
        pytest.param(MACHINE_PATHS, id="machine-path"),
        pytest.param(LEFTOVERS, id="leftover"),
        pytest.param(CONFLICTS, id="conflict"),
    ],
)
def test_nothing_of_this_kind_is_left_in_a_file(pattern: re.Pattern[str]) -> None:
    assert lines_matching(pattern) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRIES, "--index-url https://files.python" + "hosted.org/packages"),
        (REGISTRIES, "https://mirror.example/sim" + "ple"),
        (MACHINE_PATHS, 'open("/ho' + 'me/someone/plan.docx")'),
        (LEFTOVERS, "# TO" + "DO later"),
        (CONFLICTS, "<" * 7 + " HEAD"),
        (CONFLICTS, ">" * 7 + " 33aa8e9 (A change)"),
    ],
)
def test_the_patterns_see_what_they_forbid(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRIES, "https://example.gov.cn/plans"),
        (MACHINE_PATHS, "src/duban/web/home/views.py"),
        (LEFTOVERS, "method TODOIST"),
        (CONFLICTS, "    <<<<<<<< drawn in a table"),
    ],
)
def test_the_patterns_let_pass_what_is_fine(pattern: re.Pattern[str], line: str) -> None:
    assert not pattern.search(line)


def test_a_long_file_has_a_decision_page() -> None:
    long = [
        name
        for name, text in texts().items()
        if Path(name).suffix in CODE
        # Django writes migrations
        and "/migrations/" not in name
        and text.count("\n") > LONGEST_FILE
    ]
    assert [name for name in long if name not in decisions()] == []


def functions(name: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(texts()[name])):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield f"{name}::{node.name}", node.end_lineno - node.lineno + 1


def test_no_function_is_long() -> None:
    modules = [name for name in texts() if name.endswith(".py")]
    long = [
        place for name in modules for place, length in functions(name) if length > LONGEST_FUNCTION
    ]
    assert [place for place in long if place not in decisions()] == []


def entries(lock: str) -> list[str]:
    """One text for each locked package, its hashes with it."""
    kept = [
        line for line in lock.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    return re.split(r"\n(?=\S)", "\n".join(kept))


def test_every_requirement_is_locked_with_its_hashes_and_no_address() -> None:
    lock = texts()["requirements/lock.txt"]
    assert [e.split()[0] for e in entries(lock) if "==" not in e or "--hash=sha256:" not in e] == []
    assert "://" not in lock
    assert "--index" not in lock
    assert len(entries(lock)) > 50


LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_every_link_in_the_pages_leads_somewhere() -> None:
    lost = [
        f"{name}: {target}"
        for name, text in texts().items()
        if name.endswith(".md") and not name.startswith(("tests/", "src/"))
        for target in LINK.findall(text)
        if not (ROOT / name).parent.joinpath(target).exists()
    ]
    assert lost == []


def test_decision_pages_are_numbered_without_gap_and_headed_alike() -> None:
    pages = sorted(name for name in texts() if name.startswith("docs/decisions/"))
    numbers = [Path(name).name[:4] for name in pages]
    assert numbers == [f"{at:04}" for at in range(1, len(pages) + 1)]
    assert [p for p in pages if not texts()[p].startswith(f"# {Path(p).name[:4]} ")] == []


NAMED = re.compile(r"`((?:src|tests|tools|docs|requirements)/[^`\s<>*]+)`")


def test_every_path_named_in_the_pages_is_there() -> None:
    lost = [
        f"{name}: {target}"
        for name, text in texts().items()
        if name.endswith(".md")
        for target in NAMED.findall(text)
        if not (ROOT / target).exists()
    ]
    assert lost == []


def test_no_sentence_of_a_real_document_was_copied(corpus: Path) -> None:
    """Runs of 24 characters and more, punctuation included, belong to whoever wrote them."""
    real = "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(corpus.glob("*/text.txt"))
    )
    grams = {real[at : at + 24] for at in range(len(real) - 23)}
    copied = [
        f"{name}: {run[at : at + 24]}"
        for name, text in texts().items()
        for run in RUN.findall(text)
        for at in range(len(run) - 23)
        if run[at : at + 24] in grams
    ]
    assert copied == []
