"""Every act on an import leaves exactly one line in the journal, a refused one none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.journal.models import Entry as Line
from duban.web.ledger import confirming, correcting, deleting, describing, findings
from duban.web.ledger.models import Defect, Edition, EntryKind, Pane, SourceDoubt, State
from duban.web.ledger.steps import STEPS
from duban.web.refusals import Refusal

pytestmark = pytest.mark.django_db

Act = Callable[[Member, Edition], Any]


def _undo(office: Member, draft: Edition) -> None:
    correcting.undo(office, draft.pk)


def _delete(office: Member, draft: Edition) -> None:
    deleting.delete(office, draft.pk)


def _restore(office: Member, draft: Edition) -> None:
    Edition.objects.filter(pk=draft.pk).update(state=State.REMOVED, removed_at=clock.now())
    deleting.restore(office, draft.pk)


def _discard(office: Member, draft: Edition) -> None:
    Edition.objects.filter(pk=draft.pk).update(state=State.FAILED, error="读不了")
    deleting.delete(office, draft.pk)


def _waive(office: Member, draft: Edition) -> None:
    findings.waive(office, draft.pk, Defect.objects.get(rule="T000").pk, "成立")


#: the step, what takes it, the lines it leaves
ACTS: dict[str, tuple[Act, list[str]]] = {
    "describe": (
        lambda office, draft: describing.describe(office, draft.pk, {"issuer": "镇政府"}),
        ["edition.describe"],
    ),
    "correct": (
        lambda office, draft: correcting.correct(office, draft.pk, "t1", "note", "注"),
        ["edition.correct"],
    ),
    "read_again": (
        lambda office, draft: describing.read_again(office, draft.pk),
        ["edition.read_again"],
    ),
    "add": (
        lambda office, draft: correcting.add(office, draft.pk, EntryKind.TASK, (500, 500)),
        ["edition.add"],
    ),
    "split": (
        lambda office, draft: correcting.split(office, draft.pk, "t1", 7),
        ["edition.split"],
    ),
    "join": (lambda office, draft: correcting.join(office, draft.pk, "t1"), ["edition.join"]),
    "drop": (lambda office, draft: correcting.drop(office, draft.pk, "t1"), ["edition.drop"]),
    "undo": (_undo, ["edition.undo"]),
    "accept": (
        lambda office, draft: correcting.accept_doubt(office, draft.pk, 90),
        ["edition.accept"],
    ),
    "waive": (_waive, ["edition.waive"]),
    "confirm": (
        lambda office, draft: confirming.confirm(office, draft.pk),
        ["edition.confirm", "edition.settle"],
    ),
    "delete": (_delete, ["edition.delete"]),
    "restore": (_restore, ["edition.restore"]),
    "discard": (_discard, ["edition.discard"]),
}


@pytest.fixture
def ready(draft: Edition, cast: Any) -> Edition:
    """A draft on which every act has something to act on."""
    correcting.correct(cast["office"], draft.pk, "t4", "note", "先改一处")
    SourceDoubt.objects.create(edition=draft, position=90, code="x", message="某行左移")
    line = {"kind": "text", "text": "建设口袋公园2个", "line": 500, "level": None, "box": None}
    form = {"label": "正文", "page": None, "blocks": [line]}
    Pane.objects.create(edition=draft, number=90, form=form)
    Defect.objects.create(
        edition=draft,
        position=900,
        rule="T000",
        severity="info",
        key="k",
        form={"message": "示例", "name": "示例", "values": {}, "places": [], "suggestion": None},
    )
    return draft


@pytest.mark.parametrize("name", ACTS)
def test_an_act_leaves_its_line_and_a_refused_one_none(
    name: str, ready: Edition, cast: Any
) -> None:
    act, verbs = ACTS[name]
    before = Line.objects.count()
    for part in ("liaison", "stranger", "auditor"):
        with pytest.raises(Refusal):
            act(cast[part], ready)
    assert Line.objects.count() == before
    act(cast["office"], ready)
    lines = Line.objects.order_by("-pk")[: Line.objects.count() - before]
    assert sorted(line.verb for line in lines) == verbs
    assert {line.jurisdiction_id for line in lines} == {cast.town.pk}
    assert "示例·office" in {line.actor for line in lines}


def test_every_step_of_a_person_is_tried_here() -> None:
    tried = {*ACTS, "cancel", "unwaive", "call_off"}
    assert {step.name for step in STEPS.values() if step.right is not None} == tried
