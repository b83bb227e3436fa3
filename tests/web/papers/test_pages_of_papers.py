"""The whole way over HTTP: kind, choices, preview, number, issue, download; lists and filters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.papers.acting import words_of

from duban.web import clock
from duban.web.ledger.models import Plan, Task
from duban.web.papers import acting
from duban.web.papers.choosing import Chosen
from duban.web.papers.models import Paper, State
from duban.web.reports.models import Report, Value
from duban.web.supervision.models import Order

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, *, status: int = 200, **words: Any) -> str:
    answer = client.get(address, words)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_a_bulletin_from_kind_to_download(
    cast: Any, running: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    assert "/papers/new/bulletin/" in page(client, "/papers/new/")
    assert "选好以后，这里就是" in page(client, "/papers/new/bulletin/", plan=running.pk)
    choices: dict[str, Any] = {"plan": running.pk, "period": "2026-Q1", "to": "各责任单位、各村居"}
    shown = page(client, "/papers/new/bulletin/", **choices)
    assert "2026年一季度执行情况的通报" in shown
    assert "草稿，未编号" in shown
    assert 'name="to" value="各责任单位、各村居"' in shown

    for ending, start in (("docx", b"PK"), ("pdf", b"%PDF-")):
        query = urlencode(choices)
        answer = client.get(f"/papers/new/bulletin/draft.{ending}?{query}")
        assert answer.content.startswith(start)
        assert "%E8%8D%89%E7%A8%BF" in answer.headers["Content-Disposition"]
    drawn = client.get(f"/papers/new/bulletin/draft.docx?{urlencode(choices)}").content
    assert "（草稿）关于" in words_of(drawn)
    assert not Paper.objects.exists()

    answer = client.post("/papers/new/bulletin/", choices | {"act": "send"}, follow=True)
    paper = Paper.objects.get()
    assert (paper.state, paper.label) == (State.ISSUED, f"柳溪镇督通〔{paper.day.year}〕1号")
    assert paper.label in answer.content.decode()
    content = client.get(f"/papers/{paper.pk}/paper.docx").content
    assert content == paper.path.read_bytes()
    assert "（草稿）" not in words_of(content)
    assert client.get(f"/papers/{paper.pk}/paper.pdf").content.startswith(b"%PDF-")
    assert paper.label in page(client_of("liaison"), "/papers/")


@pytest.mark.usefixtures("no_fonts")
def test_without_chinese_fonts_the_pdf_alone_is_missing(
    cast: Any,
    bulletin: Chosen,
    draft: Callable[[Chosen], Paper],
    client_of: Callable[[str], Client],
) -> None:
    client = client_of("office")
    assert bulletin.plan is not None
    words: dict[str, Any] = {"plan": bulletin.plan.pk, "period": "2026-Q1"}
    paper = acting.send_out(cast["office"], draft(bulletin).pk, clock.today())
    addresses = (f"/papers/{paper.pk}/paper.", "/papers/new/bulletin/draft.")
    for address in addresses:
        told = page(client, f"{address}pdf", status=422, **words)
        assert "本机没有中文字体，不能生成 PDF；请安装仿宋、黑体等中文字体" in told
        assert "可以先下载 .docx。" in told
        assert client.get(f"{address}docx", words).content.startswith(b"PK")
    assert "执行情况的通报" in page(client, "/papers/new/bulletin/", **words)
    answer = client.get(f"/api/papers/{paper.pk}/file?ending=pdf")
    assert answer.status_code == 422
    assert "本机没有中文字体" in answer.json()["detail"]


def test_htmx_gets_the_choices_and_the_paper_alone(
    running: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    words: dict[str, Any] = {"plan": running.pk, "period": "2026-Q1"}
    answer = client.get("/papers/new/bulletin/", words, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert text.lstrip().startswith('<div class="split write" id="write">')
    assert "<html" not in text


def test_bad_choices_are_told_in_a_sentence_and_lose_nothing(
    running: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    words: dict[str, Any] = {"plan": running.pk, "period": "2026-Q1", "praised": "只有单位没有事由"}
    shown = page(client, "/papers/new/bulletin/", status=422, **words)
    assert "“只有单位没有事由”请写成“单位：事由”。" in shown
    assert "只有单位没有事由</textarea>" in shown
    for unread in ({"period": "某季度"}, {"day": "明天"}, {"day": "2020-01-01"}):
        shown = page(client, "/papers/new/bulletin/", status=422, **(words | unread))
        assert "只有单位没有事由</textarea>" in shown
        assert f'<option value="{running.pk}" selected>' in shown
    page(client, "/papers/new/bulletin/", status=404, plan=10**9)
    page(client, "/papers/new/nothing/", status=404)


def test_an_order_offers_its_paper(order: Order, client_of: Callable[[str], Client]) -> None:
    office, head = client_of("office"), client_of("unit_head")
    assert f"/papers/of-order/{order.pk}/" in page(office, order.get_absolute_url())
    answer = office.get(f"/papers/of-order/{order.pk}/")
    assert answer.headers["Location"] == f"/papers/new/order/?order={order.pk}"
    page(head, f"/papers/of-order/{order.pk}/", status=404)
    page(office, f"/papers/of-order/{2**63}/", status=404)
    office.post("/papers/new/order/", {"order": order.pk, "act": "send"})
    paper = Paper.objects.get()
    assert head.get(f"/papers/of-order/{order.pk}/").headers["Location"] == f"/papers/{paper.pk}/"
    assert order.label in page(head, f"/papers/{paper.pk}/")


def test_personal_data_is_covered_unless_the_office_keeps_it(
    running: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    Task.objects.filter(plan=running, number=1).update(title="联系人电话13800138000")
    unit = running.tasks.get(number=1).assignments.first()
    assert unit is not None
    words: dict[str, Any] = {"plan": running.pk, "unit": unit.organisation_id}
    shown = page(client, "/papers/new/pledge/", **words)
    assert "手机号1处" in shown
    assert "138********" in shown
    assert "13800138000" not in shown
    client.post("/papers/new/pledge/", words | {"act": "number"})
    assert "138********" in words_of(Paper.objects.get().path.read_bytes())
    kept = page(client, "/papers/new/pledge/", **words, keep="1")
    assert "按您的选择不遮盖" in kept
    assert "13800138000" in kept


def test_the_list_is_narrowed_and_counted(
    cast: Any,
    bulletin: Chosen,
    pledge: Chosen,
    draft: Callable[[Chosen], Paper],
    client_of: Callable[[str], Client],
) -> None:
    draft(pledge)
    acting.send_out(cast["office"], draft(bulletin).pk, clock.today())
    client = client_of("office")
    assert "共2份" in page(client, "/papers/")
    for name, value in (("kind", "pledge"), ("state", "issued"), ("q", "执行"), ("q", "督通")):
        assert "共1份" in page(client, f"/papers/?{name}={value}"), value
    assert "共2份" in page(client, "/papers/", year=bulletin.day.year)
    assert "没有符合条件的公文" in page(client, "/papers/", q="无此公文")
    assert client.get("/papers/register.xlsx", {"kind": "pledge"}).content.startswith(b"PK")


def test_the_lists_ask_no_more_when_they_grow(
    cast: Any,
    bulletin: Chosen,
    draft: Callable[[Chosen], Paper],
    client_of: Callable[[str], Client],
) -> None:
    clients = [client_of(part) for part in ("office", "liaison", "leader")]

    def queries() -> list[int]:
        counts = []
        for client in clients:
            for path in ("/papers/", "/papers/register.xlsx"):
                with CaptureQueriesContext(connection) as asked:
                    assert client.get(path).status_code == 200
                counts.append(len(asked))
        return counts

    acting.send_out(cast["office"], draft(bulletin).pk, clock.today())
    queries()
    before = queries()
    for _more in range(4):
        acting.send_out(cast["office"], draft(bulletin).pk, clock.today())
    draft(bulletin)
    assert queries() == before


def test_the_house_sets_its_series(cast: Any, client_of: Callable[[str], Client]) -> None:
    client, year = client_of("office"), clock.today().year
    assert f"柳溪镇督通〔{year}〕1号" in page(client, "/papers/series/")
    address = f"/papers/series/{cast.town.pk}/bulletin/"
    answer = client.post(address, {"name": "柳督通", "used": "12"}, follow=True)
    assert f"柳督通〔{year}〕13号" in answer.content.decode()
    assert client.post(address, {"name": "柳督通", "used": "20"}).status_code == 409
    assert client.post(address, {"name": "柳〔2026〕"}).status_code == 422
    assert (
        client.post(f"/papers/series/{cast.elsewhere.pk}/bulletin/", {"name": "x"}).status_code
        == 404
    )


def test_notes_stand_below_the_text_and_lead_there_and_back(
    running: Plan, client_of: Callable[[str], Client]
) -> None:
    shown = page(client_of("office"), "/papers/new/year_report/", plan=running.pk)
    assert '<sup id="noted-1"><a href="#note-1">1</a></sup>' in shown
    assert '<li id="note-1">目标200户，见《柳溪镇2026年目标任务清单》' in shown
    assert shown.count('<li id="note-') == shown.count('<sup id="noted-')
    # a paper without notes has no list of them
    assert "paper-notes" not in page(client_of("office"), "/papers/new/task_list/", plan=running.pk)


def test_figures_of_a_list_are_told_as_people_read_them(
    running: Plan, accepted: Callable[..., Any], client_of: Callable[[str], Client]
) -> None:
    accepted("28", "2026-M03", date(2026, 4, 7))
    task = running.tasks.get(number=1)
    task.indicators.update(unit="元", metric="投资")
    Value.objects.filter(report__task=task).update(value=Decimal("1153700000"))
    Report.objects.filter(task=task).update(progress="抢抓工期。")
    shown = page(client_of("office"), "/papers/new/task_list/", plan=running.pk)
    assert "2026年3月：抢抓工期；投资11.537亿元" in shown
