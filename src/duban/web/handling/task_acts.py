"""Acts on one task: each calls its step and answers with the panel, or goes back to the page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.design.undoing import Undo, say
from duban.web.handling import asked, attaching, closing, issuing, steps, taking_back
from duban.web.handling.file_pages import handed_in
from duban.web.handling.models import Assignment, Finish, Part, Shows, SpotCheck
from duban.web.handling.panel import context_of
from duban.web.ledger.models import Task


def seen_task(request: MemberRequest, pk: int) -> Task:
    """The task, for whoever sees it."""
    request.member.must(Right.SEE)
    seen = Task.objects.visible_to(request.member).select_related("plan", "edition", "jurisdiction")
    return get_object_or_404(seen, pk=pk)


def seen_part(request: MemberRequest, pk: int) -> Assignment:
    request.member.must(Right.SEE)
    seen = Assignment.objects.visible_to(request.member)
    return get_object_or_404(seen.select_related("task__plan", "organisation"), pk=pk)


def _plain(name: str) -> Callable[[MemberRequest, Task], str]:
    def act(request: MemberRequest, task: Task) -> str:
        moved = steps.take(name, task.pk, request.member, request.POST.get("reason", ""))
        return _("任务已转为“%(state)s”。") % {"state": moved.get_state_display()}

    return act


def _sign(request: MemberRequest, task: Task) -> str:
    part = get_object_or_404(task.assignments, pk=asked.key(request.POST.get("part", "")))
    issuing.sign(request.member, part.pk)
    return _("%(unit)s已签收。") % {"unit": part.name}


def _issue(request: MemberRequest, task: Task) -> str:
    issuing.issue(request.member, task.pk)
    return _("已交办。")


def _assign(request: MemberRequest, task: Task) -> str:
    role = request.POST.get("role", "")
    if role not in (Part.LEAD, Part.CO):
        raise Http404
    unit = asked.key(request.POST.get("unit", ""))
    row = issuing.add_unit(request.member, task.pk, unit, Part(role))
    return _("已交办给%(unit)s。") % {"unit": row.name}


def _replace(request: MemberRequest, task: Task) -> str:
    part = get_object_or_404(task.assignments, pk=asked.key(request.POST.get("part", "")))
    row = issuing.replace_unit(
        request.member,
        part.pk,
        asked.key(request.POST.get("unit", "")),
        request.POST.get("reason", ""),
        asked.today(),
    )
    return _("%(old)s的责任已转给%(new)s。") % {"old": part.name, "new": row.name}


def _take_back(request: MemberRequest, task: Task) -> str:
    part = get_object_or_404(task.assignments, pk=asked.key(request.POST.get("part", "")))
    reason = request.POST.get("reason", "")
    taking_back.take_back(request.member, part.pk, asked.today(), reason)
    return _("已收回%(unit)s的责任。") % {"unit": part.name}


def _report(request: MemberRequest, task: Task) -> str:
    files, words = handed_in(request), request.POST.get("words", "")
    attaching.with_files(
        request.member,
        Shows.RESULT,
        files,
        lambda: closing.report_done(request.member, task.pk, words, asked.today()),
    )
    return _("已报办结，等待核查。")


def _recall(request: MemberRequest, task: Task) -> str:
    closing.recall(request.member, task.pk)
    return _("报办结已撤回，任务继续办理。")


def _verifier(request: MemberRequest, task: Task) -> str:
    user = asked.key(request.POST.get("user", ""))
    done = closing.name_verifier(request.member, task.pk, user)
    who = "" if done.verifier is None else done.verifier.name
    return _("已指定%(who)s核查。") % {"who": who}


def _found(request: MemberRequest, task: Task) -> None:
    """What the verifier hands in with his words."""
    files, reported = handed_in(request), task.completions.filter(state=Finish.REPORTED).first()
    if reported is not None:
        attaching.attach_new(request.member, Shows.FOUND, reported.pk, files)


def _close(request: MemberRequest, task: Task) -> str:
    _found(request, task)
    closing.close(request.member, task.pk, request.POST.get("words", ""), asked.today())
    return _("核查通过，任务办结。")


def _send_back(request: MemberRequest, task: Task) -> str:
    _found(request, task)
    closing.send_back(request.member, task.pk, request.POST.get("words", ""), asked.today())
    return _("已退办。")


def _look(request: MemberRequest, task: Task) -> str:
    wanted = asked.key(request.POST.get("check", ""))
    check = get_object_or_404(SpotCheck.objects.filter(task=task), pk=wanted)
    true, files = request.POST.get("true", "") == "1", handed_in(request)
    attaching.attach_new(request.member, Shows.LOOK, check.pk, files)
    closing.look(request.member, check.pk, true=true, words=request.POST.get("words", ""))
    return _("现场核查已登记。") if true else _("现场核查不属实，任务重新办理。")


ACTS: dict[str, Callable[[MemberRequest, Task], str]] = {
    **{name: _plain(name) for name in steps.PLAIN},
    "issue": _issue,
    "sign": _sign,
    "assign": _assign,
    "replace": _replace,
    "take_back": _take_back,
    "report_done": _report,
    "recall_done": _recall,
    "name_verifier": _verifier,
    "close": _close,
    "send_back": _send_back,
    "look": _look,
}
#: acts that another one of these takes back
UNDONE_BY = {"report_done": "recall_done", "assign": "take_back"}


def undo_of(name: str, task: Task) -> Undo | None:
    """The way back from an act just taken; None where there is none."""
    if name not in UNDONE_BY:
        return None
    back = UNDONE_BY[name]
    fields: tuple[tuple[str, str], ...] = ()
    if back == "take_back":
        fields = (("part", str(task.assignments.order_by("-pk").values_list("pk", flat=True)[0])),)
    address = reverse("handling:act", args=[task.pk, back])
    return Undo(address, _("撤回") if back == "recall_done" else _("收回"), fields)


#: pages from which a task is acted on, to go back to
BACK = ("handling:to-sign", "handling:closing", "handling:desk")


@require_POST
def act(request: MemberRequest, pk: int, name: str) -> HttpResponse:
    if name not in ACTS:
        raise Http404
    task = seen_task(request, pk)
    sentence = ACTS[name](request, task)
    back = request.POST.get("back", "")
    if "HX-Request" in request.headers and not back:
        task = seen_task(request, pk)
        context = context_of(request, task) | {"said": sentence, "undo": undo_of(name, task)}
        return render(request, "handling/_panel.html", context)
    say(request, sentence, undo_of(name, task))
    return redirect(back if back in BACK else task)
