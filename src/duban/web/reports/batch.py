"""Many reports at once: the lines of the grid and of the offline sheet, and taking them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.http import Http404
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.handling.asked import figure
from duban.web.handling.models import Assignment, Indicator, Part
from duban.web.refusals import Refusal
from duban.web.reports.figures import Asked, Known, known_of, known_of_all
from duban.web.reports.filling import Conflict, Entered, save
from duban.web.reports.models import Report, ReportingPeriod, Value
from duban.web.reports.owing import Owed, duties_of, owed

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
    """What became of one line: taken, or why not, with what the checker remarks; `blank` where
    nothing was filled in."""

    key: str
    where: str
    taken: bool = True
    why: str = ""
    blank: bool = False
    remarks: list[str] = field(default_factory=list)

    def refuse(self, why: str) -> None:
        self.taken, self.why = False, why


@dataclass(frozen=True, slots=True)
class Given:
    """One line as it came back: texts as typed, None where the line does not speak of it. `where`
    tells a person which line it was. `empties`: an empty text takes away what stands there; else
    it says nothing."""

    key: str
    value: str | None
    progress: str | None
    where: str
    empties: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One line with the key of its indicator (0: none), the version it was drawn from, and the
    answer it will get."""

    line: Given
    indicator: int
    version: int
    answer: Answer


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
    """Save every line, those of a report together; every line is answered, in the order given."""
    answers: list[Answer] = []
    groups: dict[tuple[int, int], list[Told]] = {}
    for line in given:
        answer, found = Answer(line.key, line.where), _KEY.fullmatch(line.key.strip())
        answers.append(answer)
        if found is None:
            answer.refuse(_("编号不认识，请用系统下载的表填写，不要改动编号。"))
            continue
        assignment, period, indicator, version = map(int, found.groups())
        told = Told(line, indicator, version, answer)
        groups.setdefault((assignment, period), []).append(told)
    for (assignment, period), lines in groups.items():
        _take(member, assignment, period, lines, on)
    return answers


def _take(member: Member, assignment: int, period: int, lines: list[Told], on: date) -> None:
    """Save what the lines say of one report, and answer them."""
    values, words = _values(lines), _words(lines)
    if not values and not words:
        return
    entered = Entered(min(one.version for one in lines), values, words, fills=True)
    try:
        report = save(member, assignment, period, entered, on)
    except Conflict as conflict:
        why = "；".join(
            _("%(label)s现为“%(theirs)s”，这里是“%(mine)s”")
            % {"label": one.label, "theirs": one.theirs or "—", "mine": one.mine or "—"}
            for one in conflict.differences
        )
        who = conflict.report.saved_by.name
        _refuse(
            lines,
            _("下载或打开之后%(who)s改过：%(why)s。未覆盖，请在填报页上改。")
            % {"who": who, "why": why},
        )
    except Refusal as refusal:
        _refuse(lines, str(refusal))
    except (Assignment.DoesNotExist, ReportingPeriod.DoesNotExist, Http404):
        _refuse(lines, _("这一行不是本单位的任务。"))
    else:
        _remark(report, lines, on)


def _values(lines: Sequence[Told]) -> dict[int, Decimal | None]:
    """The figures by key of the indicator. A line that cannot be read is refused, and so are two
    that say different figures of one indicator: nobody can tell which is meant."""
    keys = {one.indicator for one in lines}
    units = dict(Indicator.objects.filter(pk__in=keys).values_list("pk", "unit"))
    found: dict[int, list[tuple[Told, Decimal | None]]] = {}
    for one in lines:
        if _says_nothing(one.line, one.indicator):
            one.answer.blank = True
            one.answer.refuse(_("没有填写，原样未动。"))
        elif one.indicator and one.line.value is not None:
            try:
                value = figure(one.line.value, units.get(one.indicator, ""))
            except Refusal as fault:
                one.answer.refuse(str(fault))
                continue
            if value is not None or one.line.empties:
                found.setdefault(one.indicator, []).append((one, value))
    for said in found.values():
        if len({value for _one, value in said}) > 1:
            where = "、".join(one.line.where for one, _value in said)
            _refuse(
                [one for one, _value in said],
                _("同一个数填了几次，各不相同（%(where)s），请只留一行。") % {"where": where},
            )
    return {key: said[0][1] for key, said in found.items() if said[0][0].answer.taken}


def _words(lines: Sequence[Told]) -> dict[str, str]:
    """Progress, what several lines of a report say of it one below the other."""
    texts = []
    for one in lines:
        text = one.line.progress
        if text is None or not one.answer.taken or not (text.strip() or one.line.empties):
            continue
        texts.append(text.strip())
    return {"progress": "\n".join(dict.fromkeys(texts))} if texts else {}


def _says_nothing(line: Given, indicator: int) -> bool:
    said = [line.value if indicator else None, line.progress]
    return not any(text is not None and (text.strip() or line.empties) for text in said)


def _refuse(lines: Iterable[Told], why: str) -> None:
    for one in lines:
        if one.answer.taken:
            one.answer.refuse(why)


def _remark(report: Report, lines: Iterable[Told], on: date) -> None:
    values = {value.indicator_id: value for value in report.values.select_related("indicator")}
    known = known_of(
        [value.indicator for value in values.values()],
        report.period,
        report.part,
        report.organisation_id,
        on,
    )
    for one in lines:
        if one.answer.taken and one.indicator in values:
            one.answer.remarks = known[one.indicator].remarks(values[one.indicator].amount)
