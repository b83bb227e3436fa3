"""Many reports at once: the lines of the grid and of the offline sheet, and taking them in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.http import Http404
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.handling.models import Assignment, Indicator, Part
from duban.web.refusals import Refusal
from duban.web.reports.figures import Asked, Known, known_of, known_of_all
from duban.web.reports.filling import Conflict, Entered, save
from duban.web.reports.models import Report, ReportingPeriod, Value
from duban.web.reports.owing import Owed, duties_of, owed
from duban.web.reports.typed import LONGEST_WORDS, figure

_KEY = re.compile(r"A(\d{1,18})-P(\d{1,18})-I(\d{1,18})-V(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of one duty; a duty without figures has one line with no indicator. The first
    line of a duty carries its words."""

    duty: Owed
    known: Known | None
    value: Decimal | None
    first: bool

    @property
    def key(self) -> str:
        """Names the line in forms and sheets, with the version it was drawn from."""
        report = self.duty.report
        return line_key(
            self.duty.assignment.pk,
            self.duty.period.pk,
            0 if self.known is None else self.known.indicator.pk,
            0 if report is None else report.version,
        )

    @property
    def progress(self) -> str:
        return "" if self.duty.report is None else self.duty.report.progress


@dataclass(slots=True)
class Answer:
    """What became of one line: taken, or why not, with what the checker remarks."""

    key: str
    where: str
    taken: bool
    why: str = ""
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Given:
    """One line as it came back: texts as typed. `where` tells a person which line it was."""

    key: str
    value: str
    progress: str | None
    where: str


def line_key(assignment: int, period: int, indicator: int, version: int) -> str:
    return f"A{assignment}-P{period}-I{indicator}-V{version}"


def lines_of(member: Member, on: date) -> list[Line]:
    """Every figure that can be filled in now, by period and task."""
    duties = [row for row in owed(duties_of(member), on) if row.open and row.asked]
    duties.sort(key=lambda row: (row.period.due_on, row.assignment.task.position))
    tasks = {row.assignment.task_id for row in duties}
    indicators: dict[int, list[Indicator]] = {}
    for one in Indicator.objects.filter(task__in=tasks, ended_on=None).order_by("position", "pk"):
        indicators.setdefault(one.task_id, []).append(one)
    held = {
        (value.report_id, value.indicator_id): value
        for value in Value.objects.filter(
            report__in=[row.report.pk for row in duties if row.report is not None]
        )
    }
    wanted: dict[Asked, list[Indicator]] = {}
    for row in duties:
        wanted.setdefault(_asked(row), []).extend(indicators.get(row.assignment.task_id, ()))
    known = known_of_all(wanted, on)
    lines = []
    for row in duties:
        own = indicators.get(row.assignment.task_id, [])
        if not own:
            lines.append(Line(row, None, None, first=True))
        for number, one in enumerate(own):
            value = None if row.report is None else held.get((row.report.pk, one.pk))
            amount = None if value is None else value.amount
            lines.append(Line(row, known[_asked(row)][one.pk], amount, first=number == 0))
    return lines


def _asked(row: Owed) -> Asked:
    part = Part.LEAD if row.files else Part.CO
    return Asked(row.period, part, row.assignment.organisation_id)


def take_in(member: Member, given: Iterable[Given], on: date) -> list[Answer]:
    """Save every line; each report is saved whole or not at all, and every line is answered."""
    answers: list[Answer] = []
    groups: dict[tuple[int, int], list[tuple[Given, int, int]]] = {}
    for line in given:
        found = _KEY.fullmatch(line.key.strip())
        if found is None:
            why = _("编号不认识，请用系统下载的表填写，不要改动编号。")
            answers.append(Answer(line.key, line.where, taken=False, why=why))
            continue
        assignment, period, indicator, version = map(int, found.groups())
        groups.setdefault((assignment, period), []).append((line, indicator, version))
    for (assignment, period), lines in groups.items():
        answers += _take(member, assignment, period, lines, on)
    return answers


def _take(
    member: Member,
    assignment: int,
    period: int,
    lines: list[tuple[Given, int, int]],
    on: date,
) -> list[Answer]:
    units = dict(
        Indicator.objects.filter(pk__in=[key for _line, key, _v in lines]).values_list("pk", "unit")
    )
    values: dict[int, Decimal | None] = {}
    words: dict[str, str] = {}
    answers = []
    for line, key, _version in lines:
        answer = Answer(line.key, line.where, taken=True)
        answers.append(answer)
        try:
            value = figure(line.value, units.get(key, "")) if key else None
        except Refusal as fault:
            answer.taken, answer.why = False, str(fault)
            continue
        if key and value is not None:
            values[key] = value
        if line.progress is not None and line.progress.strip():
            words["progress"] = line.progress[:LONGEST_WORDS]
    if not values and not words:
        return [answer if answer.why else _blank(answer) for answer in answers]
    entered = Entered(min(version for _line, _key, version in lines), values, words)
    try:
        report = save(member, assignment, period, entered, on)
    except Conflict as conflict:
        why = "；".join(
            _("%(label)s现为“%(theirs)s”，这里是“%(mine)s”")
            % {"label": one.label, "theirs": one.theirs or "—", "mine": one.mine or "—"}
            for one in conflict.differences
        )
        return _refused(answers, _("下载或打开之后有人改过：%(why)s。未覆盖。") % {"why": why})
    except Refusal as refusal:
        return _refused(answers, str(refusal))
    except (Assignment.DoesNotExist, ReportingPeriod.DoesNotExist, Http404):
        return _refused(answers, _("这一行不是本单位的任务。"))
    _remark(report, answers, lines, on)
    return answers


def _blank(answer: Answer) -> Answer:
    answer.taken, answer.why = False, _("没有填写，未取用。")
    return answer


def _refused(answers: list[Answer], why: str) -> list[Answer]:
    for answer in answers:
        if answer.taken:
            answer.taken, answer.why = False, why
    return answers


def _remark(
    report: Report, answers: list[Answer], lines: list[tuple[Given, int, int]], on: date
) -> None:
    values = {value.indicator_id: value for value in report.values.select_related("indicator")}
    known = known_of(
        [value.indicator for value in values.values()],
        report.period,
        report.part,
        report.organisation_id,
        on,
    )
    for answer, (_line, key, _version) in zip(answers, lines, strict=True):
        if answer.taken and key in values:
            answer.remarks = known[key].remarks(values[key].amount)
