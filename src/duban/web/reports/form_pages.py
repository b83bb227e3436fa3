"""The form of one report: its page, the check while typing, autosaving, sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from duban.checking.comparing import amount as said
from duban.tracking.locks import GateState
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import written_key
from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import Right
from duban.web.evidence.personal import kinds, masked
from duban.web.handling.asked import today
from duban.web.handling.models import Assignment, Indicator, Part
from duban.web.journal.models import Entry
from duban.web.ledger.models.tasks import wording_of
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing, Refusal
from duban.web.reports.clocks import gate_for
from duban.web.reports.figures import Known, bare, known_of
from duban.web.reports.filling import (
    Conflict,
    Difference,
    Entered,
    Held,
    Kept,
    hold,
    keep,
    period_of,
    refuse_unwritable,
    reports_of,
)
from duban.web.reports.handing_back import handed_back
from duban.web.reports.models import (
    WORDS,
    Report,
    ReportingPeriod,
    State,
    Value,
)
from duban.web.reports.roll_up import offers
from duban.web.reports.steps import SENDING, STEPS, part_of, send, steps_open_to
from duban.web.reports.twins import offered
from duban.web.reports.typed import told_otherwise, values_of, words_of
from duban.web.reports.undoing import tell
from duban.web.reports.wholeness import LooksPersonal, asked_of, stones_within

HINTS = {
    "progress": gettext_lazy("做了什么、到什么程度，用事实和数字说话"),
    "problems": gettext_lazy("没有可以不填"),
    "next_steps": gettext_lazy("下一期准备做什么"),
    "help_needed": gettext_lazy("需要上级或其他单位协调的事；没有可以不填"),
}


@dataclass(frozen=True)
class Desk:
    """What a form stands on: whose it is, for when, and the report there is so far."""

    assignment: Assignment
    period: ReportingPeriod
    report: Report | None
    gate: GateState
    why_not: str
    on: date

    @cached_property
    def part(self) -> Part:
        return part_of(self.assignment)

    @property
    def files(self) -> bool:
        return self.part == Part.LEAD

    @cached_property
    def indicators(self) -> list[Indicator]:
        return asked_of(self.assignment.task_id)

    @cached_property
    def known(self) -> Mapping[int, Known]:
        unit = self.assignment.organisation_id
        return known_of(self.indicators, self.period, self.part, unit, self.on)

    def readable(self, typed: Mapping[str, str]) -> Mapping[int, Known]:
        """What it takes to read the figures as typed."""
        return self.known if told_otherwise(typed) else bare(self.indicators)


def readable(held: Held, typed: Mapping[str, str], on: date) -> Mapping[int, Known]:
    """The same, of what a saving stands on."""
    asked = held.indicators.values()
    if not told_otherwise(typed):
        return bare(asked)
    duty = held.assignment
    return known_of(asked, held.period, part_of(duty), duty.organisation_id, on)


@dataclass(slots=True)
class Row:
    """A figure as the form shows it."""

    known: Known
    own: str
    other: str
    remarks: Sequence[str] = ()
    fault: str = ""
    theirs: str = ""
    taken_from: Value | None = None
    value: Decimal | None = None
    skips: bool = False

    @property
    def read(self) -> Mapping[str, str]:
        """The figure as one says it, in either sense, where that is easier to read than its digits:
        12.8亿元 for 1280000000; else nothing."""
        one = self.known.indicator
        if self.value is None or said(self.value, one.unit) == f"{self.value:f}{one.unit}":
            return {}
        own, other = ("whole", "alone") if one.cumulative else ("alone", "whole")
        found = {own: said(self.value, one.unit)}
        if self.known.has_other:
            found[other] = said(self.known.other(self.value), one.unit)
        return found

    @property
    def shown(self) -> str:
        return f"{self.own}|{self.other}"


@dataclass(slots=True)
class Shown:
    """What is typed, over what is saved."""

    values: Mapping[int, Decimal | None] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    differences: Sequence[Difference] = ()


@prepared
def _own(member: Member, key: int) -> QuerySet[Assignment]:
    return mine(member).filter(pk=key)


@prepared
def _last_report(task: int, period: int, unit: int) -> QuerySet[Report]:
    """The one that stands last."""
    found = reports_of(task, period, unit)
    return found.select_related("saved_by", "decided_by", "corrects")[:1]


def mine(member: Member) -> QuerySet[Assignment]:
    own = member.where(Right.FILE, jurisdiction="task__jurisdiction", units="organisation")
    found = Assignment.objects.filter(own).select_related("task__plan", "organisation")
    return found.defer(*wording_of("task"))


def desk_of(request: MemberRequest, assignment: int, period: int, on: date) -> Desk:
    """404 for what is not the person's own unit's."""
    found = _own(request.member, assignment)
    if not found:
        raise Http404
    own = found[0]
    try:
        when = period_of(own, period)
    except ReportingPeriod.DoesNotExist as unknown:
        raise Http404 from unknown
    held = _last_report(own.task_id, when.pk, own.organisation_id)
    report = held[0] if held else None
    try:
        refuse_unwritable(own, when, report, on)
        why_not = ""
    except OutOfTurn as reason:
        why_not = str(reason)
    gate = gate_for(when, own.organisation_id, on)
    return Desk(own, when, report, gate, why_not, on)


@require_safe
def form(request: MemberRequest, assignment: int, period: int) -> HttpResponse:
    desk = desk_of(request, assignment, period, today())
    if desk.report is not None and desk.report.state not in (State.DRAFT, State.RETURNED):
        return redirect(desk.report)
    context = context_of(request, desk, Shown(), **from_towns(desk))
    return render(request, "reports/form.html", context)


def context_of(request: MemberRequest, desk: Desk, shown: Shown, **more: Any) -> dict[str, Any]:
    report = desk.report
    steps = [] if report is None else steps_open_to(request.member, report)
    words = [
        (
            name,
            Report._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
            shown.words.get(name, "" if report is None else getattr(report, name)),
            HINTS[name],
            next((one.theirs for one in shown.differences if one.field == name), ""),
        )
        for name in WORDS
    ]
    text = "\n".join(str(text) for _name, _label, text, _hint, _theirs in words)
    return {
        "desk": desk,
        "report": report,
        "task": desk.assignment.task,
        "rows": rows_of(desk, shown),
        "words": words,
        "personal": kinds(text),
        "version": 0 if report is None else report.version,
        "steps": [step for step in steps if step.enters in (State.SUBMITTED, State.TO_RELEASE)]
        if report is not None
        else first_steps(request, desk),
        "handed": handed_to(desk),
        "gives_up": any(step.name == "give_up" for step in steps),
        "evidence": [] if report is None else report.evidence.select_related("by"),
        "parts": parts_for(desk),
        "stones": stones_within(
            desk.assignment.task_id, desk.period.first_day, desk.period.last_day
        ),
        "differences": shown.differences,
        **more,
    }


def handed_to(desk: Desk) -> Entry | None:
    """The line by which the head of the unit gave the draft back."""
    if desk.report is None or not desk.period.calendar.release:
        return None
    return handed_back([desk.report]).get(desk.report.pk)


def first_steps(request: MemberRequest, desk: Desk) -> list[Any]:
    """The ways out of a report that is not begun: those of a draft."""
    asked = desk.period.calendar.release
    return [
        STEPS[name]
        for name in (("ask_release", "release") if asked else ("submit",))
        if request.member.may(STEPS[name].right, desk.assignment)
    ]


def rows_of(desk: Desk, shown: Shown) -> list[Row]:
    held = (
        {}
        if desk.report is None
        else {
            value.indicator_id: value
            for value in desk.report.values.select_related("taken_from__report__task__plan")
        }
    )
    near = {} if held else offered(desk.known, desk.period, desk.assignment.organisation_id)
    rows = []
    for key, known in desk.known.items():
        saved = held.get(key)
        source = near.get(key) if saved is None else saved.taken_from
        amount = None if saved is None else saved.amount
        if saved is None and source is not None:
            amount = source.amount
        value = shown.values.get(key, amount)
        row = Row(known, _said(value), _other(known, value), taken_from=source)
        row.own = shown.raw.get(f"v-{key}", row.own) if f"v-{key}" in shown.faults else row.own
        row.other = shown.raw.get(f"o-{key}", "") if f"o-{key}" in shown.faults else row.other
        row.fault = shown.faults.get(f"v-{key}", "") or shown.faults.get(f"o-{key}", "")
        row.theirs = next(
            (one.theirs or "—" for one in shown.differences if one.field == f"v-{key}"), ""
        )
        row.remarks = [] if value is None else known.remarks(value)
        row.value, row.skips = value, known.skips_to(desk.period)
        rows.append(row)
    return rows


def from_towns(desk: Desk) -> dict[str, Any]:
    """What the towns come to, and what of it was taken over, by key of the indicator."""
    found = {}
    if desk.files:
        found = offers(desk.assignment.task_id, desk.indicators, desk.period)
    held = desk.report.adoptions.select_related("by") if found and desk.report else ()
    return {"offers": found, "adoptions": {one.indicator_id: one for one in held}}


def _said(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _other(known: Known, value: Decimal | None) -> str:
    return _said(known.other(value)) if value is not None and known.has_other else ""


def parts_for(desk: Desk) -> Sequence[Report]:
    """What other units sent to the unit that files."""
    if not desk.files:
        return ()
    sent = _parts(desk.assignment.task_id, desk.period.pk)
    values = Value.objects.select_related("indicator").order_by("indicator__position", "pk")
    prefetch_related_objects(sent, Prefetch("values", values), "evidence")
    return sent


@prepared
def _parts(task: int, period: int) -> QuerySet[Report]:
    states = (State.SUBMITTED, State.ACCEPTED)
    sent = Report.objects.filter(task=task, period=period, state__in=states)
    return sent.exclude(part=Part.LEAD).select_related("organisation")


@require_POST
def check(request: MemberRequest, assignment: int, period: int) -> HttpResponse:
    """What the checker thinks of the figures and words as typed; nothing is saved."""
    desk = desk_of(request, assignment, period, today())
    values, faults = values_of(request.POST.dict(), desk.known)
    shown = Shown(values, request.POST.dict(), words_of(request.POST.dict()), faults)
    only = request.POST.get("only", "")
    context = context_of(request, desk, shown)
    context["rows"] = [row for row in context["rows"] if f"{row.known.indicator.pk}" == only]
    context["side"] = request.POST.get("side", "")
    return render(request, "reports/_check.html", context)


@require_POST
def save_form(request: MemberRequest, assignment: int, period: int) -> HttpResponse:
    """Save the draft, and by the button pressed: stay, mask, or take a step."""
    on = today()
    typed = request.POST.dict()
    if "mask" in typed:
        typed |= {name: masked(text) for name, text in words_of(typed).items()}
    try:
        with transaction.atomic():
            held = hold(request.member, assignment, period, on)
            values, faults = values_of(typed, readable(held, typed, on))
            if faults:
                raise Unreadable(len(faults))
            entered = Entered(_version(typed), values, words_of(typed), _adopted(typed))
            kept = keep(request.member, held, entered, on)
            refusal = _stepped(request, kept, typed, on)
    except (Assignment.DoesNotExist, ReportingPeriod.DoesNotExist, NotAllowed) as unseen:
        raise Http404 from unseen
    except Conflict as conflict:
        desk = desk_of(request, assignment, period, on)
        return _again(request, desk, _both(entered, conflict), conflict)
    except Refusal as reason:
        desk = desk_of(request, assignment, period, on)
        values, faults = values_of(typed, desk.readable(typed))
        shown = Shown(values, typed, words_of(typed), faults)
        return _again(request, desk, shown, reason)
    if refusal is not None:
        return _again(request, desk_of(request, assignment, period, on), Shown(), refusal)
    return _onward(request, kept.report, typed, on)


class Unreadable(ReasonMissing):
    """Figures that nobody can read; nothing was saved."""

    def __init__(self, count: int) -> None:
        super().__init__(_("有%(count)s处数字读不出来，请更正。") % {"count": count})


def _version(typed: Mapping[str, str]) -> int:
    return written_key(typed.get("version", "")) or 0


def _adopted(typed: Mapping[str, str]) -> frozenset[int]:
    key = written_key(typed.get("adopt", ""))
    return frozenset() if key is None else frozenset({key})


def _stepped(
    request: MemberRequest, kept: Kept, typed: Mapping[str, str], on: date
) -> Refusal | None:
    """Take the step asked for, if one is. A refusal leaves what was saved as it is."""
    step = typed.get("step", "")
    if step not in SENDING:
        return None
    willing = typed.get("not_personal", "") == "1"
    try:
        with transaction.atomic():
            send(step, kept.report, kept.content, request.member, on, not_personal=willing)
    except Refusal as refusal:
        return refusal
    return None


def _onward(
    request: MemberRequest, report: Report, typed: Mapping[str, str], on: date
) -> HttpResponse:
    """After saving: to what else is owed where it was sent, else the form again."""
    step = typed.get("step", "")
    assignment, period = request.resolver_match.kwargs.values()  # type: ignore[union-attr]
    if step in SENDING:
        tell(request, step, report)
        return redirect("reports:owed")
    if "autosave" in typed:
        desk = desk_of(request, assignment, period, on)
        context = context_of(request, desk, Shown(), fresh=typed.get("version") == "0")
        return render(request, "reports/_saved.html", context)
    adopted = _("已采用各街镇合计数，可以再改。") if "adopt" in typed else _("草稿已保存。")
    messages.success(request, adopted)
    return redirect("reports:form", assignment, period)


def _again(request: MemberRequest, desk: Desk, shown: Shown, refusal: Refusal) -> HttpResponse:
    context = context_of(
        request,
        desk,
        shown,
        refusal=refusal,
        offer_mask=isinstance(refusal, LooksPersonal),
        **from_towns(desk),
    )
    page = "reports/_saved.html" if "autosave" in request.POST else "reports/form.html"
    return render(request, page, context, status=refusal.status)


def _both(entered: Entered, conflict: Conflict) -> Shown:
    """Both contents: where mine is empty theirs stands, elsewhere they are shown beside each
    other, and saving again is a decision."""
    kept = {key: value for key, value in entered.values.items() if value is not None}
    words = {name: text for name, text in entered.words.items() if text.strip()}
    return Shown(kept, {}, words, {}, conflict.differences)


@require_safe
def write(request: MemberRequest, pk: int) -> HttpResponse:
    """From a report to its form."""
    report = get_object_or_404(Report.objects.visible_to(request.member), pk=pk)
    own = mine(request.member).filter(task=report.task_id, organisation=report.organisation_id)
    held = own.filter(ended_on=None).first()
    if held is None:
        raise Http404
    return redirect("reports:form", held.pk, report.period_id)
