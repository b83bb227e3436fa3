"""What is refused stands in the form it was sent from, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html
from tests.web.handling.acting import ON, part_of, signed, task_of

from duban.web.accounts.in_place import filled
from duban.web.handling.changing import Paper, ask, withdraw
from duban.web.handling.models import ChangeKind, Share
from duban.web.handling.steps import take
from duban.web.ledger.models import Plan, Task

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def sent(client: Client, address: str, page: str, words: dict[str, Any]) -> Any:
    """A form sent from a page, as a browser does it."""
    return client.post(address, words, headers={"Referer": f"{HOST}{page}"})


def values(answer: Any, name: str) -> list[str]:
    """What the fields of that name show."""
    tree: Any = html.document_fromstring(answer.content.decode())
    return [
        (field.text or "") if field.tag == "textarea" else field.get("value", "")
        for field in tree.xpath("//*[@name=$name]", name=name)
    ]


def said_in_form(answer: Any) -> str:
    tree: Any = html.document_fromstring(answer.content.decode())
    [line] = tree.xpath("//form/*[@id='refused']")
    return str(line.text_content()).strip()


@pytest.fixture
def task(cast: Any, issued: Plan) -> Task:
    found = signed(cast, task_of(issued, 1))
    take("start", found.pk, cast["liaison"])
    return found


def test_shares_that_do_not_add_up_stay_typed(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    own, [indicator] = part_of(task, "新农办"), task.indicators.all()
    page = f"/handling/parts/{own.pk}/breakdown/"
    villages = [cast.town.organisations.get(name=name).pk for name in ("北塘村", "南圩村")]
    words = {
        "indicator": indicator.pk,
        **dict(zip((f"unit-{key}" for key in villages), "79", strict=True)),
    }
    answer = sent(client_of("liaison"), page, page, words)
    assert answer.status_code == 422
    assert "应分解200户，各行合计16户，还差184户" in said_in_form(answer)
    assert [values(answer, f"unit-{key}") for key in villages] == [["7"], ["9"]]
    assert not Share.objects.exists()
    mended = {**words, f"unit-{villages[1]}": "193"}
    assert sent(client_of("liaison"), page, page, mended).status_code == 302


def test_figures_nobody_can_read_stay_typed(
    task: Task, plan: Plan, client_of: Callable[[str], Client]
) -> None:
    waiting = task_of(plan, 3)
    page = f"/handling/tasks/{waiting.pk}/indicators/"
    office = client_of("office")
    shown = office.get(page).content.decode()
    tree: Any = html.document_fromstring(shown)
    words = {
        field.get("name"): field.get("value", "")
        for field in tree.xpath("//main//form[@class='stack']//input[@name]")
        if field.get("type") != "checkbox"
    }
    words |= {"direction-0": "down", "rollup-0": "sum", "metric-0": "企业", "drop-0": "1"}
    words |= {"metric-1": "新增企业", "unit-1": "家", "direction-1": "up", "rollup-1": "sum"}
    target = next(name for name in words if name.startswith("target-1-"))
    answer = sent(office, page, page, words | {target: "十五家"})
    assert answer.status_code == 422
    assert "“十五家”读不出数字" in said_in_form(answer)
    assert values(answer, target) == ["十五家"]
    assert values(answer, "metric-1") == ["新增企业"]
    assert 'value="down" selected' in answer.content.decode()


def test_an_answer_to_a_paper_stays_typed(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    paper = ask(cast["unit_head"], task.pk, Paper(ChangeKind.CANCELLATION, "政策取消"), ON)
    page, address = paper.get_absolute_url(), f"/handling/changes/{paper.pk}/decide/"
    words = {"verdict": "approve", "words": "情况属实"}
    answer = sent(client_of("office"), address, page, words)
    assert answer.status_code == 409
    assert "须由分管领导审定" in said_in_form(answer)
    assert values(answer, "words") == ["情况属实"]


def test_where_the_form_is_gone_the_words_are_given_back(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    paper = ask(cast["unit_head"], task.pk, Paper(ChangeKind.CANCELLATION, "政策取消"), ON)
    withdraw(cast["unit_head"], paper.pk)
    page, address = paper.get_absolute_url(), f"/handling/changes/{paper.pk}/decide/"
    words = {"verdict": "refuse", "words": "不同意撤销，继续办理"}
    answer = sent(client_of("office"), address, page, words)
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "<blockquote>不同意撤销，继续办理</blockquote>" in told
    assert "已是“已撤回”" in told


def test_what_may_not_be_done_at_all_is_a_page_of_its_own(
    task: Task, client_of: Callable[[str], Client]
) -> None:
    page = task.get_absolute_url()
    address = f"/handling/tasks/{task.pk}/strike_off/"
    answer = sent(client_of("liaison"), address, page, {})
    assert answer.status_code == 403
    assert "没有权限" in answer.content.decode()
    assert 'id="refused"' not in answer.content.decode()


@pytest.mark.parametrize("page", ["http://elsewhere.example/x", f"{HOST}/nowhere/", ""])
def test_no_page_of_this_site_is_no_page(
    task: Task, client_of: Callable[[str], Client], page: str
) -> None:
    address = f"/handling/tasks/{task.pk}/report_done/"
    headers = {"Referer": page} if page else {}
    answer = client_of("unit_head").post(address, {"words": " "}, headers=headers)
    assert answer.status_code == 422
    assert "报办结须填写理由" in answer.content.decode()
    assert 'id="refused"' not in answer.content.decode()


def test_of_many_forms_the_one_that_was_sent_is_filled() -> None:
    page = """<html><body><div id="notices"></div>
      <form method="post" action="/a/"><input type="hidden" name="row" value="1"><input name="words"></form>
      <details><summary>x</summary><form id="f" method="post" action="/a/">
        <input type="hidden" name="row" value="2"><input name="words"><textarea name="why"></textarea>
        <input type="checkbox" name="tick" value="1" checked><input type="checkbox" name="tick" value="2">
        <input type="password" name="password"><input type="file" name="files">
        <select name="pick"><option value="a" selected>甲</option><option value="b">乙</option></select>
      </form></details><input name="outside" form="f"></body></html>"""  # noqa: E501
    typed = {
        "row": ["2"],
        "words": ["一<b>"],
        "why": ["二"],
        "tick": ["2"],
        "password": ["secret"],
        "pick": ["b"],
        "outside": ["三"],
    }
    shown = filled(page, "/page/?q=1", "/a/", typed, '<p class="error"><span>不行</span></p>')
    assert shown is not None
    tree: Any = html.document_fromstring(shown)
    first, second = tree.forms
    assert first.xpath(".//*[@id='refused']") == []
    assert second.xpath("string(.//*[@id='refused'])") == "不行"
    assert second.xpath(".//input[@name='words']/@value") == ["一<b>"]
    assert second.xpath("string(.//textarea)") == "二"
    assert second.xpath(".//input[@checked]/@value") == ["2"]
    assert second.xpath(".//option[@selected]/@value") == ["b"]
    assert second.xpath(".//input[@type='password']/@value") == []
    assert tree.xpath("//input[@name='outside']/@value") == ["三"]
    assert tree.xpath("//details/@open") == [""]
    assert tree.xpath("//div[@id='notices']//a/@href") == ["#refused"]
    assert filled(page, "/page/", "/other/", typed, "<p><span>x</span></p>") is None


@pytest.mark.django_db(transaction=True)
def test_in_a_browser_the_form_stays_with_the_sentence(
    cast: Any, issued: Plan, visit: Callable[..., Any]
) -> None:
    task = signed(cast, task_of(issued, 1))
    own = part_of(task, "新农办")
    head = visit(width=390, height=844)
    head.sign_in("unit_head")
    head.go(f"/handling/parts/{own.pk}/breakdown/")
    head.page.fill("label:has-text('北塘村') input", "120")
    head.page.fill("label:has-text('南圩村') input", "70")
    head.page.click("text=保存分解")
    head.page.wait_for_selector("#refused:has-text('还差10户')")
    assert head.page.input_value("label:has-text('北塘村') input") == "120"
    assert head.overflow() <= 0
    head.picture("refused-phone")
    head.page.fill("label:has-text('南圩村') input", "80")
    head.page.click("text=保存分解")
    head.page.wait_for_selector("text=已分解到2处")
    assert [line for line in head.complaints if "422" not in line] == []


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_signs_that_no_page_can_hold_are_left_out(
    sign: str, cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    """A word processor puts them into what is copied out of it, for one the line end in a cell."""
    paper = ask(cast["unit_head"], task.pk, Paper(ChangeKind.CANCELLATION, "政策取消"), ON)
    page, address = paper.get_absolute_url(), f"/handling/changes/{paper.pk}/decide/"
    words = {"verdict": "approve", "words": f"情况{sign}属实"}
    answer = sent(client_of("office"), address, page, words)
    assert answer.status_code == 409
    assert values(answer, "words") == ["情况属实"]


def test_signs_in_the_sentence_itself_are_left_out(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    own, [indicator] = part_of(task, "新农办"), task.indicators.all()
    page = f"/handling/parts/{own.pk}/breakdown/"
    village = cast.town.organisations.get(name="北塘村").pk
    words = {"indicator": indicator.pk, f"unit-{village}": "七\x0b户"}
    answer = sent(client_of("liaison"), page, page, words)
    assert answer.status_code == 422
    assert "“七户”读不出数字，请只填数字，单位是户。" in said_in_form(answer)


@pytest.mark.parametrize("came_from", ["progress", "file"])
def test_where_no_page_was_come_from_the_refusal_is_its_own(
    came_from: str, cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    """A fragment that is empty by now, and a file, which is let go unread."""
    page = f"/ledger/import/{task.edition.pk}/{came_from}/"
    paper = ask(cast["unit_head"], task.pk, Paper(ChangeKind.CANCELLATION, "政策取消"), ON)
    address = f"/handling/changes/{paper.pk}/decide/"
    words = {"verdict": "approve", "words": "情况属实"}
    answer = sent(client_of("office"), address, page, words)
    assert answer.status_code == 409
    assert "<blockquote>情况属实</blockquote>" in answer.content.decode()


def test_no_page_is_asked_again_by_an_address_that_no_database_can_hold(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    paper = ask(cast["unit_head"], task.pk, Paper(ChangeKind.CANCELLATION, "政策取消"), ON)
    address = f"/handling/changes/{paper.pk}/decide/"
    words = {"verdict": "approve", "words": "情况属实"}
    answer = sent(client_of("office"), address, "/ledger/tasks/?q=%00", words)
    assert answer.status_code == 409
    assert "<blockquote>情况属实</blockquote>" in answer.content.decode()
