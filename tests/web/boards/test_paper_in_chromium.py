"""Each board is one sheet, A4 across, printed by a real browser: nothing is cut, nothing that was
left out goes unsaid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from duban.web.boards.catalogue import BOARDS
from duban.web.ledger.models import Plan, TaskLeader
from duban.web.supervision.models import Foreseen

#: A4 across, in points
SHEET = (842, 595)
LONG = "照此推算到下一个节点只能完成一半左右，请牵头单位逐项排出推进时间表并于每周五报告进展情况。"


def printed(window: Any, path: str) -> Any:
    """The page as a PDF, as a person prints it."""
    window.go(path)
    window.page.wait_for_load_state("networkidle")
    content = window.page.pdf(prefer_css_page_size=True, print_background=True)
    return pypdfium2.PdfDocument(content)


def words_of(page: Any) -> str:
    """The text of a sheet, without what parts its lines and words."""
    return "".join(page.get_textpage().get_text_range().split())


def heads(window: Any) -> list[str]:
    """The first words of the rows that go to paper."""
    script = """rows => rows.filter(row => !row.classList.contains('no-print'))
      .map(row => row.cells[0].innerText.trim().slice(0, 6))"""
    found: list[str] = window.page.eval_on_selector_all(".panel-table tbody tr", script)
    return found


def faults_of(document: Any, expected: list[str]) -> list[str]:
    """What is wrong with a printed board."""
    sizes = [tuple(map(round, page.get_size())) for page in document]
    if sizes != [SHEET]:
        return [f"sheets: {sizes}"]
    [page] = document
    words, letters = words_of(page), page.get_textpage()
    faults = [f"not there: {head}" for head in expected if "".join(head.split()) not in words]
    boxes = [letters.get_charbox(at) for at in range(letters.count_chars())]
    outside = [box for box in boxes if box[0] < 0 or box[1] < 0 or box[2] > SHEET[0]]
    return faults + (["letters beyond the sheet"] if outside else [])


@pytest.mark.django_db(transaction=True)
def test_every_board_is_one_sheet(lit: Plan, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("office")
    found = {}
    for name in BOARDS:
        document = printed(window, f"/boards/{name}/")
        faults = faults_of(document, heads(window))
        words = words_of(document[0])
        if "余见附表" in words or "柳溪镇·2026年" not in words:
            faults.append("its place and year, and nothing of an annex")
        if faults:
            found[name] = faults
    assert found == {}
    assert window.complaints == []


@pytest.mark.django_db(transaction=True)
def test_what_has_no_room_is_said_to_stand_elsewhere(lit: Plan, visit: Callable[..., Any]) -> None:
    crowd(lit)
    window = visit()
    window.sign_in("office")
    for name, whole in (("leader", 62), ("miss", 6)):
        document = printed(window, f"/boards/{name}/")
        expected = heads(window)
        assert 0 < len(expected) < whole
        assert faults_of(document, expected) == []
        assert f"共{whole}行，余见附表（CSV）" in words_of(document[0])


def crowd(plan: Plan) -> None:
    """Sixty more leaders with long names, and forecasts of many lines."""
    task = plan.tasks.get(number=1)
    TaskLeader.objects.bulk_create(
        TaskLeader(task=task, name=f"甲{at:02}示例联系镇重点项目领导小组组长", position=at + 10)
        for at in range(60)
    )
    [seen] = Foreseen.objects.all()
    Foreseen.objects.update(said=LONG * 9)
    for other in plan.tasks.exclude(pk=seen.task_id):
        Foreseen.objects.create(
            task=other,
            day=seen.day,
            miss=seen.miss,
            grade=seen.grade,
            mark_day=seen.mark_day,
            metric=seen.metric,
            said=LONG * 9,
        )


@pytest.mark.django_db(transaction=True)
def test_after_printing_the_charts_are_as_they_were(lit: Plan, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("office")
    window.go("/boards/unit/")
    window.page.wait_for_selector(".panel-chart svg")
    box = "document.querySelector('.panel-chart svg').getBoundingClientRect().width"
    before = window.page.evaluate(box)
    window.page.pdf()
    assert window.page.evaluate(box) == before
