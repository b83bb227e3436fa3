"""Whether a stretch looks back or forward, and over which period."""

from __future__ import annotations

from textwrap import dedent

import pytest

from duban.plan import Format, Period, Place, Plan, SourceFile
from duban.reading.prose import read_prose, times
from duban.reading.prose.times import Direction, Time
from duban.reading.source import Paragraph, Source


def read(text: str, name: str = "报告.txt") -> Plan:
    lines = dedent(text).strip("\n").split("\n")
    blocks = tuple(
        Paragraph(line.strip(), Place(line=number))
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
    return read_prose(Source(SourceFile(name, "0", Format.TXT), blocks))


@pytest.mark.parametrize(
    ("headings", "direction", "period"),
    [
        (["一、2025年工作回顾"], Direction.BACK, "2025"),
        (["二、2026年工作安排"], Direction.FORWARD, "2026"),
        (["一、过去五年工作"], Direction.BACK, "2021-2025"),
        (["（一）“十五五”时期奋斗目标"], Direction.FORWARD, "2030"),
        (["一、“十四五”规划完成情况"], Direction.BACK, "2021-2025"),
        (["三、全力做好“十五五”开局工作"], Direction.FORWARD, "2026"),
        (["关于第十五个五年规划纲要的说明"], Direction.FORWARD, "2030"),
        (["学前教育行动计划（2027—2029年）"], Direction.FORWARD, "2027-2029"),
        (["一、2025年工作回顾", "（一）聚力产业"], Direction.BACK, "2025"),
        (["柳溪镇2026年工作计划", "一、2025年工作回顾"], Direction.BACK, "2025"),
        (["一、深化产业改革"], None, None),
    ],
)
def test_headings(headings: list[str], direction: Direction | None, period: str | None) -> None:
    time = times.of_headings(headings, 2026)
    wanted = None if period is None else Period.parse(period)
    assert time == Time(direction, wanted)


@pytest.mark.parametrize(
    ("opening", "direction", "period"),
    [
        ("2026年，全镇将全面推进更新", Direction.FORWARD, "2026"),
        ("这五年，全镇一以贯之促转型", Direction.BACK, "2021-2025"),
        ("一年来，全镇锚定目标", Direction.BACK, "2025"),
        ("“十五五”期间，全镇将建设新城", Direction.FORWARD, "2030"),
        ("今年经济社会发展的主要预期目标是", Direction.FORWARD, "2026"),
        ("2025年是规划的重要收官之年", None, None),
        ("推进公园建设", None, None),
    ],
)
def test_opening_sentences(opening: str, direction: Direction | None, period: str | None) -> None:
    time = times.of_opening(opening, Time(), 2026)
    assert time == Time(direction, None if period is None else Period.parse(period))


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("柳溪镇获评市级示范镇，收入同比增长14%。", Direction.BACK),
        ("改革了审核制度，完善了服务。", Direction.BACK),
        ("力争完成投资30亿元，加快公园建设。", Direction.FORWARD),
        ("新增就业60万人左右，失业率控制在5%以内。", Direction.FORWARD),
        ("公园。", None),
    ],
)
def test_wording(text: str, direction: Direction | None) -> None:
    assert times.of_wording(text, None) is direction


def test_little_wording_follows_what_is_around_it() -> None:
    assert times.of_wording("农业丰收，获得好评。", Direction.FORWARD) is Direction.FORWARD
    assert (
        times.of_wording("入选试点，获评示范，税收增长14%。", Direction.FORWARD) is Direction.BACK
    )


def test_a_report_holds_several_periods() -> None:
    plan = read(
        """
        云泽区人民政府2026年工作报告
        一、2025年工作回顾
        完成税收142亿元。
        这五年，全区一以贯之促转型，动力持续迸发。累计建成孵化器7个。引进企业90家。
        二、“十五五”时期主要任务
        到2030年，税收达到180亿元。
        三、2026年工作安排
        新建公园3座。到2027年，建成绿道12公里。
        """
    )
    told = [(str(task.period), task.text) for task in (*plan.achievements, *plan.tasks)]
    assert told == [
        ("2025", "完成税收142亿元"),
        ("2021-2025", "累计建成孵化器7个"),
        ("2021-2025", "引进企业90家"),
        ("2030", "到2030年，税收达到180亿元"),
        ("2026", "新建公园3座"),
        ("2027", "到2027年，建成绿道12公里"),
    ]


def test_an_excerpt_is_told_by_its_wording() -> None:
    back = read("内需拉动增强。柳溪入选全国试点，游客增长14%。商圈成为消费热点。")
    ahead = read("扎实办好实事。为1万名老人提供服务。大力实施公交化改造。")
    assert back.achievements
    assert not back.tasks
    assert ahead.tasks
    assert not ahead.achievements


@pytest.mark.parametrize(
    ("sentence", "estimated"),
    [
        ("预计全年完成税收142亿元，其中镇级完成32亿元；销售额完成760亿元。", [True, True, True]),
        ("引进企业3家；全年收入预计2.3亿元，同比增长17%。", [False, True]),
        ("完成税收142亿元。", [False]),
    ],
)
def test_what_is_foreseen(sentence: str, estimated: list[bool]) -> None:
    plan = read(f"云泽区2026年工作报告\n一、2025年工作回顾\n{sentence}")
    assert [task.estimated for task in plan.achievements] == estimated


@pytest.mark.parametrize(
    ("sentence", "hoped"),
    [
        ("新建公园3座，力争税收增长5%。", [False, True]),
        ("力争新建公园3座，建成绿道5公里。", [True, True]),
        ("争创市级示范镇。", [True]),
        ("努力打造创新高地。", [True]),
        ("新建公园3座。", [False]),
    ],
)
def test_what_is_hoped_for(sentence: str, hoped: list[bool]) -> None:
    plan = read(f"云泽区2026年工作计划\n一、目标\n{sentence}")
    assert [task.aspirational for task in plan.tasks] == hoped
