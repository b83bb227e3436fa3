"""The steps of papers: one table, and one door through which every act goes.

草稿 → 已编号 → 已印发;  已编号 and 已印发 → 已撤回 (the number stays);  a draft may be thrown away
模板 待启用 ⇄ 使用中 → 已停用;  one edition of a kind is in use, or the built-in layout
代字, 日历订阅 are acts on a jurisdiction and on a person
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from django.db import models
from django.utils.translation import gettext_lazy

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.papers.models import Paper, State, Template, TemplateState
from duban.web.supervision.steps import Step, Taken, open_steps, stepping

S, T = State, TemplateState
W = Right.WRITE
STEPS = {
    step.name: step
    for step in (
        Step("paper.draft", gettext_lazy("拟写公文"), Jurisdiction, (), None, W),
        Step("paper.change", gettext_lazy("修改草稿"), Paper, (S.DRAFT,), None, W),
        Step("paper.discard", gettext_lazy("删除草稿"), Paper, (S.DRAFT,), None, W),
        Step("paper.number", gettext_lazy("编号"), Paper, (S.DRAFT,), S.NUMBERED, W),
        Step("paper.issue", gettext_lazy("印发"), Paper, (S.NUMBERED,), S.ISSUED, W),
        Step(
            "paper.withdraw",
            gettext_lazy("撤回公文"),
            Paper,
            (S.NUMBERED, S.ISSUED),
            S.WITHDRAWN,
            W,
            reasoned=True,
        ),
        Step("template.upload", gettext_lazy("上传公文模板"), Jurisdiction, (), None, W),
        Step(
            "template.adopt",
            gettext_lazy("启用公文模板"),
            Template,
            (T.ON_TRIAL, T.RETIRED),
            T.IN_USE,
            W,
        ),
        Step("template.retire", gettext_lazy("恢复内置版式"), Template, (T.IN_USE,), T.RETIRED, W),
        Step("series.name", gettext_lazy("设置公文代字"), Jurisdiction, (), None, W),
    )
}


def taking(
    name: str, key: int, member: Member, *, reason: str = ""
) -> AbstractContextManager[Taken]:
    """A step of this table; see `stepping`."""
    return stepping(STEPS[name], key, member, reason=reason)


def steps_open_to(member: Member, row: models.Model) -> frozenset[str]:
    """The steps on this row that the person may take now."""
    return open_steps(STEPS, member, row)
