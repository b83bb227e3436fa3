"""What every answer carries, and that every page asks who is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

OPEN_DOORS = {"accounts:sign-in", "accounts:second-factor", "accounts:language"}
#: what is shown without a sign-in: what was released, and what a key opens; without those, nothing
SHOWN_TO_ANYBODY = {
    *("boards:public", "boards:public-csv", "boards:public-json"),
    *("boards:wall", "boards:wall-now", "boards:open-wall", "papers:subscription"),
}


def all_views(resolver: Any, space: str = "") -> Iterator[str]:
    """The name of every page."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            if inner != "api:":
                yield from all_views(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield space + pattern.name


def address(name: str) -> str:
    """An address of the page, with 1 or a word for every argument."""
    resolver: Any = get_resolver()
    *spaces, view = name.split(":")
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    possible, _pattern, _defaults, converters = resolver.reverse_dict.getlist(view)[0]
    needed = possible[0][1]
    words = {word: "x" if "Slug" in type(converters[word]).__name__ else 1 for word in needed}
    return reverse(name, kwargs=words)


PAGES = sorted(set(all_views(get_resolver())))


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_asks_for_a_sign_in(name: str, method: str) -> None:
    response = getattr(Client(), method)(address(name))
    if name in OPEN_DOORS:
        assert response.status_code in (200, 302, 405, 422)
    elif name in SHOWN_TO_ANYBODY:
        assert response.status_code in (200, 404, 405, 422)
    else:
        assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/login/")


@pytest.mark.django_db
def test_a_fragment_of_somebody_signed_out_sends_the_whole_window_to_the_door() -> None:
    response = Client().get("/people/", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Redirect"].startswith("/login/?next=/people/")
    assert "Location" not in response


@pytest.mark.django_db
def test_no_inline_script_is_allowed_and_none_is_there() -> None:
    response = Client().get("/login/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert not re.search(r"script-src|unsafe-eval|style-src 'self' 'unsafe", policy)
    page = response.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son\w+=", page)
    assert "<style" not in page


def test_working_pages_are_not_kept_by_caches(client_of: Callable[[str], Client]) -> None:
    response = client_of("office").get("/")
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_plain_words(
    client_of: Callable[[str], Client],
) -> None:
    response = client_of("office").get("/nowhere/")
    assert response.status_code == 404
    assert "没有这项内容，或您无权查看。" in response.content.decode()


@pytest.mark.django_db
def test_our_own_fault_is_told_without_its_insides(
    client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(*_words: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("duban.web.boards.views.duties", burst)
    client = client_of("office")
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "没有保存" in response.content.decode()
    assert "secret" not in response.content.decode()


@pytest.mark.django_db
def test_an_expired_page_is_explained() -> None:
    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "x"})
    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


@pytest.mark.django_db
def test_chinese_unless_chosen_otherwise() -> None:
    client = Client(headers={"Accept-Language": "en-US,en"})
    assert "登录名" in client.get("/login/").content.decode()
    client.post("/language/", {"language": "en", "next": "/login/"})
    assert "Login name" in client.get("/login/").content.decode()
    client.post("/language/", {"language": "xx", "next": "/login/"})
    assert "Login name" in client.get("/login/").content.decode()


def test_an_idle_session_ends(client_of: Callable[[str], Client]) -> None:
    client = client_of("office")
    assert client.get("/").status_code == 200
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE
    with override_settings(SESSION_COOKIE_AGE=-1):
        session = client.session
        session["seen"] = 0
        session.save()
    assert client.get("/").status_code == 302


def test_reading_pages_does_not_write_the_session_each_time(
    client_of: Callable[[str], Client], django_assert_num_queries: Callable[[int], Any]
) -> None:
    client = client_of("office")
    client.get("/me/password/")
    # the session, the person, the posts: and no more
    with django_assert_num_queries(3):
        client.get("/me/password/")
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert asked.captured_queries
    writes = [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]
    assert writes == []
