"""The town's list under way with an order on task 1, and the choices from which papers are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.handling.conftest import (  # noqa: F401
    draft_of,
    files_apart,
    issued,
    more_people,
    plan,
)
from tests.web.papers.acting import ON, Wanted, chosen
from tests.web.reports.conftest import duty, filled, running, task  # noqa: F401
from tests.web.supervision.conftest import accepted, order  # noqa: F401

from duban.web.ledger.models import Plan
from duban.web.papers import acting
from duban.web.papers.choosing import Chosen
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.kinds.sheet import Ask
from duban.web.papers.models import Paper
from duban.web.supervision.models import Order, PaperKind


@pytest.fixture
def bulletin(cast: Any, running: Plan) -> Chosen:  # noqa: F811
    """What makes the bulletin of the plan for the first quarter."""
    return chosen(cast["office"], "bulletin", plan=running.pk, period="2026-Q1")


@pytest.fixture
def pledge(cast: Any, running: Plan) -> Chosen:  # noqa: F811
    return chosen(cast["office"], "pledge", plan=running.pk, unit=cast.unit.pk)


@pytest.fixture
def draft(cast: Any) -> Callable[[Chosen], Paper]:
    return lambda wanted: acting.draft(cast["office"], wanted, ON)


@pytest.fixture
def wanted(cast: Any, running: Plan, order: Order) -> Wanted:  # noqa: F811
    """The choices that make one paper of every kind."""
    unit = running.tasks.get(number=1).assignments.get(organisation=cast.unit).organisation
    words: dict[Ask, Any] = {
        Ask.ORDER: order.pk,
        Ask.EDITION: running.current_id,
        Ask.PLAN: running.pk,
        Ask.UNIT: unit.pk,
        Ask.PERIOD: "2026-Q1",
    }

    def of(kind: str, **more: str) -> Chosen:
        asks = SHEETS[PaperKind(kind)].asks
        query = {ask.value: words[ask] for ask in asks}
        return chosen(cast["office"], kind, **query, **more)

    return of
