"""Days off as they are pasted: tables with and without heads, and the words of a notice."""

from __future__ import annotations

import pytest

from duban.tracking.day_list import DayListFaulty, read_rows, read_text
from duban.tracking.working_days import DayKind, Span


def said(spans: tuple[Span, ...]) -> list[str]:
    return [f"{one.first}..{one.last} {one.kind.value} {one.name}" for one in spans]


NOTICE = """\
各有关单位：
现将2027年部分节假日安排通知如下，请遵照执行。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月14日（周日）上班。
三、清明节：4月5日（周一）放假。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
请妥善安排值班和安全保卫工作。
"""


def test_a_notice_is_read_in_its_own_words() -> None:
    assert said(read_text(NOTICE, 2027)) == [
        "2027-01-01..2027-01-03 放假 元旦",
        "2027-01-31..2027-01-31 上班 春节",
        "2027-02-05..2027-02-11 放假 春节",
        "2027-02-14..2027-02-14 上班 春节",
        "2027-04-05..2027-04-05 放假 清明节",
        "2027-04-25..2027-04-25 上班 劳动节",
        "2027-05-01..2027-05-05 放假 劳动节",
        "2027-05-08..2027-05-08 上班 劳动节",
    ]


def test_a_run_may_begin_in_the_year_before() -> None:
    line = "元旦：2022年12月31日至2023年1月2日放假调休，共3天。"
    assert said(read_text(line, 2023)) == ["2022-12-31..2023-01-02 放假 元旦"]


def test_a_run_may_cross_a_month() -> None:
    line = "劳动节：4月29日至5月3日放假调休。4月23日、5月6日上班。"
    assert said(read_text(line, 2023)) == [
        "2023-04-23..2023-04-23 上班 劳动节",
        "2023-04-29..2023-05-03 放假 劳动节",
        "2023-05-06..2023-05-06 上班 劳动节",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2027-02-05\t2027-02-11\t放假\t春节\n2027-02-14\t\t上班\t春节", id="plain"),
        pytest.param(
            "首日,末日,性质,名称\n2027/2/5,2027/2/11,放假,春节\n2027/2/14,,上班,春节", id="csv"
        ),
        pytest.param(
            "名称\t类型\t开始\t结束\n春节\t休\t2027年2月5日\t2月11日\n春节\t班\t2月14日\t",
            id="other-order",
        ),
    ],
)
def test_a_table_is_read_with_or_without_heads(text: str) -> None:
    assert said(read_text(text, 2027)) == [
        "2027-02-05..2027-02-11 放假 春节",
        "2027-02-14..2027-02-14 上班 春节",
    ]


def test_cells_of_a_workbook_are_read_as_they_are_printed() -> None:
    rows = [["日期", "性质", "名称"], ["2027-03-08 00:00:00", "放假", "三月三"], ["", "", ""]]
    assert said(read_rows(rows, 2027)) == ["2027-03-08..2027-03-08 放假 三月三"]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["没有读到放假或上班的日子。"]),
        ("请妥善安排值班。", ["没有读到放假或上班的日子。"]),
        (
            "2027-02-30\t\t放假\t春节\n2027-02-05\t\t大扫除\t春节",
            ["第1行：没有2027年2月30日这一天。", "第2行：“大扫除”不是放假也不是上班。"],
        ),
        ("2027-02-05\t2027-02-01\t放假\t春节", ["第1行：末日2027-02-01早于首日2027-02-05。"]),
        (
            "2027-01-01\t2027-06-01\t放假\t长假",
            ["第1行：2027-01-01至2027-06-01超过60天，请核对。"],
        ),
        (
            "元旦：1月1日（周四）放假。",
            ["第1行：2027-01-01是周五，这里写的是周四，请核对年份。"],
        ),
        ("元旦：1日放假。", ["第1行：“1日”没有写明月份。"]),
        (
            "2027-02-05\t\t放假\t春节\n2027-02-05\t\t上班\t春节",
            ["2027-02-05重复：春节、春节，请只留一处。"],
        ),
    ],
)
def test_what_cannot_be_used_is_said_line_by_line(text: str, faults: list[str]) -> None:
    with pytest.raises(DayListFaulty) as caught:
        read_text(text, 2027)
    assert list(caught.value.faults) == faults


def test_a_kind_is_off_or_worked() -> None:
    [off, worked] = read_text("2027-02-05\t\t公休\t甲\n2027-02-06\t\t补班\t乙", 2027)
    assert (off.kind, worked.kind) == (DayKind.OFF, DayKind.WORK)
