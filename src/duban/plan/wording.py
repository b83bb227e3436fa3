"""How a finding is spoken of, wherever it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from duban.plan.finding import Finding, Severity
from duban.plan.period import Period

SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_FIELDS = {
    "title": "任务名称",
    "text": "正文",
    "note": "备注",
    "due": "完成期限",
    "path": "标题",
    "number": "序号",
    "leaders": "牵头领导",
    "lead_units": "牵头单位",
    "co_units": "配合单位",
    "header": "表头",
}


def field_label(name: str) -> str:
    """A field as its reader knows it: 任务名称, 2026年一季度, or the column's own header."""
    kind, _, period = name.partition(":")
    if kind == "milestone" and period:
        return Period.parse(period).label
    return _FIELDS.get(name, name)


def subject(finding: Finding) -> str:
    """任务5, 任务57、65, or 全文 for what concerns the document itself."""
    if not finding.tasks:
        return "全文"
    return "任务" + "、".join(str(number) for number in finding.tasks)


def where(finding: Finding) -> str:
    """The places in words, each once."""
    places = dict.fromkeys(str(place) for place in finding.places)
    return "；".join(place for place in places if place)


def tally(findings: Iterable[Finding]) -> str:
    """错误 2，警告 5，提示 11."""
    counts = Counter(finding.severity for finding in findings)
    return "，".join(f"{SEVERITY[severity]} {counts[severity]}" for severity in Severity)
