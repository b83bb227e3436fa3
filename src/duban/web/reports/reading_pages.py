"""One report as it is read: what was said, what is known beside it, who did what and when."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import written_key
from duban.web.accounts.rights import Right
from duban.web.design.undoing import Undo, say
from duban.web.evidence import serving
from duban.web.evidence.keeping import still_there
from duban.web.evidence.kept import undo_of as undo_of_file
from duban.web.handling.asked import today
from duban.web.journal.models import Entry
from duban.web.refusals import Refusal
from duban.web.reports.correcting import ABOUT_CORRECTIONS
from duban.web.reports.evidence import ACTS as FILE_ACTS
from duban.web.reports.evidence import attach
from duban.web.reports.figures import known_of_report
from duban.web.reports.models import OPEN, WORDS, Adoption, Evidence, Report, Value, Verdict
from duban.web.reports.steps import PLAIN, STEPS, steps_open_to, take
from duban.web.reports.undoing import tell
from duban.web.reports.wholeness import indicators_of, stones_of

#: how an act reads in the history of a report
ACTS: dict[str, Any] = {
    "report.begin": gettext_lazy("开始填报"),
    "report.adopt": gettext_lazy("采用各街镇合计数"),
    "report.attach": gettext_lazy("上传佐证材料"),
    "report.detach": gettext_lazy("移除佐证材料"),
    "report.reattach": gettext_lazy("恢复佐证材料"),
    "report.mask": gettext_lazy("遮盖佐证材料"),
    "report.clear": gettext_lazy("确认材料不含个人信息"),
} | {f"report.{name}": step.label for name, step in STEPS.items()}


def seen(request: MemberRequest, pk: int) -> Report:
    found = Report.objects.visible_to(request.member).select_related(
        *("task__plan", "task__jurisdiction", "period__calendar", "organisation"),
        *("author", "saved_by", "submitted_by", "decided_by", "corrects"),
    )
    return get_object_or_404(found, pk=pk)


@require_safe
def report_page(request: MemberRequest, pk: int) -> HttpResponse:
    return render(request, "reports/report.html", context_of(request, seen(request, pk)))


def context_of(request: MemberRequest, report: Report, **more: Any) -> dict[str, Any]:
    """What a report's page and the reviewer's desk show of it."""
    opened = steps_open_to(request.member, report)
    names = {step.name for step in opened}
    judged = {one.stone_id: one for one in report.judgements.select_related("by")}
    return {
        "report": report,
        "figures": figures_of(report),
        "words": [
            (Report._meta.get_field(name).verbose_name, getattr(report, name))  # type: ignore[union-attr]
            for name in WORDS
            if getattr(report, name)
        ],
        "stones": [(stone, judged.get(stone.pk)) for stone in stones_of(report)],
        "verdicts": Verdict.choices,
        "evidence": list(report.evidence.select_related("by")),
        "steps": [step for step in opened if step.name not in ("accept", "return")],
        "reviews": "accept" in names,
        "writes": report.state in OPEN and bool({"submit", "ask_release"} & names),
        "history": history_of(report),
        "corrections": report.corrections.all(),
        "takes_in": "take_in" in names,
        **more,
    }


def figures_of(report: Report) -> list[dict[str, Any]]:
    """Each figure that the report is asked for: what is known of it, what is said and was said, and
    what of it was taken over from the towns."""
    indicators = indicators_of(report)
    known = known_of_report(report, indicators, report.submitted_on or today())
    values = {value.indicator_id: value for value in report.values.all()}
    old = (
        {}
        if report.corrects is None
        else {value.indicator_id: value.amount for value in report.corrects.values.all()}
    )
    taken = {one.indicator_id: one for one in report.adoptions.select_related("by")}
    return [
        {
            "known": known[one.pk],
            "value": values[one.pk].amount if one.pk in values else None,
            "other": _other(known[one.pk], values.get(one.pk)),
            "remarks": known[one.pk].remarks(values[one.pk].amount) if one.pk in values else [],
            "skips": known[one.pk].skips_to(report.period),
            "old": old.get(one.pk),
            "adopted": taken.get(one.pk),
            "gap": _gap(values.get(one.pk), taken.get(one.pk)),
        }
        for one in indicators
    ]


def _other(known: Any, value: Any) -> Any:
    return known.other(value.amount) if value is not None and known.has_other else None


def _gap(value: Value | None, taken: Adoption | None) -> Decimal | None:
    """By how much the figure is another one than what was taken over."""
    return None if value is None or taken is None else value.amount - taken.amount


def history_of(report: Report) -> list[tuple[Entry, Any]]:
    """The journal's lines on this report, oldest first, with their Chinese."""
    lines = Entry.objects.filter(subject_type="reports.report", subject_id=report.pk)
    return [(line, ACTS.get(line.verb, line.verb)) for line in lines.order_by("at", "id")]


@require_POST
def step(request: MemberRequest, pk: int, name: str) -> HttpResponse:
    """Take a step from the report's page; a refusal is shown on it."""
    report, on = seen(request, pk), today()
    reason = request.POST.get("reason", "")
    try:
        if name in ABOUT_CORRECTIONS:
            made = ABOUT_CORRECTIONS[name](request.member, pk, reason, on)
            if name == "correct":
                return redirect("reports:write", made.pk)
            messages.success(request, _("更正已放弃，原来的填报仍然有效。"))
            return redirect(made)
        if name not in PLAIN:
            raise Http404
        take(
            name,
            pk,
            request.member,
            on,
            reason=reason,
            verdicts=verdicts_in(request),
            not_personal=request.POST.get("not_personal") == "1",
        )
    except Refusal as refusal:
        if not Report.objects.filter(pk=pk).exists():
            raise
        context = context_of(request, seen(request, pk), refusal=refusal, reason=reason)
        return render(request, "reports/report.html", context, status=refusal.status)
    tell(request, name, report)
    still = Report.objects.visible_to(request.member).filter(pk=pk).exists()
    return redirect(report) if still else redirect("reports:owed")


def verdicts_in(request: MemberRequest) -> dict[int, str]:
    """`stone-7` → Verdict, as the form of a review has them."""
    return {
        key: str(value)
        for name, value in request.POST.items()
        if name.startswith("stone-")
        and (key := written_key(name.removeprefix("stone-"))) is not None
    }


@require_POST
def attach_files(request: MemberRequest, pk: int) -> HttpResponse:
    """Attach what was chosen; what is not taken is said, the rest stays attached."""
    report, faults = seen(request, pk), []
    for file in request.FILES.getlist("files"):
        try:
            attach(request.member, pk, file, today())
        except Refusal as refusal:
            faults.append(refusal)
    return _list(request, report, faults)


@require_POST
def act_on_evidence(request: MemberRequest, pk: int, evidence: int, act: str) -> HttpResponse:
    report = seen(request, pk)
    if act not in FILE_ACTS:
        raise Http404
    rows: QuerySet[Evidence] = report.evidence.all()
    if act == "restore":
        rows = Evidence.everything.filter(report=report, removed_at__isnull=False)
    try:
        request.member.must(Right.FILE, report)
        held = still_there(rows, evidence)
        FILE_ACTS[act](request.member, held.pk, today())
    except Refusal as refusal:
        return _list(request, report, [refusal])
    return _list(request, report, [], undo_of_file(held) if act == "drop" else None)


def _list(
    request: MemberRequest, report: Report, faults: list[Refusal], undo: Undo | None = None
) -> HttpResponse:
    """The list of evidence again, for htmx alone; else back to the form."""
    context = {
        "report": report,
        "evidence": report.evidence.select_related("by"),
        "writes": True,
        "faults": faults,
        "taken_away": undo,
    }
    status = faults[0].status if faults else 200
    if "HX-Request" in request.headers:
        return render(request, "reports/_evidence.html", context, status=status)
    if faults:
        raise faults[0]
    if undo is not None:
        say(request, _("附件已移除，一天内可以恢复。"), undo)
    return redirect("reports:write", report.pk)


def _evidence(request: MemberRequest, pk: int) -> Evidence:
    return get_object_or_404(Evidence.objects.visible_to(request.member).distinct(), pk=pk)


@require_safe
def download(request: MemberRequest, pk: int) -> FileResponse:
    return serving.download(_evidence(request, pk))


@require_safe
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    return serving.preview(_evidence(request, pk), request)
