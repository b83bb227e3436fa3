"""工作报告草稿: every commitment of a plan turned to its result, from what was accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from duban.plan import Period, Quantity
from duban.plan import Task as Wording
from duban.tracking.indicator import Direction, Indicator, actual, standing
from duban.web.handling.models import Part
from duban.web.handling.models.indicators import plain
from duban.web.ledger.models import Plan, Task
from duban.web.papers.kinds.sheet import Ask, Audience, Field, Rows, Sheet, Subject, Word
from duban.web.papers.kinds.standing import lead_of, year_of
from duban.web.reports.models import Judgement, Report, State, Verdict
from duban.web.supervision.gathering import FINISHED, day_of
from duban.web.supervision.lighting import Lamp, lamps_of
from duban.web.supervision.models import PaperKind
from duban.writing.wording import said
from duban.writing.year_report import (
    Commitment,
    Figure,
    Judged,
    Sentence,
    Source,
    YearReportFacts,
    sentence_of,
    year_report_paper,
)

VERDICTS = {
    Verdict.REACHED.value: Judged.REACHED,
    Verdict.PARTLY.value: Judged.PARTLY,
    Verdict.NOT.value: Judged.NOT,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What was accepted of the tasks of a plan: by key of the task its last report, and how the
    last milestone of the year was judged."""

    until: date
    on: date
    lamps: Mapping[int, Lamp]
    reports: Mapping[int, Report]
    verdicts: Mapping[int, Judged]


def gather(subject: Subject) -> YearReportFacts:
    """Every task of the plan; a constant number of queries."""
    plan = subject.plan
    if plan is None:
        raise ValueError("a year's report is that of a plan")
    tasks = list(plan.tasks.order_by("position", "pk"))
    year = year_of(plan, subject.day)
    until = min(year.last_day, subject.day)
    known = Known(
        until,
        subject.day,
        {lamp.task.pk: lamp for lamp in lamps_of(tasks)},
        _last_reports(plan),
        _verdicts(plan, until),
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


def _verdicts(plan: Plan, until: date) -> Mapping[int, Judged]:
    """How the last milestone of each task was found, where that has ended and been judged."""
    rows = Judgement.objects.filter(
        report__task__plan=plan, report__part=Part.LEAD, report__state=State.ACCEPTED
    ).select_related("stone")
    found: dict[int, tuple[date, Judged]] = {}
    for row in rows.order_by("stone__last_day", "at", "pk"):
        found[row.stone.task_id] = row.stone.last_day, VERDICTS[row.verdict]
    last = dict(
        plan.tasks.filter(pk__in=found)
        .order_by("stones__last_day")
        .values_list("pk", "stones__last_day")
    )
    return {
        key: verdict for key, (day, verdict) in found.items() if day == last[key] and day <= until
    }


def _commitment(task: Task, known: Known) -> Commitment:
    words = task.wording
    text = words.text or words.title
    report = known.reports.get(task.pk)
    judged = Judged.REACHED if task.state in FINISHED else known.verdicts.get(task.pk)
    return Commitment(
        text=text,
        path=tuple(words.path),
        place=str(words.place),
        figures=tuple(_figures(words, text, known, known.lamps.get(task.pk))),
        judged=judged,
        words="" if report is None else report.progress,
        told=None if report is None else _source(report),
    )


def _source(report: Report) -> Source:
    taken = report.decided_at or report.saved_at
    period = Period.parse(report.period.period).label
    return Source(period, report.organisation.name, day_of(taken))


def _figures(words: Wording, text: str, known: Known, lamp: Lamp | None) -> Iterator[Figure]:
    """The quantities that stand in the sentence itself, each with what was accepted for it."""
    place = str(words.place)
    for quantity in words.quantities:
        if quantity.field not in ("text", "title"):
            continue
        if text[quantity.start : quantity.end] != quantity.text:
            continue
        indicator = None if lamp is None else _indicator(lamp, quantity, known.on)
        if lamp is None or indicator is None:
            yield Figure(quantity, place)
            continue
        values = lamp.record.facts(known.on).values_of(indicator)
        held = [
            one
            for period, one in standing(values, known.on).items()
            if period.last_day <= known.until
        ]
        source = None
        if held:
            source = Source(held[-1].period.label, lead_of(lamp), held[-1].accepted_on)
        reached = actual(indicator, values, known.until, known.on)
        yield Figure(
            quantity,
            place,
            None if reached is None else plain(reached),
            source,
            less_is_better=indicator.direction is Direction.DOWN,
        )


def _indicator(lamp: Lamp, quantity: Quantity, on: date) -> Indicator | None:
    """The indicator that tracks a quantity: of its unit and name, or the only one of its unit."""
    alike = [one for one in lamp.record.facts(on).indicators if one.unit == quantity.unit]
    named = [one for one in alike if one.metric == quantity.metric]
    if named:
        return named[0]
    return alike[0] if len(alike) == 1 else None


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
