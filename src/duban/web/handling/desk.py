"""办理: what waits for this person in each of its rooms, with the way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.handling.change_pages import on_my_desk
from duban.web.handling.models import (
    Assignment,
    Change,
    Completion,
    Finish,
    HandedDown,
    Look,
    Receipt,
    SpotCheck,
    Taking,
)
from duban.web.handling.resolving import unknown_in
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Task, TaskState

# a lazy text's type differs between stubs and run time
Label = Any


@dataclass(frozen=True, slots=True)
class Queue:
    """One room of handling: who has it, and how many wait there."""

    name: str
    label: Label
    question: Label
    view: str
    right: Right
    count: Callable[[Member], int]


def _to_issue(member: Member) -> int:
    return Task.objects.filter(member.where(Right.ISSUE), state=TaskState.REGISTERED).count()


def _to_name(member: Member) -> int:
    places = {post.jurisdiction_id for post in member.posts_with(Right.ISSUE)}
    return sum(
        len(unknown_in(Task.objects.filter(jurisdiction=place), place, Directory(place)))
        for place in places
    )


def _to_sign(member: Member) -> int:
    own = member.where(Right.SIGN, jurisdiction="task__jurisdiction", units="organisation")
    open_states = (TaskState.ISSUED, TaskState.RECEIVED, TaskState.UNDER_WAY)
    waiting = Assignment.objects.held().filter(own, receipt=Receipt.WAITING)
    return waiting.filter(task__state__in=open_states).count()


def _to_decide(member: Member) -> int:
    return Change.objects.filter(on_my_desk(member)).distinct().count()


def _to_verify(member: Member) -> int:
    return Completion.objects.visible_to(member).filter(state=Finish.REPORTED).count()


def _to_look_at(member: Member) -> int:
    return SpotCheck.objects.visible_to(member).filter(result=Look.PENDING).count()


def _to_take_up(member: Member) -> int:
    return HandedDown.objects.filter(member.where(Right.TAKE_UP), state=Taking.OFFERED).count()


QUEUES = (
    Queue("issue", _("交办"), _("哪些任务还没有交出去"), "handling:plans", Right.ISSUE, _to_issue),
    Queue(
        "names",
        _("单位名称"),
        _("文件里的哪些名称还认不出"),
        "handling:names",
        Right.ISSUE,
        _to_name,
    ),
    Queue("sign", _("待签收"), _("哪些任务等我签收"), "handling:to-sign", Right.SIGN, _to_sign),
    Queue("changes", _("变更"), _("时限、目标能不能动"), "handling:changes", Right.SEE, _to_decide),
    Queue(
        "closing",
        _("核查销号"),
        _("报来的办结是不是真"),
        "handling:closing",
        Right.VERIFY,
        _to_verify,
    ),
    Queue(
        "draws",
        _("历次抽查"),
        _("抽中了哪些，抽得公不公平"),
        "handling:draws",
        Right.READ_JOURNAL,
        _to_look_at,
    ),
    Queue(
        "handed-down",
        _("上级下达"),
        _("上级交给本辖区什么"),
        "handling:handed-down",
        Right.SEE,
        _to_take_up,
    ),
)


def queues(member: Member) -> Iterator[tuple[Queue, str, int]]:
    """The rooms this person has, with address and how many wait."""
    for queue in QUEUES:
        if member.may(queue.right):
            yield queue, reverse(queue.view), queue.count(member)


@require_safe
def desk(request: MemberRequest) -> HttpResponse:
    request.member.must(Right.SEE)
    return render(request, "handling/desk.html", {"queues": list(queues(request.member))})
