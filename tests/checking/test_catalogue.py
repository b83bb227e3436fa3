"""The list of rules is complete, and every rule has its file, its page and its test."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from duban.checking import RULES, rules
from duban.checking.catalogue import LIBRARY_RULES, PLAN_RULES, TASK_RULES
from duban.checking.rule import Rule

TESTS = Path(__file__).parent / "rules"
MODULES = [module.name for module in iter_modules(rules.__path__)]
FAMILIES = {"C": 1, "Y": 2, "U": 3, "D": 4, "R": 5, "F": 6, "X": 7}


def rules_in(module: str) -> list[Rule[object]]:
    names = vars(import_module(f"duban.checking.rules.{module}")).values()
    return [value for value in names if isinstance(value, Rule)]


def test_none_is_missing() -> None:
    written = {rule.code for module in MODULES for rule in rules_in(module)}
    assert written == {rule.code for rule in RULES}


def test_codes_are_given_once_and_in_order() -> None:
    for part in (TASK_RULES, PLAN_RULES, LIBRARY_RULES):
        codes = [rule.code for rule in part]
        assert codes == sorted(set(codes))
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("module", MODULES)
def test_one_file_holds_one_rule_under_its_code(module: str) -> None:
    [rule] = rules_in(module)
    assert rule.look.__name__ == module
    assert FAMILIES[rule.code[0]] == int(rule.code[1])
    doc = import_module(f"duban.checking.rules.{module}").__doc__ or ""
    assert doc.startswith(f"{rule.code} {rule.name}\n") or doc == f"{rule.code} {rule.name}"


@pytest.mark.parametrize("module", MODULES)
def test_a_rule_has_as_many_silent_cases_as_speaking_ones(module: str) -> None:
    text = (TESTS / f"test_{module}.py").read_text(encoding="utf-8")
    speaks, silent = text.split("def test_it_speaks", 1)
    assert 0 < len(re.findall(r"\bid=", speaks)) <= len(re.findall(r"\bid=", silent))
