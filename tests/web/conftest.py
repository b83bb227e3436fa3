"""One cast of people for every test of the web, and real browsers for some."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.test import Client
from tests.conftest import absent
from tests.web.demo import Site, built_once, copy_of, served
from tests.web.told import STORY, told_once

from duban.web.accounts.member import Member
from duban.web.accounts.models import (
    Appointment,
    Jurisdiction,
    Organisation,
    OrganisationKind,
    User,
)
from duban.web.accounts.posts import member_of
from duban.web.accounts.prepared import Prepared
from duban.web.accounts.rights import Role
from duban.web.journal import seal

HERE = Path(__file__).parent
#: fixtures by which a test asks for the database
DATABASES = {"db", "transactional_db", "live_server"}
#: how often a test run compares each text of a prepared question
COMPARED = 5
PASSWORD = "Sample-pass-2026"
CHROMIUM = Path("/usr/bin/chromium")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the other database the tests of the web that ask for none are not run once more."""
    if connection.vendor == "sqlite":
        return
    left_out = [one for one in items if HERE in one.path.parents and not _asks_for_database(one)]
    config.hook.pytest_deselected(items=left_out)
    kept = set(items).difference(left_out)
    items[:] = [one for one in items if one in kept]


def _asks_for_database(item: pytest.Item) -> bool:
    asked = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASES.isdisjoint(asked)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    STORY.begin(item.path)


@pytest.fixture(scope="session", autouse=True)
def story_is_followed() -> Iterator[None]:
    """What is written beside the fixtures that are told once is noticed (`tests.web.told`)."""
    connection.execute_wrappers.append(STORY.notice)
    yield
    connection.execute_wrappers.remove(STORY.notice)


@pytest.fixture(scope="session", autouse=True)
def journal_emptied_between_tests() -> Iterator[None]:
    """Emptying the tables after a test with real commits must break the journal's seal."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def unsealed(self: Any, statements: list[str]) -> None:
        seal.break_seal(self.connection)
        try:
            flush(self, statements)
        finally:
            seal.seal(self.connection)

    operations.execute_sql_flush = unsealed  # type: ignore[method-assign,assignment]
    yield
    operations.execute_sql_flush = flush  # type: ignore[method-assign]


@dataclass(frozen=True)
class Cast:
    """Who plays in the tests, by the part they play; 云泽区 with 柳溪镇 and, apart, 芦荡镇.

    The liaison, the colleague and the unit head work in 新农办 of 柳溪镇; the other liaison in
    规建办. The stranger is the office of 芦荡镇; `disabled` may no longer sign in.
    """

    district: Jurisdiction
    town: Jurisdiction
    elsewhere: Jurisdiction
    unit: Organisation
    other_unit: Organisation
    people: dict[str, User]

    def __getitem__(self, part: str) -> Member:
        return member_of(self.people[part])


def _post(name: str, role: Role, organisation: Organisation) -> User:
    user = User.objects.create_user(name, f"示例·{name}", PASSWORD)
    Appointment.objects.create(user=user, role=role, organisation=organisation)
    return user


@pytest.fixture
@told_once
def cast(db: None) -> Cast:
    district = Jurisdiction.objects.create(name="云泽区", code="990100")
    town = Jurisdiction.objects.create(name="柳溪镇", code="990100101", parent=district)
    elsewhere = Jurisdiction.objects.create(name="芦荡镇", code="990100103", parent=district)

    def unit(place: Jurisdiction, name: str) -> Organisation:
        return Organisation.objects.create(
            jurisdiction=place, name=name, kind=OrganisationKind.DEPARTMENT
        )

    farming, building = unit(town, "新农办"), unit(town, "规建办")
    office, government = unit(town, "镇督查室"), unit(town, "镇政府")
    district_office = unit(district, "区督查室")
    parts = {
        "liaison": (Role.LIAISON, farming),
        "colleague": (Role.LIAISON, farming),
        "unit_head": (Role.UNIT_HEAD, farming),
        "other_liaison": (Role.LIAISON, building),
        "office": (Role.OFFICE, office),
        "leader": (Role.LEADER, government),
        "principal": (Role.PRINCIPAL, government),
        "auditor": (Role.AUDITOR, office),
        "administrator": (Role.ADMINISTRATOR, office),
        "stranger": (Role.OFFICE, unit(elsewhere, "镇督查室")),
        "strange_administrator": (Role.ADMINISTRATOR, unit(elsewhere, "党政办")),
        "district_office": (Role.OFFICE, district_office),
        "district_administrator": (Role.ADMINISTRATOR, district_office),
        "disabled": (Role.OFFICE, office),
    }
    people = {part: _post(part, role, place) for part, (role, place) in parts.items()}
    people["disabled"].is_active = False
    people["disabled"].save(update_fields=["is_active"])
    return Cast(district, town, elsewhere, farming, building, people)


@pytest.fixture
def client_of(cast: Cast) -> Callable[[str], Client]:
    """A client signed in as that part of the cast."""

    def signed_in(part: str) -> Client:
        client = Client()
        client.force_login(cast.people[part], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture(scope="session")
def demo_year() -> Path:
    """The data directory of the sample year, built once for all; only to be looked at."""
    return built_once()


@pytest.fixture(scope="module")
def demo_site(demo_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server over a copy of the sample year; see `tests.web.demo`."""
    with served(copy_of(demo_year, tmp_path_factory.mktemp("site") / "data")) as site:
        yield site


@pytest.fixture(scope="session", autouse=True)
def prepared_as_built() -> Iterator[None]:
    """What tests ask by a prepared question is asked in the very words that its function puts
    together for these values; each text is held against that so often as to see other values."""
    ask, heard = Prepared.__call__, Counter[tuple[Any, str]]()

    def ask_and_compare(question: Any, *values: Any, **words: Any) -> list[Any]:
        said: list[tuple[str, Any]] = []

        def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            said.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(listen):
            rows = ask(question, *values, **words)
        text = question, said[0][0] if said else ""
        heard[text] += 1
        if heard[text] > COMPARED:
            return rows
        try:
            sql, params = question.build(*values, **words).query.sql_with_params()
        except EmptyResultSet:
            assert (said, rows) == ([], [])
        else:
            assert [(asked, Counter(given)) for asked, given in said] == [(sql, Counter(params))]
        return rows

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Prepared, "__call__", ask_and_compare)
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser. Its driver runs an event loop, which Django must be told is harmless."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    if not CHROMIUM.exists():
        absent(f"no browser at {CHROMIUM}")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(CHROMIUM),
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


class Visit:
    """One browser window at one size. `complaints` collects what its console says is wrong."""

    def __init__(self, browser: Any, address: str, width: int, height: int) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.window = browser.new_context(
            viewport={"width": width, "height": height}, locale="en-US"
        )
        self.page = self.window.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} {message.location}")

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        self.go("/login/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.click("form .btn-main")
        self.page.wait_for_url(lambda url: "/login" not in url)

    def send(self, button: str) -> None:
        """Press what sends a form, and wait for the page that answers it."""
        with self.page.expect_navigation():
            self.page.click(button)

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        wider: int = self.page.evaluate(script)
        return wider

    def picture(self, name: str) -> None:
        """Kept only where DUBAN_PICTURES names a folder."""
        folder = os.environ.get("DUBAN_PICTURES")
        if folder:
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"))


@pytest.fixture
def visit(chromium: Any, live_server: Any) -> Iterator[Callable[..., Visit]]:
    """Open windows on the running site: `visit(width=390, height=844)`."""
    opened: list[Visit] = []

    def open_window(width: int = 1366, height: int = 768) -> Visit:
        window = Visit(chromium, live_server.url, width, height)
        opened.append(window)
        return window

    yield open_window
    for window in opened:
        window.window.close()
