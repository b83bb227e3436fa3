"""The grid and the sheet filled in offline: there and back, every row answered."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.handling.acting import part_of, task_of
from tests.web.reports.acting import IN_TIME, Filled, period_of

from duban.web.handling.asked import figure
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.models import Plan
from duban.web.refusals import ReasonMissing
from duban.web.reports import grid_pages
from duban.web.reports.batch import line_key, lines_of, take_in
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Report
from duban.web.reports.sheet import offline_sheet, read_back
from duban.web.reports.steps import take

pytestmark = pytest.mark.django_db
#: columns of the sheet as Excel letters
VALUE, PROGRESS, KEY = "I", "J", "K"


def filled_in(content: bytes, **cells: str | int) -> bytes:
    """The sheet with some cells written, as Excel would save it."""
    book, out = openpyxl.load_workbook(BytesIO(content)), BytesIO()
    page = book.active
    assert page is not None
    for place, value in cells.items():
        page[place] = value
    book.save(out)
    return out.getvalue()


@pytest.fixture
def blank(cast: Any, running: Plan) -> bytes:
    return offline_sheet(lines_of(cast["liaison"], IN_TIME))


def test_the_sheet_draws_what_is_owed(blank: bytes) -> None:
    page = openpyxl.load_workbook(BytesIO(blank)).active
    assert page is not None
    rows = [[cell.value or "" for cell in row] for row in page.iter_rows(min_row=2)]
    assert rows[0][1:10] == [
        "任务", "填报期", "期限", "指标", "单位", "目标", "上期", "本期数值", "进展情况",
    ]  # fmt: skip
    assert rows[1][1:7] == [
        "建设美丽庭院200户", "2026年3月", "2026-04-08", rows[1][4], "户", "200户",
    ]  # fmt: skip
    assert rows[2][1] == "编制村庄规划"
    assert len(rows) == 3


def test_there_and_back_every_row_is_answered(cast: Any, blank: bytes) -> None:
    content = filled_in(blank, I3=28, J3="已建成28户。", J4="已启动。")
    answers = take_in(cast["liaison"], read_back(content, "填报.xlsx"), IN_TIME)
    assert [(answer.taken, answer.why) for answer in answers] == [(True, ""), (True, "")]
    first, second = Report.objects.order_by("task__position")
    assert (first.values.get().amount, first.progress) == (Decimal(28), "已建成28户。")
    assert second.progress == "已启动。"
    again = take_in(cast["liaison"], read_back(content, "填报.xlsx"), IN_TIME)
    assert all(answer.taken for answer in again), "the same sheet again changes nothing"
    assert Report.objects.get(pk=first.pk).version == first.version


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"I3": "若干"}, "读不出数字"),
        ({"I3": "28公里"}, "单位是户"),
        ({"K3": "A1-P1-X"}, "编号不认识"),
        ({"K3": "A999-P1-I1-V0", "I3": 28}, "不是本单位的任务"),
        ({}, "没有填写，原样未动"),
    ],
)
def test_a_row_that_is_not_taken_says_why(
    cells: dict[str, Any], why: str, cast: Any, blank: bytes
) -> None:
    answers = take_in(cast["liaison"], read_back(filled_in(blank, **cells), "填报.xlsx"), IN_TIME)
    [found] = [answer for answer in answers if "建设美丽庭院" in answer.where]
    assert not found.taken
    assert why in found.why
    assert not Report.objects.exists()


def test_what_was_changed_since_the_download_is_not_overwritten(
    cast: Any, blank: bytes, duty: Assignment, running: Plan
) -> None:
    [indicator] = duty.task.indicators.all()
    entered = Entered(0, {indicator.pk: Decimal(31)}, {})
    save(cast["colleague"], duty.pk, period_of(running).pk, entered, IN_TIME)
    content = filled_in(blank, I3=28, J3="已建成28户。")
    [answer, _other] = take_in(cast["liaison"], read_back(content, "填报.xlsx"), IN_TIME)
    assert not answer.taken
    assert "现为“31户”，这里是“28户”" in answer.why
    assert Report.objects.get().values.get().amount == Decimal(31)


def test_another_units_row_is_not_taken(cast: Any, blank: bytes) -> None:
    content = filled_in(blank, I3=28)
    answers = take_in(cast["other_liaison"], read_back(content, "填报.xlsx"), IN_TIME)
    assert not any(answer.taken for answer in answers)
    assert not Report.objects.exists()


@pytest.mark.parametrize("name", ["填报.xlsx", "填报.docx"])
def test_what_is_no_such_sheet_is_said(name: str) -> None:
    out, book = BytesIO(), openpyxl.Workbook()
    book.save(out)
    with pytest.raises(ReasonMissing):
        read_back(out.getvalue(), name)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("28", "户", "28"),
        (" 1,200 ", "户", "1200"),
        ("28户", "户", "28"),
        ("1.5万", "元", "15000"),
        ("23.58亿元", "元", "2358000000"),
        ("30％", "%", "30"),
        ("0", "户", "0"),
        ("", "户", None),
        ("３０００", "户", "3000"),
        ("1.2万户", "户", "12000"),
        ("3亿", "万元", "30000"),
        ("1.5亿元", "万元", "15000"),
        ("12000元", "万元", "1.2"),
        ("1.2万元", "万元", "1.2"),
        ("3亩", "万亩", "0.0003"),
    ],
)
def test_figures_are_read_as_officials_type_them(text: str, unit: str, value: str | None) -> None:
    assert figure(text, unit) == (None if value is None else Decimal(value))


@pytest.mark.parametrize("text", ["3千", "户", "约30", "30多", "3，5", "=1+2", "28公里"])
def test_what_cannot_be_read_is_refused_in_words(text: str) -> None:
    with pytest.raises(ReasonMissing, match=text[:2]):
        figure(text, "户")


def test_what_was_typed_for_a_line_that_is_there_no_longer_is_shown_with_the_reason(
    cast: Any, duty: Assignment, running: Plan, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague sent the report meanwhile."""
    monkeypatch.setattr(grid_pages, "today", lambda: IN_TIME)
    client, [indicator] = client_of("liaison"), duty.task.indicators.all()
    period = period_of(running)
    key = line_key(duty.pk, period.pk, indicator.pk, 0)
    theirs = Entered(0, {indicator.pk: Decimal(28)}, {"progress": "已建成28户。"})
    report = save(cast["colleague"], duty.pk, period.pk, theirs, IN_TIME)
    take("submit", report.pk, cast["colleague"], IN_TIME)
    typed = {f"v:{key}": "31", f"w:{key}": "已建成31户。", f"t:{key}": "美丽庭院"}
    answer = client.post("/reports/grid/", typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "<strong>美丽庭院</strong>" in page
    assert "<blockquote>31</blockquote>" in page
    assert "<blockquote>已建成31户。</blockquote>" in page


def test_the_grid_saves_what_was_touched_and_keeps_what_was_not_taken(
    client_of: Any, cast: Any, running: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid_pages, "today", lambda: IN_TIME)
    client = client_of("liaison")
    page = client.get("/reports/grid/")
    keys = [row["line"].key for row in page.context["rows"]]
    assert len(keys) == 2
    touched = {
        f"v:{keys[0]}": "若干",
        f"bv:{keys[0]}": "",
        f"w:{keys[1]}": "已启动。",
        f"bw:{keys[1]}": "",
    }
    answer = client.post("/reports/grid/", touched)
    assert answer.status_code == 409
    assert 'value="若干"' in answer.content.decode()
    assert "读不出数字" in answer.content.decode()
    assert Report.objects.get().progress == "已启动。"
    key = answer.context["rows"][0]["line"].key
    assert client.post("/reports/grid/", {f"v:{key}": "28"}).status_code == 200


def test_the_upload_page_answers_row_by_row(
    client_of: Any, blank: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid_pages, "today", lambda: IN_TIME)
    sheet = SimpleUploadedFile("填报.xlsx", filled_in(blank, I3=3000, J3="已建成。"))
    page = client_of("liaison").post("/reports/sheet/upload/", {"file": sheet}).content.decode()
    assert "取用1行，没有取用0行，没有填的1行" in page
    assert "是总目标200户的1500%" in page
    download = client_of("liaison").get("/reports/sheet.xlsx")
    assert download.content.startswith(b"PK")


def test_a_part_is_taken_in_by_the_unit_that_files(
    cast: Any, client_of: Any, running: Plan, filled: Filled
) -> None:
    part = part_of(task_of(running, 1), "规建办")
    assert part.role == Part.CO
    sent = save(
        cast["other_liaison"],
        part.pk,
        period_of(running).pk,
        Entered(0, {}, {"progress": "已配合选址。"}),
        IN_TIME,
    )
    take("submit", sent.pk, cast["other_liaison"], IN_TIME)
    page = client_of("liaison").get("/reports/").content.decode()
    assert "配合单位送来" in page
    assert client_of("liaison").post(f"/reports/{sent.pk}/step/take_in/").status_code == 302
    sent.refresh_from_db()
    assert sent.state == "accepted"
    assert sent.submitted_on == IN_TIME
