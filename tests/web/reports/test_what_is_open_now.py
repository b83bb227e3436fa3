"""What the home page finds open is what the list of all duties says is asked for and open."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tools.bench.ledgers.make import make
from tools.bench.ledgers.size import Size

from duban.web.accounts.models import User
from duban.web.accounts.posts import member_of
from duban.web.accounts.rights import Role
from duban.web.reports.models import LockException, Report, State
from duban.web.reports.owing import Standing, duties_of, open_now, owed

pytestmark = pytest.mark.django_db


def test_the_quick_way_finds_the_same(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    on = timezone.localdate()
    make(Size(ledgers=1, tasks=8, units=6), on)
    office = User.objects.filter(appointments__role=Role.OFFICE)[0]
    # one of a locked period is returned, one corrects an accepted one, one may be made up for
    first, second, third = Report.objects.filter(state=State.ACCEPTED, part="lead")[:3]
    Report.objects.filter(pk=first.pk).update(state=State.RETURNED, reason="补充佐证")
    second.pk, second.corrects_id, second.why, second.state = None, second.pk, "算错", State.DRAFT
    second.save()
    third.delete()
    LockException.objects.create(
        period=third.period,
        organisation=third.organisation,
        reason="系统故障",
        since=on,
        until=on + timedelta(days=1),
        granted_by=office,
    )
    seen: set[Standing] = set()
    for user in User.objects.filter(appointments__role=Role.LIAISON):
        member = member_of(user)
        rows = [row for row in owed(duties_of(member), on) if row.asked and row.open]
        slow = [(row.assignment.pk, row.period.pk, row.standing) for row in rows]
        quick = [(row.assignment, row.period.pk, row.standing) for row in open_now(member, on)]
        assert quick == slow
        seen |= {standing for _assignment, _period, standing in quick}
    assert seen == {Standing.RETURNED, Standing.LATE, Standing.THIS_WEEK}
