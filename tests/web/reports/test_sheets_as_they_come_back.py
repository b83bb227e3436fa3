"""Sheets as people send them back: other columns and pages, percents, formulas, rows twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from tests.web.handling.acting import task_of
from tests.web.reports.acting import IN_TIME, period_of

from duban.web.handling.models import Assignment, Indicator
from duban.web.ledger.models import Plan
from duban.web.refusals import ReasonMissing
from duban.web.reports import grid_pages, sheet
from duban.web.reports.batch import Answer, Given, line_key, take_in
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Report
from duban.web.reports.sheet import read_back, rows_of

pytestmark = pytest.mark.django_db
HEADS = ("任务", "本期数值", "进展情况", "编号（勿改）")


def workbook(
    *rows: tuple[Any, ...], before: str = "", formats: dict[str, str] | None = None
) -> bytes:
    """A workbook as another program saves it; `before` is the title of a page before it."""
    book, out = openpyxl.Workbook(), BytesIO()
    page: Any = book.active
    for row in rows:
        page.append(row)
    for place, shown in (formats or {}).items():
        page[place].number_format = shown
    if before:
        book.create_sheet(before, 0).append(["请各单位25日前填好"])
    book.save(out)
    return out.getvalue()


@pytest.fixture
def key(duty: Assignment, running: Plan) -> Callable[..., str]:
    """The key of the line of task 1 for March."""
    [indicator] = duty.task.indicators.all()

    def named(indicator_id: int = indicator.pk, version: int = 0) -> str:
        return line_key(duty.pk, period_of(running).pk, indicator_id, version)

    return named


@pytest.fixture
def share(cast: Any, duty: Assignment) -> Indicator:
    """A second figure of task 1, in percent."""
    return Indicator.objects.create(
        task=duty.task,
        metric="完成率",
        unit="%",
        direction="up",
        cumulative=True,
        position=9,
        confirmed_by=cast["office"].user,
    )


def uploaded(cast: Any, content: bytes) -> list[Answer]:
    return take_in(cast["liaison"], read_back(content, "填报.xlsx"), IN_TIME)


def test_a_cell_shown_as_percent_counts_as_it_is_shown(
    cast: Any, key: Callable[..., str], share: Indicator
) -> None:
    row = ("美丽庭院", 0.955, "已完成。", key(share.pk))
    [answer] = uploaded(cast, workbook(HEADS, row, formats={"B2": "0.0%"}))
    assert answer.taken
    assert Report.objects.get().values.get().amount == Decimal("95.5")


@pytest.mark.parametrize("shown", ['0.0"%"', "0\\%"])
def test_a_percent_sign_that_only_stands_behind_the_figure_multiplies_nothing(shown: str) -> None:
    assert rows_of(workbook((95.5,), formats={"A1": shown}), "表.xlsx") == [["95.5"]]


@pytest.mark.parametrize("size", ["", '<dimension ref="A1"/>'])
def test_a_sheet_that_does_not_tell_its_size_or_a_wrong_one_is_read_whole(
    size: str, cast: Any, key: Callable[..., str]
) -> None:
    """Some programs write it so; a row is then as long as its last cell."""
    made = workbook(HEADS, ("美丽庭院", 28, "建了28户。", key()), ("合计", 28))
    out = BytesIO()
    with ZipFile(BytesIO(made)) as held, ZipFile(out, "w") as other:
        for name in held.namelist():
            other.writestr(name, re.sub(rb"<dimension [^>]*>", size.encode(), held.read(name)))
    taken, total = uploaded(cast, out.getvalue())
    assert (taken.taken, total.taken) == (True, False)
    assert Report.objects.get().values.get().amount == 28


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (28.0, "28"),
        (0.1 + 0.2, "0.3"),
        (1234567, "1234567"),
        (1e15, "1000000000000000"),
        (-3.5, "-3.5"),
    ],
)
def test_a_number_reads_as_excel_shows_it(written: float, text: str) -> None:
    assert rows_of(workbook((written,)), "表.xlsx") == [[text]]


def test_a_formula_nobody_worked_out_is_refused_and_not_left_out(
    cast: Any, key: Callable[..., str]
) -> None:
    [answer] = uploaded(cast, workbook(HEADS, ("美丽庭院", "=14+14", "已完成。", key())))
    assert not answer.taken
    assert "“=14+14”是公式" in answer.why
    assert not Report.objects.exists()


def test_one_figure_twice_is_taken_only_where_both_rows_say_the_same(
    cast: Any, key: Callable[..., str]
) -> None:
    rows = [("美丽庭院", value, "", key()) for value in (28, 31)]
    answers = uploaded(cast, workbook(HEADS, *rows))
    assert [answer.taken for answer in answers] == [False, False]
    assert all("第2行" in answer.why and "第3行" in answer.why for answer in answers)
    assert not Report.objects.exists()
    assert all(answer.taken for answer in uploaded(cast, workbook(HEADS, rows[0], rows[0])))


def test_words_in_several_rows_of_a_report_are_all_kept(
    cast: Any, key: Callable[..., str], share: Indicator
) -> None:
    rows = [("美丽庭院", 28, "建了28户。", key()), ("美丽庭院", "", "完成率另报。", key(share.pk))]
    assert all(answer.taken for answer in uploaded(cast, workbook(HEADS, *rows)))
    assert Report.objects.get().progress == "建了28户。\n完成率另报。"


def test_words_too_long_are_refused_and_not_cut(cast: Any, key: Callable[..., str]) -> None:
    [answer] = uploaded(cast, workbook(HEADS, ("美丽庭院", 28, "长" * 5001, key())))
    assert "“进展情况”有5001字" in answer.why
    assert not Report.objects.exists()


def test_an_empty_row_beside_a_filled_one_is_answered_as_empty(
    cast: Any, key: Callable[..., str], share: Indicator
) -> None:
    rows = [("美丽庭院", 28, "", key()), ("美丽庭院", "", "", key(share.pk))]
    answers = uploaded(cast, workbook(HEADS, *rows))
    assert [(answer.taken, answer.blank) for answer in answers] == [(True, False), (False, True)]
    assert sheet.tally(answers) == {"taken": 1, "left": 0, "blank": 1}


def test_columns_and_pages_may_stand_in_another_order(cast: Any, key: Callable[..., str]) -> None:
    heads = ("编号（勿改）", "备注", "进展情况", "本期数值")
    content = workbook(heads, (key(), "自用", "已建。", 28), before="说明")
    [answer] = uploaded(cast, content)
    assert answer.taken
    assert Report.objects.get().values.get().amount == 28


def test_answers_stand_in_the_order_of_the_rows(
    cast: Any, key: Callable[..., str], duty: Assignment, running: Plan
) -> None:
    other = task_of(running, 4).assignments.get(organisation=duty.organisation)
    far = line_key(other.pk, period_of(running).pk, 0, 0)
    rows = [("甲", 28, "", key()), ("乙", "", "已启动。", far), ("丙", 28, "", key())]
    answers = uploaded(cast, workbook(HEADS, *rows))
    assert [answer.where for answer in answers] == ["第2行 甲", "第3行 乙", "第4行 丙"]


def test_what_was_refused_can_be_mended_in_the_same_sheet(
    cast: Any, key: Callable[..., str], share: Indicator
) -> None:
    """The first upload has moved the version on; nothing stands where the mended cell goes."""
    rows = [("美丽庭院", 28, "", key()), ("美丽庭院", "九成", "", key(share.pk))]
    assert [answer.taken for answer in uploaded(cast, workbook(HEADS, *rows))] == [True, False]
    rows[1] = ("美丽庭院", "90%", "已核对。", key(share.pk))
    assert all(answer.taken for answer in uploaded(cast, workbook(HEADS, *rows)))
    report = Report.objects.get()
    assert [value.amount for value in report.values.all()] == [28, 90]
    assert report.progress == "已核对。"


def test_a_sheet_of_too_many_rows_is_refused_and_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)
    rows = [("甲", 28, "", "A1-P1-I1-V0")] * 2
    assert len(read_back(workbook(HEADS, *rows), "表.xlsx")) == 2
    with pytest.raises(ReasonMissing, match="超过3行"):
        read_back(workbook(HEADS, *rows, *rows), "表.xlsx")


def test_a_cell_of_the_grid_that_was_emptied_is_empty(
    *,
    client_of: Any,
    cast: Any,
    duty: Assignment,
    running: Plan,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grid_pages, "today", lambda: IN_TIME)
    [indicator] = duty.task.indicators.all()
    entered = Entered(0, {indicator.pk: Decimal(28)}, {"progress": "第一行\n第二行"})
    report = save(cast["liaison"], duty.pk, period_of(running).pk, entered, IN_TIME)
    client = client_of("liaison")
    line = client.get("/reports/grid/").context["rows"][0]["line"].key
    cells = {f"v:{line}": "", f"bv:{line}": "28", f"bw:{line}": "第一行\r\n第二行"}
    answer = client.post("/reports/grid/", cells | {f"w:{line}": "第一行\r\n第二行"})
    assert (answer.status_code, answer.context["taken"]) == (200, 1)
    report.refresh_from_db()
    assert not report.values.exists()
    assert report.progress == "第一行\n第二行", "what nobody touched stays"


def test_a_line_that_empties_meets_what_another_hand_saved(
    cast: Any, key: Callable[..., str], duty: Assignment, running: Plan
) -> None:
    [indicator] = duty.task.indicators.all()
    entered = Entered(0, {indicator.pk: Decimal(31)})
    save(cast["colleague"], duty.pk, period_of(running).pk, entered, IN_TIME)
    given = Given(key(), "", None, "甲", empties=True)
    [answer] = take_in(cast["liaison"], [given], IN_TIME)
    assert not answer.taken
    assert cast["colleague"].user.name in answer.why
    assert Report.objects.get().values.get().amount == 31
