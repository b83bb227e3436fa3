"""Findings as text for a terminal, plan by plan, in the order of the tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duban.plan import Finding, Plan
from duban.plan.wording import SEVERITY, subject, tally, where


def table(plans: Sequence[Plan], findings: Sequence[Finding]) -> str:
    numbers = range(len(plans))
    return "\n".join(line for number in numbers for line in _plan(plans, findings, number))


def _plan(plans: Sequence[Plan], findings: Sequence[Finding], number: int) -> Iterator[str]:
    document = plans[number].document
    own = [finding for finding in findings if finding.plan == number]
    if number:
        yield ""
    yield f"{document.source.name}：{document.title}（{len(plans[number].tasks)}项任务）"
    for finding in own:
        yield f"  {SEVERITY[finding.severity]}  {finding.rule}  {subject(finding)}  {finding.name}"
        yield f"        {finding.message}"
        if place := where(finding):
            yield f"        位置：{place}"
    yield f"共 {len(own)} 处：{tally(own)}" if own else "没有发现问题"
