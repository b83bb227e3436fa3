"""The ledger page: filters, tree, columns, saved filters, workbook; how many queries it takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.web.ledger.lists import HEADER, ROWS, sheet
from tests.web.told import told_once

from duban.web.ledger.confirming import confirm
from duban.web.ledger.models import Edition, SavedFilter, Task, TaskState

pytestmark = pytest.mark.django_db


@pytest.fixture
@told_once
def ledger(draft: Edition, cast: Any) -> Edition:
    return confirm(cast["office"], draft.pk)


def numbers(client: Client, address: str) -> list[int]:
    table = client.get(f"/ledger/tasks/{address}").context["table"]
    return [row.task.number for row in table.rows]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", [1, 2, 3, 4]),
        ("?q=庭院", [3]),
        ("?q=完成 60", [2, 3]),
        ("?q=%25", [2, 3, 4]),
        ("?q=_", []),
        ("?leader=沈示例", [3, 4]),
        ("?lead=规建办", [4]),
        ("?co=规建办", [1]),
        ("?unit=规建办", [1, 4]),
        ("?heading=一、产业发展", [1, 2]),
        ("?heading=一、产业", []),
        ("?period=2026-Q1", [1, 2, 3, 4]),
        ("?period=2027-Q1", []),
        ("?due=2026-12", [1, 2]),
        ("?due=2026-11", [4]),
        ("?year=2025", []),
        ("?plan=999999", []),
        ("?sort=-number", [4, 3, 2, 1]),
        ("?sort=due", [3, 4, 1, 2]),
        ("?leader=沈示例&due=2026-10", [3]),
        ("?page=99", [1, 2, 3, 4]),
        ("?state=registered", [1, 2, 3, 4]),
        ("?state=issued", []),
        ("?state=nonsense", []),
        ("?light=none", [1, 2, 3, 4]),
        ("?light=red", []),
        ("?light=purple", []),
        ("?sort=light", [3, 4, 1, 2]),
    ],
)
def test_what_the_address_says_is_shown(
    address: str, expected: list[int], ledger: Edition, client_of: Callable[[str], Client]
) -> None:
    assert numbers(client_of("office"), address) == expected


def test_the_tree_counts_what_is_below(ledger: Edition, client_of: Callable[[str], Client]) -> None:
    tree = client_of("office").get("/ledger/tasks/?unit=规建办").context["tree"]
    assert [(branch.name, branch.count) for branch in tree] == [
        ("一、产业发展", 1),
        ("二、乡村建设", 1),
    ]
    assert tree.count == 2


def test_a_heading_in_the_tree_leads_there_and_away(
    ledger: Edition, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    tree = client.get("/ledger/tasks/?lead=新农办").context["tree"]
    [branch] = tree
    assert numbers(client, f"?{branch.address}") == [3]
    [here] = client.get(f"/ledger/tasks/?{branch.address}").context["tree"]
    assert here.here
    assert here.address == "lead=%E6%96%B0%E5%86%9C%E5%8A%9E"


def test_quarters_stand_side_by_side(ledger: Edition, client_of: Callable[[str], Client]) -> None:
    table = client_of("office").get("/ledger/tasks/").context["table"]
    assert table.periods == ["一季度", "二季度", "三季度", "四季度"]
    assert [text for _period, text in table.rows[0].stones] == [
        "引进15家",
        "累计引进30家",
        "累计引进45家",
        "累计引进60家",
    ]


def test_chosen_columns_are_shown_and_empty_ones_not_by_themselves(
    cast: Any, bring_in: Callable[..., Edition], client_of: Callable[[str], Client]
) -> None:
    row = (*ROWS[1][:2], "", "招商办", "", *ROWS[1][5:])
    confirm(cast["office"], bring_in(sheet([row])).pk)
    client = client_of("office")
    usual = client.get("/ledger/tasks/").context["table"].columns
    assert "leader" not in usual
    assert "co" not in usual
    asked = client.get("/ledger/tasks/?cols=title&cols=co").context["table"].columns
    assert asked == ("title", "co")


def test_the_workbook_holds_what_is_shown(
    ledger: Edition, client_of: Callable[[str], Client]
) -> None:
    answer = client_of("office").get("/ledger/tasks/tasks.xlsx?lead=新农办")
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    rows = list(page_of(answer.content).iter_rows(values_only=True))
    assert rows[1][:6] == ("序号", "任务", "状态", "牵头领导", "牵头单位", "配合单位")
    assert rows[2][:10] == (
        3,
        "建设美丽庭院200户",
        "立项",
        "沈示例",
        "新农办",
        "北塘村、南圩村",
        "排摸统计",
        "完成30%",
        "完成60%",
        "完成100%",
    )
    assert len(rows) == 3


@pytest.mark.parametrize("sign", "=+-@")
def test_no_text_of_a_plan_runs_as_a_formula(
    sign: str, cast: Any, bring_in: Callable[..., Edition], client_of: Callable[[str], Client]
) -> None:
    title = f"{sign}HYPERLINK(0)建公园2个"
    lines = ["\t".join(HEADER), "\t".join(["1", title, *map(str, ROWS[1][2:])])]
    content = "\n".join(["柳溪镇2026年清单", *lines]).encode()
    confirm(cast["office"], bring_in(content, "清单.txt").pk)
    assert Task.objects.get().title == title
    content = client_of("office").get("/ledger/tasks/tasks.xlsx").content
    cell = page_of(content)["B3"]
    assert cell.data_type == "s"
    assert cell.value == title


def test_tasks_are_ordered_by_how_far_they_are(
    ledger: Edition, client_of: Callable[[str], Client]
) -> None:
    for number, state in ((1, TaskState.CLOSED), (2, TaskState.SUSPENDED), (4, TaskState.ISSUED)):
        Task.objects.filter(number=number).update(state=state)
    client = client_of("office")
    assert numbers(client, "?sort=state") == [3, 4, 1, 2]
    assert numbers(client, "?sort=-state") == [2, 1, 4, 3]
    choices = {name: options for name, _, options, _ in page_choices(client)}
    assert choices["state"] == [
        ("registered", "立项（1）"),
        ("issued", "交办（1）"),
        ("closed", "办结（1）"),
        ("suspended", "挂账（1）"),
    ]


def page_choices(client: Client) -> list[Any]:
    found: list[Any] = client.get("/ledger/tasks/").context["choices"]
    return found


def test_rows_a_page_are_chosen_and_kept(
    ledger: Edition, client_of: Callable[[str], Client]
) -> None:
    answer = client_of("office").get("/ledger/tasks/?lead=新农办&size=100")
    assert answer.context["page"].paginator.per_page == 100
    ways = dict(answer.context["sizes"])
    assert set(ways) == {50, 100, 200}
    assert ways[200].endswith("size=200")
    assert "lead=" in ways[50]


def test_paper_takes_every_row_the_filter_finds(
    cast: Any, bring_in: Callable[..., Edition], client_of: Callable[[str], Client]
) -> None:
    confirm(cast["office"], bring_in(many(60)).pk)
    client = client_of("office")
    answer = client.get("/ledger/tasks/print/?sort=-number")
    assert [row.task.number for row in answer.context["table"].rows] == list(range(60, 0, -1))
    page = answer.content.decode()
    assert "共60项任务" in page
    assert 'name="task"' not in page
    few = client.get("/ledger/tasks/print/?q=第7处")
    assert [row.task.number for row in few.context["table"].rows] == [7]
    assert "搜索：第7处" in few.content.decode()


def test_rows_can_be_ticked_by_whoever_may_do_something_with_them(
    ledger: Edition, client_of: Callable[[str], Client]
) -> None:
    def acts(part: str) -> list[str]:
        page = client_of(part).get("/ledger/tasks/").content.decode()
        found = re.findall(r'formaction="/handling/bulk/(\w+)/"', page)
        assert bool(found) is ('name="task"' in page), part
        return found

    assert acts("office") == [
        *("register", "issue", "assign", "name_verifier", "close", "strike_off", "archive"),
    ]
    assert acts("unit_head") == ["sign", "start"]
    assert acts("liaison") == ["start"]
    assert acts("principal") == ["close"]
    assert acts("auditor") == []


def test_a_filter_is_kept_under_a_name(
    ledger: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    client.post("/ledger/tasks/filters/", {"name": "庭院", "address": "q=庭院&page=3&evil=1"})
    kept = SavedFilter.objects.get()
    assert kept.address == "q=%E5%BA%AD%E9%99%A2"
    assert "庭院</a>" in client.get("/ledger/tasks/").content.decode()
    assert "庭院</a>" not in client_of("principal").get("/ledger/tasks/").content.decode()
    assert client_of("principal").post(f"/ledger/tasks/filters/{kept.pk}/drop/").status_code == 404
    client.post(f"/ledger/tasks/filters/{kept.pk}/drop/")
    assert not SavedFilter.objects.exists()


def test_markup_in_a_plan_is_text(
    cast: Any, bring_in: Callable[..., Edition], client_of: Callable[[str], Client]
) -> None:
    title = "建公园<script>alert(1)</script>2个"
    row = (1, title, *ROWS[1][2:])
    edition = bring_in(sheet([row]))
    client = client_of("office")
    for word in ("<script>alert", "<img"):
        assert word not in client.get(edition.get_absolute_url()).content.decode()
    confirm(cast["office"], edition.pk)
    for path in ("/ledger/tasks/?q=公园", Task.objects.get().get_absolute_url()):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def page_of(content: bytes) -> Worksheet:
    page = load_workbook(BytesIO(content)).active
    assert isinstance(page, Worksheet)
    return page


def many(count: int) -> bytes:
    rows = [
        (number, f"建设第{number}处公园{number}个", *ROWS[4][2:]) for number in range(1, count + 1)
    ]
    return sheet([ROWS[3], *rows], f"柳溪镇2026年第{count}号清单")


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("part", ["office", "liaison"])
def test_pages_take_as_many_queries_for_few_as_for_many(
    part: str, cast: Any, bring_in: Callable[..., Edition], client_of: Callable[[str], Client]
) -> None:
    few, lot = bring_in(many(2), "少.xlsx"), bring_in(many(30), "多.xlsx")
    if part == "office":
        client = client_of(part)
        for path in ("", "source/?at=t2:title", "review/?tab=findings", "review/?tab=doubts"):
            pair = [queries(client, edition.get_absolute_url() + path) for edition in (few, lot)]
            assert pair[0] == pair[1], path
    plans = [confirm(cast["office"], edition.pk).plan_id for edition in (few, lot)]
    client = client_of(part)
    counts = [queries(client, f"/ledger/tasks/?plan={plan}") for plan in plans]
    assert counts[0] == counts[1] <= 25
    tasks = [Task.objects.filter(plan=plan).first() for plan in plans]
    counts = [queries(client, task.get_absolute_url()) for task in tasks if task is not None]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("word", ["q", "lead", "heading", "period", "due"])
def test_signs_that_no_database_holds_find_nothing_and_break_nothing(
    word: str, ledger: Edition, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    assert client.get(f"/ledger/tasks/?{word}=%00x%00").status_code == 200
    answer = client.post(
        f"{ledger.get_absolute_url()}entries/t1/correct/", {"field": "a\x00b", "text": "c"}
    )
    assert answer.status_code == 409
