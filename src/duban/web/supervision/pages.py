"""督办: where every task stands by its light, and the acts on one task or on many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.handling.task_acts import seen_task
from duban.web.ledger.models import Task
from duban.web.reports.portions import Heading, answer_in_portions, keys_in
from duban.web.supervision import acting, asking, bulletins, ordering
from duban.web.supervision.assessing import Judged, assess, take_back
from duban.web.supervision.kept import kept
from duban.web.supervision.models import Assessment, Colour, LightOverride, Tick
from duban.web.supervision.of_day import lights_of_day, sorted_out
from duban.web.supervision.rooms import rooms

PAGE_ROWS = 50


def _late_choices() -> list[tuple[str, str]]:
    return [
        ("overdue", _("已逾期")),
        ("soon", _("两周内到期")),
        ("turned", _("本周转灯")),
    ]


@require_safe
def lights(request: MemberRequest) -> HttpResponse:
    """The lights as written last; those of another day, where the address names one."""
    member, on = request.member, asked.today()
    wanted = asking.Wanted.of(request.GET)
    day = asking.day_in(request.GET) or on
    seen = asking.lights(member)
    found: Any
    counted: Mapping[str, int]
    if day == on:
        found = asking.gravest_first(asking.narrowed(seen, wanted, on))
        found = found.select_related("task__plan").prefetch_related("task__units")
        counted = dict(seen.order_by().values_list("colour").annotate(count=Count("pk")))
    else:
        found, counted = sorted_out(lights_of_day(member, wanted, day), wanted)
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    held = asking.orders_of([row.task_id for row in page], member)
    context = {
        "rooms": rooms(member, "lights"),
        "page": page,
        "rows": [(row, held.get(row.task_id)) for row in page],
        "counts": [(colour, counted.get(colour.value, 0)) for colour in Colour],
        "wanted": wanted,
        "kept": kept(wanted, member),
        "choices": [
            ("colour", _("亮灯"), Colour.choices, wanted.colour),
            ("plan", _("计划"), asking.plans_of(member), wanted.plan),
            ("unit", _("责任单位"), asking.units_of(member), wanted.unit),
            ("late", _("时限"), _late_choices(), wanted.late),
        ],
        "last": Tick.objects.first(),
        "day": day,
        "on": on,
        "may_remind": member.may(Right.SUPERVISE) and day == on,
    }
    return render(request, "supervision/lights.html", context)


@require_POST
def remind_some(request: MemberRequest) -> HttpResponse:
    """Remind the units of all tasks that were ticked; each is answered for itself."""
    member, on = request.member, asked.today()
    member.must(Right.SUPERVISE)
    seen = Task.objects.visible_to(member).filter(pk__in=keys_in(request, "task")).order_by("pk")
    titles = dict(seen.values_list("pk", "title"))
    if not titles and "said" not in request.POST:
        messages.info(request, _("请先勾选要催办的任务。"))
        return redirect("supervision:lights")
    words = request.POST.get("words", "")
    return answer_in_portions(
        request,
        "task",
        titles,
        lambda key: acting.remind(member, key, words, on),
        Heading(_("成批催办"), reverse("supervision:lights"), _("已催办")),
    )


def _remind(request: MemberRequest, task: Task) -> str:
    words = request.POST.get("words", "")
    told = acting.remind(request.member, task.pk, words, asked.today())
    return _("已催办，通知了%(count)s人。") % {"count": told}


def _issue(request: MemberRequest, task: Task) -> str:
    body = request.POST
    colour = body.get("colour", "")
    if colour not in ordering.LADDER:
        raise Http404
    wanted = ordering.Wanted(
        Colour(colour),
        body.get("because", ""),
        body.get("demand", ""),
        asking.number(body.get("unit", "")),
        asked.day(body.get("reply_by", "")),
    )
    order = ordering.issue(request.member, task.pk, wanted, asked.today())
    return _("已签发%(number)s。") % {"number": order.label}


def _instruct(request: MemberRequest, task: Task) -> str:
    body = request.POST
    acting.instruct(
        request.member,
        task.pk,
        body.get("words", ""),
        asked.today(),
        answer_by=asked.day(body.get("answer_by", "")),
        speaker=body.get("speaker", ""),
        evidence=body.get("evidence", ""),
    )
    return _("批示已转牵头单位和督查室。")


def _talk(request: MemberRequest, task: Task) -> str:
    body = request.POST
    talked = acting.Talked(
        asked.day(body.get("held_on", "")) or asked.today(),
        body.get("present", ""),
        body.get("words", ""),
        body.get("promised", ""),
        asking.number(body.get("unit", "")),
        asking.number(body.get("order", "")),
    )
    acting.hold_talk(request.member, task.pk, talked, asked.today())
    return _("约谈已登记。")


def _override(request: MemberRequest, task: Task) -> str:
    body = request.POST
    colour = body.get("colour", "")
    if colour not in Colour.values:
        raise Http404
    until = asked.day(body.get("until", ""))
    made = acting.override(
        request.member,
        task.pk,
        Colour(colour),
        body.get("reason", ""),
        asked.today(),
        until=until,
    )
    return _("已改为%(light)s，至%(day)s止。") % {
        "light": made.get_colour_display(),
        "day": made.until.isoformat(),
    }


def _bulletin(request: MemberRequest, task: Task) -> str:
    bulletins.put_on(request.member, task.pk, request.POST.get("reason", ""), asked.today())
    return _("已列入待通报事项。")


def _assess(request: MemberRequest, task: Task) -> str:
    body = request.POST
    judged = Judged(body.get("word", ""), body.get("reason", ""), body.get("period", ""))
    made = assess(request.member, task.pk, judged, asked.today())
    return _("已研判：%(word)s。") % {"word": made.get_word_display()}


ACTS: dict[str, Callable[[MemberRequest, Task], str]] = {
    "remind": _remind,
    "order": _issue,
    "instruct": _instruct,
    "talk": _talk,
    "override": _override,
    "assess": _assess,
    "bulletin": _bulletin,
}


@require_POST
def act(request: MemberRequest, pk: int, name: str) -> HttpResponse:
    if name not in ACTS:
        raise Http404
    task = seen_task(request, pk)
    messages.success(request, ACTS[name](request, task))
    return redirect(task)


@require_POST
def lift(request: MemberRequest, pk: int) -> HttpResponse:
    request.member.must(Right.SEE)
    held = get_object_or_404(LightOverride.objects.visible_to(request.member), pk=pk)
    acting.lift(request.member, held.pk, request.POST.get("reason", ""), asked.today())
    messages.success(request, _("已恢复按规则亮灯。"))
    return redirect(held.task)


@require_POST
def take_word_back(request: MemberRequest, pk: int) -> HttpResponse:
    request.member.must(Right.SEE)
    held = get_object_or_404(Assessment.objects.visible_to(request.member), pk=pk)
    take_back(request.member, held.pk, request.POST.get("reason", ""), asked.today())
    messages.success(request, _("研判已撤回。"))
    return redirect(held.task)
