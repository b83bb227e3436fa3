"""Fields by name: one text out, one text in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.plan import Due, Milestone, Period, Task
from duban.web.ledger.fields import Unfit, label_of, text_of, values_of, with_text

COURTYARDS = Task(
    title="建设美丽庭院200户",
    text="建设美丽庭院200户",
    number=12,
    ids={"city": 3},
    path=("四、乡村建设", "人居环境"),
    leaders=("示例甲", "示例乙"),
    lead_units=("新农办",),
    fields={"责任科室": "建管科"},
    due=Due(2026, 12),
    milestones=(
        Milestone(Period.quarter(2026, 1), "排摸统计"),
        Milestone(Period.quarter(2026, 2), "完成30%"),
    ),
)


def test_a_task_is_read_field_by_field() -> None:
    assert [(value.label, value.text) for value in values_of(COURTYARDS)] == [
        ("序号", "12"),
        ("市级序号", "3"),
        ("目标类别", "四、乡村建设 / 人居环境"),
        ("任务", "建设美丽庭院200户"),
        ("牵头领导", "示例甲、示例乙"),
        ("牵头单位", "新农办"),
        ("责任科室", "建管科"),
        ("2026年一季度", "排摸统计"),
        ("2026年二季度", "完成30%"),
        ("完成时限", "2026-12"),
    ]


@pytest.mark.parametrize(
    ("name", "typed", "stands"),
    [
        ("number", "7", "7"),
        ("number", "", ""),
        ("ids:city", "", ""),
        ("path", "一、产业 / 招商", "一、产业 / 招商"),
        ("title", " 盘活厂房 ", "盘活厂房"),
        ("leaders", "示例丙 示例丁", "示例丙、示例丁"),
        ("lead_units", "建管委，农业委", "建管委、农业委"),
        ("co_units", "无", ""),
        ("due", "2026年9月30日", "2026-09-30"),
        ("due", "2026.9", "2026-09"),
        ("due", "", ""),
        ("period", "2026-H1", "2026-H1"),
        ("milestone:2026-Q3", "完成60%", "完成60%"),
        ("milestone:2026-Q1", "", ""),
        ("责任科室", "农业科", "农业科"),
        ("验收标准", "现场查验", "现场查验"),
        ("note", "第一行\r\n第二行", "第一行\n第二行"),
    ],
)
def test_what_is_typed_stands_there(name: str, typed: str, stands: str) -> None:
    assert text_of(with_text(COURTYARDS, name, typed), name) == stands


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("number", "七", "序号只能是"),
        ("title", "  ", "不能为空"),
        ("due", "年底", "完成时限请写成"),
        ("due", "2026-13", "完成时限请写成"),
        ("due", "9999-12", "完成时限请写成"),
        ("period", "明年", "时期请写成"),
        ("period", "0001-Q1", "时期请写成"),
        ("note", "x" * 20_001, "最多20000个字"),
        ("note", "a\x07b", "控制字符"),
    ],
)
def test_what_cannot_stand_there_is_refused(name: str, typed: str, says: str) -> None:
    with pytest.raises(Unfit, match=says):
        with_text(COURTYARDS, name, typed)


def test_a_list_s_title_is_its_text_and_a_commitment_s_is_not() -> None:
    assert with_text(COURTYARDS, "title", "新名").text == "新名"
    prose = Task(title="美丽庭院", text="建设美丽庭院200户，年内完成")
    assert with_text(prose, "title", "新名").text == prose.text


def test_milestones_stay_in_the_order_of_the_year() -> None:
    task = with_text(with_text(COURTYARDS, "milestone:2026-Q4", "全部完成"), "title", "名")
    task = with_text(task, "milestone:2026-Q3", "完成60%")
    assert [label_of(f"milestone:{stone.period}")[-4:-2] for stone in task.milestones] == [
        "年一",
        "年二",
        "年三",
        "年四",
    ]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_a_note_comes_back_as_written(text: str) -> None:
    assert text_of(with_text(COURTYARDS, "note", text), "note") == text.strip()
