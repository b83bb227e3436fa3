"""Whoever signs in to the sample finds work in every room of the role: no list stands empty."""

from __future__ import annotations

import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from tests.web.demo import Site

SEEN = ("/", "/ledger/tasks/", "/handling/", "/supervision/", "/supervision/orders/")
OFFICE = (
    *SEEN,
    *("/ledger/", "/handling/changes/", "/handling/closing/", "/handling/plans/"),
    *("/reports/review/", "/reports/calendars/", "/supervision/proposals/"),
    *("/supervision/instructions/", "/supervision/talks/", "/supervision/notices/"),
)
LEADER = (
    *SEEN,
    "/handling/changes/?outcome=mine",
    "/handling/closing/",
    "/supervision/instructions/",
)
ROOMS = {
    "yunze-office": OFFICE,
    "liuxi-office": (*OFFICE, "/handling/handed-down/", "/supervision/books/"),
    "bailu-office": (*SEEN[:4], "/handling/handed-down/", "/reports/review/"),
    "yunze-liaison": (*SEEN[:4], "/reports/"),
    "liuxi-liaison": (*SEEN[:4], "/reports/"),
    "yunze-head": (*SEEN[:4], "/reports/"),
    "liuxi-head": (*SEEN[:4], "/reports/", "/handling/sign/"),
    "yunze-leader": LEADER,
    "liuxi-leader": LEADER,
    "yunze-principal": SEEN,
    "liuxi-principal": (*SEEN, "/handling/changes/?outcome=mine", "/supervision/instructions/"),
    "yunze-auditor": (*SEEN[1:], "/journal/"),
    "liuxi-auditor": (*SEEN[1:], "/journal/"),
    "yunze-admin": ("/people/", "/organisations/tree/", "/organisations/"),
}
EMPTY = re.compile(r'class="empty"')


def signed_in(site: Site, login: str) -> OpenerDirector:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{site.address}/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    words = {
        "csrfmiddlewaretoken": token[1],
        "username": login,
        "password": site.password(login),
    }
    opener.open(f"{site.address}/login/", urlencode(words).encode()).read()
    return opener


@pytest.mark.parametrize("login", ROOMS)
def test_every_room_has_rows(demo_site: Site, login: str) -> None:
    opener, empty = signed_in(demo_site, login), []
    for path in ROOMS[login]:
        with opener.open(demo_site.address + path) as answer:
            assert answer.url == demo_site.address + path
            if EMPTY.search(answer.read().decode()):
                empty.append(path)
    assert empty == []
