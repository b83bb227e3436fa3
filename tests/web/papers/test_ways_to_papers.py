"""Papers are offered where their matter stands: the list, its units, the import, the account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from duban.web.ledger.models import Plan

pytestmark = pytest.mark.django_db
Clients = Callable[[str], Client]


def page(client: Client, address: str, **words: Any) -> str:
    answer = client.get(address, words)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_list_of_a_unit_offers_its_pledge(cast: Any, running: Plan, client_of: Clients) -> None:
    client = client_of("office")
    wanted: dict[str, Any] = {"plan": running.pk, "lead": cast.unit.name}
    begun = f"plan={running.pk}&amp;unit={cast.unit.pk}"
    shown = page(client, "/ledger/tasks/", **wanted)
    assert f'href="/papers/new/pledge/?{begun}"' in shown
    # the kinds take on what was chosen, and so does the page that writes
    kinds = page(client, f"/papers/new/?plan={running.pk}&unit={cast.unit.pk}")
    assert f'href="/papers/new/pledge/?{begun}"' in kinds
    written = page(client, "/papers/new/pledge/", plan=running.pk, unit=cast.unit.pk)
    assert "选好以后，这里就是" not in written


def test_a_list_of_several_units_or_plans_offers_no_pledge(
    running: Plan, client_of: Clients
) -> None:
    client = client_of("office")
    shown = page(client, "/ledger/tasks/", plan=running.pk)
    assert "/papers/new/pledge/" not in shown
    assert f'href="/papers/new/?plan={running.pk}"' in shown
    assert 'href="/papers/new/' not in page(client, "/ledger/tasks/", lead="新农办")


def test_who_writes_no_papers_is_offered_the_list_alone(running: Plan, client_of: Clients) -> None:
    for part in ("liaison", "leader"):
        shown = page(client_of(part), "/ledger/tasks/", plan=running.pk, lead="新农办")
        assert "/papers/new/" not in shown
        assert f'href="/papers/plans/{running.pk}/list.docx"' in shown


def test_the_plan_that_is_handed_out_offers_pledges(running: Plan, client_of: Clients) -> None:
    shown = page(client_of("office"), f"/handling/plans/{running.pk}/")
    assert f'href="/papers/new/pledge/?plan={running.pk}"' in shown


def test_the_findings_of_an_import_are_sent_back_with_a_number(
    running: Plan, client_of: Clients
) -> None:
    edition = running.current
    assert edition is not None
    assert edition.defects.exists()
    address = f"{edition.get_absolute_url()}?tab=findings"
    way = f"/papers/new/findings/?edition={edition.pk}"
    assert f'href="{way}"' in page(client_of("office"), address)
    assert way not in page(client_of("auditor"), address)
    assert "选好以后，这里就是" not in page(client_of("office"), way)


@pytest.mark.parametrize("part", ["office", "liaison", "leader", "administrator"])
def test_the_account_shows_the_way_to_ones_calendar(part: str, client_of: Clients) -> None:
    shown = page(client_of(part), "/me/")
    assert 'class="btn" href="/papers/calendar/"' in shown
    assert "生成订阅地址" in page(client_of(part), "/papers/calendar/")
