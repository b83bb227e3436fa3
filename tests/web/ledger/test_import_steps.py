"""The steps of an import: who may take which, from where; and what they leave behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from duban.web import clock
from duban.web.journal.models import Entry as Line
from duban.web.ledger import confirming
from duban.web.ledger.intake import WHOLE, Bar, Cancelled, read_edition
from duban.web.ledger.models import Edition, Entry, Pane, SourceDoubt, State
from duban.web.ledger.steps import STEPS, steps_open_to, taking
from duban.web.ledger.uploading import take_in
from duban.web.refusals import NotAllowed, OutOfTurn

pytestmark = pytest.mark.django_db

DRAFTING = {
    *("read_again", "describe", "correct", "add", "split", "join", "drop", "undo"),
    *("accept", "confirm", "delete"),
}
#: state → the steps open to the office of the same town; to everybody else: none
OPEN = {
    State.UPLOADED: {"cancel"},
    State.READING: {"cancel"},
    State.TO_CHECK: DRAFTING | {"waive", "unwaive"},
    State.CONFIRMING: {"call_off"},
    State.CONFIRMED: {"waive", "unwaive"},
    State.FAILED: {"discard"},
    State.REMOVED: {"restore"},
}


def put(edition: Edition, state: State) -> Edition:
    """The edition moved to a state past all rules."""
    edition.error = "读不了" if state == State.FAILED else ""
    edition.state = state
    edition.removed_at = clock.now() if state == State.REMOVED else None
    edition.save(update_fields=["state", "error", "removed_at"])
    return edition


@pytest.mark.parametrize("state", [state for state in State if state != State.CONFIRMED])
@pytest.mark.parametrize(
    "part",
    [
        "office",
        "stranger",
        "district_office",
        "liaison",
        "unit_head",
        "leader",
        "principal",
        "auditor",
        "administrator",
    ],
)
def test_the_whole_table(draft: Edition, cast: Any, part: str, state: State) -> None:
    put(draft, state)
    member = cast[part]
    open_steps = steps_open_to(member, draft)
    assert open_steps == (OPEN[state] if part == "office" else set())
    for step in STEPS.values():
        if step.right is not None and step.name not in open_steps:
            with pytest.raises((NotAllowed, OutOfTurn)), taking(step.name, draft.pk, member):
                pass


def test_what_is_confirmed_stays(draft: Edition, cast: Any) -> None:
    confirming.confirm(cast["office"], draft.pk)
    draft.refresh_from_db()
    assert steps_open_to(cast["office"], draft) == OPEN[State.CONFIRMED]
    with pytest.raises(OutOfTurn, match="已入账"), taking("delete", draft.pk, cast["office"]):
        pass


def test_a_refused_step_changes_nothing_and_writes_nothing(draft: Edition, cast: Any) -> None:
    lines = Line.objects.count()
    with pytest.raises(NotAllowed, match="没有“确认入账”的权限"):
        confirming.confirm(cast["liaison"], draft.pk)
    draft.refresh_from_db()
    assert draft.state == State.TO_CHECK
    assert Line.objects.count() == lines


def nothing_left() -> bool:
    rows = sum(model.objects.count() for model in (Edition, Entry, Pane, SourceDoubt))
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return rows == 0 and files == []


def test_a_file_that_could_not_be_read_is_gone_at_once(
    draft: Edition,
    client_of: Callable[[str], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:
    put(draft, State.FAILED)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of("office").post(f"{draft.get_absolute_url()}take/delete/", follow=True)
    page = answer.content.decode()
    assert "“柳溪镇2026年目标任务清单”已删除。" in page
    assert "恢复" not in page
    assert nothing_left()
    assert Line.objects.filter(verb="edition.discard", subject="柳溪镇2026年目标任务清单").exists()


def test_cancelling_before_the_reading_leaves_nothing(
    cast: Any, django_capture_on_commit_callbacks: Any, list_file: Any
) -> None:
    edition = take_in(cast["office"], cast.town, list_file)
    with (
        django_capture_on_commit_callbacks(execute=True),
        taking("cancel", edition.pk, cast["office"]),
    ):
        pass
    read_edition(edition.pk)
    assert nothing_left()


def test_cancelling_amid_the_reading_leaves_nothing(
    cast: Any,
    django_capture_on_commit_callbacks: Any,
    list_file: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = take_in(cast["office"], cast.town, list_file)
    told: list[int] = []
    shown = Bar.__call__

    def cancel_late(bar: Bar, done: int, *, at_once: bool = False) -> None:
        told.append(done)
        if len(told) == 4:
            with taking("cancel", edition.pk, cast["office"]):
                pass
        shown(bar, done, at_once=True)

    monkeypatch.setattr(Bar, "__call__", cancel_late)
    with django_capture_on_commit_callbacks(execute=True):
        read_edition(edition.pk)
    assert len(told) == 4
    assert told == sorted(told)
    assert told[-1] < WHOLE
    assert nothing_left()


def test_progress_of_what_nobody_waits_for_ends_it(draft: Edition) -> None:
    with pytest.raises(Cancelled):
        Bar(draft.pk)(10, at_once=True)


def test_a_job_that_comes_twice_reads_once(draft: Edition) -> None:
    before = list(draft.entries.values_list("pk", flat=True))
    read_edition(draft.pk)
    assert list(draft.entries.values_list("pk", flat=True)) == before


def test_a_killed_job_begins_anew(draft: Edition) -> None:
    put(draft, State.READING)
    read_edition(draft.pk)
    draft.refresh_from_db()
    assert draft.state == State.TO_CHECK
    assert draft.entries.count() == 4


def test_our_own_fault_is_told_and_not_swallowed(
    cast: Any, list_file: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = take_in(cast["office"], cast.town, list_file)
    monkeypatch.setattr("duban.web.ledger.intake.plan_of", lambda _source: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        read_edition(edition.pk)
    edition.refresh_from_db()
    assert edition.state == State.FAILED
    assert "程序出错" in edition.error
    assert not edition.panes.exists()


def test_a_long_list_is_measured_in_parts_like_a_short_one(
    draft: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [entry.as_read for entry in draft.entries.order_by("position")]
    monkeypatch.setattr("duban.web.ledger.intake.PART", 2)
    read_edition(put(draft, State.READING).pk)
    assert [entry.as_read for entry in draft.entries.order_by("position")] == whole
