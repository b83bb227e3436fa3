"""A commitment the reader left out is taken from the source, by line numbers or by selecting it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from duban.plan import Place
from duban.web.ledger import confirming, correcting
from duban.web.ledger.adding import Line, span_of
from duban.web.ledger.fields import Unfit
from duban.web.ledger.models import Edition, EntryKind, State, Task

pytestmark = pytest.mark.django_db

REPORT = """柳溪镇人民政府2026年工作报告

一、2025年工作回顾
全年完成地方财政收入5.2亿元，同比增长6%。

二、2026年主要任务
（一）产业发展
新建标准厂房3万平方米，引进规上企业8家。
镇里的老码头要
有个新样子。
（二）乡村建设
建成美丽庭院200户。
"""
LINES = [Line(9, "镇里的老码头要", None), Line(10, "有个新样子。", None)]


@pytest.fixture
def report(bring_in: Callable[..., Edition]) -> Edition:
    edition = bring_in(REPORT.encode(), name="报告.txt")
    assert edition.state == State.TO_CHECK, edition.error
    return edition


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        ("", "镇里的老码头要有个新样子。", [(9, 0, 7), (10, 0, 6)]),
        ("老码头要 有个", "老码头要有个", [(9, 3, 7), (10, 0, 2)]),
        ("新样子", "新样子", [(10, 2, 5)]),
    ],
)
def test_words_are_found_in_their_lines(
    words: str, text: str, places: list[tuple[int, int, int]]
) -> None:
    found, where = span_of(LINES, words)
    assert found == text
    assert where == tuple(Place(line=line, start=start, end=end) for line, start, end in places)


@pytest.mark.parametrize(
    ("lines", "words", "said"),
    [
        (LINES, "新码头", "没有这段文字"),
        ([], "", "没有文字"),
        ([Line(1, "　 ", None)], "", "没有文字"),
    ],
)
def test_what_does_not_stand_there_is_said_so(lines: list[Line], words: str, said: str) -> None:
    with pytest.raises(Unfit, match=said):
        span_of(lines, words)


def add(client: Client, edition: Edition, **given: str) -> Any:
    return client.post(f"/ledger/import/{edition.pk}/add/", given)


def test_it_stands_under_the_heading_it_was_taken_from(
    report: Edition, client_of: Callable[[str], Client]
) -> None:
    answer = add(client_of("office"), report, first="9", last="10", kind="task")
    assert answer.status_code == 302
    page = client_of("office").get(answer["Location"].partition("#")[0]).content.decode()
    assert "镇里的老码头要有个新样子" in page
    entry = report.entries.get(read__text="镇里的老码头要有个新样子。")
    beside = report.entries.filter(kind="task", position__lt=entry.position).last()
    assert beside is not None
    assert entry.task.path == beside.task.path
    assert [place.line for place in entry.task.places["text"]] == [9, 10]
    [later] = [one for one in report.entries.all() if "美丽庭院" in str(one)]
    assert beside.position < entry.position < later.position


def test_it_is_undone_and_confirmed_like_any_other(report: Edition, cast: Any) -> None:
    office = cast["office"]
    first = correcting.add(office, report.pk, EntryKind.TASK, (9, 9), "老码头")
    correcting.undo(office, report.pk)
    first.refresh_from_db()
    assert first.dropped
    second = correcting.add(office, report.pk, EntryKind.TASK, (9, 10))
    assert second.key != first.key
    confirming.confirm(office, report.pk)
    titles = set(Task.objects.values_list("title", flat=True))
    assert str(second) in titles
    assert str(first) not in titles


def test_it_is_kept_when_the_report_is_read_again(
    report: Edition, cast: Any, bring_in: Callable[..., Edition]
) -> None:
    correcting.add(cast["office"], report.pk, EntryKind.TASK, (9, 10))
    confirming.confirm(cast["office"], report.pk)
    mended = REPORT.replace("（一）产业发展", "（一）产业发展\n培育专精特新企业2家。")
    second = bring_in(mended.encode(), name="报告更正.txt")
    entry = second.entries.get(read__text="镇里的老码头要有个新样子。")
    assert [place.line for place in entry.task.places["text"]] == [10, 11]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"first": "x"}, "第几行"),
        ({"first": "10", "last": "9"}, "第几行"),
        ({"first": "1", "last": "900000"}, "第几行"),
        ({"first": "9", "words": "没有的话"}, "没有这段文字"),
        ({"first": "4000"}, "没有文字"),
    ],
)
def test_what_cannot_be_added_is_told_in_a_sentence(
    report: Edition, client_of: Callable[[str], Client], given: dict[str, str], said: str
) -> None:
    answer = add(client_of("office"), report, **given)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_same_words_are_not_added_twice(report: Edition, client_of: Any) -> None:
    assert add(client_of("office"), report, first="9").status_code == 302
    again = add(client_of("office"), report, first="9")
    assert again.status_code == 409
    assert "已经单独列为一项" in again.content.decode()


@pytest.mark.parametrize("part", ["liaison", "leader", "auditor", "stranger"])
def test_nobody_else_adds(report: Edition, client_of: Any, part: str) -> None:
    assert add(client_of(part), report, first="9").status_code == 404


def test_a_program_adds_it_too(report: Edition, client_of: Callable[[str], Client]) -> None:
    address = f"/api/imports/{report.pk}/entries"
    office = client_of("office")
    made = office.post(address, {"first": 9, "last": 10}, "application/json")
    assert (made.status_code, made.json()["title"]) == (201, "镇里的老码头要有个新样子。")
    assert report.entries.get(key=made.json()["entry"]).kind == EntryKind.TASK
    told = office.post(address, {"first": 9, "words": "新码头"}, "application/json")
    assert told.status_code == 422
    assert "没有这段文字" in told.json()["detail"]
