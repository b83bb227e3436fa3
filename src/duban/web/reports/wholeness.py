"""What must be there before a report goes out, and before it is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.evidence.personal import kinds
from duban.web.handling.models import Indicator
from duban.web.ledger.models import Stone
from duban.web.refusals import ReasonMissing
from duban.web.reports.models import WORDS, Evidence, Judgement, Report, Verdict


class LooksPersonal(ReasonMissing):
    """The report may hold personal data; sent again with the sender's word, it goes out."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a report holds beside its words: the figures it is asked for, those it says by key of
    the indicator, and what is laid beside it."""

    asked: Sequence[Indicator]
    values: Mapping[int, Decimal]
    evidence: Sequence[Evidence]


def content_of(report: Report, asked: Sequence[Indicator] | None = None) -> Content:
    """Asked of the database; `asked` where the caller knows it."""
    return Content(
        asked=indicators_of(report) if asked is None else asked,
        values={value.indicator_id: value.amount for value in report.values.order_by()},
        evidence=list(report.evidence.all()),
    )


def refuse_half(report: Report, content: Content, *, not_personal: bool) -> dict[str, Any]:
    """ReasonMissing while something is missing; else what the journal keeps of the report."""
    if not report.progress.strip():
        raise ReasonMissing(_("请写明进展情况。"))
    if report.leads:
        missing = [one.metric for one in content.asked if one.pk not in content.values]
        if missing:
            raise ReasonMissing(_("还缺数值：%(metrics)s。") % {"metrics": "、".join(missing[:6])})
    _refuse_unchanged(report, content)
    _refuse_personal(report, content.evidence, not_personal=not_personal)
    said = {str(key): f"{value:f}" for key, value in sorted(content.values.items())}
    facts: dict[str, Any] = {"values": said}
    if not_personal:
        facts["not_personal"] = True
    return facts


def _refuse_unchanged(report: Report, content: Content) -> None:
    """A correction that corrects nothing would ask the reviewer for nothing."""
    old = report.corrects
    if old is None or content.evidence:
        return
    said = {value.indicator_id: value.amount for value in old.values.order_by()}
    if said == content.values and all(
        getattr(old, name) == getattr(report, name) for name in WORDS
    ):
        raise ReasonMissing(_("更正与原填报一样，没有可更正的内容。不再更正的，请放弃更正。"))


def _refuse_personal(report: Report, evidence: Iterable[Evidence], *, not_personal: bool) -> None:
    found = kinds("\n".join(getattr(report, name) for name in WORDS))
    if found and not not_personal:
        raise LooksPersonal(
            _("文字里像有个人信息（%(found)s）。请遮盖，或确认不是个人信息后再提交。")
            % {"found": "、".join(found)}
        )
    doubtful = [one.name for one in evidence if one.in_doubt]
    if doubtful:
        raise ReasonMissing(
            _("佐证材料“%(name)s”里像有个人信息，请先遮盖、移除，或确认不是个人信息。")
            % {"name": doubtful[0]}
        )


def indicators_of(report: Report) -> list[Indicator]:
    """The figures the report is asked for."""
    return asked_of(report.task_id)


@prepared
def asked_of(task_id: int) -> QuerySet[Indicator]:
    """The figures that reports on a task are asked for."""
    return Indicator.objects.filter(task=task_id, ended_on=None).order_by("position", "pk")


def stones_of(report: Report) -> list[Stone]:
    """The milestones that end within the report's period: those a reviewer judges."""
    return stones_within(report.task_id, report.period.first_day, report.period.last_day)


@prepared
def stones_within(task_id: int, first: date, last: date) -> QuerySet[Stone]:
    """The milestones of a task that end between two days."""
    stones = Stone.objects.filter(task=task_id, last_day__gte=first, last_day__lte=last)
    return stones.order_by("position", "pk")


def refuse_unjudged(report: Report, member: Member, verdicts: Mapping[int, str]) -> dict[str, Any]:
    """Write the judgements; ReasonMissing while a milestone of the period has none."""
    facts: dict[str, str] = {}
    rows = []
    for stone in stones_of(report):
        verdict = verdicts.get(stone.pk, "")
        if verdict not in Verdict.values:
            raise ReasonMissing(
                _("请先判定进度要求“%(stone)s”达到没有。") % {"stone": stone.text[:40]}
            )
        rows.append(Judgement(report=report, stone=stone, verdict=verdict, by=member.user))
        facts[str(stone.pk)] = verdict
    Judgement.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["report", "stone"],
        update_fields=["verdict", "by"],
    )
    return {"verdicts": facts} if facts else {}
