"""The real plan and the real report, scored against their annotations."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from duban.plan import Plan
from duban.plan.form import plan_to_form
from duban.reading.formats import open_source
from duban.reading.prose import read_prose

DOCUMENTS = {"003": "changzheng-2022-plan", "004": "wujing-2026-report"}
FORMS = ("text.txt", "paper.docx", "paper.pdf")


@pytest.fixture(scope="module")
def score(scorer: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Plans = dict[tuple[str, str], Plan]


@pytest.fixture(scope="module")
def answers(gold: Path) -> dict[str, Any]:
    return {
        key: json.loads((gold / f"gold_{key}.json").read_text(encoding="utf-8"))
        for key in DOCUMENTS
    }


@pytest.fixture(scope="module")
def plans(corpus: Path) -> Plans:
    """Both documents in every form, each read once."""
    return {
        (key, form): read_prose(open_source(corpus / folder / form))
        for key, folder in DOCUMENTS.items()
        for form in FORMS
    }


def f1(score: ModuleType, annotated: list[Any], read: list[Any], text: str, need: float) -> float:
    """F1 of the spans that overlap by `need`; optional ones count neither way."""
    hard = score.spans([task for task in annotated if not task.get("optional")], text)
    soft = score.spans([task for task in annotated if task.get("optional")], text)
    hits, used, _ = score.match_spans(hard, read, need)
    left = [span for at, span in enumerate(read) if at not in used]
    _, free, _ = score.match_spans(soft, left, 0.3)
    return float(score.prf(hits, len(read) - len(free), len(hard))["f1"])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", DOCUMENTS)
def test_commitments_are_cut_as_a_person_cuts_them(
    score: ModuleType, answers: dict[str, Any], plans: Plans, key: str, form: str
) -> None:
    plan, wanted = plan_to_form(plans[key, form]), answers[key]
    text = score.norm((score.CORPUS / DOCUMENTS[key] / "text.txt").read_text(encoding="utf-8"))
    for what in ("tasks", "achievements"):
        if not wanted.get(what):
            continue
        read = score.inside(score.spans(plan[what], text), wanted["region"][what])
        assert f1(score, wanted[what], read, text, 0.5) >= 0.95
        assert f1(score, wanted[what], read, text, 0.8) >= 0.88
        _, _, pairs = score.match_spans(score.spans(wanted[what], text), read, 0.5)
        assert all(list(found["path"]) == task["path"] for task, found in pairs)
        assert all(found["period"] == task["period"] for task, found in pairs)


@pytest.mark.parametrize("key", DOCUMENTS)
def test_every_format_reads_the_same(score: ModuleType, plans: Plans, key: str) -> None:
    first, *others = [
        [
            (tuple(map(score.norm, task.path)), score.norm(task.text), str(task.period))
            for task in (*plan.tasks, *plan.achievements)
        ]
        for plan in (plans[key, form] for form in FORMS)
    ]
    assert all(other == first for other in others)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", DOCUMENTS)
def test_every_letter_is_owned(plans: Plans, key: str, form: str) -> None:
    plan = plans[key, form]
    assert [doubt for doubt in plan.doubts if doubt.code.startswith("unread")] == []
    assert plan.coverage == 1
