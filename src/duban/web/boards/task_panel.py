"""The course of one task, as a page, as a piece of the task's page, and as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from duban.web import clock
from duban.web.accounts.http import MemberRequest
from duban.web.boards.board_pages import as_file
from duban.web.boards.task_course import known_of, panels
from duban.web.ledger.models import Task, TaskState
from duban.web.supervision.gathering import UNASKED


def panel(request: HttpRequest, task: Task) -> str:
    """Named in settings.TASK_PANELS: a place that the page fills by itself; nothing for a task that
    was not handed out."""
    if TaskState(task.state) in UNASKED:
        return ""
    return render_to_string("boards/_course_place.html", {"task": task}, request)


@require_safe
def course(request: MemberRequest, pk: int) -> HttpResponse:
    task = _seen(request, pk)
    known = known_of(task, clock.today())
    context = {"task": task, "panels": [] if known is None else panels(known)}
    template = "boards/_course.html" if request.htmx else "boards/course.html"
    return render(request, template, context)


@require_safe
def course_csv(request: MemberRequest, pk: int, name: str) -> HttpResponse:
    task = _seen(request, pk)
    known = known_of(task, clock.today())
    named = {one.name: one for one in ([] if known is None else panels(known))}
    if name not in named:
        raise Http404
    return as_file(named[name], task.title[:30], clock.today())


def _seen(request: MemberRequest, pk: int) -> Task:
    return get_object_or_404(Task.objects.visible_to(request.member), pk=pk)
