"""What orders, bulletins and pledges say of the facts that they are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from duban.writing.blocks import (
    Addressee,
    Attachment,
    Body,
    Cell,
    Heading,
    Imprint,
    Light,
    Paper,
    Parties,
    RedHead,
    Signature,
    Table,
    Title,
    cell_of,
    spans,
)
from duban.writing.bulletin import (
    BulletinFacts,
    LateTask,
    Named,
    Owing,
    UnitStanding,
    bulletin_paper,
)
from duban.writing.order import DEMAND, OrderFacts, order_paper
from duban.writing.pledge import DUTIES, PledgedTask, PledgeFacts, pledge_paper

DAY = date(2026, 4, 8)
ORDER = OrderFacts(
    issuer="云泽镇督查室",
    number="云泽镇督〔2026〕3号",
    day=DAY,
    colour=Light.YELLOW,
    unit="农业办",
    task="建设停车场70个",
    facts=("一季度建成8个，序时进度为18个",),
    reply_by=date(2026, 4, 18),
)
BULLETIN = BulletinFacts(
    issuer="云泽镇督查室",
    number="云泽镇督通〔2026〕2号",
    day=DAY,
    plan="2026年重点任务清单",
    period="2026年一季度",
    until=date(2026, 3, 31),
    to="各办公室",
    lights={Light.GREEN: 31, Light.YELLOW: 6, Light.RED: 3},
)


def said(paper: Paper) -> list[str]:
    """The running text and the headings, in their order."""
    texts = []
    for block in paper.blocks:
        if isinstance(block, Body):
            texts.append("".join(span.text for span in spans(block.text)))
        elif isinstance(block, Heading | Title | Addressee):
            texts.append(block.text)
    return texts


def tables(paper: Paper) -> list[list[list[str]]]:
    return [
        [[cell_of(entry).text for entry in row] for row in block.rows]
        for block in paper.blocks
        if isinstance(block, Table)
    ]


def kinds(paper: Paper) -> list[type]:
    return [type(block) for block in paper.blocks]


def test_an_order_with_only_what_it_must_have() -> None:
    paper = order_paper(ORDER)
    assert paper.blocks[0] == RedHead("云泽镇督查室", "云泽镇督〔2026〕3号")
    assert paper.blocks[1] == Title("督办单", "黄色督办", Light.YELLOW)
    assert said(paper) == [
        *("督办单", "农业办", "一、督办事项", "建设停车场70个。", "二、有关情况"),
        *("一季度建成8个，序时进度为18个。", "三、办理要求", DEMAND, "四、回复时限"),
        "请于2026年4月18日前将回复单经单位负责人签字并加盖公章后反馈云泽镇督查室。"
        "逾期未回复的，按规定升级督办。",
    ]
    assert Imprint not in kinds(paper)


def test_an_order_with_everything() -> None:
    facts = replace(
        ORDER,
        plan="2026年清单",
        serial=7,
        leaders=("周明",),
        lead_units=("农业办",),
        co_units=("规建办", "各村"),
        target="一季度建成18个",
        due="2026年11月底",
        demand="三日内报措施",
        earlier=("云泽镇督〔2026〕1号",),
        copies=("镇纪委",),
        contact="李文",
    )
    paper = order_paper(facts)
    texts = said(paper)
    assert (
        "《2026年清单》第7项：建设停车场70个。牵头领导：周明。牵头单位：农业办。"
        "配合单位：规建办、各村。" in texts
    )
    assert "进度要求：一季度建成18个。完成时限：2026年11月底。" in texts
    assert "此前已就该项任务发出云泽镇督〔2026〕1号。" in texts
    assert "三日内报措施。" in texts
    assert DEMAND not in texts
    assert Imprint("云泽镇督查室", DAY, ("镇纪委",)) in paper.blocks


def test_an_order_brings_the_slip_for_its_answer() -> None:
    paper = order_paper(ORDER)
    assert kinds(paper)[-2:] == [Attachment, Table]
    [slip] = tables(paper)
    assert slip[0] == ["督办单号", "云泽镇督〔2026〕3号", "督办类别", "黄色督办"]
    assert slip[1] == ["承办单位", "农业办", "回复时限", "2026年4月18日"]
    assert [row[0] for row in slip[3:6]] == [
        "办理情况",
        "未达进度的\n原因",
        "下一步措施\n及完成时间",
    ]


def test_a_bulletin_tells_only_what_there_is_to_tell() -> None:
    texts = said(bulletin_paper(BULLETIN))
    assert texts[:3] == [
        "关于《2026年重点任务清单》\n2026年一季度执行情况的通报",
        "各办公室",
        "现将《2026年重点任务清单》截至2026年3月31日的执行情况通报如下。",
    ]
    assert [text for text in texts if text[1:2] == "、"] == ["一、总体情况", "二、下一步要求"]
    assert "清单共40项任务，其中达到序时进度（绿灯）31项，黄灯6项，红灯3项。" in texts
    assert not any("上期" in text for text in texts)


def test_a_bulletin_sets_the_lights_beside_those_before() -> None:
    before = {Light.RED: 1, Light.YELLOW: 6}
    texts = said(bulletin_paper(replace(BULLETIN, before=before)))
    assert "与上期相比，红灯增加2项，黄灯持平。" in texts
    fewer = {Light.RED: 5, Light.YELLOW: 7}
    texts = said(bulletin_paper(replace(BULLETIN, before=fewer)))
    assert "与上期相比，红灯减少2项，黄灯减少1项。" in texts


def test_a_bulletin_with_units_late_tasks_and_names() -> None:
    paper = bulletin_paper(
        replace(
            BULLETIN,
            units=(UnitStanding("农业办", {Light.GREEN: 8, Light.RED: 1}, 9, 8),),
            late=(
                LateTask(7, "建设停车场", "农业办", Light.YELLOW, "低于序时14个百分点", "周明"),
                LateTask(12, "引进企业", "经发办", Light.RED, "低于序时32个百分点", running=3),
            ),
            owing=(Owing("社管办", 2), Owing("经发办", 1, made_good=True)),
            criticised=(Named("经发办", "连续3个月红灯", "连续三红"),),
        )
    )
    units, late = tables(paper)
    assert units[1] == ["农业办", "9", "0", "8", "0", "1", "0", "9", "8"]
    assert [row[0] for row in late] == ["序号", "12", "7"]  # the red ones first
    assert late[1][3] == "红灯\n连续3期"
    assert late[2][2] == "农业办\n（周明）"
    texts = said(paper)
    assert "至今未报：社管办（2项）。" in texts
    assert "逾期后补报：经发办（1项）。" in texts
    at = texts.index("（一）批评")
    assert texts[at + 1] == "1．经发办：连续3个月红灯。（依据：连续三红）"
    assert "（一）表扬" not in texts


def test_a_light_in_a_table_has_shape_and_word() -> None:
    late = LateTask(7, "建设停车场", "农业办", Light.YELLOW, "低于序时14个百分点")
    [table] = [
        b for b in bulletin_paper(replace(BULLETIN, late=(late,))).blocks if isinstance(b, Table)
    ]
    assert Cell("黄灯", light=Light.YELLOW) in table.rows[1]


def test_a_pledge_names_tasks_targets_and_both_sides() -> None:
    task = PledgedTask(7, "建设停车场", "牵头", (("一季度", "18个"), ("全年", "70个")), "11月底")
    helped = PledgedTask(None, "整治河道", "配合", (("", "完工"),))
    facts = PledgeFacts("云泽镇人民政府", "农业办", 2026, DAY, "2026年清单", (task, helped))
    paper = pledge_paper(facts)
    assert paper.title == "农业办2026年度重点工作目标责任书"
    assert "农业办承担任务2项，其中牵头1项、配合1项。" in said(paper)
    assert f"1．{DUTIES[0]}。" in said(paper)
    [table] = tables(paper)
    assert table[1] == ["7", "建设停车场", "牵头", "一季度：18个\n全年：70个", "11月底"]
    assert table[2] == ["", "整治河道", "配合", "完工", ""]
    [parties] = [block for block in paper.blocks if isinstance(block, Parties)]
    assert [column[0] for column in parties.columns] == ["云泽镇人民政府", "农业办"]
    assert Signature not in kinds(paper)


def test_a_pledge_without_dates_has_no_column_for_them() -> None:
    helped = PledgedTask(None, "整治河道", "配合", (("", "完工"),))
    facts = PledgeFacts("云泽镇人民政府", "农业办", 2026, DAY, "2026年清单", (helped,))
    [table] = [block for block in pledge_paper(facts).blocks if isinstance(block, Table)]
    assert list(table.rows) == [("序号", "任务", "责任", "目标"), ("", "整治河道", "配合", "完工")]
    assert sum(table.widths) == 156
