"""Wall screens: a key shows one ledger and nothing else until it ends; nobody is kept signed in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.web.boards.conftest import TODAY

from duban.web.accounts.models import Appointment
from duban.web.boards.models import WallKey
from duban.web.boards.walls import issue, revoke
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan
from duban.web.refusals import NotAllowed, ReasonMissing

pytestmark = pytest.mark.django_db
WALL, NOW, OPEN = "/boards/wall/", "/boards/wall/now/", "/boards/wall/open/"
UNTIL = date(2027, 3, 31)


@pytest.fixture
def token(cast: Any, lit: Plan) -> str:
    return issue(cast["office"], cast.town, "一楼大厅", UNTIL, TODAY)


@pytest.fixture
def screen(token: str) -> Client:
    """A browser at which nobody is signed in, with the key."""
    client = Client()
    assert client.post(OPEN, {"key": token}).status_code == 302
    return client


def test_a_key_opens_the_wall_and_no_other_page(screen: Client) -> None:
    for address in (WALL, NOW):
        page = screen.get(address).content.decode()
        assert "柳溪镇 2026年任务进展" in page
        assert "一、产业发展" in page
    for address in ("/", "/boards/", "/ledger/tasks/", "/boards/wall/keys/", "/api/boards"):
        assert screen.get(address).status_code in (302, 401), address
    held = screen.cookies["duban_wall"]
    assert (held["path"], held["samesite"], held["httponly"]) == (WALL, "Strict", True)


def test_a_key_shows_its_own_ledger_alone(cast: Any, screen: Client) -> None:
    assert screen.get(f"{WALL}?at={cast.town.pk}").status_code == 200
    for other in (cast.district, cast.elsewhere):
        assert screen.get(f"{WALL}?at={other.pk}").status_code == 404


@pytest.mark.parametrize("end", ["revoked", "expired", "out-of-office", "disabled"])
def test_a_key_that_ended_shows_nothing(cast: Any, screen: Client, settings: Any, end: str) -> None:
    match end:
        case "revoked":
            revoke(cast["office"], WallKey.objects.get().pk)
        case "expired":
            settings.DAY = UNTIL + timedelta(days=1)
        case "out-of-office":
            Appointment.objects.filter(user=cast.people["office"]).delete()
        case _:
            cast.people["office"].is_active = False
            cast.people["office"].save(update_fields=["is_active"])
    assert "产业发展" not in screen.get(WALL).content.decode()
    answer = screen.get(NOW)
    assert answer.content == b""
    assert answer.headers["HX-Redirect"] == WALL


@pytest.mark.parametrize("key", ["", "wall_x", "无"])
def test_a_wrong_key_is_told_so(lit: Plan, key: str) -> None:
    answer = Client().post(OPEN, {"key": key})
    assert answer.status_code == 422
    assert "口令不对" in answer.content.decode()
    assert "duban_wall" not in answer.cookies


def test_a_wall_left_open_does_not_keep_a_session_alive(lit: Plan, client_of: Any) -> None:
    client = client_of("office")
    client.get(WALL)
    session = client.session
    session["seen"] = 1000
    session.save()
    assert "产业发展" in client.get(NOW).content.decode()
    assert client.session["seen"] == 1000
    client.get(WALL)
    assert client.session["seen"] > 1000


def test_issuing_and_revoking_leave_a_line_and_keep_no_secret(cast: Any, token: str) -> None:
    held = WallKey.objects.get()
    assert token not in str(held.__dict__)
    revoke(cast["office"], held.pk)
    revoke(cast["office"], held.pk)
    lines = Entry.objects.filter(verb__startswith="wall.").order_by("pk")
    assert [line.verb for line in lines] == ["wall.issue", "wall.revoke"]
    assert all(token not in str(line.__dict__) for line in lines)


def test_only_the_office_of_the_place_issues_and_revokes(cast: Any, token: str) -> None:
    for part in ("stranger", "principal", "leader", "unit_head", "auditor", "administrator"):
        with pytest.raises(NotAllowed):
            issue(cast[part], cast.town, "大厅", UNTIL, TODAY)
        with pytest.raises(NotAllowed):
            revoke(cast[part], WallKey.objects.get().pk)


@pytest.mark.parametrize(
    ("name", "until"),
    [(" ", UNTIL), ("大厅", TODAY - timedelta(days=1)), ("大厅", TODAY + timedelta(days=400))],
)
def test_a_key_needs_a_place_and_an_end(cast: Any, lit: Plan, name: str, until: date) -> None:
    with pytest.raises(ReasonMissing):
        issue(cast["office"], cast.town, name, until, TODAY)
    assert not WallKey.objects.exists()


def test_the_page_of_keys(cast: Any, lit: Plan, client_of: Any) -> None:
    office = client_of("office")
    form = {"place": cast.town.pk, "name": "一楼大厅", "until": "2026-12-31"}
    page = office.post("/boards/wall/keys/", form).content.decode()
    held = WallKey.objects.get()
    assert f'<code class="secret">{held.start}' in page
    assert held.start + "…" in office.get("/boards/wall/keys/").content.decode()
    other = {"place": cast.elsewhere.pk, "name": "别处", "until": "2026-12-31"}
    assert office.post("/boards/wall/keys/", other).status_code == 404
    address = f"/boards/wall/keys/{held.pk}/revoke/"
    assert client_of("stranger").post(address).status_code == 404
    assert client_of("principal").post(address).status_code == 404
    assert office.post(address).status_code == 302
    held.refresh_from_db()
    assert held.revoked_at is not None
