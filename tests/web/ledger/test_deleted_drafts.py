"""A draft deleted by mistake comes back as it was; one that nobody missed goes for good."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.design.undoing import BUTTON, press, undo_on
from tests.web.ledger.lists import ROWS, TITLE, sheet
from tests.web.reports.test_two_hands_at_once import at_once

from duban.web import clock
from duban.web.journal.models import Entry as Line
from duban.web.ledger import correcting
from duban.web.ledger.deleting import KEPT_FOR, delete, restore, sweep
from duban.web.ledger.models import Edition, Pane, State
from duban.web.ledger.uploading import take_in
from duban.web.papers.choosing import editions_of
from duban.web.papers.models import Paper
from duban.web.refusals import NotAllowed, OutOfTurn
from duban.web.supervision.models import PaperKind
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db
LATE = KEPT_FOR + timedelta(minutes=1)


@pytest.fixture
def deleted(draft: Edition, cast: Any) -> Edition:
    """The draft, corrected in one place and thrown away."""
    correcting.correct(cast["office"], draft.pk, "t1", "note", "先改一处")
    removed_at = delete(cast["office"], draft.pk)
    draft.refresh_from_db()
    assert removed_at == draft.removed_at
    return draft


def test_the_message_brings_it_back_as_it_was(
    draft: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    correcting.correct(cast["office"], draft.pk, "t1", "note", "先改一处")
    office = client_of("office")
    page = office.post(f"{draft.get_absolute_url()}take/delete/", follow=True)
    assert "的草稿已删除，七天内可以恢复" in page.content.decode()
    page = press(office, page)
    assert page.redirect_chain[-1][0] == draft.get_absolute_url()
    assert f"“{TITLE}”的草稿已恢复" in page.content.decode()
    assert not BUTTON.search(page.content.decode()), "no way back from the way back"
    draft.refresh_from_db()
    assert (draft.state, draft.removed_at) == (State.TO_CHECK, None)
    assert draft.path.exists()
    assert draft.entries.get(key="t1").task.note == "先改一处"
    lines = Line.objects.filter(subject_id=draft.pk, verb__in=["edition.delete", "edition.restore"])
    assert [(one.verb, one.before, one.after) for one in lines.order_by("pk")] == [
        ("edition.delete", "to_check", "removed"),
        ("edition.restore", "removed", "to_check"),
    ]


def test_it_is_nowhere_seen(
    deleted: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    office, here = client_of("office"), deleted.get_absolute_url()
    for path in ("review/", "source/", "file/", "findings.xlsx", "findings.docx"):
        assert office.get(here + path).status_code == 404, path
    for path in ("take/delete/", "take/confirm/", "undo/", "entries/t1/drop/"):
        assert office.post(here + path).status_code == 404, path
    for path in ("/ledger/", "/ledger/import/", "/", "/api/imports"):
        page = office.get(path)
        assert page.status_code == 200, path
        assert here not in page.content.decode(), path
        assert TITLE not in page.content.decode(), path
    assert office.get(f"/api/imports/{deleted.pk}").status_code == 404
    assert not editions_of(cast["office"]).exists()


def test_its_own_address_says_what_became_of_it(
    deleted: Edition, client_of: Callable[[str], Client]
) -> None:
    here = deleted.get_absolute_url()
    page = client_of("office").get(here).content.decode()
    assert "前可以恢复" in page
    assert f'action="{here}restore/"' in page
    for part in ("liaison", "principal", "auditor", "stranger", "district_office"):
        assert client_of(part).get(here).status_code == 404, part
        assert client_of(part).post(f"{here}restore/").status_code == 404, part


def test_only_those_who_import_bring_it_back(deleted: Edition, cast: Any) -> None:
    for part in ("liaison", "principal", "stranger"):
        with pytest.raises(NotAllowed):
            restore(cast[part], deleted.pk)
    assert restore(cast["office"], deleted.pk).state == State.TO_CHECK
    with pytest.raises(OutOfTurn, match="当前为“待核对”，不能恢复草稿"):
        restore(cast["office"], deleted.pk)


def test_its_file_may_be_brought_in_anew_and_then_it_stays_away(
    deleted: Edition,
    cast: Any,
    bring_in: Callable[..., Edition],
    client_of: Callable[[str], Client],
) -> None:
    content = deleted.path.read_bytes()
    again = bring_in(content)
    assert again.state == State.TO_CHECK
    with pytest.raises(OutOfTurn, match=r"这份文件后来又由示例·office导入.*不能再恢复"):
        restore(cast["office"], deleted.pk)
    answer = client_of("office").post(f"/api/imports/{deleted.pk}/restore")
    assert answer.status_code == 409
    with pytest.raises(OutOfTurn, match="不必重复导入"):
        bring_in(content)
    assert sweep(clock.now() + LATE) == 1
    assert again.path.exists(), "the other one is of the same file"


def test_the_days_work_sweeps_it_after_a_week(
    deleted: Edition,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    removed_at = deleted.removed_at
    assert removed_at is not None
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep(removed_at + KEPT_FOR) == 0
    assert deleted.path.exists()
    later = removed_at + LATE
    monkeypatch.setattr("duban.web.supervision.ticking.clock.now", lambda: later)
    with django_capture_on_commit_callbacks(execute=True):
        tick(later.date())
    assert not deleted.path.exists()
    assert not Edition.objects.exists()
    assert not Pane.objects.exists()
    line = Line.objects.get(verb="edition.sweep")
    assert (line.actor_id, line.before, line.subject) == (None, "removed", TITLE)


def test_one_that_a_paper_speaks_of_is_not_swept(
    deleted: Edition, cast: Any, bring_in: Callable[..., Edition]
) -> None:
    other = bring_in(sheet(ROWS[:2]), "另一份.xlsx")
    delete(cast["office"], other.pk)
    Paper.objects.create(
        jurisdiction=cast.town,
        kind=PaperKind.FINDINGS,
        title="核对意见",
        day=clock.today(),
        edition=deleted,
        made_by=cast.people["office"],
    )
    assert sweep(clock.now() + LATE) == 1
    assert Edition.objects.get() == deleted
    assert deleted.entries.exists()


def test_the_api_deletes_and_restores(draft: Edition, client_of: Callable[[str], Client]) -> None:
    office, address = client_of("office"), f"/api/imports/{draft.pk}"
    assert office.delete(address).status_code == 204
    assert office.get(address).status_code == 404
    answer = office.post(f"{address}/restore")
    assert (answer.status_code, answer.json()["state"]) == (200, "to_check")
    answer = office.post(f"{address}/restore")
    assert answer.status_code == 409
    assert "当前为“待核对”，不能恢复草稿" in answer.json()["detail"]


def test_pressed_in_two_windows_the_second_is_told(
    deleted: Edition, client_of: Callable[[str], Client]
) -> None:
    office, address = client_of("office"), f"{deleted.get_absolute_url()}restore/"
    assert office.post(address).status_code == 302
    page = office.post(address)
    assert page.status_code == 409
    assert "当前为“待核对”，不能恢复草稿" in page.content.decode()


@pytest.mark.parametrize(("state", "step"), [(State.FAILED, "delete"), (State.READING, "cancel")])
def test_one_that_a_paper_speaks_of_is_not_cleared_away(
    draft: Edition, cast: Any, client_of: Callable[[str], Client], state: State, step: str
) -> None:
    """It was read again after the paper was written."""
    Paper.objects.create(
        jurisdiction=cast.town,
        kind=PaperKind.FINDINGS,
        title="核对意见",
        day=clock.today(),
        edition=draft,
        made_by=cast.people["office"],
    )
    Edition.objects.filter(pk=draft.pk).update(state=state, error="打不开")
    page = client_of("office").post(f"{draft.get_absolute_url()}take/{step}/")
    assert page.status_code == 409
    assert "已有公文或变更申请引用" in page.content.decode()
    assert Edition.objects.get(pk=draft.pk).state == state
    assert draft.path.exists()


@pytest.mark.parametrize("act", [delete, restore])
def test_what_was_swept_at_this_moment_is_told(
    act: Callable[[Any, int], object], deleted: Edition, cast: Any
) -> None:
    sweep(clock.now() + LATE)
    with pytest.raises(OutOfTurn, match="这份草稿刚刚已被清除"):
        act(cast["office"], deleted.pk)


def test_the_button_of_an_earlier_deletion_leaves_a_later_one(
    draft: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    """Somebody restored it elsewhere, and somebody threw it away again since."""
    office = client_of("office")
    page = office.post(f"{draft.get_absolute_url()}take/delete/", follow=True)
    address, fields = undo_on(page)
    restore(cast["office"], draft.pk)
    delete(cast["office"], draft.pk)
    told = office.post(address, fields)
    assert told.status_code == 409
    assert "这份草稿恢复过，后来又被删除" in told.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.REMOVED
    assert office.post(address, {"removed_at": "昨天"}).status_code == 404
    shown = office.get(draft.get_absolute_url()).content.decode()
    [now] = re.findall(r'name="removed_at" value="([^"]+)"', shown)
    assert office.post(address, {"removed_at": now}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.TO_CHECK


def test_after_the_day_named_it_stays_away_though_a_paper_keeps_it(
    deleted: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    Paper.objects.create(
        jurisdiction=cast.town,
        kind=PaperKind.FINDINGS,
        title="核对意见",
        day=clock.today(),
        edition=deleted,
        made_by=cast.people["office"],
    )
    Edition.objects.filter(pk=deleted.pk).update(removed_at=clock.now() - LATE)
    assert sweep(clock.now()) == 0
    office, here = client_of("office"), deleted.get_absolute_url()
    assert office.get(here).status_code == 404
    told = office.post(f"{here}restore/")
    assert told.status_code == 409
    assert "这份草稿已过恢复期限" in told.content.decode()
    assert office.post(f"/api/imports/{deleted.pk}/restore").status_code == 409
    deleted.refresh_from_db()
    assert deleted.state == State.REMOVED


@pytest.mark.django_db(transaction=True)
def test_of_two_drafts_of_one_file_one_comes_back(cast: Any, draft: Edition) -> None:
    office, content = cast["office"], draft.path.read_bytes()
    delete(office, draft.pk)
    other = take_in(office, cast.town, SimpleUploadedFile("清单.xlsx", content))
    Edition.objects.filter(pk=other.pk).update(state=State.TO_CHECK)
    for _round in range(5):
        delete(office, other.pk)
        found = at_once(*(partial(restore, office, one) for one in (draft.pk, other.pk)))
        assert [type(one) for one in found].count(OutOfTurn) == 1, found
        [back] = Edition.objects.exclude(state=State.REMOVED)
        # the next round begins with the first away
        delete(office, back.pk)
        Edition.objects.filter(pk=other.pk).update(state=State.TO_CHECK, removed_at=None)


@pytest.mark.django_db(transaction=True)
def test_of_two_uploads_of_one_file_one_stands(cast: Any) -> None:
    office = cast["office"]
    for number in range(5):
        content = sheet(ROWS[: number + 1])

        def bring(content: bytes = content) -> Edition:
            return take_in(office, cast.town, SimpleUploadedFile("清单.xlsx", content))

        found = at_once(bring, bring)
        assert [type(one) for one in found].count(OutOfTurn) == 1, found
    assert Edition.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_of_restoring_against_importing_anew_one_stands(cast: Any, draft: Edition) -> None:
    office = cast["office"]
    # the very file: a sheet written anew holds another time of day
    content = draft.path.read_bytes()
    delete(office, draft.pk)

    def anew() -> Edition:
        return take_in(office, cast.town, SimpleUploadedFile("清单.xlsx", content))

    found = at_once(lambda: restore(office, draft.pk), anew)
    assert [type(one) for one in found].count(OutOfTurn) == 1, found
    assert Edition.objects.exclude(state=State.REMOVED).count() == 1
    assert Edition.objects.get(pk=draft.pk).path.exists()


def test_pressed_too_late_there_is_nothing_to_restore(
    draft: Edition, client_of: Callable[[str], Client]
) -> None:
    office = client_of("office")
    page = office.post(f"{draft.get_absolute_url()}take/delete/", follow=True)
    address, fields = undo_on(page)
    sweep(clock.now() + LATE)
    assert office.post(address, fields).status_code == 404
