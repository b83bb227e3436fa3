"""Every rule has a page, and the examples on it do what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duban.checking import RULES, Directory, check
from duban.checking.pages import page_of
from duban.linking import link
from duban.plan import Plan
from duban.plan.wording import SEVERITY
from duban.reading import measure, read

ROOT = Path(__file__).resolve().parents[2]
TITLE = "# 2026年云泽镇重点工作任务清单"
DIRECTORY = Directory.parse("城建中心\n水务站\n经济发展办，经发办\n")
_FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def examples(code: str, heading: str) -> list[tuple[str, str]]:
    """The documents drawn under `## heading`, each with the ending of its file."""
    page = page_of(code) or ""
    section = page.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0].strip()
    fenced = [(found[1], found[2]) for found in _FENCE.finditer(section)]
    if fenced:
        return fenced
    return [("md", f"{TITLE}\n\n{section}\n")]


def codes(documents: list[tuple[str, str]], folder: Path) -> list[str]:
    plans: list[Plan] = []
    for number, (ending, text) in enumerate(documents):
        path = folder / f"{number}.{ending}"
        path.write_text(text, encoding="utf-8")
        plans.append(measure(read(path)))
        assert plans[-1].tasks, "the example is no plan"
    links = link(plans[0], plans[1]) if len(plans) > 1 else ()
    return [finding.rule for finding in check(plans, links=links, directory=DIRECTORY)]


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_the_first_example_fires(code: str, tmp_path: Path) -> None:
    assert code in codes(examples(code, "会报"), tmp_path)


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_the_second_example_does_not(code: str, tmp_path: Path) -> None:
    assert code not in codes(examples(code, "不报"), tmp_path)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_carries_the_name_and_the_severity_of_its_rule(rule: object) -> None:
    page = page_of(rule.code)  # type: ignore[attr-defined]
    assert page is not None
    assert page.startswith(f"# {rule.code} {rule.name}\n")  # type: ignore[attr-defined]
    assert f"\n级别：{SEVERITY[rule.severity]}" in page  # type: ignore[attr-defined]


def test_there_is_no_page_without_a_rule() -> None:
    pages = {path.stem for path in (ROOT / "docs" / "rules").glob("*.md")}
    assert pages == {rule.code for rule in RULES}


def test_what_is_no_code_has_no_page() -> None:
    assert page_of("../rule") is None
    assert page_of("C999") is None
