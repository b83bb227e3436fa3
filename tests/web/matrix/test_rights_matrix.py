"""Every page, act and operation of the site, asked by everybody: the one table of answers.

What is added to the site is added to the rows of its app (`<app>_rows.py`): one line.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT, encode_multipart
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from tests.web.matrix import (
    accounts_rows,
    boards_rows,
    handling_rows,
    ledger_rows,
    papers_rows,
    reports_rows,
    supervision_rows,
)
from tests.web.matrix.table import ANYONE, OUT, PARTS, File, Row, page

from duban.web.accounts.rights import Role
from duban.web.config.api import api

pytestmark = pytest.mark.django_db

#: every app with its rows
TABLES: Mapping[str, Any] = {
    "accounts": accounts_rows,
    "boards": boards_rows,
    "handling": handling_rows,
    "ledger": ledger_rows,
    "papers": papers_rows,
    "reports": reports_rows,
    "supervision": supervision_rows,
}
EVERY_ROW: list[Row] = [row for table in TABLES.values() for row in table.ROWS]
#: addresses in which a word chooses the act: the word, and what it may be
SWITCHES: Mapping[str, tuple[str, Iterable[str]]] = {
    name: choice for table in TABLES.values() for name, choice in table.SWITCHES.items()
}
#: addresses of the API that are no operation: the description for machines, and its root
BESIDE = {"api:openapi-json", "api:api-root"}
#: words in addresses that name a thing, not an act
PLAIN_WORDS = {"code", "key"}


@pytest.fixture
def keys_of(cast: Any, scene: Mapping[str, Any], client_of: Callable[[str], Client]) -> Any:
    """The session key of each part of the cast; `nobody` has none.

    All were seen just now: otherwise each request would write that down, as nothing of it stays.
    """
    keys: dict[str, str | None] = {"nobody": None}
    for part in PARTS:
        if part != "nobody":
            session = client_of(part).session
            session["seen"] = int(time.time())
            session.save()
            keys[part] = session.session_key
    return keys


@pytest.fixture
def roles(cast: Any, scene: Mapping[str, Any]) -> dict[str, Collection[Role]]:
    """What each part signs in as, in the order of the cast: the town's people first."""
    parts = [part for part in ("nobody", *cast.people) if part in PARTS]
    return {part: frozenset() if part in OUT else cast[part].roles for part in parts}


def asking(row: Row, roles: dict[str, Collection[Role]], vendor: str) -> Collection[str]:
    """Everybody; on the other database, of those who have the same role and get the same answer,
    the first: with the others it would hear the same words with other keys."""
    if vendor == "sqlite":
        return PARTS
    alike = {(held, row.answer(part)): part for part, held in reversed(roles.items())}
    return list(alike.values())


@pytest.mark.long
@pytest.mark.parametrize("table", TABLES)
def test_everybody_gets_the_answer_of_the_table(
    table: str,
    scene: Mapping[str, Any],
    keys_of: Mapping[str, str | None],
    roles: dict[str, Collection[Role]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR, "django.request")
    wrong = []
    for row in TABLES[table].ROWS:
        parts = asking(row, roles, connection.vendor)
        got = {part: asked(row, scene, keys_of[part]) for part in parts}
        differs = [
            f"{part} {row.answer(part)}→{status}"
            for part, status in got.items()
            if status != row.answer(part)
        ]
        if differs:
            wrong.append(f"{row}: {', '.join(differs)}")
    assert not wrong, "\n" + "\n".join(wrong)


def asked(row: Row, scene: Mapping[str, Any], key: str | None) -> int:
    """The status of one request, of which nothing stays."""
    client = Client(raise_request_exception=True)
    if key is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    address = address_of(row, scene)
    body, kind = body_of(row, scene)
    with transaction.atomic():
        response: Any = client.generic(row.method, address, body, kind)
        if response.streaming:
            b"".join(response.streaming_content)  # to its end, so that the file is closed
        transaction.set_rollback(True)
    status: int = response.status_code
    return status


def word(text: Any, scene: Mapping[str, Any]) -> Any:
    """`{task}` is the key of the scene's task; everything else stands for itself."""
    if isinstance(text, list):
        return [word(one, scene) for one in text]
    named = re.fullmatch(r"{(\w+)}", text) if isinstance(text, str) else None
    return text if named is None else scene[named[1]]


def address_of(row: Row, scene: Mapping[str, Any]) -> str:
    words = {name: word(text, scene) for name, text in row.words.items()}
    address = f"/api{row.name.format(**words)}" if row.api else reverse(row.name, kwargs=words)
    asks = "&".join(f"{name}={word(text, scene)}" for name, text in row.asks.items())
    return f"{address}?{asks}" if asks else address


def body_of(row: Row, scene: Mapping[str, Any]) -> tuple[bytes, str]:
    """JSON for the API; a form where the row is a page's or hands in a file."""
    sends = {name: word(text, scene) for name, text in row.sends.items()}
    if row.method == "GET":
        return b"", ""
    files = {name: one for name, one in sends.items() if isinstance(one, File)}
    if row.api and not files:
        return json.dumps(sends).encode(), "application/json"
    for name, one in files.items():
        sends[name] = SimpleUploadedFile(one.name, one.content)
    return encode_multipart("BoUnDaRyStRiNg", sends), MULTIPART_CONTENT


def named(patterns: Any = None, space: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every address of the site by its name, with those parts of it that are words."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from named(one.url_patterns, inner)
        elif isinstance(one, URLPattern):
            assert one.name is not None, one
            words = one.pattern.converters.items()
            yield f"{space}{one.name}", {at for at, kind in words if not _counts(kind)}


def _counts(converter: Any) -> bool:
    return isinstance(converter, IntConverter)


def test_every_address_stands_in_the_table() -> None:
    pages = {row.name for row in EVERY_ROW if not row.api}
    known = {name for name, _words in named() if not name.startswith("api:")} | BESIDE
    assert known - pages == set(), "no row for these addresses"
    assert pages - known == set(), "rows for addresses that are not there"


def operations() -> set[tuple[str, str]]:
    return {
        (method, f"{prefix}{path}")
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }


def test_every_operation_stands_in_the_table() -> None:
    rows = {(row.method, row.name) for row in EVERY_ROW if row.api}
    assert operations() - rows == set(), "no row for these operations"
    assert rows - operations() == set(), "rows for operations that are not there"


@pytest.mark.parametrize("name", SWITCHES)
def test_every_act_behind_an_address_stands_in_the_table(name: str) -> None:
    """One address may lead to many acts: each has its row, whichever way it is named."""
    slug, acts = SWITCHES[name]
    rows = {row.words[slug] for row in EVERY_ROW if row.name == name}
    assert set(acts) - rows == set(), "no row for these acts"


def test_every_address_that_chooses_an_act_is_known_to_choose() -> None:
    """A word in an address is a choice; without its choices, acts would hide behind it."""
    choosing = {
        (name, word)
        for name, words in named()
        for word in words
        if not name.startswith("api:") and word not in PLAIN_WORDS
    }
    choosing |= {
        (path, word)
        for _method, path in operations()
        for word in re.findall(r"{(\w+)}", path)
        if word in ("step", "verdict", "act", "kind")
    }
    assert choosing == {(name, slug) for name, (slug, _acts) in SWITCHES.items()}


def test_the_table_asks_for_everybody(cast: Any, more_people: None) -> None:
    left_out = {"district_liaison", "district_principal"}  # alike to others, in another place
    assert set(PARTS) == (set(cast.people) - left_out) | {"nobody"}
    assert not ANYONE & OUT


def test_on_either_database_every_role_gets_each_of_its_answers(roles: Any) -> None:
    assert set(roles) == set(PARTS)
    for row in EVERY_ROW:
        answers = {(held, row.answer(part)) for part, held in roles.items()}
        for vendor in ("sqlite", "postgresql"):
            some = asking(row, roles, vendor)
            assert {(roles[part], row.answer(part)) for part in some} == answers, row
    assert {"office", "liaison", "unit_head", "administrator"} <= set(
        asking(page("", {}), roles, "postgresql")
    )


def test_no_row_stands_twice() -> None:
    seen: dict[str, Row] = {}
    twice = [
        str(row)
        for row in EVERY_ROW
        if seen.setdefault(f"{row} {row.sends} {row.asks}", row) is not row
    ]
    assert twice == []
