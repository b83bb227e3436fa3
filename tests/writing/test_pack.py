from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from duban.writing.asking import (
    About,
    Gap,
    Miss,
    Overdue,
    Reporting,
    Running,
    Unanswered,
    UnitFacts,
    Unkept,
    questions,
)
from duban.writing.blocks import Body, Heading, Light, Table, Title, cell_of
from duban.writing.bulletin import LateTask
from duban.writing.pack import Kept, Moved, PackFacts, Promise, Risk, pack_paper

TREES, ROADS, SHEDS = About("植树造林", 3), About("修路", 8), About("拆除棚屋")
TREES_GAP = Gap(TREES, "植树", "2026年6月", "80棵", "30棵", Decimal("62.5"))
ROADS_GAP = Gap(ROADS, "修路", "2026年6月", "10公里", "9公里", Decimal(10))
MISS = Miss(ROADS, "修路", date(2026, 9, 30), "20公里", "15公里", 84)
OVERDUE = Overdue(SHEDS, date(2026, 5, 31), 20)
ORDER = Unanswered(TREES, "云泽镇督〔2026〕3号", date(2026, 6, 10), 10)
PROMISE = Unkept(ROADS, date(2026, 4, 2), "调度会", "5月底前开工。", "仍未开工", date(2026, 5, 31))


def texts(facts: UnitFacts) -> list[str]:
    return [one.text for one in questions(facts)]


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (
            UnitFacts("农办", gaps=(TREES_GAP,)),
            "第3项“植树造林”：植树截至2026年6月应达到80棵，实际30棵，落后62.5%。"
            "差距在哪里，用什么办法、到什么时候赶上？",
        ),
        (
            UnitFacts("农办", misses=(MISS,)),
            "第8项“修路”：修路到2026年9月30日应达到20公里，按目前进度预计为15公里，"
            "达不到的可能性约84%。要如期达到，还缺什么条件，需要协调什么？",
        ),
        (
            UnitFacts("农办", overdue=(OVERDUE,)),
            "“拆除棚屋”应于2026年5月31日完成，已逾期20日，尚未办结。还差哪些环节，哪一天能够办结？",
        ),
        (
            UnitFacts("农办", unanswered=(ORDER,)),
            "云泽镇督〔2026〕3号（第3项“植树造林”）要求2026年6月10日前回复，已逾期10日。"
            "请当场答复：问题出在哪里，怎样整改？",
        ),
        (
            UnitFacts("农办", unkept=(PROMISE,)),
            "第8项“修路”：2026年4月2日调度会时承诺“5月底前开工”，时限为2026年5月31日，"
            "目前仍未开工。为什么没有兑现，新的时限是哪一天？",
        ),
        (
            UnitFacts("农办", running=(Running(TREES, 3),)),
            "第3项“植树造林”已连续3期亮红灯。已采取的措施为什么没有见效，是否需要调整工作安排？",
        ),
        (
            UnitFacts("农办", reporting=Reporting(12, late=2, missing=1)),
            "今年以来应报进展12次，迟报2次、未报1次。原因是什么，今后怎样保证按时报送？",
        ),
    ],
)
def test_each_question_quotes_its_figures(facts: UnitFacts, text: str) -> None:
    assert texts(facts) == [text]


@pytest.mark.parametrize(
    "facts",
    [
        UnitFacts("农办"),
        UnitFacts("农办", reporting=Reporting(12)),
        UnitFacts("农办", running=(Running(TREES, 1),)),
        UnitFacts("农办", gaps=(Gap(TREES, "植树", "6月", "80棵", "90棵", Decimal("-12.5")),)),
        UnitFacts("农办", gaps=(Gap(TREES, "植树", "6月", "80棵", "80棵", Decimal(0)),)),
    ],
    ids=["nothing", "in-time", "red-once", "ahead", "even"],
)
def test_where_nothing_is_wrong_nothing_is_asked(facts: UnitFacts) -> None:
    assert texts(facts) == []


def test_three_are_put_the_gravest_rules_first_one_of_each() -> None:
    full = UnitFacts(
        "农办",
        unkept=(PROMISE,),
        unanswered=(ORDER,),
        overdue=(OVERDUE,),
        gaps=(ROADS_GAP, TREES_GAP),
        misses=(MISS,),
        reporting=Reporting(12, late=2),
    )
    found = texts(full)
    assert len(found) == 3
    assert "承诺" in found[0]
    assert "云泽镇督" in found[1]
    assert "尚未办结" in found[2]


def test_the_largest_gap_comes_first() -> None:
    found = texts(UnitFacts("农办", gaps=(ROADS_GAP, TREES_GAP)))
    assert [("植树" in text, "修路" in text) for text in found] == [(True, False), (False, True)]


def test_no_task_is_asked_about_twice_while_another_waits() -> None:
    facts = UnitFacts(
        "农办",
        unkept=(PROMISE,),
        gaps=(ROADS_GAP, TREES_GAP),
        misses=(MISS,),
        reporting=Reporting(12, late=2),
    )
    assert [one.about for one in questions(facts)] == [ROADS, TREES, None]


def test_a_task_is_asked_about_twice_where_no_other_is_left() -> None:
    facts = UnitFacts("农办", gaps=(ROADS_GAP,), misses=(MISS,))
    assert [one.about for one in questions(facts)] == [ROADS, ROADS]


PACK = PackFacts(
    office="督查室",
    plan="2026年重点工作",
    meeting="第二次调度会",
    day=date(2026, 6, 20),
    until=date(2026, 5, 31),
    lights={Light.RED: 2, Light.YELLOW: 1, Light.GREEN: 7},
    last=date(2026, 3, 20),
    before={Light.RED: 1, Light.YELLOW: 1, Light.GREEN: 8},
    moved=(
        Moved(ROADS, "交通办", Light.GREEN, Light.YELLOW, "落后10%"),
        Moved(TREES, "农办", Light.YELLOW, Light.RED, "落后62.5%"),
        Moved(SHEDS, "城建办", Light.YELLOW, Light.GREEN, "已赶上"),
    ),
    late=(LateTask(3, "植树造林", "农办", Light.RED, "落后62.5%"),),
    risks=(
        Risk(SHEDS, "城建办", date(2026, 7, 8), "7月8日很可能亮红灯"),
        Risk(ROADS, "交通办", date(2026, 7, 1), "应于6月30日完成，届时仍未办结，将亮红灯。"),
    ),
    promises=(
        Promise(ROADS, "交通办", date(2026, 4, 2), "约谈", "5月底前开工", Kept.BROKEN, "仍未开工"),
        Promise(TREES, "农办", date(2026, 4, 2), "批示", "补种", Kept.KEPT, due=date(2026, 5, 1)),
    ),
    units=(
        UnitFacts("农办", gaps=(TREES_GAP,)),
        UnitFacts("文体办"),
        UnitFacts("交通办", misses=(MISS,)),
    ),
)


def told(facts: PackFacts) -> list[str]:
    """Headings and paragraphs in their order, a table as its rows."""
    found = []
    for block in pack_paper(facts).blocks:
        match block:
            case Heading(text=text) | Body(text=str(text)):
                found.append(text)
            case Table(rows=rows):
                found += [" | ".join(cell_of(cell).text for cell in row) for row in rows]
            case _:
                assert isinstance(block, Title)
    return found


def test_the_whole_pack() -> None:
    assert told(PACK) == [
        "以下数据截至2026年5月31日，均以审核通过的填报为准。",
        "一、总体情况",
        "共10项任务，其中绿灯7项，黄灯1项，红灯2项。",
        "与2026年3月20日会议时相比，红灯增加1项，黄灯持平；变差2项，好转1项。",
        "任务 | 责任单位 | 上次 | 本次 | 原因",
        "第3项“植树造林” | 农办 | 黄灯 | 红灯 | 落后62.5%",
        "第8项“修路” | 交通办 | 绿灯 | 黄灯 | 落后10%",
        "“拆除棚屋” | 城建办 | 黄灯 | 绿灯 | 已赶上",
        "二、红黄灯任务",
        "序号 | 任务 | 责任单位 | 亮灯 | 原因",
        "3 | 植树造林 | 农办 | 红灯 | 落后62.5%",
        "三、风险提示",
        "1．第8项“修路”（交通办）：应于6月30日完成，届时仍未办结，将亮红灯。",
        "2．“拆除棚屋”（城建办）：7月8日很可能亮红灯。",
        "四、承诺事项落实情况",
        "共2项，已兑现1项，未兑现1项。",
        "任务 | 单位 | 承诺内容 | 时限 | 落实情况",
        "第8项“修路” | 交通办 | 2026年4月2日约谈：5月底前开工 |  | 未兑现。仍未开工",
        "第3项“植树造林” | 农办 | 2026年4月2日批示：补种 | 2026年5月1日 | 已兑现",
        "五、提问提纲",
        "（一）农办",
        "1．第3项“植树造林”：植树截至2026年6月应达到80棵，实际30棵，落后62.5%。"
        "差距在哪里，用什么办法、到什么时候赶上？",
        "（二）交通办",
        "1．第8项“修路”：修路到2026年9月30日应达到20公里，按目前进度预计为15公里，"
        "达不到的可能性约84%。要如期达到，还缺什么条件，需要协调什么？",
        "没有需要当场提问的单位：文体办。",
    ]


def test_a_first_meeting_compares_nothing_and_an_empty_plan_says_so() -> None:
    first = PackFacts("督查室", "清单", "调度会", date(2026, 3, 1), date(2026, 2, 28), lights={})
    assert told(first) == [
        "以下数据截至2026年2月28日，均以审核通过的填报为准。",
        "一、总体情况",
        "没有任务。",
    ]
