"""Who answers for an item, and by when, as brackets and lines say it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from duban.plan import Format, Place, Plan, SourceFile
from duban.reading.prose import read_prose
from duban.reading.prose.charges import charge_line, charges_in, due_in, units_of
from duban.reading.source import Paragraph, Source


def read(text: str) -> Plan:
    lines = dedent(text).strip("\n").split("\n")
    blocks = tuple(
        Paragraph(line.strip(), Place(line=number))
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
    return read_prose(Source(SourceFile("分工.txt", "0", Format.TXT), blocks))


@pytest.mark.parametrize(
    ("bracket", "lead", "co"),
    [
        ("牵头单位：区发改委，配合单位：区财政局、柳溪镇", ["区发改委"], ["区财政局", "柳溪镇"]),
        ("区发改委牵头，区财政局、柳溪镇配合", ["区发改委"], ["区财政局", "柳溪镇"]),
        (
            "省发改委、省财政厅牵头，省教育厅等省有关部门及各地区按职责分工负责",
            ["省发改委", "省财政厅"],
            ["省教育厅", "省有关部门", "各地区"],
        ),
        ("区教育局、区卫健委按职责分工负责", ["区教育局", "区卫健委"], []),
        ("区教育局负责，区财政局配合", ["区教育局"], ["区财政局"]),
        ("责任单位：区教育局；完成时限：2026年10月底", ["区教育局"], []),
        (
            "牵头单位：区民政局；责任单位：区财政局、各街镇",
            ["区民政局"],
            ["区财政局", "各街镇"],
        ),
        (
            "牵头单位：区知识产权局（区市场监管局）、区科委，配合单位：无",
            ["区知识产权局（区市场监管局）", "区科委"],
            [],
        ),
        ("牵头单位：市人社局，配合单位：各区、县级市", ["市人社局"], ["各区、县级市"]),
        ("责任领导：王甲；牵头单位：区发改局", ["区发改局"], []),
    ],
)
def test_a_bracket_names_units(bracket: str, lead: list[str], co: list[str]) -> None:
    [charge] = charges_in(f"推进项目建设。（{bracket}）", 2026)
    assert (list(charge.lead_units), list(charge.co_units)) == (lead, co)


@pytest.mark.parametrize(
    "text",
    [
        "完成体质测试（20-60周岁）工作。",
        "推进柳溪河防汛墙（二期）改造。",
        "开展负责任投资（ESG）试点。",
        "配合街镇（含开发区）做好动迁工作。",
        "在云泽区（柳溪镇）开展试点工作。",
    ],
)
def test_other_brackets_name_nobody(text: str) -> None:
    assert list(charges_in(text, 2026)) == []


def test_a_bracket_of_units_alone_closes_an_item() -> None:
    [charge] = charges_in("建设口袋公园5座。（区绿化局、柳溪镇）", 2026)
    assert charge.lead_units == ("区绿化局", "柳溪镇")


@pytest.mark.parametrize(
    ("line", "lead", "co", "due"),
    [
        ("牵头单位：区教育局", ["区教育局"], [], None),
        ("责任单位：区民政局；配合单位：各街镇", ["区民政局"], ["各街镇"], None),
        ("完成时限：2026年10月底前", [], [], "2026-10"),
        ("完成时限：12月底", [], [], "2026-12"),
        ("完成时限：长期坚持", [], [], None),
    ],
)
def test_a_line_of_its_own(line: str, lead: list[str], co: list[str], due: str | None) -> None:
    charge = charge_line(line, 2026)
    assert charge is not None
    assert (list(charge.lead_units), list(charge.co_units)) == (lead, co)
    assert (None if charge.due is None else str(charge.due)) == due


def test_running_text_is_no_charge_line() -> None:
    assert charge_line("责任单位要切实加强领导，抓好落实。", 2026) is None


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ("区发改委、区财政局", ["区发改委", "区财政局"]),
        ("区发改委，柳溪镇政府", ["区发改委", "柳溪镇政府"]),
        ("区发改委等各有关单位", ["区发改委", "各有关单位"]),
        ("区发改委以及各街镇", ["区发改委", "各街镇"]),
        ("区市场监管局（区知识产权局）", ["区市场监管局（区知识产权局）"]),
        ("各区、县级市", ["各区、县级市"]),
        ("无", []),
    ],
)
def test_units(names: str, wanted: list[str]) -> None:
    assert units_of(names) == wanted


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2026年底前开展专项治理", "2026-12"),
        ("2027年3月底前完成检查", "2027-03"),
        ("6月底前完成", "2026-06"),
        ("今年10月底前投用", "2026-10"),
        ("年底前全面完成", "2026-12"),
        ("2026年12月31日前", "2026-12-31"),
        ("到2030年，收入达到180亿元", "2030-12"),
        ("2026年底前自查，2027年3月底前检查", "2027-03"),
        ("2026年新增企业30家", None),
        ("召开7月座谈会", None),
        ("改造地下管网", None),
    ],
)
def test_a_date_by_which(text: str, due: str | None) -> None:
    found = due_in(text, 2026)
    assert (None if found is None else str(found)) == due


def test_a_list_of_items_with_brackets() -> None:
    plan = read(
        """
        云泽区人才行动分工方案
        一、引进人才
        1.紧缺人才项目。引进博士100名。定期公布目录。（牵头单位：区人社局，配合单位：各街镇）
        2.企业家项目。培养企业家50名，选派30名赴外培训。（牵头单位：区国资委）
        3.总体要求。持续优化服务。
        """
    )
    assert [(task.title, task.text) for task in plan.tasks] == [
        ("紧缺人才项目", "引进博士100名。定期公布目录。"),
        ("企业家项目", "培养企业家50名，选派30名赴外培训。"),
        ("总体要求", "持续优化服务。"),
    ]
    assert plan.tasks[0].lead_units == ("区人社局",)
    assert plan.tasks[0].co_units == ("各街镇",)
    assert [task.ids for task in plan.tasks] == [{"number": 1}, {"number": 2}, {"number": 3}]
    assert {task.path for task in plan.tasks} == {("一、引进人才",)}


def test_items_that_run_on_without_line_breaks() -> None:
    plan = read(
        "一、深化改革，优化环境（一）让融资更加便利，完善信用体系。（区金融办牵头，各街镇负责）"
        "具体措施：1．推行线上服务。（区金融办负责）2．公开办理程序，压缩时限。（区财政局负责）"
        "（二）规范收费行为。（区市场监管局负责）"
    )
    assert [task.text for task in plan.tasks] == [
        "让融资更加便利，完善信用体系。",
        "推行线上服务。",
        "公开办理程序，压缩时限。",
        "规范收费行为。",
    ]
    assert {task.path for task in plan.tasks} == {("一、深化改革，优化环境",)}
    assert [task.lead_units for task in plan.tasks] == [
        ("区金融办",),
        ("区金融办",),
        ("区财政局",),
        ("区市场监管局",),
    ]


def test_units_on_lines_below_their_item() -> None:
    plan = read(
        """
        云泽区2026年重点工作责任分解
        一、产业
        1.建设北塘智能园
        建设内容：新建厂房12万平方米。
        牵头单位：区经信委
        责任单位：柳溪镇
        完成时限：2026年10月底
        2.改造老厂房3处。
        牵头单位：区国资委
        完成时限：12月底前
        """
    )
    first, second = plan.tasks
    assert (first.text, first.lead_units, first.co_units) == (
        "建设北塘智能园",
        ("区经信委",),
        ("柳溪镇",),
    )
    assert first.fields == {"建设内容": "新建厂房12万平方米。"}
    assert [str(task.due) for task in plan.tasks] == ["2026-10", "2026-12"]
    assert second.lead_units == ("区国资委",)
    assert plan.coverage == 1


def test_leaders_and_square_brackets() -> None:
    plan = read(
        """
        云泽区2026年重点任务分解方案
        一、主要目标
        1.地区生产总值增长8%以上。(责任领导:王甲、李乙;牵头单位:区发改局)
        2.引进龙头企业入驻。[责任单位:区招商中心、北塘公司]
        3.建设公园3座。（牵头单位：区绿化局）（完成时限：2026年10月底）
        """
    )
    first, second, third = plan.tasks
    assert (first.text, first.leaders) == ("地区生产总值增长8%以上。", ("王甲", "李乙"))
    assert first.lead_units == ("区发改局",)
    assert second.lead_units == ("区招商中心", "北塘公司")
    assert (third.text, third.lead_units) == ("建设公园3座。", ("区绿化局",))
    assert str(third.due) == "2026-10"
    assert plan.coverage == 1


def test_a_table_that_lost_its_rules() -> None:
    plan = read(
        """
        云泽区2026年重点工作责任分解
        1
        地区生产总值增长6%左右。
        区发展改革委
        2
        规上工业总产值突破200亿元，新增企业30家。
        区经信局、各街道
        3
        新建学校2所。
        区教育局
        """
    )
    assert [(task.text, task.lead_units) for task in plan.tasks] == [
        ("地区生产总值增长6%左右。", ("区发展改革委",)),
        ("规上工业总产值突破200亿元，新增企业30家。", ("区经信局", "各街道")),
        ("新建学校2所。", ("区教育局",)),
    ]


def test_a_line_without_a_mark_heads_the_items_below_it() -> None:
    plan = read(
        """
        云泽区2026年重点任务分解方案
        （一）做强增长引擎
        加强基础设施建设
        12.启动环城公路建设。（牵头单位：区交通局）
        培育新兴产业
        13.引进企业3家。（牵头单位：区科委）
        """
    )
    assert [task.path for task in plan.tasks] == [
        ("（一）做强增长引擎", "加强基础设施建设"),
        ("（一）做强增长引擎", "培育新兴产业"),
    ]


def test_units_below_several_paragraphs_answer_for_each() -> None:
    plan = read(
        """
        云泽区2026年重点工作责任分解
        （一）扩大养老服务
        新增养老床位300张。
        建成长者食堂6家。
        责任单位：区民政局
        """
    )
    assert [(task.path, task.text, task.lead_units) for task in plan.tasks] == [
        (("（一）扩大养老服务",), "新增养老床位300张。", ("区民政局",)),
        (("（一）扩大养老服务",), "建成长者食堂6家。", ("区民政局",)),
    ]


def test_an_item_with_several_dates_has_milestones() -> None:
    plan = read(
        """
        云泽区收费治理分工方案
        1.2026年底前组织收费自查，2027年3月底前开展检查，确保整改到位。（区市场监管局牵头，各街镇负责）
        2.2026年6月底前公布目录。（区财政局负责）
        """
    )
    several, one = plan.tasks
    assert [(str(stone.period), stone.text) for stone in several.milestones] == [
        ("2026-M12", "2026年底前组织收费自查"),
        ("2027-M03", "2027年3月底前开展检查"),
    ]
    assert str(several.due) == "2027-03"
    assert (one.milestones, str(one.due)) == ((), "2026-06")
