"""督办单: one unit is asked about one task, and told until when it must answer.

head         issuer, number, red rule, 督办单 with its colour
addressee    the unit
一、督办事项    the task with its plan, its leader and units, what was to be reached and by when
二、有关情况    the facts that gave rise to the order
三、办理要求    what is demanded
四、回复时限    by when, and on which form
page 2       the reply slip, to be filled in and sent back
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from duban.writing.blocks import (
    Addressee,
    Align,
    Attachment,
    Block,
    Body,
    Cell,
    Face,
    Heading,
    Imprint,
    Light,
    Paper,
    RedHead,
    Signature,
    Table,
    Title,
)
from duban.writing.wording import ended, listed, quoted, said

#: what the paper asks for where the office wrote nothing
DEMAND = (
    "请立即查明原因，制定措施，明确责任人和时间节点，抓紧推进；"
    "办理情况及下一步安排按所附回复单填写。"
)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What a 督办单 says. Texts are as entered; what has no default must be filled.

    `issuer` is the office on the red head and in the signature, `number` the whole 发文字号
    (云泽镇督〔2026〕3号). `colour` is red, yellow or blue. `plan` is the title of the plan and
    `serial` the task's number in it. `target` is what was to be reached, `due` by when, in words.
    `facts` are sentences. `earlier` names the orders on the same task before this one.
    """

    issuer: str
    number: str
    day: date
    colour: Light
    unit: str
    task: str
    facts: Sequence[str]
    reply_by: date
    plan: str = ""
    serial: int | None = None
    leaders: Sequence[str] = ()
    lead_units: Sequence[str] = ()
    co_units: Sequence[str] = ()
    target: str = ""
    due: str = ""
    demand: str = ""
    earlier: Sequence[str] = ()
    copies: Sequence[str] = ()
    contact: str = ""


def order_paper(facts: OrderFacts) -> Paper:
    return Paper(f"督办单（{facts.number}）", facts.day, tuple(_blocks(facts)))


def _blocks(facts: OrderFacts) -> Iterator[Block]:
    yield RedHead(facts.issuer, facts.number)
    yield Title("督办单", f"{facts.colour.colour_word}督办", facts.colour)
    yield Addressee(facts.unit)
    yield Heading("一、督办事项", 1)
    yield Body(_subject(facts))
    if facts.target or facts.due:
        yield Body(_wanted(facts))
    yield Heading("二、有关情况", 1)
    for sentence in facts.facts:
        yield Body(ended(sentence))
    if facts.earlier:
        yield Body(f"此前已就该项任务发出{listed(facts.earlier)}。")
    yield Heading("三、办理要求", 1)
    yield Body(ended(facts.demand or DEMAND))
    yield Heading("四、回复时限", 1)
    contact = f"联系人：{facts.contact}。" if facts.contact else ""
    yield Body(
        f"请于{said(facts.reply_by)}前将回复单经单位负责人签字并加盖公章后反馈{facts.issuer}。"
        f"{contact}逾期未回复的，按规定升级督办。"
    )
    yield Signature(facts.issuer, facts.day)
    if facts.copies:
        yield Imprint(facts.issuer, facts.day, facts.copies)
    yield Attachment("附件", "督办事项办理情况回复单")
    yield _slip(facts)


def _subject(facts: OrderFacts) -> str:
    where = quoted(facts.plan) if facts.plan else ""
    if facts.serial is not None:
        where += f"第{facts.serial}项："
    duty = (
        (f"牵头领导：{listed(facts.leaders)}。" if facts.leaders else ""),
        (f"牵头单位：{listed(facts.lead_units)}。" if facts.lead_units else ""),
        (f"配合单位：{listed(facts.co_units)}。" if facts.co_units else ""),
    )
    return f"{where}{ended(facts.task)}{''.join(duty)}"


def _wanted(facts: OrderFacts) -> str:
    target = f"进度要求：{ended(facts.target)}" if facts.target else ""
    return target + (f"完成时限：{ended(facts.due)}" if facts.due else "")


def _slip(facts: OrderFacts) -> Table:
    return Table(
        rows=(
            ("督办单号", facts.number, _label("督办类别"), f"{facts.colour.colour_word}督办"),
            ("承办单位", facts.unit, _label("回复时限"), said(facts.reply_by)),
            ("督办事项", Cell(facts.task, across=3)),
            ("办理情况", _room(8)),
            ("未达进度的\n原因", _room(6)),
            ("下一步措施\n及完成时间", _room(6)),
            ("承办人及\n联系电话", "", _label("单位负责人\n（签字）"), ""),
            ("单位意见", Cell(f"\n\n{'　' * 14}（盖章）　　　年　　月　　日", across=3)),
        ),
        widths=(28, 60, 28, 40),
        labels=True,
        whole=True,
    )


def _label(text: str) -> Cell:
    return Cell(text, align=Align.CENTRE, face=Face.HEI)


def _room(lines: int) -> Cell:
    """Room to be written in, over the three columns behind the label."""
    return Cell("\n" * (lines - 1), across=3)
