"""A new edition is agreed to in the middle of the year: what reviewers judged stays judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.handling.acting import Draft
from tests.web.handling.papers import TOWN_LIST, Sheet
from tests.web.reports.acting import IN_TIME, Filled

from duban.web.handling.changing import Answer, decide
from duban.web.handling.models import Verdict
from duban.web.handling.renewing import ask_renewal
from duban.web.ledger.models import Task
from duban.web.reports.models import Judgement

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(accepted: Filled) -> dict[str, int]:
    """The first quarter of task 1: its period and the milestone that was judged."""
    accepted()
    Judgement.objects.exclude(stone__period="2026-Q1").delete()
    return dict(Judgement.objects.values_list("stone__period", "stone"))


@pytest.fixture
def agree(cast: Any, task: Task, draft_of: Draft) -> Callable[[Sheet], Task]:
    def agreed(sheet: Sheet) -> Task:
        draft = draft_of(sheet, cast.town, "office")
        paper = ask_renewal(cast["office"], draft.pk, "区里调整目标", IN_TIME)
        decide(cast["principal"], paper.pk, Answer(Verdict.APPROVE, "同意"), IN_TIME)
        return Task.objects.get(pk=task.pk, edition=draft)

    return agreed


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        pytest.param("累计建成200户 |", "累计建成180户 |", 4, id="another-quarter"),
        pytest.param("建成30户 |", "建成35户 |", 4, id="the-quarter-judged"),
        pytest.param("建成30户 | 累计建成80户 |", " | |", 3, id="a-quarter-judged-left-out"),
    ],
)
def test_its_milestones_take_the_new_words(
    before: str, after: str, left: int, judged: dict[str, int], agree: Callable[[Sheet], Task]
) -> None:
    task = agree(TOWN_LIST.with_line(before, after))
    [kept] = Judgement.objects.all()
    assert (kept.verdict, kept.stone_id) == ("partly", judged["2026-Q1"])
    words = {stone.period: stone.text for stone in task.stones.all()}
    assert len(words) == left
    for stone in task.wording.milestones:
        assert words[str(stone.period)] == stone.text
