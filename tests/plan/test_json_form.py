"""The JSON form of a plan: by the schema, exact, and read back as it was."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.plan import (
    Allocation,
    Comparator,
    Document,
    Doubt,
    Due,
    Finding,
    Format,
    Frame,
    FrameColumn,
    Kind,
    Milestone,
    Period,
    Place,
    Plan,
    PlanKind,
    Quantity,
    Scope,
    Severity,
    SourceFile,
    Task,
    Total,
)
from duban.plan.form import (
    dumps,
    finding_to_form,
    loads,
    number,
    plan_from_form,
    plan_to_form,
    scope_to_form,
)

HERE = Place(page=2, table=1, row=4, column=3, box=(1.5, 2.0, 30.25, 40.0))
FIGURE = Quantity(
    field="title",
    text="不少于23.58亿元",
    start=2,
    end=11,
    value=Decimal(2358000000),
    unit="元",
    grain=Decimal(1000000),
    comparator=Comparator.AT_LEAST,
    kind=Kind.LEVEL,
    metric="税收",
    cumulative=True,
)
PLAN = Plan(
    Document(
        "云泽区2026年任务清单",
        PlanKind.LIST,
        SourceFile("清单.docx", "0" * 64, Format.DOCX),
        2026,
        "云泽区人民政府",
        "云府〔2026〕1号",
        date(2026, 1, 9),
    ),
    (
        Task(
            title="税收不少于23.58亿元",
            number=1,
            ids={"city": 3},
            path=("一、经济", "（一）财税"),
            text="税收不少于23.58亿元",
            leaders=("甘小棠",),
            lead_units=("财政局",),
            co_units=("税务局",),
            fields={"总投资(万元)": "/"},
            units={"milestone:2026-Q1": "亿元"},
            due=Due(2026, 12),
            period=Period.year(2026),
            note="“引号”与\\斜线\n换行",
            milestones=(Milestone(Period.quarter(2026, 1), "5亿元", HERE),),
            quantities=(FIGURE,),
            allocations=(Allocation("柳溪镇", Decimal("0.1"), "元", "税收", "title", "0.1"),),
            investment=FIGURE,
            scope=Scope(orgs=("柳溪镇",)),
            place=HERE,
            places={"title": (HERE,)},
        ),
    ),
    (),
    (Doubt("row-shifted", "左移了1格。", HERE, {"左移": "1格"}),),
    Decimal("0.9987"),
    (
        Total(
            "合计",
            0,
            1,
            (0, 1),
            {"总投资(万元)": "3600"},
            (Milestone(Period.quarter(2026, 1), "900", HERE),),
            HERE,
            {"总投资(万元)": (HERE,)},
        ),
    ),
    (
        Frame(
            (
                FrameColumn("path", ("类别",), merged=True),
                FrameColumn("due", ("时间", "完成时间"), "完成时间", wording="{month}月底"),
            ),
            (1, 3),
        ),
    ),
)


def test_a_plan_is_read_back_as_it_was() -> None:
    assert plan_from_form(loads(dumps(plan_to_form(PLAN)))) == PLAN


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_the_text_is_json_however_it_is_indented(indent: int | None) -> None:
    text = dumps(plan_to_form(PLAN), indent)
    assert json.loads(text)["tasks"][0]["note"] == PLAN.tasks[0].note
    assert ("\n" in text) is (indent is not None)


def test_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match=r"duban\.plan/1"):
        plan_from_form({"schema": "duban.plan/2"})


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        ("2358000000", "2358000000"),
        ("0.10", "0.1"),
        ("1E+3", "1000"),
        ("-14", "-14"),
        ("1E-7", "0.0000001"),
    ],
)
def test_figures_are_plain_digits(value: str, digits: str) -> None:
    assert number(Decimal(value)) == digits


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12
    )
)
def test_no_figure_changes(value: Decimal) -> None:
    assert Decimal(loads(dumps({"value": value}))["value"]) == value


def test_a_scope_is_a_group_or_its_members() -> None:
    assert scope_to_form(None) is None
    assert scope_to_form(Scope(group="11个街镇")) == {"group": "11个街镇"}
    assert scope_to_form(Scope(orgs=("柳溪镇",))) == {"orgs": ("柳溪镇",)}
    both = Scope("其余街镇", ("柳溪镇", "北塘镇"))
    assert scope_to_form(both) == {"group": "其余街镇", "orgs": ("柳溪镇", "北塘镇")}


def test_a_finding_names_its_first_task() -> None:
    finding = Finding("C101", "合计", Severity.ERROR, "相差1个", (3, 4), ("title",), (HERE,))
    form = finding_to_form(finding)
    assert (form["task"], form["tasks"], form["severity"]) == (3, (3, 4), "error")
    assert finding_to_form(Finding("C1", "", Severity.INFO, ""))["task"] is None


def test_what_has_no_form_is_an_error() -> None:
    with pytest.raises(TypeError, match="set"):
        dumps({"bad": {1, 2}})


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_plain_values_are_written_as_json_does(value: object) -> None:
    assert json.loads(dumps(value)) == value
