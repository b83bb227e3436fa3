"""交办: the office's page of one plan, its unknown names first; a task's indicators; signing."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.plan import Comparator
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import OrganisationKind, Turn
from duban.web.accounts.rights import Right
from duban.web.handling import asked, issuing, naming, resolving
from duban.web.handling.indicating import confirm_indicators, proposals
from duban.web.handling.models import Assignment, Direction, Indicator, Receipt, Rollup
from duban.web.handling.proposing import Proposal, Wanted
from duban.web.handling.steps import ENDED
from duban.web.handling.task_acts import seen_task
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Plan, Task, TaskState

PAGE_ROWS = 50
MOST_ROWS = 60


def _plan(request: MemberRequest, pk: int) -> Plan:
    """A plan this person hands out; seen by others it is refused, unseen it is not there."""
    plan = get_object_or_404(
        Plan.objects.visible_to(request.member).select_related("jurisdiction"), pk=pk
    )
    request.member.must(Right.ISSUE, plan)
    return plan


@require_safe
def plans_to_issue(request: MemberRequest) -> HttpResponse:
    """The plans a person hands out, those with something left first."""
    request.member.must(Right.ISSUE)
    left = Q(tasks__state=TaskState.REGISTERED)
    unsigned = Q(tasks__state=TaskState.ISSUED)
    plans = (
        Plan.objects.filter(request.member.where(Right.ISSUE))
        .select_related("jurisdiction")
        .annotate(
            whole=Count("tasks"), left=Count("tasks", left), unsigned=Count("tasks", unsigned)
        )
        .filter(whole__gt=0)
        .order_by("-left", "-year", "title")
    )
    page = Paginator(plans, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "handling/plans.html", {"page": page})


@require_safe
def issue_page(request: MemberRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    units = resolving.choices(plan.jurisdiction)
    unknown = resolving.unknown_names(plan, Directory(plan.jurisdiction_id))
    resolving.suggest(unknown, units)
    waiting = (
        plan.tasks.filter(state=TaskState.REGISTERED)
        .select_related("edition")
        .prefetch_related("units")
        .order_by("position")
    )
    page = Paginator(waiting, PAGE_ROWS).get_page(request.GET.get("page"))
    tasks = list(page.object_list)
    confirmed = set(
        Indicator.objects.filter(task__in=tasks, ended_on=None).values_list("task", flat=True)
    )
    counts = plan.tasks.aggregate(
        whole=Count("pk"),
        waiting=Count("pk", Q(state=TaskState.REGISTERED)),
        issued=Count("pk", Q(state=TaskState.ISSUED)),
    )
    context = {
        "plan": plan,
        "unknown": unknown,
        "units": units,
        "kinds": OrganisationKind.choices[:3],
        "page": page,
        "rows": [
            (task, task.pk in confirmed, 0 if task.pk in confirmed else len(proposals(task)))
            for task in tasks
        ],
        "counts": counts,
        "replaced": _orphans(plan),
        "may_write": request.member.may(Right.WRITE, plan),
    }
    return render(request, "handling/issue.html", context)


def _orphans(plan: Plan) -> list[Assignment]:
    """Parts whose unit is no longer in use, or did not take them up."""
    return list(
        Assignment.objects.held()
        .filter(task__plan=plan)
        .filter(Q(organisation__active=False) | Q(receipt=Receipt.DECLINED))
        .exclude(task__state__in=ENDED)
        .exclude(receipt=Receipt.RECEIVED, organisation__turns__kind=Turn.MERGED)
        .select_related("task", "organisation")
    )


@require_POST
def match(request: MemberRequest, pk: int) -> HttpResponse:
    """An unknown name is an organisation of the directory, or a new one."""
    plan = _plan(request, pk)
    name, unit = request.POST.get("name", ""), request.POST.get("unit", "")
    if unit:
        held = naming.match(request.member, plan.jurisdiction, name, asked.key(unit))
    else:
        kind = request.POST.get("kind", "")
        if kind not in OrganisationKind.values:
            raise Http404
        held = naming.register(request.member, plan.jurisdiction, name, OrganisationKind(kind))
    messages.success(request, _("“%(name)s”已对应到%(unit)s。") % {"name": name, "unit": held.name})
    return redirect("handling:issue", pk)


@require_POST
def issue_whole(request: MemberRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    result = issuing.issue_plan(
        request.member, plan.pk, confirm_rest=request.POST.get("confirm", "") == "1"
    )
    sentence = _("已交办%(done)s项。") % {"done": len(result.done)}
    if result.left:
        sentence += _("另有%(left)s项未交办，原因见下表。") % {"left": len(result.left)}
    messages.success(request, sentence)
    return redirect("handling:issue", pk)


@require_http_methods(["GET", "POST"])
def indicators(request: MemberRequest, pk: int) -> HttpResponse:
    """Confirm or correct what the task's words propose."""
    task = seen_task(request, pk)
    request.member.must(Right.ISSUE, task)
    if request.method == "POST":
        confirm_indicators(request.member, task.pk, list(_typed(request, task)))
        messages.success(request, _("指标已确认。"))
        return redirect(task)
    found = proposals(task)
    periods = sorted({target.period for one in found for target in one.targets})
    stones = task.stones.order_by("position")
    context = {
        "task": task,
        "stones": stones,
        "confirmed": task.indicators.filter(ended_on=None).exists(),
        "rows": [
            (number, one, [(str(p), _value_at(one, str(p))) for p in periods])
            for number, one in enumerate([*found, None])
        ],
        "periods": [str(period) for period in periods] or _periods_of(task),
        "directions": Direction.choices,
        "rollups": Rollup.choices,
    }
    return render(request, "handling/indicators.html", context)


def _periods_of(task: Task) -> list[str]:
    """Periods for figures nobody read: the task's own, else its year."""
    known = list(task.stones.values_list("period", flat=True))
    return known or [str(task.year or asked.today().year)]


def _value_at(one: Proposal | None, period: str) -> str:
    if one is None:
        return ""
    values = (target.value for target in one.targets if str(target.period) == period)
    return next((f"{value:f}" for value in values), "")


def _typed(request: MemberRequest, task: Task) -> Iterator[Proposal]:
    """The rows of the form that have a metric and were not struck out."""
    words = request.POST
    proposed = {(one.metric, one.unit): one for one in proposals(task)}
    for number in range(MOST_ROWS):
        metric = words.get(f"metric-{number}", "").strip()[:120]
        if not metric or words.get(f"drop-{number}"):
            continue
        unit = words.get(f"unit-{number}", "").strip()[:20]
        was = proposed.get((words.get(f"was-{number}", ""), words.get(f"was-unit-{number}", "")))
        yield Proposal(
            metric=metric,
            unit=unit,
            targets=tuple(_typed_targets(request, number, unit, was)),
            direction=Direction(_one_of(words.get(f"direction-{number}"), Direction.values)),
            cumulative=words.get(f"cumulative-{number}", "") == "1",
            rollup=Rollup(_one_of(words.get(f"rollup-{number}"), Rollup.values)),
            shares=() if was is None or was.unit != unit else was.shares,
        )


def _typed_targets(
    request: MemberRequest, number: int, unit: str, was: Proposal | None
) -> Iterator[Wanted]:
    """Targets of one row; a comparator stays where the figure was not touched."""
    known = {} if was is None else {str(target.period): target for target in was.targets}
    start = f"target-{number}-"
    for name, text in request.POST.items():
        if not name.startswith(start) or (value := asked.figure(str(text), unit)) is None:
            continue
        period = asked.period(name.removeprefix(start))
        held = known.get(str(period))
        if held is not None and held.value == value:
            yield held
        else:
            comparator = Comparator.EQUAL if held is None else held.comparator
            if comparator is Comparator.RANGE:
                comparator = Comparator.EQUAL
            yield Wanted(period, value, comparator)


def _one_of(text: str | None, known: list[str]) -> str:
    if text not in known:
        raise Http404
    return text


@require_safe
def to_sign(request: MemberRequest) -> HttpResponse:
    """待签收: what waits for the head of a unit."""
    request.member.must(Right.SIGN)
    page = Paginator(waiting_for(request), PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "handling/to_sign.html", {"page": page})


def waiting_for(request: MemberRequest) -> QuerySet[Assignment]:
    own = request.member.where(Right.SIGN, jurisdiction="task__jurisdiction", units="organisation")
    open_states = (TaskState.ISSUED, TaskState.RECEIVED, TaskState.UNDER_WAY)
    return (
        Assignment.objects.held()
        .filter(own, receipt=Receipt.WAITING, task__state__in=open_states)
        .select_related("task__plan", "organisation", "issued_by")
        .prefetch_related("task__indicators__targets", "task__stones")
        .order_by("task__due_day", "task__plan", "task__position", "pk")
    )
