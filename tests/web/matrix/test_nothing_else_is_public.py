"""A ledger full of things of every kind, every text of it marked: none of it reaches the public.

Each free text of each row of each table is given a mark of its own; what has a form of its own
(periods, codes, addresses) stays as it is and is looked for as it stands. The page, the files and
their headers may then hold the texts of `SHOWN` and of no other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.test import Client
from tests.web.boards.public.acting import CSV, JSON, WAYS

from duban.web.boards import publishing
from duban.web.boards.models import Publication
from duban.web.journal.models import Entry
from duban.web.ledger.models import Task
from duban.web.reports.models import Report, Value

pytestmark = pytest.mark.django_db

MARK = "暗记"
#: texts with a form that pages depend on: they cannot be marked
FORMED = {"period", "due", "code", "stamp", "password", "username", "file", "path", "digest"}
#: what the public is shown of the chosen task: label of the model, field
SHOWN = {
    ("boards.publictask", "title"),
    ("handling.indicator", "metric"),
    ("handling.indicator", "unit"),
    ("accounts.jurisdiction", "name"),
}
#: shorter texts stand in any page by chance
SHORTEST = 4


def marked_fields(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    for field in model._meta.concrete_fields:
        free = isinstance(field, models.CharField | models.TextField) and not field.choices
        formed = field.name in FORMED or isinstance(field, models.FileField)
        long_enough = field.max_length is None or field.max_length >= 12
        if free and not formed and long_enough and not field.primary_key:
            yield field


def mark_everything() -> int:
    """How many texts were marked. The journal is sealed, and stays as it is."""
    count = 0
    for model in apps.get_models():
        label = model._meta.label_lower
        if not model.__module__.startswith("duban.") or model is Entry:
            continue
        for row in model._default_manager.all():
            marks: dict[str, Any] = {
                field.name: f"{MARK}{label[:2]}{count + at}"[: field.max_length]
                for at, field in enumerate(marked_fields(model))
                if (label, field.name) not in SHOWN and getattr(row, field.name)
            }
            marks |= {
                field.name: {MARK: f"{MARK}{label}"}
                for field in model._meta.concrete_fields
                if isinstance(field, models.JSONField) and getattr(row, field.name)
            }
            if marks:
                model._default_manager.filter(pk=row.pk).update(**marks)
                count += len(marks)
    return count


def every_text() -> Iterator[tuple[str, str]]:
    """Each text in the database, with where it stands."""
    for model in apps.get_models():
        if model.__module__.startswith("duban."):
            names = [
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, models.CharField | models.TextField) and not field.choices
            ]
            for row in model._default_manager.values(*names) if names else ():
                for name, text in row.items():
                    if isinstance(text, str) and len(text) >= SHORTEST:
                        yield f"{model._meta.label_lower}.{name}", text


def told() -> str:
    """All that anybody is sent, headers and all."""
    client, sent = Client(), []
    for address in WAYS:
        response: Any = client.get(address)
        assert response.status_code == 200
        sent += [response.content.decode("utf-8-sig"), str(dict(response.headers))]
    return "\n".join(sent)


def test_nothing_is_told_but_what_was_chosen(scene: Mapping[str, Any], cast: Any) -> None:
    Value.objects.update(value=777777)
    assert mark_everything() > 200
    cache.clear()
    sent = told()
    # the test looks at a page with something on it
    [shown] = Publication.objects.get().chosen.all()
    assert sent.count(str(shown.title)) == 3
    assert MARK not in sent
    assert leaked(sent) == set()
    # no figure that was not accepted
    assert Report.objects.exclude(state="accepted").exists()
    assert "777777" not in sent
    assert "777,777" not in sent
    # no key: the tasks are counted from one, nobody learns how many there are, or which
    form = json.loads(Client().get(JSON).content)
    assert [task["number"] for task in form["tasks"]] == [1]
    assert f"/{scene['task']}/" not in sent
    # and no way from here into the site
    ways = set(re.findall(r'(?:href|src|action)="([^"]+)"', sent))
    assert {way for way in ways if not way.startswith(("/static/", "#"))} == {CSV, JSON}


def leaked(sent: str) -> set[str]:
    """Names, causes, reasons, drafts, other tasks, other ledgers: any text the database holds."""
    public = {text for place, text in every_text() if tuple(place.rsplit(".", 1)) in SHOWN}
    found = {
        f"{place}: {text}"
        for place, text in every_text()
        if text in sent and not any(text in one for one in public)
    }
    # the code stands in the address, and periods and days stand for themselves
    allowed = re.compile(r"accounts\.jurisdiction\.code: \d+|[a-z.]+: \d{4}-[QHM]?\d+")
    return {one for one in found if not allowed.fullmatch(one)}


def test_what_another_ledger_shows_is_its_own(scene: Mapping[str, Any], cast: Any) -> None:
    """The district releases its own task; neither page tells of the other."""
    own = Task.objects.filter(jurisdiction=cast.district)
    theirs = own.exclude(state__in=publishing.UNFIT)[0]
    publishing.choose(cast["district_office"], cast.district, [theirs.pk])
    page = Publication.objects.get(jurisdiction=cast.district)
    publishing.release(cast["district_office"], page, "经同意")
    district = Client().get("/public/990100.json").content.decode()
    [ours] = Publication.objects.get(jurisdiction=cast.town).chosen.all()
    assert theirs.title in district
    assert str(ours.title) not in district
    assert theirs.title not in Client().get(JSON).content.decode()
