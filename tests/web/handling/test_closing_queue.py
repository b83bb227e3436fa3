"""The queue of closing: rows are ticked and sent on together, by hand, by keys, without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.web.handling.acting import ON, signed, task_of

from duban.web.handling import closing
from duban.web.handling.models import Completion
from duban.web.handling.steps import take
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task, TaskState

pytestmark = pytest.mark.django_db
QUEUE = "/handling/closing/"
HEADS = {1: "unit_head", 2: "other_head", 4: "other_head"}


@pytest.fixture
def reported(cast: Any, issued: Plan) -> list[Task]:
    """Three tasks reported done, no verifier named."""
    tasks = [signed(cast, task_of(issued, number)) for number in HEADS]
    for task, head in zip(tasks, HEADS.values(), strict=True):
        take("start", task.pk, cast[head])
        closing.report_done(cast[head], task.pk, "建成", ON)
    return tasks


def buttons(page: str) -> list[str]:
    return re.findall(r'formaction="/handling/bulk/(\w+)/"', page)


def states(tasks: list[Task]) -> set[str]:
    found = Task.objects.filter(pk__in=[task.pk for task in tasks])
    return set(found.values_list("state", flat=True))


def test_many_go_the_whole_way_from_one_page(
    cast: Any, reported: list[Task], client_of: Callable[[str], Any]
) -> None:
    office, keys = client_of("office"), [task.pk for task in reported]
    assert buttons(office.get(QUEUE).content.decode()) == ["name_verifier", "close"]
    given = {"task": keys, "back": QUEUE, "told": "1"}
    office.post("/handling/bulk/name_verifier/", given | {"user": cast.people["office"].pk})
    verifiers = Completion.objects.values_list("verifier", flat=True)
    assert set(verifiers) == {cast.people["office"].pk}
    office.post("/handling/bulk/close/", given | {"words": "资料齐全"})
    assert states(reported) == {TaskState.CLOSED}
    page = office.get(QUEUE).content.decode()
    assert buttons(page) == ["strike_off", "archive"]
    assert page.count('form="ended" value=') == 3
    done = office.post("/handling/bulk/strike_off/", {"task": keys, "back": QUEUE})
    assert f'href="{QUEUE}"' in done.content.decode()
    office.post("/handling/bulk/archive/", {"task": keys, "back": QUEUE})
    assert states(reported) == {TaskState.ARCHIVED}
    for verb in ("name_verifier", "close", "strike_off", "archive"):
        assert Entry.objects.filter(verb=f"task.{verb}").count() == 3


def test_a_leader_closes_but_names_nobody(
    cast: Any, reported: list[Task], client_of: Callable[[str], Any]
) -> None:
    page = client_of("leader").get(QUEUE).content.decode()
    assert buttons(page) == ["close"]
    assert client_of("leader").post("/handling/bulk/name_verifier/").status_code == 403


def test_the_page_says_how_many_wait_in_each_list(
    cast: Any, reported: list[Task], client_of: Callable[[str], Any]
) -> None:
    first = reported[0]
    closing.name_verifier(cast["office"], first.pk, cast.people["office"].pk)
    closing.close(cast["office"], first.pk, "看过", ON)
    page = client_of("office").get(QUEUE).content.decode()
    assert "2项待核查 · 1项待销号归档" in page


@pytest.mark.django_db(transaction=True)
def test_rows_are_gone_through_and_ticked_by_keys(
    cast: Any, reported: list[Task], visit: Callable[..., Any]
) -> None:
    office = visit()
    office.sign_in("office")
    office.go(QUEUE)
    page, keys = office.page, office.page.keyboard
    first, second, third = (page.locator("#reported tbody tr").nth(number) for number in range(3))
    keys.press("j")
    keys.press("j")
    keys.press("x")
    keys.press("j")
    keys.press("j")
    keys.press("x")
    keys.press("k")
    ticked = [row.locator("input").is_checked() for row in (first, second, third)]
    assert ticked == [False, True, True]
    assert "row-at" in (second.get_attribute("class") or "")
    keys.press("?")
    assert page.locator("#keys").is_visible()
    assert page.locator("#keys :text('勾选这一行')").is_visible()
    keys.press("Escape")
    second.locator("input").focus()
    with page.expect_navigation():
        keys.press("Enter")
    assert page.url.endswith(f"/ledger/tasks/{reported[1].pk}/#handling")
    office.go(QUEUE)
    page.locator("#reported [data-tick-all]").check()
    assert page.locator("#reported tbody input:checked").count() == 3
    with page.expect_navigation():
        page.click("#reported button[formaction*=name_verifier]")
    assert page.locator("input[name=task]:checked").count() == 3
    assert office.complaints == []
