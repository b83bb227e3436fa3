"""A rule-book as its author writes it: what is read, and what is said where it cannot be."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tracking.planting import day

import duban.tracking
from duban.tracking.books import PRESETS, preset, text_of
from duban.tracking.facts import UnitKind
from duban.tracking.loading import RuleBookFaulty, load, pitfalls
from duban.tracking.measures import MEASURES
from duban.tracking.rulebook import (
    ActKind,
    Bounds,
    Condition,
    Escalation,
    Length,
    Light,
    LightRule,
    Reminder,
    Step,
    Trigger,
)

WHOLE = """
名称: 云泽区督查亮灯规则
版本: "2026"
施行: 2026-01-01
废止: 2026-12-31
临期: 5个工作日
进度灯:
  - {灯: 红, 条件: {落后百分点: {超过: 30.1}}, 适用: 区, 依据: 落后较多}
  - {灯: 黄, 条件: {落后百分比: {不少于: 5, 少于: 9}, 质量不高: 否}}
期限灯:
  - {灯: 红, 条件: {逾期天数: {超过: 0}}}
触发:
  - {名称: 三红, 灯: 红, 连续: 3, 采取: 约谈}
  - {名称: 两黄, 灯: 黄, 累计: 2, 或更重: 是, 采取: 督办单, 颜色: 蓝, 回复: 5个工作日}
催办: [到期前3个工作日, 到期后1日]
升级:
  - {督办单: 蓝, 逾期未复: 2日, 采取: 扣分, 分值: 0.5}
"""


def test_a_whole_book_is_read() -> None:
    book = load(WHOLE)
    assert (book.label, book.near) == ("云泽区督查亮灯规则（2026）", Length(5, working=True))
    assert (book.since, book.until) == (day("2026-01-01"), day("2026-12-31"))
    assert book.review == Length(5, working=True)
    assert load(WHOLE.replace("版本", "复核提前: 10日\n版本", 1)).review == Length(10)
    assert book.progress[0] == LightRule(
        Light.RED,
        (Condition("落后百分点", Bounds(over=Decimal("30.1"))),),
        UnitKind.PLACE,
        "落后较多",
    )
    assert book.progress[1].conditions == (
        Condition("落后百分比", Bounds(at_least=Decimal(5), below=Decimal(9))),
        Condition("质量不高", Bounds(at_least=Decimal(0), at_most=Decimal(0))),
    )
    assert book.triggers == (
        Trigger("三红", Light.RED, 3, True, Step(ActKind.TALK)),
        Trigger(
            "两黄",
            Light.YELLOW,
            2,
            False,
            Step(ActKind.ORDER, Light.BLUE, Length(5, working=True)),
            or_worse=True,
        ),
    )
    assert book.reminders == (Reminder(Length(3, working=True)), Reminder(Length(1), after=True))
    assert book.escalations == (
        Escalation(Light.BLUE, Length(2), Step(ActKind.DEDUCTION, marks=Decimal("0.5"))),
    )


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("名称: 云", "名: 云", "第2行：不认识这一项：名。是否为“名称”？"),
        ("名称: 云泽区督查亮灯规则", "名称:", "第2行：缺少“名称”。"),
        ("2026-01-01", "2026年1月", "第4行：“施行”不是日期：2026年1月（例：2026-01-01）。"),
        ("废止: 2026-12-31", "废止: 2025-12-31", "第5行：废止日2025-12-31早于施行日2026-01-01。"),
        ("5个工作日\n进", "五天\n进", "第6行：“临期”不是天数：五天（例：7日、5个工作日）。"),
        ("{灯: 红, 条件: {落后百分点", "{灯: 紫, 条件: {落后百分点",
         "第8行：“灯”不能写：紫，可以写：灰、绿、蓝、黄、红。"),
        ("{灯: 红, 条件: {落后百分点", "{灯: 绿, 条件: {落后百分点",
         "第8行：规则不能亮绿灯：绿灯、灰灯由系统在没有规则成立时给出。"),
        ("{灯: 红, 条件: {落后百分点", "{灯: 蓝, 条件: {落后百分点",
         "第8行：规则不能亮蓝灯：蓝灯表示办结；如用来表示临期，请写“蓝灯: 临期”。"),
        ("落后百分点", "落后百分", "第8行：没有这个指标：落后百分。是否为“落后百分点”？"),
        ("超过: 30.1", "超过: 三十", "第8行：“超过”不是数字：三十。"),
        ("超过: 30.1", "超过: NaN", "第8行：“超过”不是数字：NaN。"),
        ("超过: 30.1", "超过: -1e9", "第8行：“超过”绝对值不能大于10000：-1e9。"),
        ("{超过: 0}", "{超过: 99999999}", "第11行：“超过”绝对值不能大于10000：99999999。"),
        ("超过: 30.1", "大于: 30",
         "第8行：不认识这一项：大于。可以写：超过、不少于、少于、不超过。"),
        ("{超过: 30.1}", "{}", "第8行：“落后百分点”没有写界限（超过、不少于、少于、不超过）。"),
        ("少于: 9", "少于: 5", "第9行：“落后百分比”的界限不少于5、少于5不可能同时成立。"),
        ("质量不高: 否", "质量不高: 有", "第9行：“质量不高”只能写是或否，不能写：有。"),
        ("适用: 区", "适用: 乡", "第8行：“适用”只能写部门、区，不能写：乡。"),
        ("连续: 3", "连续: 0", "第13行：“连续”不是期数：0（须为大于0的整数）。"),
        ("连续: 3", "连续: 3, 累计: 3", "第13行：“连续”“累计”须写一个，且只写一个。"),
        ("采取: 约谈", "采取: 罚款",
         "第13行：“采取”不能写：罚款，可以写：催办、督办单、通报、约谈、扣分、报分管领导。"),
        (", 回复: 5个工作日", "", "第14行：督办单须写颜色和回复期限。"),
        ("颜色: 蓝", "颜色: 绿", "第14行：督办单只有蓝、黄、红三种颜色。"),
        ("到期后1日", "到期1日",
         "第15行：“催办”不是催办时点：到期1日（例：到期前3个工作日、到期后1日）。"),
        ("分值: 0.5", "分值: 0", "第17行：扣分须写大于0的分值。"),
        ("临期: 5个工作日", "临期: 5个工作日\n临期: 3日", "第7行：“临期”重复。"),
        ("[到期前3个工作日, 到期后1日]", "到期前3日", "第15行：“催办”应为一列，每项以“- ”开头。"),
        ("{超过: 0}", "0", "第11行：此处应为“名称: 内容”的形式。"),
    ],
)  # fmt: skip
def test_a_fault_names_its_line_and_the_way_out(wrong: str, right: str, said: str) -> None:
    assert wrong in WHOLE
    with pytest.raises(RuleBookFaulty) as faulty:
        load(WHOLE.replace(wrong, right, 1))
    assert said in faulty.value.faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "文件是空的。"),
        ("名称: [", "第1行：不合YAML书写规则，请检查缩进、冒号、括号和引号。"),
        ("名称: 甲\n\t版本: 乙", "第2行：不合YAML书写规则，请检查缩进、冒号、括号和引号。"),
        ("- 甲", "第1行：此处应为“名称: 内容”的形式。"),
        ("名称: " + "[" * 5000, "第1行：括号套得太深。"),
        ("名称: \x00", "第1行：含有YAML不允许的字符。"),
        (
            "名称: 甲\n版本: 乙\n施行: 2026-01-01",
            "第1行：进度灯、期限灯至少写一条规则。",
        ),
    ],
)
def test_what_is_no_book_at_all(text: str, said: str) -> None:
    with pytest.raises(RuleBookFaulty) as faulty:
        load(text)
    assert faulty.value.faults == (said,)


def test_all_faults_are_told_at_once_in_order() -> None:
    text = WHOLE.replace("灯: 黄, 条件", "灯: 紫, 条件").replace("连续: 3", "连续: 零")
    with pytest.raises(RuleBookFaulty) as faulty:
        load(text)
    assert [fault[:4] for fault in faulty.value.faults] == ["第9行：", "第13行", "第13行"]


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("名称: 两黄", "名称: 三红", ["有2条触发都叫“三红”，只会办一条：请各取一个名称。"]),
        (
            "采取: 扣分, 分值: 0.5",
            "采取: 督办单, 颜色: 蓝, 回复: 3日",
            ["升级里的蓝色督办单只能升为更重的颜色，不能是蓝色。"],
        ),
        (
            "督办单: 蓝",
            "督办单: 绿",
            ["升级里的督办单不能是绿色：督办单只有蓝、黄、红三种颜色。"],
        ),
        ("采取: 扣分, 分值: 0.5", "采取: 督办单, 颜色: 黄, 回复: 3日", []),
        ("名称: 两黄", "名称: 三黄", []),
    ],
)
def test_what_would_not_work_as_written_is_told(wrong: str, right: str, said: list[str]) -> None:
    assert wrong in WHOLE
    assert list(pitfalls(load(WHOLE.replace(wrong, right, 1)))) == said


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_sound_and_dated(name: str) -> None:
    book = preset(name)
    assert not list(pitfalls(book))
    assert book.name
    assert book.edition
    assert book.deadline
    assert book.reminders


def test_every_preset_file_is_offered() -> None:
    folder = Path(duban.tracking.__file__).parent / "books"
    assert {path.stem for path in folder.glob("*.yaml")} == set(PRESETS)


def test_every_measure_is_used_or_written_by_some_rule() -> None:
    """`本期迟报` is offered to authors, though no shipped book needs it."""
    used = {
        condition.measure
        for name in PRESETS
        for rule in (*preset(name).progress, *preset(name).deadline)
        for condition in rule.conditions
    }
    assert set(MEASURES) - used == {"本期迟报"}


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.text("红蓝:{}[]- \n\"'#&*!|>%0", max_size=4))
def test_a_damaged_text_is_read_or_refused_in_words(at: int, put: str) -> None:
    found: tuple[str, ...] = ()
    try:
        load(WHOLE[:at] + put + WHOLE[at + 1 :])
    except RuleBookFaulty as faulty:
        found = faulty.faults
    assert all(fault.endswith(("。", "？")) for fault in found)


def test_a_figure_is_never_a_float() -> None:
    bounds = preset("ratio").progress[0].conditions[0].bounds
    assert bounds.below == Decimal("0.85")


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    return named | {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}


def test_one_module_alone_knows_yaml() -> None:
    folder = Path(duban.tracking.__file__).parent
    knowing = [p.name for p in folder.rglob("*.py") if any("yaml" in m for m in imports(p))]
    assert knowing == ["sheet.py"]


def test_texts_of_presets_open_with_their_reading() -> None:
    """What the published text leaves open is said at the head of the file."""
    assert all(text_of(name).startswith("# ") for name in PRESETS)
