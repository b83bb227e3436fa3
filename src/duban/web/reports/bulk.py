"""One step on many reports: sent, released, taken back, accepted; each for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.handling.models import Indicator, Part
from duban.web.refusals import NotAllowed, OutOfTurn
from duban.web.reports.handing_back import unmended
from duban.web.reports.models import OPEN, Report, State, Value
from duban.web.reports.owing import Owed
from duban.web.reports.steps import steps_open_to, take
from duban.web.reports.wholeness import stones_of

#: ways a draft leaves its unit, the furthest first
WAYS_OUT = ("release", "submit", "ask_release")


@dataclass(frozen=True, slots=True)
class Read:
    """What the person last read of a report: its version, None where the form does not say. The
    `verdict` is for every milestone of its period; empty: each is judged at the desk."""

    version: int | None = None
    verdict: str = ""


NOTHING = Read()


def send_on(member: Member, report_id: int, on: date, read: Read = NOTHING) -> Report:
    """Send a draft as far as the person may: out, or to the head of the unit."""
    report = Report.objects.select_related("task", "period__calendar").get(pk=report_id)
    opened = {step.name for step in steps_open_to(member, report)}
    way = next((name for name in WAYS_OUT if name in opened), None)
    if way is None:
        if not member.may(Right.FILE, report):
            raise NotAllowed.to(str(Right.FILE.label))
        raise OutOfTurn(
            _("这份填报当前为“%(state)s”，不能提交。") % {"state": report.get_state_display()}
        )
    return take(way, report_id, member, on, version=read.version)


def release(member: Member, report_id: int, on: date, read: Read = NOTHING) -> Report:
    return take("release", report_id, member, on, version=read.version)


def accept(member: Member, report_id: int, on: date, read: Read = NOTHING) -> Report:
    """Without a verdict, a report with a milestone of its period is left for the desk."""
    verdicts: dict[int, str] = {}
    if read.verdict:
        report = Report.objects.select_related("task", "period").get(pk=report_id)
        verdicts = {stone.pk: read.verdict for stone in stones_of(report)}
    return take("accept", report_id, member, on, verdicts=verdicts, version=read.version)


def withdraw(member: Member, report_id: int, on: date, read: Read = NOTHING) -> Report:
    """Take a report back that was sent; the way back from all ways out (`WAYS_OUT`)."""
    return take("withdraw", report_id, member, on, version=read.version)


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a form does to many: `title` and `done` are what the person reads. `undone_by` names
    what takes it back."""

    title: Any
    done: Any
    act: Callable[[Member, int, date, Read], Report]
    right: Right
    undone_by: str = ""


BULKS: Mapping[str, Bulk] = {
    "send": Bulk(
        gettext_lazy("提交写好的草稿"), gettext_lazy("已提交"), send_on, Right.FILE, "withdraw"
    ),
    "release": Bulk(
        gettext_lazy("成批审签"), gettext_lazy("已审签报出"), release, Right.RELEASE, "withdraw"
    ),
    "withdraw": Bulk(gettext_lazy("成批撤回"), gettext_lazy("已撤回"), withdraw, Right.FILE),
    "accept": Bulk(gettext_lazy("成批通过"), gettext_lazy("已通过"), accept, Right.REVIEW),
}


def chosen(member: Member, keys: Iterable[int]) -> Mapping[int, str]:
    """The reports of these keys that the person sees, with what they are called, in one order."""
    seen = Report.objects.visible_to(member).filter(pk__in=list(keys))
    rows = seen.select_related("task", "period", "organisation").order_by("pk")
    return {one.pk: f"{one.task.title}（{one.period.label} {one.organisation}）" for one in rows}


_FILLED = Value.objects.filter(report=OuterRef(OuterRef("pk")), indicator=OuterRef("pk"))
_UNFILLED = Indicator.objects.filter(~Exists(_FILLED), task=OuterRef("task"), ended_on=None)


def written(member: Member) -> QuerySet[Report]:
    """Drafts of the person's units in which nothing is missing."""
    own = member.where(Right.FILE, jurisdiction="task__jurisdiction", units="organisation")
    whole = ~Exists(_UNFILLED) | ~Q(part=Part.LEAD)
    # the last word of a unit on a task and period is the one that can be sent
    later = Report.objects.filter(
        task=OuterRef("task"), period=OuterRef("period"), organisation=OuterRef("organisation")
    ).filter(pk__gt=OuterRef("pk"))
    # what was returned is not sent again unless somebody has worked on it
    mended = ~Q(state=State.RETURNED) | Q(saved_at__gt=F("decided_at"))
    drafts = Report.objects.filter(own, whole, mended, state__in=OPEN).exclude(progress="")
    return drafts.filter(~Exists(later))


def sendable(member: Member, rows: Iterable[Owed]) -> set[int]:
    """Of what is owed, the drafts that are whole and can be sent today; not those that the head of
    the unit gave back and nobody has worked on."""
    held = {row.report.pk: row for row in rows if row.open and row.report is not None}
    whole = held.keys() & set(written(member).values_list("pk", flat=True))
    return whole - unmended(to_head(held[key] for key in whole))


def to_head(rows: Iterable[Owed]) -> Iterator[Report]:
    """The reports that go out by the hand of the head of the unit."""
    for row in rows:
        if row.report is not None and row.period.calendar.release:
            yield row.report


def to_release(member: Member) -> QuerySet[Report]:
    """Reports that wait for the head of the unit, the longest waiting first."""
    own = member.where(Right.RELEASE, jurisdiction="task__jurisdiction", units="organisation")
    waiting = Report.objects.filter(own, state=State.TO_RELEASE)
    rows = waiting.select_related("task__plan", "organisation", "period", "saved_by")
    return rows.order_by(F("saved_at").asc(), "pk")
