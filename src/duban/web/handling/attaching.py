"""Files of papers: who may add them while the paper is open, take them away, or cover them.

A file stays as long as its paper is open to whoever wrote it. What looks like personal data in it
may also be covered, or said to be none, by the office that has the paper before it; until then the
paper is not agreed to and the task not closed (`evidence.keeping.refuse_doubtful`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.evidence.keeping import (
    Checked,
    bring_back,
    covered,
    forget,
    keep_file,
    still_there,
    store,
    take_away,
)
from duban.web.handling.changing import may_ask
from duban.web.handling.closing import own_work
from duban.web.handling.models import (
    Attachment,
    Change,
    Completion,
    Finish,
    Look,
    Outcome,
    Shows,
    SpotCheck,
)
from duban.web.handling.steps import led_part
from duban.web.journal.record import record
from duban.web.ledger.models import Task
from duban.web.refusals import NotAllowed, OutOfTurn

Paper = Change | Completion | SpotCheck
Made = TypeVar("Made", Change, Completion)


@dataclass(frozen=True, slots=True)
class Place:
    """Where files that show one thing hang. `writes`: whether a person adds and takes away;
    `keeps`: the right that also covers what looks personal; `open`: whether the paper still is."""

    model: type[Change] | type[Completion] | type[SpotCheck]
    lookup: str
    writes: Callable[[Member, Any], bool]
    keeps: Right
    open: Callable[[Any], bool]


def _asks(member: Member, change: Change) -> bool:
    if change.task is None:
        return change.asked_by_id == member.user.pk
    return may_ask(member, change.task)


def _looks(member: Member, check: SpotCheck) -> bool:
    return member.may(Right.VERIFY, check.task) and not own_work(member, check.task)


PLACES: Mapping[Shows, Place] = {
    Shows.REASON: Place(
        Change, "change", _asks, Right.DECIDE, lambda change: change.outcome == Outcome.PENDING
    ),
    Shows.RESULT: Place(
        Completion,
        "completion",
        lambda member, done: member.may(Right.FINISH, led_part(done.task)),
        Right.CLOSE,
        lambda done: done.state == Finish.REPORTED,
    ),
    Shows.FOUND: Place(
        Completion,
        "completion",
        lambda member, done: done.verifier_id == member.user.pk,
        Right.CLOSE,
        lambda done: done.state == Finish.REPORTED,
    ),
    Shows.LOOK: Place(
        SpotCheck, "check_of", _looks, Right.CLOSE, lambda check: check.result == Look.PENDING
    ),
}


def files_of(shows: Shows, paper: Paper) -> QuerySet[Attachment]:
    return paper.files.filter(shows=shows).select_related("by")


def may_attach(member: Member, shows: Shows, paper: Paper) -> bool:
    place = PLACES[shows]
    return place.open(paper) and place.writes(member, paper)


def attach(member: Member, shows: Shows, key: int, file: Checked) -> Attachment:
    """Hang a file on a paper (its key). The model's DoesNotExist where there is no such paper."""
    with store():
        return _keep(member, shows, _open(member, shows, key, keeping=False), file)


def attach_new(member: Member, shows: Shows, key: int, files: Sequence[Checked]) -> None:
    """Hang those files on a paper that do not hang there yet, as a form sent again brings them."""
    if not files:
        return
    with store():
        paper = _open(member, shows, key, keeping=False)
        held = set(files_of(shows, paper).values_list("sha256", flat=True))
        for file in files:
            if sha256(file.content).hexdigest() not in held:
                _keep(member, shows, paper, file)


def with_files(
    member: Member, shows: Shows, files: Sequence[Checked], act: Callable[[], Made]
) -> Made:
    """Take an act that makes a paper, and hang files on what it made: both or neither."""
    if not files:
        return act()
    with store():
        made = act()
        paper = _open(member, shows, made.pk, keeping=False)
        for file in files:
            _keep(member, shows, paper, file)
        return made


def _keep(member: Member, shows: Shows, paper: Paper, file: Checked) -> Attachment:
    row = Attachment(shows=shows, by=member.user, **{PLACES[shows].lookup: paper})
    made = keep_file(row, file, files_of(shows, paper))
    seen = made.personal
    record(member.user, "file.attach", paper, file=made.name, sha256=made.sha256, personal=seen)
    return made


def _open(member: Member, shows: Shows, key: int, *, keeping: bool) -> Paper:
    """The paper, locked after its task, for somebody who may change its files."""
    place = PLACES[shows]
    paper = place.model._default_manager.get(pk=key)
    if paper.task_id is not None:
        Task.objects.select_for_update(of=("self",)).get(pk=paper.task_id)
    paper = place.model._default_manager.select_for_update(of=("self",)).get(pk=key)
    kept = keeping and member.may(place.keeps, paper)
    if not kept and not place.writes(member, paper):
        raise NotAllowed.to(_("增减这份材料"))
    if not place.open(paper):
        raise OutOfTurn(_("这份材料已经办完，附件不能再增减。"))
    return paper


def _held(
    member: Member, found: QuerySet[Attachment], key: int, *, keeping: bool
) -> tuple[Paper, Attachment]:
    """An open paper and one of its files, locked in this order."""
    seen = still_there(found, key)
    paper = _open(member, Shows(seen.shows), seen.paper.pk, keeping=keeping)
    return paper, still_there(found.select_for_update(of=("self",)), key)


@transaction.atomic
def drop(member: Member, key: int) -> Paper:
    """Take a file away; its content goes, after a while, with the last paper that holds it."""
    paper, held = _held(member, Attachment.objects.all(), key, keeping=False)
    record(member.user, "file.detach", paper, file=held.name, sha256=held.sha256)
    take_away(held)
    return paper


@transaction.atomic
def restore(member: Member, key: int) -> Attachment:
    """Bring back a file that was taken away, as long as it is kept."""
    removed = Attachment.everything.filter(removed_at__isnull=False)
    paper, held = _held(member, removed, key, keeping=False)
    bring_back(held, files_of(Shows(held.shows), paper))
    record(member.user, "file.reattach", paper, file=held.name, sha256=held.sha256)
    return held


def mask(member: Member, key: int) -> Attachment:
    """Cover what looks like personal data; the uncovered file is not kept."""
    with store():
        paper, held = _held(member, Attachment.objects.all(), key, keeping=True)
        file = covered(held)
        held.delete()
        made = _keep(member, Shows(held.shows), paper, file)
        record(member.user, "file.mask", paper, file=held.name, before=held.sha256)
    with transaction.atomic():
        forget(held.sha256)
    return made


@transaction.atomic
def clear(member: Member, key: int) -> Attachment:
    """Say that what looks like personal data is none."""
    paper, held = _held(member, Attachment.objects.all(), key, keeping=True)
    held.cleared_by = member.user
    held.save(update_fields=["cleared_by"])
    record(member.user, "file.clear", paper, file=held.name, personal=held.personal)
    return held


ACTS: Mapping[str, Callable[[Member, int], object]] = {
    "drop": drop,
    "mask": mask,
    "clear": clear,
    "restore": restore,
}
