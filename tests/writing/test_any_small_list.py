"""Whatever small list is read, it comes back from what is written of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.writing.there_and_back import cells, read_again

from duban.reading import measure, read

WORDS = st.sampled_from(
    (
        "建设公园2座",
        "整治河道9公里",
        "引进企业37户",
        "完成投资1.5亿元",
        "=改造道路",
        "+办好集市",
        "推进A区建设",
    )
)
UNITS = st.sampled_from(
    ("经发办", "卫生办", "水务站", "各村", "区农业局（牵头）、区水务局（配合）")
)
PEOPLE = st.sampled_from(("", "周明", "周明、李文", "陈青"))
DUES = st.sampled_from(("", "11月底", "2026年9月30日", "12月底前", "长期"))
NOTES = st.sampled_from(("", "/", "以区下达为准", "@见附件", "第一行 第二行", "<b>&amp;</b>"))
GOALS = st.sampled_from(("", "完成50%", "启动", "累计完成8亿元", "-5%以内"))


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A list as text: headings in rows or in a column, columns in some order, parts left empty."""
    numbered = draw(st.booleans())
    columns = {
        "任务名称": WORDS,
        "责任单位": UNITS,
        "分管领导": PEOPLE,
        "完成时限": DUES,
        "上半年": GOALS,
        "下半年": GOALS,
        "备注": NOTES,
        "建设标准": NOTES,
    }
    chosen = draw(st.lists(st.sampled_from(sorted(columns)), min_size=3, max_size=8, unique=True))
    names = [
        "任务名称",
        "责任单位",
        *(name for name in chosen if name not in ("任务名称", "责任单位")),
    ]
    heads = (["序号"] if numbered else []) + names
    rows = []
    for number in range(1, draw(st.integers(2, 6)) + 1):
        if draw(st.integers(0, 3)) == 0:
            rows.append([f"{'一二三四五六'[number - 1]}、第{number}部分", *[""] * (len(heads) - 1)])
        row = [f"{draw(columns[name])}" for name in names]
        row[0] = f"{row[0]}（{number}片）"
        rows.append(([str(number)] if numbered else []) + row)
    return "\n".join(
        ["2026年云泽镇任务清单", "", "\t".join(heads), *("\t".join(row) for row in rows)]
    )


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=lists())
def test_it_comes_back(ending: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "清单.txt")
        path.write_text(text, encoding="utf-8")
        plan = measure(read(path))
        again = read_again(plan, Path(folder, f"写出{ending}"))
        assert cells(again) == cells(plan)
        assert [column.heads for frame in again.frames for column in frame.columns] == [
            column.heads for frame in plan.frames for column in frame.columns
        ]
