"""What must be there before a report goes out, and before it is accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.evidence.personal import kinds
from duban.web.handling.models import Indicator
from duban.web.ledger.models import Stone
from duban.web.refusals import ReasonMissing
from duban.web.reports.models import WORDS, Judgement, Report, Verdict


class LooksPersonal(ReasonMissing):
    """The report may hold personal data; sent again with the sender's word, it goes out."""


def refuse_half(report: Report, *, not_personal: bool) -> dict[str, Any]:
    """ReasonMissing while something is missing; else what the journal keeps of the report."""
    if not report.progress.strip():
        raise ReasonMissing(_("请写明进展情况。"))
    values = {value.indicator_id: value for value in report.values.order_by()}
    if report.leads:
        missing = [one.metric for one in indicators_of(report) if one.pk not in values]
        if missing:
            raise ReasonMissing(_("还缺数值：%(metrics)s。") % {"metrics": "、".join(missing[:6])})
    _refuse_personal(report, not_personal=not_personal)
    facts: dict[str, Any] = {
        "values": {str(key): f"{value.amount:f}" for key, value in sorted(values.items())}
    }
    if not_personal:
        facts["not_personal"] = True
    return facts


def _refuse_personal(report: Report, *, not_personal: bool) -> None:
    found = kinds("\n".join(getattr(report, name) for name in WORDS))
    if found and not not_personal:
        raise LooksPersonal(
            _("文字里像有个人信息（%(found)s）。请遮盖，或确认不是个人信息后再提交。")
            % {"found": "、".join(found)}
        )
    doubtful = [one.name for one in report.evidence.all() if one.in_doubt]
    if doubtful:
        raise ReasonMissing(
            _("佐证材料“%(name)s”里像有个人信息，请先遮盖、移除，或确认不是个人信息。")
            % {"name": doubtful[0]}
        )


def indicators_of(report: Report) -> list[Indicator]:
    """The figures the report is asked for."""
    return list(report.task.indicators.filter(ended_on=None).order_by("position", "pk"))


def stones_of(report: Report) -> list[Stone]:
    """The milestones that end within the report's period: those a reviewer judges."""
    period = report.period
    return list(
        report.task.stones.filter(
            last_day__gte=period.first_day, last_day__lte=period.last_day
        ).order_by("position", "pk")
    )


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
