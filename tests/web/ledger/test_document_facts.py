"""The document's own facts are corrected, and decide which plan the draft belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from duban.web.journal.models import Entry as Line
from duban.web.ledger.models import Edition, Plan

pytestmark = pytest.mark.django_db

FACTS = {
    "title": "柳溪镇2027年目标任务清单",
    "year": "2027",
    "kind": "plan",
    "issuer": "柳溪镇人民政府",
    "document_number": "柳府〔2027〕1号",
}


def test_the_plan_is_the_one_that_was_meant(
    draft: Edition, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    assert client.post(f"{draft.get_absolute_url()}describe/", FACTS).status_code == 302
    client.post(f"{draft.get_absolute_url()}take/confirm/")
    plan = Plan.objects.get()
    assert (plan.title, plan.year, plan.kind) == (FACTS["title"], 2027, "plan")
    line = Line.objects.get(verb="edition.describe")
    assert line.before is not None
    assert line.before["year"] == 2026
    assert line.after == FACTS | {"year": 2027}


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"title": "  "}, "标题不能为空"),
        ({"year": "明年"}, "年份请写四位数字"),
        ({"year": "9"}, "年份请写四位数字"),
        ({"kind": "poem"}, "没有这一类计划"),
    ],
)
def test_what_does_not_fit_is_told(
    facts: dict[str, str], says: str, draft: Edition, client_of: Callable[[str], Client]
) -> None:
    answer = client_of("office").post(f"{draft.get_absolute_url()}describe/", facts)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    draft.refresh_from_db()
    assert draft.year == 2026


def test_only_what_is_named_is_changed(draft: Edition, client_of: Callable[[str], Client]) -> None:
    client_of("office").post(f"{draft.get_absolute_url()}describe/", {"year": ""})
    draft.refresh_from_db()
    assert draft.year is None
    assert draft.title == "柳溪镇2026年目标任务清单"


@pytest.mark.parametrize("part", ["liaison", "principal", "stranger"])
def test_others_find_nothing_to_correct(
    part: str, draft: Edition, client_of: Callable[[str], Client]
) -> None:
    assert client_of(part).post(f"{draft.get_absolute_url()}describe/", FACTS).status_code == 404
