"""通报: a confirmed proposal leaves a record from which the paper is drawn; it goes out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.handling.acting import task_of
from tests.web.supervision.acting import LATE, ON, Accepted

from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.supervision import bulletins, proposing
from duban.web.supervision.models import (
    Act,
    BulletinItem,
    BulletinState,
    Notice,
    NoticeKind,
    Proposal,
)

pytestmark = pytest.mark.django_db
NUMBER = "柳溪镇督通〔2026〕3号"


@pytest.fixture
def item(cast: Any, task: Task, accepted: Accepted) -> BulletinItem:
    accepted("20", "2026-M03", ON.replace(month=4, day=2))
    held = Proposal.objects.create(
        jurisdiction=task.jurisdiction,
        task=task,
        key="样例",
        act=Act.BULLETIN,
        because="连续2期红灯（2026年3月、2026年4月），按“连续两期红灯”规则通报。",
        day=ON,
    )
    return proposing.confirm(cast["office"], held.pk, ON).bulletin_item


def test_a_confirmed_proposal_is_listed_with_light_and_units(item: BulletinItem) -> None:
    assert item.state == BulletinState.LISTED
    assert item.because.startswith("连续2期红灯")
    assert (item.colour, item.units, item.listed_on) == ("red", "新农办", ON)
    assert "实际20户" in item.cause


def test_a_task_is_listed_once_at_a_time(cast: Any, item: BulletinItem) -> None:
    with pytest.raises(OutOfTurn, match="已列入"):
        bulletins.put_on(cast["office"], item.task_id, "又滞后", LATE)
    with pytest.raises(IntegrityError), transaction.atomic():
        BulletinItem.objects.create(
            jurisdiction=item.jurisdiction,
            task=item.task,
            because="又",
            listed_by=item.listed_by,
            listed_on=ON,
        )
    bulletins.send_out(cast["office"], [item.pk], NUMBER, LATE)
    assert bulletins.put_on(cast["office"], item.task_id, "又滞后", LATE).pk != item.pk


def test_it_goes_out_under_a_number_and_the_unit_is_told(cast: Any, item: BulletinItem) -> None:
    with pytest.raises(ReasonMissing, match="文号"):
        bulletins.send_out(cast["office"], [item.pk], " ", LATE)
    [sent] = bulletins.send_out(cast["office"], [item.pk], NUMBER, LATE, "二季度督查通报")
    assert (sent.state, sent.number, sent.issued_on) == (BulletinState.ISSUED, NUMBER, LATE)
    told = Notice.objects.filter(kind=NoticeKind.BULLETIN)
    assert {notice.user.username for notice in told} == {
        *("liaison", "colleague", "unit_head", "leader"),
    }
    assert all(NUMBER in notice.text for notice in told)
    with pytest.raises(OutOfTurn, match="已通报"):
        bulletins.send_out(cast["office"], [item.pk], NUMBER, LATE)
    verbs = Entry.objects.filter(verb__startswith="bulletin.").order_by("pk")
    assert [line.verb for line in verbs] == ["bulletin.list", "bulletin.issue"]


def test_all_go_out_or_none(cast: Any, item: BulletinItem, running: Plan) -> None:
    other = bulletins.put_on(cast["office"], task_of(running, 4).pk, "滞后", ON)
    bulletins.drop(cast["office"], other.pk, "已补齐", LATE)
    with pytest.raises(OutOfTurn):
        bulletins.send_out(cast["office"], [item.pk, other.pk], NUMBER, LATE)
    item.refresh_from_db()
    assert item.state == BulletinState.LISTED
    assert not Notice.objects.filter(kind=NoticeKind.BULLETIN).exists()


def test_nobody_else_lists_drops_or_sends(cast: Any, item: BulletinItem) -> None:
    for part in ("unit_head", "leader", "principal", "auditor", "stranger", "district_office"):
        with pytest.raises(NotAllowed):
            bulletins.send_out(cast[part], [item.pk], NUMBER, LATE)
        with pytest.raises(NotAllowed):
            bulletins.drop(cast[part], item.pk, "不必", LATE)


def test_what_is_only_listed_is_seen_by_who_watches(cast: Any, item: BulletinItem) -> None:
    def seen_by() -> set[str]:
        parts = ("office", "unit_head", "liaison", "leader", "principal", "auditor", "stranger")
        return {part for part in parts if BulletinItem.objects.visible_to(cast[part]).exists()}

    assert seen_by() == {"office", "principal", "auditor"}
    bulletins.send_out(cast["office"], [item.pk], NUMBER, LATE)
    assert seen_by() == {"office", "principal", "auditor", "unit_head", "liaison", "leader"}


def test_the_page_sends_out_what_was_ticked(
    cast: Any, item: BulletinItem, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    assert "连续2期红灯" in client.get("/supervision/bulletin/").content.decode()
    body = {"item": [item.pk], "number": NUMBER, "day": "2026-05-20"}
    assert client.post("/supervision/bulletin/send-out/", body).status_code == 302
    assert NUMBER in client.get("/supervision/bulletin/?state=issued").content.decode()
    assert NUMBER in client.get(f"/ledger/tasks/{item.task_id}/").content.decode()
