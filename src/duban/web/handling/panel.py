"""The handling of one task, for the ledger's page of it: states, units, figures, papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.handling import asked, attaching
from duban.web.handling.changing import ASKED_IN, may_ask
from duban.web.handling.closing import verifiers_for
from duban.web.handling.holding import due_of, indicators_of, targets_of
from duban.web.handling.models import (
    Assignment,
    Attachment,
    ChangeKind,
    Completion,
    Finish,
    Look,
    Outcome,
    Part,
    Receipt,
    Shows,
    SpotCheck,
)
from duban.web.handling.resolving import choices
from duban.web.handling.steps import STEPS, steps_open_to
from duban.web.handling.taking_back import may_be_taken_back
from duban.web.ledger.models import Task, TaskState

#: the states on the straight way, in order
WAY = (
    *(TaskState.DRAFT, TaskState.REGISTERED, TaskState.ISSUED, TaskState.RECEIVED),
    *(TaskState.UNDER_WAY, TaskState.REPORTED, TaskState.CLOSED, TaskState.STRUCK_OFF),
    TaskState.ARCHIVED,
)
#: steps that are one button on the page
BUTTONS = ("register", "start", "strike_off", "archive")


def panel(request: HttpRequest, task: Task) -> str:
    """Named in settings.TASK_PANELS; the ledger's page shows what it gives."""
    return render_to_string("handling/_panel.html", context_of(request, task), request)  # type: ignore[arg-type]


def context_of(request: MemberRequest, task: Task) -> dict[str, Any]:
    member, on = request.member, asked.today()
    parts = list(
        task.assignments.filter(ended_on=None)
        .select_related("organisation", "through", "received_by", "given_by", "handed_down__task")
        .order_by("id")
    )
    for part in parts:
        part.task = task
    indicators = indicators_of(task)
    targets = targets_of(indicators, on)
    completions, checks = list(_completions(member, task)), list(_checks(member, task))
    completion = completions[0] if completions else None
    opened = steps_open_to(member, task)
    return {
        "task": task,
        "open": opened,
        "buttons": [STEPS[name] for name in BUTTONS if name in opened],
        "way": list(_way(task)),
        "parts": sorted(parts, key=lambda part: list(Part).index(Part(part.role))),
        "mine": [part for part in parts if may_sign(member, part)],
        "breakable": [
            part
            for part in parts
            if task.state in STEPS["break_down"].leaves and member.may(Right.WORK, part)
        ],
        "indicators": [(one, list(targets[one.pk].items())) for one in indicators],
        "due": due_of(task, on),
        "changes": task.changes.select_related("organisation", "asked_by")[:20],
        "kinds": [
            kind
            for kind, states in ASKED_IN.items()
            if task.state in states and may_ask(member, task)
        ],
        "completions": completions,
        "checks": checks,
        "drawn": task.spot_checks.filter(result=Look.PENDING).exists(),
        "verifiers": _verifiers(task, completion) if "name_verifier" in opened else (),
        "verifying": completion is not None and is_verifier(member, completion),
        "units": choices(task.jurisdiction) if "assign" in opened else (),
        "removable": may_be_taken_back(task, parts) if "assign" in opened else (),
        "roles": Part.choices[:2],
        "above": task.takes_up.all(),
        "review": _review(task),
        "on": on,
    }


def _review(task: Task) -> date | None:
    """The day on which a suspended task is to be looked at again."""
    if task.state != TaskState.SUSPENDED:
        return None
    agreed = task.changes.filter(kind=ChangeKind.SUSPENSION, outcome=Outcome.APPROVED)
    return agreed.order_by("-pk").values_list("day", flat=True).first()


def _completions(member: Member, task: Task) -> Iterator[Completion]:
    """Reports of the end, the last first, each with its files as `lists`."""
    beside = ("verifier", "organisation", "reported_by")
    for one in task.completions.select_related(*beside).prefetch_related("files__by"):
        one.task = task
        one.lists = list(_lists(member, one, (Shows.RESULT, Shows.FOUND)))  # type: ignore[attr-defined]
        yield one


def _checks(member: Member, task: Task) -> Iterator[SpotCheck]:
    looked_at = task.spot_checks.exclude(result=Look.PENDING).select_related("checked_by")
    for one in looked_at.prefetch_related("files__by"):
        one.task = task
        one.lists = list(_lists(member, one, (Shows.LOOK,)))  # type: ignore[attr-defined]
        yield one


def _lists(
    member: Member, paper: Completion | SpotCheck, kinds: Iterable[Shows]
) -> Iterator[tuple[str, list[Attachment], str]]:
    """What the files show, the files, the address that takes more; nothing of an empty list that
    this person cannot add to."""
    for shows in kinds:
        files = [file for file in paper.files.all() if file.shows == shows]
        attach = ""
        if attaching.may_attach(member, shows, paper):
            attach = reverse("handling:attach", args=[shows, paper.pk])
        if files or attach:
            yield str(shows.label), files, attach


def _way(task: Task) -> Iterator[tuple[str, str]]:
    """Each state of the straight way and how it stands: done, here, or ahead."""
    at = {TaskState.SUSPENDED: TaskState.UNDER_WAY}.get(TaskState(task.state), task.state)
    here = WAY.index(TaskState(at)) if at in WAY else -1
    for position, state in enumerate(WAY):
        how = "here" if position == here else "done" if position < here else "ahead"
        yield str(state.label), how


def may_sign(member: Member, part: Assignment) -> bool:
    return (
        part.receipt == Receipt.WAITING
        and part.ended_on is None
        and part.task.state in STEPS["sign"].leaves
        and member.may(Right.SIGN, part)
    )


def is_verifier(member: Member, completion: Completion) -> bool:
    return completion.state == Finish.REPORTED and completion.verifier_id == member.user.pk


def _verifiers(task: Task, completion: Completion | None) -> list[Any]:
    return [] if completion is None else list(verifiers_for(task, completion).order_by("name"))
