"""No plan makes the rules fail, and no finding speaks of what is not there."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duban.checking import check
from duban.checking.shown.page import page
from duban.checking.shown.sarif import sarif
from duban.checking.shown.table import table
from duban.plan import (
    Document,
    Doubt,
    Due,
    Format,
    Milestone,
    Period,
    Place,
    Plan,
    PlanKind,
    SourceFile,
    Task,
)
from duban.plan.form import dumps, finding_to_form
from duban.reading import measure

PIECES = st.sampled_from(
    [
        *(
            "完成",
            "累计",
            "其中",
            "力争",
            "突破",
            "不少于",
            "约",
            "开工",
            "建成",
            "/",
            "，",
            "。",
            "、",
        ),
        *(
            "营收",
            "公园",
            "云库村",
            "云厍村",
            "柳溪镇",
            "东桥村",
            "第五届荷花节",
            "举办",
            "比上上年度",
        ),
        *(
            "3个",
            "12家",
            "1.5亿元",
            "15000万元",
            "30%",
            "120%",
            "增长8%",
            "9月底前",
            "“十三五”规划",
        ),
        *(
            "（",
            "）",
            "《",
            "》",
            "<br>",
            " and ",
            "\ufffd",
            "：柳溪镇3个、荷塘镇4个",
            "增加0.25%，达到60%",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=7).map("".join)
UNITS = st.lists(
    st.sampled_from(["", "/", "农业办", "规建办", "规划建设办", "相关单位"]), max_size=3
)
PERIODS = [
    *(Period.quarter(2026, number) for number in (1, 2, 3, 4)),
    Period.half(2026, 1),
    Period.year(2026),
]
PLACES = st.builds(Place, table=st.just(1), row=st.integers(1, 5))


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    title = draw(TEXTS)
    periods = draw(st.lists(st.sampled_from(PERIODS), unique=True, max_size=6))
    return Task(
        title=title,
        text=title,
        number=draw(st.none() | st.integers(1, 6)),
        path=tuple(draw(st.lists(TEXTS, max_size=2))),
        leaders=tuple(draw(st.lists(st.sampled_from(["李示例", "王样本"]), max_size=2))),
        lead_units=tuple(draw(UNITS)),
        co_units=tuple(draw(UNITS)),
        fields={name: draw(TEXTS) for name in ("建设目标", "资金来源", "总投资(万元)")},
        due=draw(st.none() | st.builds(Due, st.integers(2025, 2027), st.integers(1, 12))),
        note=draw(TEXTS),
        milestones=tuple(Milestone(period, draw(TEXTS)) for period in periods),
        place=draw(PLACES),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    kind = draw(st.sampled_from(tuple(PlanKind)))
    document = Document(
        draw(TEXTS),
        kind,
        SourceFile("示例.txt", "0" * 64, Format.TXT),
        draw(st.none() | st.just(2026)),
    )
    codes = st.sampled_from(["header-shifted", "row-shifted", "heading-variant", "due-unread"])
    doubts = draw(st.lists(st.builds(Doubt, codes, st.just("已处理。"), PLACES), max_size=2))
    return measure(Plan(document, tuple(draw(st.lists(tasks(), max_size=4))), (), tuple(doubts)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(plans(), min_size=1, max_size=2))
def test_every_plan_can_be_checked_and_shown(several: list[Plan]) -> None:
    findings = check(several)
    for finding in findings:
        numbers = {task.number for task in several[finding.plan].tasks}
        assert set(finding.tasks) <= numbers
        assert finding.message
    assert findings == check(several)
    assert table(several, findings)
    assert page(several, findings)
    assert dumps(sarif(several, findings))
    assert dumps([finding_to_form(finding) for finding in findings])
