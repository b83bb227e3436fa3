"""核对意见: the findings of an edition, sent back to whoever drafted it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from duban.plan import Document, Finding, Plan, Task
from duban.plan.form import finding_to_form, plan_from_form, plan_to_form
from duban.plan.wording import SEVERITY, where
from duban.plan.wording import subject as subject_of
from duban.web.ledger.findings import finding_from_form, finding_of, waivers_of
from duban.web.papers.kinds.sheet import Ask, Audience, Field, Rows, Sheet, Subject, Word
from duban.web.supervision.models import PaperKind
from duban.writing.blocks import Paper
from duban.writing.findings import findings_paper
from duban.writing.wording import said

Form = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FindingsFacts:
    """`plan` holds of the tasks only their numbers and titles, as a form of duban.plan/1."""

    plan: Form
    findings: Sequence[Form]
    day: date
    to: str
    sender: str
    number: str

    @property
    def document(self) -> Document:
        return plan_from_form(self.plan).document

    @property
    def found(self) -> list[Finding]:
        return [finding_from_form(form) for form in self.findings]


def gather(subject: Subject) -> FindingsFacts:
    """Every finding that nobody has waived."""
    edition = subject.edition
    if edition is None:
        raise ValueError("findings are those of an edition")
    waived = waivers_of(edition)
    found = [
        finding_of(defect)
        for defect in edition.defects.order_by("position")
        if defect.key not in waived
    ]
    entries = edition.entries.filter(dropped=False).order_by("position")
    tasks = tuple(Task(title=one.task.title, number=one.number) for one in entries)
    document = edition.document()
    return FindingsFacts(
        plan=plan_to_form(Plan(document, tasks)),
        findings=[finding_to_form(one) for one in found],
        day=subject.day,
        to=subject.word("to", document.issuer or ""),
        sender=subject.word("sender", subject.sender),
        number=subject.number,
    )


def paper(facts: FindingsFacts) -> Paper:
    plan = plan_from_form(facts.plan)
    return findings_paper(plan, facts.found, facts.day, to=facts.to, sender=facts.sender)


def _facts_of(finding: Finding) -> str:
    return "\n".join(f"{name}：{value}" for name, value in finding.values.items())


FIELDS = (
    Field("文号", _("核对意见的文号"), "柳溪镇督核〔2026〕1号", lambda f: f.number),
    Field("文件名称", _("核对的文件"), "2026年重点工作任务清单", lambda f: f.document.title),
    Field("主送单位", _("起草文件的单位"), "党政办", lambda f: f.to),
    Field("发文单位", _("核对的单位"), "柳溪镇督查室", lambda f: f.sender),
    Field("成文日期", _("公文的日期"), "2026年1月20日", lambda f: said(f.day)),
    Field("任务数", _("核对了多少项任务"), "38", lambda f: str(len(f.plan["tasks"]))),
    Field("问题数", _("没有豁免的问题有多少处"), "5", lambda f: str(len(f.findings))),
)
ROWS = (
    Rows(
        "问题",
        _("每一处问题"),
        lambda f: f.found,
        (
            Field("级别", _("错误、警告或提示"), "错误", lambda one: SEVERITY[one.severity]),
            Field(
                "规则",
                _("规则的编号和名称"),
                "C101 分解量之和应等于总量",
                lambda one: f"{one.rule} {one.name}",
            ),
            Field("对象", _("说的是哪项任务"), "第7项", subject_of),
            Field("说明", _("问题是什么"), "11家合计72个，总量70个", lambda one: one.message),
            Field("事实", _("有关的数字，一行一个"), "总量：70个", _facts_of),
            Field("位置", _("在原文的什么地方"), "表1第8行", where),
            Field("建议", _("建议改成什么"), "72个", lambda one: one.suggestion or ""),
        ),
    ),
)

SHEET = Sheet(
    kind=PaperKind.FINDINGS,
    about=_("把核对发现的问题逐条退给起草单位，请其改正或说明"),
    asks=(Ask.EDITION,),
    facts=FindingsFacts,
    gather=gather,
    paper=paper,
    audience=Audience.NOBODY,
    fields=FIELDS,
    rows=ROWS,
    words=(
        Word("to", _("主送单位"), _("不填为原文的发文机关")),
        Word("sender", _("发文单位")),
    ),
)
