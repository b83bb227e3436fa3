"""axe-core finds no serious fault on any page of the site, as the sample year fills it.

The pages are walked: from the home page of each role along every link, each kind of page once, by
whoever comes upon it first. The matrix of rights knows all addresses that answer, so that a page no
link leads to is noticed too.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import axe_playwright_python
import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error
from tests.web.conftest import Visit
from tests.web.demo import Site
from tests.web.matrix.test_rights_matrix import EVERY_ROW, SWITCHES

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
GRAVE = ("serious", "critical")
RUN = "axe.run(document, {resultTypes: ['violations']})"
#: who walks, in this order (empty: nobody), and where their walks begin; `{task}` and the like are
#: keys of `KEYS`
WALKS: dict[str, tuple[str, ...]] = {
    "yunze-office": ("/", "/boards/ahead/list/", "/boards/miss/list/"),
    "liuxi-office": (
        *("/", "/ledger/import/{draft}/", "/ledger/rules/C101/", "/publishing/preview/"),
        *("/handling/tasks/{task}/indicators/", "/supervision/books/{book}/"),
        *("/supervision/books/new/{place}/{book}/", "/handling/draws/{draw}/"),
        "/handling/renewals/{edition}/",
    ),
    "liuxi-head": (
        *("/", "/handling/sign/", "/ledger/tasks/{task}/"),
        *(
            "/handling/tasks/{task}/changes/extension/",
            "/handling/tasks/{task}/changes/adjustment/",
        ),
    ),
    "liuxi-liaison": ("/", "/reports/grid/", "/handling/parts/{part}/breakdown/"),
    "liuxi-leader": ("/",),
    "liuxi-auditor": ("/",),
    "liuxi-admin": ("/",),
    "": ("/login/", "/boards/wall/", "/public/990100101/", "/no-such-page/"),
}
OF_THE_UNIT = """ FROM ledger_task task
    JOIN handling_assignment part ON part.task_id = task.id AND part.role = 'lead'
    JOIN accounts_organisation unit ON unit.id = part.organisation_id
    WHERE unit.name = '新农办' AND task.state = 'under_way' ORDER BY task.id LIMIT 1"""
KEYS = {
    "task": "SELECT task.id" + OF_THE_UNIT,
    "part": "SELECT part.id" + OF_THE_UNIT,
    "book": "SELECT id FROM supervision_book ORDER BY id LIMIT 1",
    "place": "SELECT jurisdiction_id FROM supervision_book ORDER BY id LIMIT 1",
    "draw": "SELECT id FROM handling_draw ORDER BY id LIMIT 1",
    "edition": "SELECT current_id FROM ledger_plan WHERE title LIKE '柳溪镇%' ORDER BY id LIMIT 1",
    "draft": "SELECT id FROM ledger_edition WHERE state = 'to_check' ORDER BY id LIMIT 1",
}
#: answers that are files, where walks do not come by all of them
FILES = {
    *(
        "boards:board-csv",
        "boards:rhythm-csv",
        "boards:public-csv",
        "boards:public-json",
        "api:openapi-json",
    ),
    *("handling:download", "handling:preview", "ledger:findings-sheet", "ledger:findings-paper"),
    *("papers:draft-docx", "papers:draft-pdf", "papers:draft-xlsx", "papers:subscription"),
    *("papers:template-file", "papers:template-filled", "papers:template-preview"),
    *("reports:download", "reports:preview", "reports:sheet"),
}
#: pieces of pages, which are seen within them
PIECES = {"boards:wall-now", "ledger:progress", "ledger:review", "ledger:source"}


class Kind(NamedTuple):
    """A page by the name of its address and, where a word of that chooses, the word."""

    name: str
    word: str


def kind_of(path: str) -> Kind | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    slug, _choices = SWITCHES.get(found.view_name, ("", ()))
    return Kind(found.view_name, str(found.kwargs.get(slug, "")))


def wanted() -> set[Kind]:
    """Every page that somebody gets."""
    found = set()
    for row in EVERY_ROW:
        if row.method == "GET" and not row.api and 200 in row.answers.values():
            slug, _choices = SWITCHES.get(row.name, ("", ()))
            found.add(Kind(row.name, str(row.words.get(slug, ""))))
    return {kind for kind in found if kind.name not in FILES | PIECES}


class Walk:
    """One window, in which one person after another follows the links."""

    def __init__(self, window: Visit) -> None:
        self.window = window
        self.seen: set[Kind] = set()
        self.faults: dict[str, list[tuple[str, str]]] = {}
        self.script = AXE.read_text(encoding="utf-8")

    def begin(self, login: str, password: str) -> None:
        self.window.window.clear_cookies()
        if login:
            self.window.sign_in(login, password)

    def along(self, doors: Iterable[str]) -> None:
        """Every door, and from there whatever kind of page was not seen yet."""
        waiting = deque((door, True) for door in doors)
        while waiting:
            address, is_door = waiting.popleft()
            kind = kind_of(urlsplit(address).path)
            known = kind is None or kind in self.seen or kind.name in FILES | PIECES
            if (is_door or not known) and self.open(address):
                self.seen |= set() if kind is None else {kind}
                waiting.extend((link, False) for link in self.links())

    def open(self, address: str) -> bool:
        """Whether the page is there for this person; what axe finds on it, or on what is said
        instead, is kept."""
        page, known = self.window.page, kind_of(urlsplit(address).path) is not None
        try:
            answer = page.goto(self.window.address + address)
        except Error as error:
            if "Download is starting" not in str(error):
                raise
            return True
        if answer.headers["content-type"].startswith("text/html"):
            self.look(address)
        return not known or answer.status == HTTPStatus.OK

    def look(self, address: str) -> None:
        self.settle()
        self.window.page.evaluate(self.script)
        found = [
            (one["id"], one["nodes"][0]["html"][:160])
            for one in self.window.page.evaluate(RUN)["violations"]
            if one["impact"] in GRAVE
        ]
        if found:
            self.faults[address] = found

    def settle(self) -> None:
        """All that the page asks for by itself is there."""
        page = self.window.page
        for trigger in ("intersect", "load"):
            while page.locator(f"[hx-trigger^={trigger}]").count():
                script = f"document.querySelector('[hx-trigger^={trigger}]')?.scrollIntoView()"
                page.evaluate(script)
                page.wait_for_timeout(50)

    def links(self) -> Iterator[str]:
        """Every address of this site that the page leads to."""
        page = self.window.page
        script = "all => [...new Set(all.map(one => one.getAttribute('href')))]"
        for href in page.eval_on_selector_all("a[href]", script):
            way = urlsplit(urljoin(page.url, href))
            if f"{way.scheme}://{way.netloc}" == self.window.address:
                yield f"{way.path}?{way.query}" if way.query else way.path


def doors_of(site: Site, login: str) -> list[str]:
    with closing(sqlite3.connect(site.data / "duban.sqlite3")) as held:
        keys = {name: held.execute(asked).fetchone()[0] for name, asked in KEYS.items()}
    return [door.format(**keys) for door in WALKS[login]]


def show_something_to_the_public(window: Visit) -> None:
    """The sample has nothing that is public: its first task becomes it."""
    page = window.page
    window.go("/publishing/choose/")
    page.locator("[name=task]").first.check()
    page.locator("form[method=post] .btn-main").last.click()
    page.locator("form[action$=release] [name=reason]").fill("经同意")
    window.send("form[action$=release] button")


@pytest.mark.long
@pytest.mark.django_db
def test_no_page_has_a_serious_fault_in_chromium(demo_site: Site, chromium: Any) -> None:
    window = Visit(chromium, demo_site.address, 1366, 768)
    walk = Walk(window)
    for login in WALKS:
        walk.begin(login, demo_site.password(login) if login else "")
        if login == "liuxi-office":
            show_something_to_the_public(window)
        walk.along(doors_of(demo_site, login))
    window.window.close()
    assert walk.faults == {}
    assert wanted() - walk.seen == set(), "no way led to these"


def test_the_files_and_the_pieces_are_there() -> None:
    assert {row.name for row in EVERY_ROW} >= FILES | PIECES
