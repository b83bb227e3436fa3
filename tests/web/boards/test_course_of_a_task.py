"""The course of one task: its milestones with what was reached, exact, with report and light."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from tests.web.boards.conftest import foresee

from duban.web.boards.task_course import known_of, panels
from duban.web.handling.models import Indicator
from duban.web.ledger.models import Plan, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden(lit: Plan) -> Task:
    """美丽庭院200户: 30, 80, 140, 200; 20 accepted for January."""
    task: Task = lit.tasks.get(number=3)
    return task


def figures(task: Task, today: Any) -> Any:
    known = known_of(task, today)
    assert known is not None
    return {panel.title: panel for panel in panels(known)}


def test_each_milestone_stands_with_its_words_and_figures(garden: Task, today: Any) -> None:
    panel = figures(garden, today)["美丽庭院"]
    assert [[cell.value for cell in row[:4]] for row in panel.rows] == [
        ["2026年一季度", "建成30户", 30, 20],
        ["2026年二季度", "累计建成80户", 80, 20],
        ["2026年三季度", "累计建成140户", 140, None],
        ["2026年四季度", "累计建成200户", 200, None],
    ]


def test_the_chart_follows_plan_and_reports_month_by_month(garden: Task, today: Any) -> None:
    data = figures(garden, today)["美丽庭院"].chart.data
    assert data["unit"] == "户"
    assert data["wanted"]["values"] == [*["0"] * 2, *["30"] * 3, *["80"] * 3, *["140"] * 3, "200"]
    assert data["reached"]["values"] == ["20"] * 8 + [None] * 4
    assert [(mark["at"], mark["value"]) for mark in data["marks"]] == [
        *((2, "30"), (5, "80"), (8, "140"), (11, "200"))
    ]
    assert data["ahead"] is None


def test_money_is_drawn_in_a_unit_for_the_eye(garden: Task, today: Any) -> None:
    one = Indicator.objects.get(task=garden, metric="完成投资")
    one.targets.create(
        period="2026",
        first_day=today.replace(month=1, day=1),
        last_day="2026-12-31",
        value=90000000,
    )
    panel = figures(garden, today)["完成投资"]
    assert panel.rows[0][2].value == 90000000
    assert panel.chart.data["unit"] == "万元"
    assert panel.chart.data["wanted"]["values"][11] == "9000"
    assert panel.chart.data["reached"]["values"][1] == "900"


def test_what_is_foreseen_is_drawn_on_its_own_figure_alone(lit: Plan, today: Any) -> None:
    task = lit.tasks.get(number=6)
    [panel] = figures(task, today).values()
    assert panel.chart is not None
    assert panel.chart.data["ahead"] is None
    task.foreseen.delete()
    foresee(task, metric=panel.title)
    [panel] = figures(task, today).values()
    assert panel.chart.data["ahead"]["value"] == "5.5"


def test_page_piece_and_file_tell_the_same(garden: Task, client_of: Any) -> None:
    client = client_of("office")
    address = f"/boards/tasks/{garden.pk}/"
    page = client.get(address).content.decode()
    piece = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert piece.strip() in page
    assert "<html" not in piece
    file = client.get(f"{address}figure-0.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(file)))
    assert rows[0] == ["时期", "进度要求", "目标（户）", "实际（户）", "亮灯", "填报"]
    assert rows[1][:4] == ["2026年一季度", "建成30户", "30", "20"]
    assert client.get(f"{address}figure-9.csv").status_code == 404


def test_the_page_of_the_task_keeps_a_place_for_it(garden: Task, client_of: Any) -> None:
    page = client_of("office").get(garden.get_absolute_url()).content.decode()
    assert f'hx-get="/boards/tasks/{garden.pk}/"' in page


def test_a_task_in_words_alone_says_so(lit: Plan, client_of: Any) -> None:
    task = lit.tasks.get(number=5)
    page = client_of("office").get(f"/boards/tasks/{task.pk}/").content.decode()
    assert "没有可以画成曲线的指标" in page
