"""工作报告草稿: every commitment of a plan turned to its result, from what was accepted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from duban.plan import Period
from duban.plan import Task as Wording
from duban.web.handling.models import Completion, Finish, Part
from duban.web.ledger.models import Plan, Task
from duban.web.papers.kinds.reached import Promise, reached_of
from duban.web.papers.kinds.sheet import Ask, Audience, Field, Rows, Sheet, Subject, Word
from duban.web.papers.kinds.standing import year_of
from duban.web.reports.models import Judgement, Report, State, Verdict
from duban.web.supervision.gathering import FINISHED, day_of
from duban.web.supervision.lighting import Lamp, lamps_of
from duban.web.supervision.models import PaperKind
from duban.writing.commitment import Commitment, Judged, Source, YearReportFacts
from duban.writing.telling import Sentence, sentence_of
from duban.writing.wording import said
from duban.writing.year_report import year_report_paper

#: a cell that says something, where others hold a dash
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
VERDICTS = {
    Verdict.REACHED.value: Judged.REACHED,
    Verdict.PARTLY.value: Judged.PARTLY,
    Verdict.NOT.value: Judged.NOT,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What was accepted of the tasks of a plan: by key of the task its last report, how its
    milestones that have ended were judged, the last first, and the day it was reported done where
    that was verified."""

    until: date
    on: date
    lamps: Mapping[int, Lamp]
    reports: Mapping[int, Report]
    verdicts: Mapping[int, Sequence[tuple[date, Judged]]]
    done: Mapping[int, date]

    def judged(self, task: Task) -> Judged | None:
        """How the whole was found: by its closing, else by its last milestone."""
        if task.state in FINISHED:
            return Judged.REACHED
        found = self.verdicts.get(task.pk, ())
        last = max((one.last_day for one in task.stones.all()), default=None)
        return next((verdict for day, verdict in found if day == last), None)


def gather(subject: Subject) -> YearReportFacts:
    """Every task of the plan; a constant number of queries."""
    plan = subject.plan
    if plan is None:
        raise ValueError("a year's report is that of a plan")
    tasks = list(plan.tasks.order_by("position", "pk").prefetch_related("stones"))
    year = year_of(plan, subject.day)
    until = min(year.last_day, subject.day)
    known = Known(
        until,
        subject.day,
        {lamp.task.pk: lamp for lamp in lamps_of(tasks)},
        _last_reports(plan),
        _verdicts(plan, until),
        _done(plan, until),
    )
    return YearReportFacts(
        issuer=subject.word("issuer", plan.issuer or subject.place.name),
        plan=plan.title,
        year=year.first[0],
        day=subject.day,
        commitments=tuple(_commitment(task, known) for task in tasks),
    )


def _last_reports(plan: Plan) -> Mapping[int, Report]:
    rows = Report.objects.standing().filter(task__plan=plan, part=Part.LEAD, state=State.ACCEPTED)
    rows = rows.select_related("period", "organisation").order_by("period__last_day", "pk")
    return {report.task_id: report for report in rows}


def _verdicts(plan: Plan, until: date) -> Mapping[int, Sequence[tuple[date, Judged]]]:
    rows = Judgement.objects.filter(
        report__task__plan=plan,
        report__part=Part.LEAD,
        report__state=State.ACCEPTED,
        stone__last_day__lte=until,
    ).select_related("stone")
    found: dict[int, dict[int, tuple[date, Judged]]] = defaultdict(dict)
    for row in rows.order_by("stone__last_day", "at", "pk"):
        # judged anew, the later word holds
        found[row.stone.task_id][row.stone_id] = row.stone.last_day, VERDICTS[row.verdict]
    return {key: list(reversed(judged.values())) for key, judged in found.items()}


def _done(plan: Plan, until: date) -> Mapping[int, date]:
    rows = Completion.objects.filter(
        task__plan=plan, state=Finish.PASSED, reported_on__lte=until
    ).order_by("reported_on", "pk")
    return {row.task_id: row.reported_on for row in rows}


def _commitment(task: Task, known: Known) -> Commitment:
    lamp, report = known.lamps.get(task.pk), known.reports.get(task.pk)
    promise = _promise(task.wording)
    return Commitment(
        text=promise.text,
        path=tuple(task.wording.path),
        place=promise.place,
        figures=tuple(
            reached_of(quantity, promise, lamp, known.until, known.on)
            for quantity in promise.quantities
        ),
        judged=known.judged(task),
        words="" if report is None else report.progress,
        told=None if report is None else _source(report),
        troubles="" if report is None else report.problems,
        done_on=known.done.get(task.pk) if task.state in FINISHED else None,
        kept=tuple(
            day for day, verdict in known.verdicts.get(task.pk, ()) if verdict is Judged.REACHED
        ),
    )


def _source(report: Report) -> Source:
    taken = report.decided_at or report.saved_at
    period = Period.parse(report.period.period).label
    return Source(period, report.organisation.called(report.period.last_day), day_of(taken))


def _promise(words: Wording) -> Promise:
    """The task's own sentence. Where that only names the matter (扩大有效投资), with what its last
    milestone wants."""
    text = words.text or words.title
    own = [
        one
        for one in words.quantities
        if one.field in ("text", "title") and text[one.start : one.end] == one.text
    ]
    worded = (one for one in words.milestones if _WORDS.search(one.text))
    last = max(worded, key=lambda one: one.period.last, default=None)
    if last is None or own:
        return Promise(text, str(words.place), own)
    ahead = f"{text.rstrip('。；;')}："
    named = f"milestone:{last.period}"
    inner = [
        replace(one, start=one.start + len(ahead), end=one.end + len(ahead))
        for one in words.quantities
        if one.field == named and last.text[one.start : one.end] == one.text
    ]
    return Promise(ahead + last.text, str(last.place), inner)


@dataclass(frozen=True, slots=True)
class Turned:
    """A commitment beside the sentence that it was turned to."""

    commitment: Commitment
    sentence: Sentence


def _turned(facts: YearReportFacts) -> list[Turned]:
    return [Turned(one, sentence_of(one, facts)) for one in facts.commitments]


def _sources(one: Turned) -> str:
    return "\n".join(span.note for span in one.sentence.spans if span.note)


FIELDS = (
    Field("发文机关", _("报告的机关"), "柳溪镇人民政府", lambda f: f.issuer),
    Field("计划名称", _("承诺所在的计划"), "2026年重点工作任务清单", lambda f: f.plan),
    Field("年度", _("哪一年的报告"), "2026", lambda f: str(f.year)),
    Field("成文日期", _("公文的日期"), "2026年12月25日", lambda f: said(f.day)),
    Field("承诺数", _("多少项承诺"), "38", lambda f: str(len(f.commitments))),
)
ROWS = (
    Rows(
        "承诺",
        _("计划的每一项承诺"),
        _turned,
        (
            Field(
                "类别", _("所属的目标类别"), "生态环境", lambda one: " / ".join(one.commitment.path)
            ),
            Field(
                "原文", _("计划里的原话"), "新建停车场70个以上。", lambda one: one.commitment.text
            ),
            Field("完成情况", _("改写成的结果"), "新建停车场72个。", lambda one: one.sentence.text),
            Field(
                "结果", _("达到、未达到或无法评定"), "达到", lambda one: one.sentence.result.value
            ),
            Field("出处", _("目标和数据的出处，一行一个"), "目标见第7项", _sources),
            Field(
                "核定",
                _("要由人核定的地方，一行一处"),
                "约数是否达到请核定。",
                lambda one: "\n".join(one.sentence.doubts),
            ),
        ),
    ),
)

SHEET = Sheet(
    kind=PaperKind.YEAR_REPORT,
    about=_("把计划的每句承诺改写成完成情况，数字带出处，拿不准的标出来由人核定"),
    asks=(Ask.PLAN,),
    facts=YearReportFacts,
    gather=gather,
    paper=year_report_paper,
    audience=Audience.LEADERS,
    fields=FIELDS,
    rows=ROWS,
    words=(Word("issuer", _("发文机关"), _("不填为计划的发文机关")),),
)
