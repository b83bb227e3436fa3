"""The findings of a check as a paper sent back to the drafting unit.

title, addressee, what was checked and how much was found
一、核对概况      the counts by severity and rule
二、逐项问题      task by task; of each finding the figures, the places, room for an answer
三、答复要求
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from duban.plan import Finding, Plan, Severity
from duban.plan.wording import SEVERITY, field_label, subject, tally, where
from duban.writing.blocks import (
    Addressee,
    Align,
    Block,
    Body,
    Heading,
    Paper,
    Signature,
    Table,
    Title,
)
from duban.writing.numerals import chinese

#: room for the answer, to be ticked or written in
ANSWER = "□ 采纳，已改为：\n□ 不采纳，理由：\n　"
_SUMMARY_WIDTHS = (20, 18, 88, 30)
_SUMMARY_ALIGNS = (Align.CENTRE, Align.CENTRE, Align.LEFT, Align.RIGHT)
_FINDING_WIDTHS = (34, 122)
#: of a long title so much names its task
LONGEST_TITLE = 40
_ORDER = tuple(Severity)


def findings_paper(
    plan: Plan, findings: Sequence[Finding], day: date, *, to: str = "", sender: str = ""
) -> Paper:
    """`findings` are those of this plan, `day` is that of the paper.

    `to` is the drafting unit (the issuer where none is named), `sender` the office that checked.
    """
    document = plan.document
    title = f"《{document.title}》\n核对意见"
    found = f"发现问题{len(findings)}处（{tally(findings)}）" if findings else "没有发现问题"
    checked = Body(
        f"现对《{document.title}》（文件：{document.source.name}）进行了核对，"
        f"共核对任务{len(plan.tasks)}项，{found}。"
    )
    details = (*_summary(findings), *_details(plan, findings), *_request()) if findings else ()
    blocks = (
        Title(title),
        Addressee(to or document.issuer or "起草单位"),
        checked,
        *details,
        Signature(sender, day),
    )
    return Paper(title.replace("\n", ""), day, blocks)


def _summary(findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading("一、核对概况", 1)
    counts = Counter((one.severity, one.rule, one.name) for one in findings)
    rows = sorted(counts.items(), key=lambda item: (_ORDER.index(item[0][0]), item[0][1]))
    body = [
        (SEVERITY[severity], rule, name, f"{count}处") for (severity, rule, name), count in rows
    ]
    head = ("级别", "规则", "核对内容", "处数")
    yield Table((head, *body), _SUMMARY_WIDTHS, headers=1, aligns=_SUMMARY_ALIGNS)


def _details(plan: Plan, findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading("二、逐项问题", 1)
    titles = {task.number: task.title for task in plan.tasks}
    number = 0
    for at, (about, group) in enumerate(_by_subject(findings).items(), 1):
        yield Heading(f"（{chinese(at)}）{about}{_title_of(group[0], titles)}", 2)
        for finding in group:
            number += 1
            yield Body(f"{number}. {SEVERITY[finding.severity]}：{finding.message}", keep_next=True)
            yield Table(tuple(_rows(finding)), _FINDING_WIDTHS, labels=True, whole=True)


def _by_subject(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    """By task in the order of the plan, the gravest first; 全文 leads."""
    groups: dict[str, list[Finding]] = {}
    ordered = sorted(findings, key=lambda one: (one.tasks, _ORDER.index(one.severity), one.rule))
    for finding in ordered:
        groups.setdefault(subject(finding), []).append(finding)
    return groups


def _title_of(finding: Finding, titles: Mapping[int | None, str]) -> str:
    if len(finding.tasks) != 1:
        return ""
    title = titles.get(finding.tasks[0], "")
    return " " + (title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE] + "…")


def _rows(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "规则", f"{finding.rule} {finding.name}"
    yield from finding.values.items()
    if finding.fields:
        yield "栏目", "、".join(field_label(name) for name in finding.fields)
    if place := where(finding):
        yield "位置", place
    if finding.suggestion is not None:
        yield "建议改为", finding.suggestion
    yield "起草单位答复", ANSWER


def _request() -> Iterator[Block]:
    yield Heading("三、答复要求", 1)
    yield Body(
        "请逐条核实，在“起草单位答复”栏写明改正后的内容，或不采纳的理由，连同改正后的文稿一并退回。"
        "“错误”须改正或说明，“警告”须核实，“提示”供参考。"
    )
