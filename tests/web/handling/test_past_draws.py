"""Past draws: what was drawn, from what, what was found; and the same once more from the seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.handling.acting import ON, signed, task_of

from duban.web.handling.closing import close, draw, look, name_verifier, report_done
from duban.web.handling.draws import again, seen_draws
from duban.web.handling.models import Draw, SpotCheck
from duban.web.handling.steps import take
from duban.web.ledger.models import Plan
from duban.web.refusals import NotAllowed

pytestmark = pytest.mark.django_db
HEADS = {1: "unit_head", 2: "other_head", 4: "other_head"}


@pytest.fixture
def made(cast: Any, issued: Plan) -> Draw:
    """Two of three closed tasks are drawn; of the two, the first was found true."""
    for number, head in HEADS.items():
        task = signed(cast, task_of(issued, number))
        take("start", task.pk, cast[head])
        report_done(cast[head], task.pk, "建成", ON)
        name_verifier(cast["office"], task.pk, cast.people["office"].pk)
        close(cast["office"], task.pk, "齐全", ON)
    found = draw(cast["office"], cast.town, 2)
    first = found.checks.order_by("pk")[0]
    look(cast["principal"], first.pk, true=True, words="逐户看过")
    return found


def test_a_draw_stands_with_its_pool_and_its_results(cast: Any, made: Draw, issued: Plan) -> None:
    [row] = seen_draws(cast["auditor"])
    counted: Any = row
    assert (counted.drawn, counted.passed, counted.failed, counted.pending) == (2, 1, 0, 1)
    assert row.pool == sorted(task_of(issued, number).pk for number in HEADS)


def test_the_seed_gives_the_same_again(made: Draw) -> None:
    found = again(made)
    assert found.agrees
    assert found.now == sorted(made.checks.values_list("task", flat=True))
    assert [ticket.drawn for ticket in found.tickets] == [True, True, False]
    assert [ticket.place for ticket in found.tickets] == [1, 2, 3]
    assert sorted(ticket.key for ticket in found.tickets) == made.pool


def test_the_pool_stays_as_it_was_when_tasks_go_on(cast: Any, made: Draw) -> None:
    left = [key for key in made.pool if key not in again(made).now]
    take("strike_off", left[0], cast["office"])
    take("archive", left[0], cast["office"])
    waits = SpotCheck.objects.get(draw=made, checked_by=None)
    look(cast["principal"], waits.pk, true=False, words="未完工")
    assert again(Draw.objects.get()).agrees
    assert len(again(Draw.objects.get()).tickets) == 3


def test_a_record_that_was_tampered_with_is_told(made: Draw, client_of: Callable[..., Any]) -> None:
    other = next(key for key in made.pool if key not in again(made).now)
    SpotCheck.objects.filter(draw=made, checked_by=None).update(task=other)
    assert not again(made).agrees
    page = client_of("auditor").get(f"/handling/draws/{made.pk}/?again=1").content.decode()
    assert "与当时的记录不一致" in page


def test_the_auditor_draws_again_on_the_page(made: Draw, client_of: Callable[..., Any]) -> None:
    auditor = client_of("auditor")
    assert f"/handling/draws/{made.pk}/" in auditor.get("/handling/draws/").content.decode()
    assert "/handling/draws/" in auditor.get("/handling/").content.decode()
    page = auditor.get(f"/handling/draws/{made.pk}/").content.decode()
    assert made.seed in page
    assert "逐户看过" in page
    assert "完全一致" not in page
    page = auditor.get(f"/handling/draws/{made.pk}/?again=1").content.decode()
    assert "重抽的2项与当时抽中的完全一致" in page


def test_the_api_gives_what_it_takes_to_draw_again(
    made: Draw, client_of: Callable[..., Any]
) -> None:
    auditor = client_of("auditor")
    [row] = auditor.get("/api/draws").json()
    assert (row["pool"], row["drawn"], row["passed"], row["pending"]) == (3, 2, 1, 1)
    told = auditor.get(f"/api/draws/{made.pk}").json()
    assert (told["seed"], told["keys"], told["agrees"]) == (made.seed, made.pool, True)
    assert told["again"] == sorted(check["task"] for check in told["checks"])


def test_nobody_else_sees_it(cast: Any, made: Draw, client_of: Callable[..., Any]) -> None:
    for part in ("liaison", "unit_head", "leader", "stranger", "district_office"):
        assert not seen_draws(cast[part]).exists()
        assert client_of(part).get(f"/handling/draws/{made.pk}/").status_code == 404
    with pytest.raises(NotAllowed):
        seen_draws(cast["administrator"])
