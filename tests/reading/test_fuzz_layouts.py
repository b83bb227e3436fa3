"""Whatever a table holds, reading it ends in a plan or in one sentence, and loses nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duban.plan import Format, Place, Plan, SourceFile
from duban.plan.form import dumps, plan_from_form, plan_to_form
from duban.reading import Unreadable
from duban.reading.assembly import plan_of
from duban.reading.source import Block, Grid, Paragraph, Source, Span

HEADS = [
    "序号",
    "任务名称",
    "牵头单位",
    "配合单位",
    "完成时限",
    "一季度",
    "备注",
    "类别",
    "标准",
    "",
]
CELLS = [
    "",
    "1",
    "2",
    "1.1",
    "一",
    "一、农业",
    "（二）水利",
    "建大棚10座",
    "水务局、财政局",
    "王舟",
    "10月底",
    "长期",
    "/",
    "合计",
    "全区共2项。",
    "任务名称",
    "\n",
    "完成选址，形成方案并报批，力争年内开工建设，确保按期完成年度任务。",
]
text = st.sampled_from(CELLS) | st.text(max_size=6)
row = st.lists(text, max_size=7).map(tuple)
head = st.lists(st.sampled_from(HEADS), min_size=2, max_size=7).map(tuple)
span = st.tuples(*[st.integers(0, 6)] * 4).map(
    lambda four: Span(min(four[:2]), min(four[2:]), max(four[:2]), max(four[2:]))
)
grid = st.builds(
    lambda headed, rows, spans, table: Grid((*headed, *rows), Place(table=table), tuple(spans)),
    st.lists(head, max_size=2),
    st.lists(row, max_size=9),
    st.lists(span, max_size=2),
    st.integers(1, 3),
)
block = grid | text.map(Paragraph)


def read(blocks: list[Block]) -> Plan | None:
    source = Source(SourceFile("2026年清单.docx", "0" * 64, Format.DOCX), tuple(blocks))
    try:
        return plan_of(source)
    except Unreadable:
        return None


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(block, min_size=1, max_size=4))
def test_reading_ends_in_a_plan_or_a_sentence(blocks: list[Block]) -> None:
    plan = read(blocks)
    if plan is None:
        return
    assert plan.coverage is None or 0 <= plan.coverage <= 1
    for task in plan.tasks:
        assert all(task.places.values())
    assert plan_to_form(plan_from_form(plan_to_form(plan))) == plan_to_form(plan)
    assert dumps(plan_to_form(plan))


@st.composite
def lists(draw: st.DrawFn) -> Grid:
    """A table under one whole header, with anything in its cells."""
    heads = draw(st.permutations(HEADS[:-1]))
    width = draw(st.integers(3, len(heads)))
    header = ("任务名称", *(head for head in heads if head != "任务名称"))[:width]
    cells = st.tuples(*[st.sampled_from(CELLS)] * width)
    rows = draw(st.lists(cells, min_size=1, max_size=8))
    return Grid((header, *rows), Place(table=1))


@settings(max_examples=300, deadline=None)
@given(lists())
def test_whatever_its_cells_hold_a_list_loses_none(table: Grid) -> None:
    plan = read([table])
    assert plan is None or plan.coverage == 1
