"""A correction: a new report that names the accepted one and stands in its place once accepted, or
is given up before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.evidence.keeping import forget
from duban.web.refusals import OutOfTurn
from duban.web.reports.models import WORDS, Evidence, Report, Value
from duban.web.reports.steps import taking


def correct(member: Member, report_id: int, reason: str, on: date) -> Report:
    """Begin a correction as a draft that holds what the old report said. A late report stays
    late."""
    with taking("correct", report_id, member, on, reason=reason) as taken:
        old = taken.report
        if old.corrections.exists():
            raise OutOfTurn(_("这份填报已有一份更正在办，请在那一份里修改。"))
        new = Report.objects.create(
            task=old.task,
            period=old.period,
            organisation=old.organisation,
            part=old.part,
            corrects=old,
            why=reason.strip()[:300],
            late=old.late,
            author=member.user,
            saved_by=member.user,
            **{name: getattr(old, name) for name in WORDS},
        )
        Value.objects.bulk_create(
            Value(report=new, indicator_id=value.indicator_id, value=value.value)
            for value in old.values.all()
        )
        taken.facts["correction"] = new.pk
    return new


def give_up(member: Member, report_id: int, _reason: str, on: date) -> Report:
    """Do away with a correction nobody accepted; the report it would have corrected stands on."""
    with transaction.atomic():
        with taking("give_up", report_id, member, on) as taken:
            held = taken.report
            taken.facts["corrects"] = held.corrects_id
        files = list(Evidence.everything.filter(report=held).values_list("sha256", flat=True))
        old = Report.objects.get(corrections=held)
        held.delete()
        for sha256 in files:
            forget(sha256)
    return old


#: by name of the step: what makes a correction, or ends one; each answers with the report to go to
ABOUT_CORRECTIONS: Mapping[str, Callable[[Member, int, str, date], Report]] = {
    "correct": correct,
    "give_up": give_up,
}
