"""The town's list under way, some of it released to the public."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from tests.web.boards.public.acting import Release
from tests.web.handling.acting import task_of
from tests.web.handling.conftest import (  # noqa: F401
    district_plan,
    draft_of,
    files_apart,
    issued,
    more_people,
    plan,
)
from tests.web.reports.conftest import accepted, duty, filled, running, task  # noqa: F401

from duban.web.boards import publishing
from duban.web.boards.models import Publication
from duban.web.ledger.models import Plan


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


@pytest.fixture
def released(cast: Any, running: Plan) -> Release:  # noqa: F811
    """The page with the tasks of these numbers, released by the principal."""

    def go(*numbers: int) -> Publication:
        keys = [task_of(running, number).pk for number in numbers]
        publishing.choose(cast["office"], cast.town, keys)
        page = Publication.objects.get(jurisdiction=cast.town)
        publishing.release(cast["principal"], page, "经同意")
        page.refresh_from_db()
        return page

    return go
