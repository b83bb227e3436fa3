"""变更: the queue of papers, one paper with what was said on it, and the form for a new one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.design.undoing import Undo, say
from duban.web.handling import asked, attaching, changing
from duban.web.handling.file_pages import handed_in, listed
from duban.web.handling.holding import due_of, targets_of
from duban.web.handling.models import Change, ChangeKind, Level, Outcome, Shows, Verdict
from duban.web.handling.renewing import ask_renewal, difference, plan_of
from duban.web.handling.task_acts import seen_task
from duban.web.ledger.models import Edition, State, Task
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

PAGE_ROWS = 50


def seen_changes(member: Member) -> QuerySet[Change]:
    member.must(Right.SEE)
    return Change.objects.visible_to(member).select_related(
        "task", "plan", "organisation", "asked_by"
    )


def on_my_desk(member: Member) -> Q:
    """Papers that lie where this person decides."""
    found = Q(pk__in=())
    for level, right in changing.LEVEL_RIGHT.items():
        reached = member.where(right, people="task__led_by")
        found |= Q(level=level) & reached
    return found & Q(outcome=Outcome.PENDING)


@require_safe
def changes(request: MemberRequest) -> HttpResponse:
    found = seen_changes(request.member)
    kind, outcome = request.GET.get("kind", ""), request.GET.get("outcome", "")
    census = _census(found)
    mine = found.filter(pk__in=Change.objects.filter(on_my_desk(request.member)).values("pk"))
    if kind in ChangeKind.values:
        found = found.filter(kind=kind)
    if outcome == "mine":
        found = mine
    elif outcome in Outcome.values:
        found = found.filter(outcome=outcome)
    context = {
        "page": Paginator(found, PAGE_ROWS).get_page(request.GET.get("page")),
        "mine": mine.count(),
        "choices": [
            ("kind", _("事项"), ChangeKind.choices, kind),
            ("outcome", _("结果"), [("mine", _("待我审定")), *Outcome.choices], outcome),
        ],
        "waiting": sum(counted[Outcome.PENDING] for counted in census.values()),
        "census": [
            (each, census[each][Outcome.PENDING], sum(census[each].values()))
            for each in ChangeKind
            if each in census
        ],
        "narrowed": bool(kind or outcome),
    }
    return render(request, "handling/changes.html", context)


def _census(found: QuerySet[Change]) -> Mapping[str, Counter[str]]:
    """How many papers there are by kind, then by outcome."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    rows = found.order_by().values_list("kind", "outcome").annotate(count=Count("pk"))
    for kind, outcome, count in rows:
        counted[kind][outcome] = count
    return counted


@require_safe
def change(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(seen_changes(request.member), pk=pk))


def _page(request: MemberRequest, held: Change) -> HttpResponse:
    level = Level(held.level)
    pending = held.outcome == Outcome.PENDING
    mine = pending and request.member.may(changing.LEVEL_RIGHT[level], held)
    for_another = pending and not mine and request.member.may(Right.DECIDE, held)
    ladder = changing.LADDER
    enough = ladder.index(level) >= ladder.index(Level(held.needs))
    verdicts = [
        verdict
        for verdict in Verdict
        if (verdict is not Verdict.PASS_UP or level is not ladder[-1])
        and (verdict is not Verdict.APPROVE or enough)
    ]
    context = {
        "change": held,
        "lines": held.lines.select_related("indicator"),
        "decisions": held.decisions.select_related("by"),
        "may_decide": mine or for_another,
        "for_another": for_another,
        "verdicts": verdicts,
        "may_withdraw": pending and held.asked_by_id == request.user.pk,
        "level": level,
        **listed(request.member, Shows.REASON, held),
    }
    return render(request, "handling/change.html", context)


@require_http_methods(["GET", "POST"])
def new_change(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The form of a paper; what is refused stands above what was typed."""
    if kind not in changing.ASKED_IN:
        raise Http404
    task, what = seen_task(request, pk), ChangeKind(kind)
    if request.method != "POST":
        _refuse_early(request.member, task, what)
        return render(request, "handling/new_change.html", _form(task, what))
    try:
        made = _ask(request, task, what)
    except (ReasonMissing, OutOfTurn) as refusal:
        context = _form(task, what) | {"refusal": refusal, "typed": request.POST}
        return render(request, "handling/new_change.html", context, status=refusal.status)
    back = Undo(reverse("handling:withdraw", args=[made.pk]), _("撤回"))
    say(request, _("申请已提交，等待审定。"), back)
    return redirect(made)


def _ask(request: MemberRequest, task: Task, kind: ChangeKind) -> Change:
    words = request.POST
    paper = changing.Paper(
        kind,
        words.get("reason", ""),
        asked.day(words.get("day", "")),
        words.get("progress", ""),
        list(_lines(request, task)),
    )
    member, on = request.member, asked.today()
    return attaching.with_files(
        member,
        Shows.REASON,
        handed_in(request),
        lambda: changing.ask(member, task.pk, paper, on),
    )


def _refuse_early(member: Member, task: Task, kind: ChangeKind) -> None:
    """Before anybody fills in what cannot be sent."""
    if not changing.may_ask(member, task):
        raise NotAllowed.to(str(Right.ASK.label))
    if task.state not in changing.ASKED_IN[kind]:
        raise OutOfTurn(
            _("任务当前为“%(state)s”，不能申请%(act)s。")
            % {"state": task.get_state_display(), "act": kind.label}
        )


def _form(task: Task, kind: ChangeKind) -> dict[str, Any]:
    on = asked.today()
    indicators = list(task.indicators.filter(ended_on=None))
    targets = targets_of(indicators, on)
    return {
        "task": task,
        "kind": kind,
        "due": due_of(task, on),
        "indicators": [(one, list(targets[one.pk].items())) for one in indicators],
        "late": _late(task, on),
        "before": task.changes.filter(kind=kind, outcome=Outcome.APPROVED).count(),
    }


def _late(task: Task, on: date) -> bool:
    now = due_of(task, on).now
    return now is not None and on > now


def _lines(request: MemberRequest, task: Task) -> Iterator[changing.NewTarget]:
    """target-KEY-PERIOD with a figure in it."""
    units = dict(task.indicators.values_list("pk", "unit"))
    for name, text in request.POST.items():
        kind, _dash, rest = name.partition("-")
        if kind != "target":
            continue
        key, _dash, period = rest.partition("-")
        indicator = asked.key(key)
        value = asked.figure(str(text), units.get(indicator, ""))
        if value is not None:
            yield changing.NewTarget(indicator, asked.period(period), value)


@require_POST
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(seen_changes(request.member), pk=pk)
    words = request.POST
    if words.get("verdict", "") not in Verdict.values:
        raise Http404
    answer = changing.Answer(
        Verdict(words["verdict"]),
        words.get("words", ""),
        asked.day(words.get("day", "")),
        words.get("speaker", ""),
        words.get("evidence", ""),
    )
    decided = changing.decide(request.member, held.pk, answer, asked.today())
    sentence = _("已报请%(level)s。") % {"level": decided.get_level_display()}
    if answer.verdict is not Verdict.PASS_UP:
        sentence = _("已答复：%(outcome)s。") % {"outcome": decided.get_outcome_display()}
    messages.success(request, sentence)
    return redirect("handling:changes")


@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(seen_changes(request.member), pk=pk)
    changing.withdraw(request.member, held.pk)
    messages.success(request, _("申请已撤回。"))
    return redirect(held)


@require_http_methods(["GET", "POST"])
def renewal(request: MemberRequest, pk: int) -> HttpResponse:
    """The draft of a new edition beside the ledger, on its way to the principal."""
    edition = get_object_or_404(Edition.objects.visible_to(request.member), pk=pk)
    request.member.must(Right.CONFIRM, edition)
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        made = ask_renewal(request.member, edition.pk, reason, asked.today())
        messages.success(request, _("新版已报批。"))
        return redirect(made)
    plan = plan_of(edition)
    context = {
        "edition": edition,
        "plan": plan,
        "difference": None if plan is None else difference(edition, plan).form(),
        "may_ask": plan is not None and edition.state == State.TO_CHECK,
        "pending": edition.changes.filter(outcome=Outcome.PENDING).first(),
    }
    return render(request, "handling/renewal.html", context)
