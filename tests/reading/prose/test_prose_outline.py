"""Headings stand above what they head; what heads nothing says it itself."""

from __future__ import annotations

from textwrap import dedent

import pytest

from duban.plan import Format, Place, Plan, SourceFile
from duban.reading.prose import read_prose
from duban.reading.source import Paragraph, Source

CONSUMPTION = ("一、扩大内需", "推动消费扩容")


def read(text: str, *, levels: dict[str, int] | None = None, name: str = "工作.txt") -> Plan:
    """The plan of a document drawn with its lines; `levels` are the styles of some of them."""
    lines = dedent(text).strip("\n").split("\n")
    blocks = tuple(
        Paragraph(line.strip(), Place(line=number), (levels or {}).get(line.strip()))
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
    return read_prose(Source(SourceFile(name, "0", Format.TXT), blocks))


def outline(plan: Plan) -> list[tuple[tuple[str, ...], str]]:
    found = [*plan.tasks, *plan.achievements]
    return [(task.path, task.text) for task in sorted(found, key=lambda task: task.place.line or 0)]


@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [
        pytest.param(
            """
            一、产业
            （一）做强制造
            1.建设园区。引进企业3家。
            2.改造厂房。盘活载体5处。
            二、民生
            新建学校2所。
            """,
            [
                (("一、产业", "（一）做强制造", "1.建设园区"), "引进企业3家"),
                (("一、产业", "（一）做强制造", "2.改造厂房"), "盘活载体5处"),
                (("二、民生",), "新建学校2所"),
            ],
            id="marks",
        ),
        pytest.param(
            """
            一、产业
            着力提升集聚度。引进企业3家。
            着力提升能级。改造厂房5处。
            """,
            [
                (("一、产业", "着力提升集聚度"), "引进企业3家"),
                (("一、产业", "着力提升能级"), "改造厂房5处"),
            ],
            id="bare-run-in",
        ),
        pytest.param(
            """
            银行业改革稳步推进。实现利润38亿元。
            我们继续降低税率，扩大开放。口岸通关时间缩短。
            """,
            [
                ((), "银行业改革稳步推进"),
                ((), "实现利润38亿元"),
                ((), "我们继续降低税率"),
                ((), "扩大开放"),
                ((), "口岸通关时间缩短"),
            ],
            id="short-first-sentence-that-is-no-heading",
        ),
        pytest.param(
            """
            三、区块联动
            一是载体活力迸发。柳溪孵化器入选市级名单。二是潜能加速释放。新增项目5个。
            """,
            [
                (("三、区块联动", "一是载体活力迸发"), "柳溪孵化器入选市级名单"),
                (("三、区块联动", "二是潜能加速释放"), "新增项目5个"),
            ],
            id="spoken",
        ),
        pytest.param(
            """
            一、民生实事
            1.新建公园3座；
            2.改造道路5条；
            3.增设夜市
            """,
            [
                (("一、民生实事",), "新建公园3座"),
                (("一、民生实事",), "改造道路5条"),
                (("一、民生实事",), "增设夜市"),
            ],
            id="marked-items-head-nothing",
        ),
        pytest.param(
            """
            一、民生实事
            2026年推进以下项目：
            ——新建公园3座；
            ——增设夜市。
            """,
            [(("一、民生实事",), "新建公园3座"), (("一、民生实事",), "增设夜市")],
            id="dashes",
        ),
        pytest.param(
            """
            一、回顾
            ——产业持续壮大。新增企业45家。
            ——城乡面貌一新。改造小区12个。
            """,
            [
                (("一、回顾", "产业持续壮大"), "新增企业45家"),
                (("一、回顾", "城乡面貌一新"), "改造小区12个"),
            ],
            id="dashes-that-head",
        ),
        pytest.param(
            """
            一、提高补贴标准。
            低保标准提高到每月217元。
            二、建设学校。
            新建学校2所。
            """,
            [
                (("一、提高补贴标准",), "低保标准提高到每月217元"),
                (("二、建设学校",), "新建学校2所"),
            ],
            id="heading-with-a-full-stop",
        ),
        pytest.param(
            """
            云泽区2026年工作方案
            主要目标
            新增就业1万人。
            重点任务
            新建学校2所。
            """,
            [(("主要目标",), "新增就业1万人"), (("重点任务",), "新建学校2所")],
            id="named-without-a-mark",
        ),
        pytest.param(
            """
            一、扩大内需
            推动消费扩容。提升消费能力。落实育儿补贴，扩大受益人群。完善消费政策。发放消费券，改造商圈。\
优化消费供给。发展首店经济，打造夜市。
            """,
            [
                ((*CONSUMPTION, "提升消费能力"), "落实育儿补贴"),
                ((*CONSUMPTION, "提升消费能力"), "扩大受益人群"),
                ((*CONSUMPTION, "完善消费政策"), "发放消费券"),
                ((*CONSUMPTION, "完善消费政策"), "改造商圈"),
                ((*CONSUMPTION, "优化消费供给"), "发展首店经济"),
                ((*CONSUMPTION, "优化消费供给"), "打造夜市"),
            ],
            id="sections-inside-a-paragraph",
        ),
        pytest.param(
            """
            （三）发展指标
            1．构建公共服务体系。每年提供指导4次。
            2．新建幼儿园100所。保持设施达标。
            """,
            [
                (("（三）发展指标", "1．构建公共服务体系"), "每年提供指导4次"),
                (("（三）发展指标",), "新建幼儿园100所"),
                (("（三）发展指标",), "保持设施达标"),
            ],
            id="a-first-sentence-with-a-figure-heads-nothing",
        ),
    ],
)
def test_what_stands_under_what(drawn: str, wanted: list[tuple[tuple[str, ...], str]]) -> None:
    assert outline(read(drawn)) == wanted


def test_styles_make_headings_without_marks() -> None:
    plan = read(
        """
        云泽区2026年工作方案
        产业强区
        先进制造
        新增企业30家。
        民生为本
        新建学校2所。
        """,
        levels={"产业强区": 1, "先进制造": 2, "民生为本": 1},
    )
    assert outline(plan) == [
        (("产业强区", "先进制造"), "新增企业30家"),
        (("民生为本",), "新建学校2所"),
    ]


def test_five_years_stand_beside_the_sections_of_the_year() -> None:
    plan = read(
        """
        云泽区人民政府2026年工作报告
        一、2025年工作回顾
        （一）聚力产业
        1.引进项目。落地企业3家。
        这五年，全区一以贯之促转型，发展动力持续迸发。累计完成税收16亿元。建成孵化器7个。
        """
    )
    topic = "这五年，全区一以贯之促转型，发展动力持续迸发"
    assert outline(plan) == [
        (("一、2025年工作回顾", "（一）聚力产业", "1.引进项目"), "落地企业3家"),
        (("一、2025年工作回顾", topic), "累计完成税收16亿元"),
        (("一、2025年工作回顾", topic), "建成孵化器7个"),
    ]
    assert [str(task.period) for task in plan.achievements] == ["2025", "2021-2025", "2021-2025"]


def test_title_notice_and_signature_are_no_tasks() -> None:
    plan = read(
        """
        柳溪镇人民政府关于印发《柳溪镇2026年工作计划》的通知
        机关各部门、各村居：
        《柳溪镇2026年工作计划》已经镇政府同意，现印发给你们，请认真组织实施。
        柳溪镇人民政府
        2026年1月13日
        柳溪镇2026年工作计划
        一、产业
        引进企业3家。
        柳溪镇人民政府
        2026年1月13日
        """
    )
    assert outline(plan) == [(("一、产业",), "引进企业3家")]
    assert plan.coverage == 1
    assert plan.doubts == ()
