"""What the district's boards show of a town is what was accepted there, and nothing on its way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.web.boards.conftest import accept
from tests.web.handling.conftest import district_plan  # noqa: F401

from duban.web.handling.handing_down import take_up
from duban.web.handling.models import HandedDown, Indicator
from duban.web.ledger.models import Plan, Task
from duban.web.reports.models import Report, State

pytestmark = pytest.mark.django_db
WAYS = (
    *("/boards/", "/boards/towns/", "/boards/towns/list/", "/boards/towns/figures.csv"),
    *("/api/boards/towns", "/boards/wall/"),
)


@pytest.fixture
def said(cast: Any, lit: Plan, district_plan: Plan) -> Report:  # noqa: F811
    """The town took up 12 of the district's car parks, and said in January that 7 are built."""
    own: Task = lit.tasks.get(number=6)
    Indicator.objects.create(
        task=own, position=8, metric="乡村停车场", unit="个", confirmed_by=cast.people["office"]
    )
    handed = HandedDown.objects.get(
        assignment__task=district_plan.tasks.get(number=1), jurisdiction=cast.town
    )
    take_up(cast["office"], handed.pk, own.pk)
    return accept(cast, own, {"乡村停车场": Decimal(7)})


def told(client: Any) -> dict[str, str]:
    return {way: client.get(way).content.decode() for way in WAYS}


def reached(client: Any) -> Any:
    """What the board of towns says of 柳溪镇: the part of its share, and how many it told."""
    board = client.get("/api/boards/towns").json()
    at = {one["name"]: place for place, one in enumerate(board["columns"])}
    [row] = [row for row in board["rows"] if row[0]["value"] == "柳溪镇"]
    return row[at["reached"]]["value"], row[at["told"]]["value"]


def test_what_was_accepted_below_counts(said: Report, client_of: Any) -> None:
    client = client_of("district_office")
    assert reached(client) == ("58.3", 1)
    assert "58.3" in told(client)["/boards/towns/"]


@pytest.mark.parametrize("state", [one for one in State if one != State.ACCEPTED])
def test_what_is_on_its_way_does_not(said: Report, client_of: Any, state: State) -> None:
    Report.objects.filter(pk=said.pk).update(state=state, reason="数与台账不符")
    client = client_of("district_office")
    assert reached(client) == ("0.0", 0)
    assert {way for way, page in told(client).items() if "58.3" in page} == set()


def test_a_correction_counts_once_it_is_accepted(
    cast: Any, lit: Plan, said: Report, client_of: Any
) -> None:
    better = accept(cast, said.task, {"乡村停车场": Decimal(9)}, month=2)
    Report.objects.filter(pk=better.pk).update(state=State.SUBMITTED, corrects=said, why="漏计")
    assert reached(client_of("district_office")) == ("58.3", 1)
    Report.objects.filter(pk=better.pk).update(state=State.ACCEPTED)
    assert reached(client_of("district_office")) == ("75.0", 1)


def test_nothing_else_of_the_town_is_shown_above(said: Report, client_of: Any) -> None:
    """Neither its tasks' lights and causes nor its units."""
    pages = "\n".join(told(client_of("district_office")).values())
    assert "柳溪镇" in pages
    for words in ("新农办", "规建办", "任务6的原因", "产业发展", "新建停车场12个"):
        assert words not in pages
