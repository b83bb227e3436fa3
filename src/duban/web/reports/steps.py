"""The steps of a report: one table, and one door through which every act on a report goes.

          ┌────────── 撤回 ──────────┐
    草稿 ─┴─ 送审签 → 待审签 ─ 报出 → 待审核 → 已通过 (更正: a new report)
     ↑  └──────────── 提交 ──────────↑  │
     └── 退改 ────────┘        已退回 ←─┘ 退回

A correction that is a draft or was returned can be given up (放弃更正): then it is gone.

A part of a unit that helps goes the same way, to the unit that files instead of to the office.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import Right
from duban.web.handling.models import Assignment, Part
from duban.web.handling.steps import Led
from duban.web.journal.record import record
from duban.web.ledger.models.tasks import wording_of
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.reports.clocks import refuse_closed, silence_of
from duban.web.reports.models import Report, State
from duban.web.reports.wholeness import Content, content_of, refuse_half, refuse_unjudged

# a lazy text's type differs between stubs and run time
Label = Any
S = State


class Kind(Enum):
    """Which reports a step is for."""

    ANY = "all"
    TASK = "the task's report, which the office reviews"
    PART = "a part, which the unit that files takes in"


class Whose(Enum):
    """What a right is asked of."""

    OWN = "the unit whose report it is"
    FILER = "the unit that files the task's report"


@dataclass(frozen=True, slots=True)
class Step:
    """`release`: only where the calendar asks for the unit head's release (True) or does not
    (False). `timed`: not while the period is locked. `whole`: nothing may be missing. `undone_by`
    names the step that takes it back. `of_correction`: only for what corrects another report."""

    name: str
    label: Label
    leaves: tuple[State, ...]
    enters: State | None
    right: Right
    kind: Kind = Kind.ANY
    whose: Whose = Whose.OWN
    reasoned: bool = False
    release: bool | None = None
    timed: bool = False
    whole: bool = False
    undone_by: str = ""
    of_correction: bool = False


STEPS = {
    step.name: step
    for step in (
        Step(
            "submit",
            gettext_lazy("提交"),
            (S.DRAFT, S.RETURNED),
            S.SUBMITTED,
            Right.FILE,
            release=False,
            timed=True,
            whole=True,
            undone_by="withdraw",
        ),
        Step(
            "ask_release",
            gettext_lazy("送审签"),
            (S.DRAFT, S.RETURNED),
            S.TO_RELEASE,
            Right.FILE,
            release=True,
            timed=True,
            whole=True,
            undone_by="withdraw",
        ),
        Step(
            "release",
            gettext_lazy("审签报出"),
            (S.DRAFT, S.RETURNED, S.TO_RELEASE),
            S.SUBMITTED,
            Right.RELEASE,
            release=True,
            timed=True,
            whole=True,
            undone_by="withdraw",
        ),
        Step(
            "hand_back",
            gettext_lazy("退改"),
            (S.TO_RELEASE,),
            S.DRAFT,
            Right.RELEASE,
            reasoned=True,
        ),
        Step(
            "withdraw",
            gettext_lazy("撤回"),
            (S.TO_RELEASE, S.SUBMITTED),
            S.DRAFT,
            Right.FILE,
            timed=True,
        ),
        Step(
            "return",
            gettext_lazy("退回"),
            (S.SUBMITTED,),
            S.RETURNED,
            Right.REVIEW,
            Kind.TASK,
            reasoned=True,
        ),
        Step("accept", gettext_lazy("通过"), (S.SUBMITTED,), S.ACCEPTED, Right.REVIEW, Kind.TASK),
        Step(
            "give_back",
            gettext_lazy("退回补充"),
            (S.SUBMITTED,),
            S.RETURNED,
            Right.FILE,
            Kind.PART,
            Whose.FILER,
            reasoned=True,
        ),
        Step(
            "take_in",
            gettext_lazy("采用"),
            (S.SUBMITTED,),
            S.ACCEPTED,
            Right.FILE,
            Kind.PART,
            Whose.FILER,
        ),
        Step(
            "correct",
            gettext_lazy("更正"),
            (S.ACCEPTED,),
            None,
            Right.FILE,
            Kind.TASK,
            reasoned=True,
        ),
        Step(
            "give_up",
            gettext_lazy("放弃更正"),
            (S.DRAFT, S.RETURNED),
            None,
            Right.FILE,
            Kind.TASK,
            of_correction=True,
        ),
    )
}
#: steps a person takes on a report by `take`; the others make or end a correction (`correcting`)
PLAIN = tuple(name for name, step in STEPS.items() if step.enters is not None)


@dataclass(slots=True)
class Taken:
    """A step being taken: the locked report, and what the journal shall say."""

    report: Report
    before: Any
    facts: dict[str, Any] = field(default_factory=dict)


def filer_of(task_id: int) -> Assignment | None:
    """Who files the task's report: of the units that lead it, the one named first."""
    return next(iter(_leading(task_id)), None)


def part_of(assignment: Assignment) -> Part:
    """As what the unit reports: the task's report, or a part of it."""
    if assignment.role != Part.LEAD:
        return Part(assignment.role)
    return Part.LEAD if filer_of(assignment.task_id) == assignment else Part.CO


@prepared
def _leading(task_id: int) -> QuerySet[Assignment]:
    """Of those that lead the task today the one named first, who files."""
    return Assignment.objects.held().filter(task=task_id, role=Part.LEAD).order_by("pk")[:1]


def _reaches(step: Step, report: Report, member: Member) -> bool:
    if step.whose is Whose.OWN:
        return member.may(step.right, report)
    filer = filer_of(report.task_id)
    if filer is None:
        return False
    own = Led(report.task.jurisdiction_id, frozenset({filer.organisation_id}))
    return member.may(step.right, own)


def _suits(step: Step, report: Report) -> bool:
    kind = Kind.TASK if report.leads else Kind.PART
    asked = report.period.calendar.release
    if step.of_correction and report.corrects_id is None:
        return False
    return step.kind in (Kind.ANY, kind) and step.release in (None, asked)


def refuse_locked(report: Report, on: date) -> None:
    """OutOfTurn while the clocks or the task do not let it go out. What was returned once, and what
    corrects an accepted report, may be sent whenever it is ready."""
    silence = silence_of(report.task.state)
    if silence:
        raise OutOfTurn(silence)
    if report.corrects_id is not None or report.decided_by_id is not None:
        return
    refuse_closed(report.period, report.organisation_id, on)


def locked(report_id: int) -> Report:
    """The row of a report, held until the transaction ends. OutOfTurn where it went meanwhile:
    only a correction goes."""
    rows = Report.objects.select_for_update(of=("self",)).defer(*wording_of("task"))
    found = rows.select_related(
        "task__plan", "period__calendar__plan", "organisation", "corrects"
    ).filter(pk=report_id)
    for report in found:
        return report
    raise OutOfTurn(_("这份更正刚刚已被放弃，原来的填报仍然有效。"))


@contextmanager
def taking(
    name: str, report_id: int, member: Member, on: date, *, reason: str = ""
) -> Iterator[Taken]:
    """Take a step around the body: lock, right, state, clocks, reason; then a journal line.

    OutOfTurn where the report went meanwhile. Whatever the body raises undoes everything.
    """
    with transaction.atomic(), taking_locked(name, locked(report_id), member, on, reason) as taken:
        yield taken


@contextmanager
def taking_locked(
    name: str, report: Report, member: Member, on: date, reason: str = ""
) -> Iterator[Taken]:
    """The same for a report whose row the caller holds in a transaction of his own."""
    step, reason = STEPS[name], reason.strip()
    if not _reaches(step, report, member):
        raise NotAllowed.to(str(step.label))
    if report.state not in step.leaves or not _suits(step, report):
        raise OutOfTurn(
            _("这份填报当前为“%(state)s”，不能%(act)s。")
            % {"state": report.get_state_display(), "act": step.label}
        )
    if step.timed:
        refuse_locked(report, on)
    if step.reasoned and not reason:
        raise ReasonMissing.of(str(step.label))
    taken = Taken(report, report.state, {"reason": reason} if reason else {})
    yield taken
    record(
        member.user,
        f"report.{name}",
        report,
        before=taken.before,
        after=report.state,
        **taken.facts,
    )


def take(
    name: str,
    report_id: int,
    member: Member,
    on: date,
    *,
    reason: str = "",
    verdicts: dict[int, str] | None = None,
    not_personal: bool = False,
    version: int | None = None,
) -> Report:
    """Move one report along one step, leaving one line in the journal.

    `verdicts` judge milestones on acceptance (key of the stone → Verdict). `not_personal`: the
    sender says that what looks like personal data is none. `version`: what the sender last read.
    """
    if name not in PLAIN:
        raise KeyError(name)
    step = STEPS[name]
    with taking(name, report_id, member, on, reason=reason) as taken:
        report = taken.report
        if version is not None and version != report.version:
            raise OutOfTurn(
                _("%(who)s刚刚改动了这份填报，请看过后再%(act)s。")
                % {"who": report.saved_by.name, "act": step.label}
            )
        if step.whole:
            taken.facts |= refuse_half(report, content_of(report), not_personal=not_personal)
        if name == "accept":
            taken.facts |= refuse_unjudged(report, member, verdicts or {})
        _enter(step, report, member, on, reason)
    return report


#: the ways out of a form: steps for which everything must be there
SENDING = tuple(name for name, step in STEPS.items() if step.whole)


def send(
    name: str, report: Report, content: Content, member: Member, on: date, *, not_personal: bool
) -> None:
    """Take one of SENDING on a report that the caller has just written and holds locked."""
    with taking_locked(name, report, member, on) as taken:
        taken.facts |= refuse_half(report, content, not_personal=not_personal)
        _enter(STEPS[name], report, member, on, "")


def _enter(step: Step, report: Report, member: Member, on: date, reason: str) -> None:
    changed = _stamp(step, report, member, on, reason)
    report.state = State(step.enters or report.state)
    report.save(update_fields=["state", *changed])


def _stamp(step: Step, report: Report, member: Member, on: date, reason: str) -> list[str]:
    """Who sent or decided it and when; the fields that this sets."""
    if step.enters is S.SUBMITTED:
        report.submitted_by, report.submitted_at = member.user, clock.now()
        if report.submitted_on is None:
            report.submitted_on = on
            # a correction was sent when it was sent; what counts is the report it corrects
            missed = report.corrects_id is None and on > report.period.due_on
            report.late = report.late or missed
        return ["submitted_by", "submitted_at", "submitted_on", "late"]
    if step.enters in (S.ACCEPTED, S.RETURNED):
        report.decided_by, report.decided_at, report.reason = member.user, clock.now(), reason
        return ["decided_by", "decided_at", "reason"]
    if step.name == "withdraw" and report.state == S.SUBMITTED and report.decided_by_id is None:
        # taken back before anybody looked: the day it is sent again counts
        report.submitted_by = report.submitted_at = report.submitted_on = None
        return ["submitted_by", "submitted_at", "submitted_on"]
    return []


def steps_open_to(member: Member, report: Report) -> list[Step]:
    """The steps this person may take now, clocks left aside: those refuse in words."""
    return [
        step
        for step in STEPS.values()
        if report.state in step.leaves and _suits(step, report) and _reaches(step, report, member)
    ]
