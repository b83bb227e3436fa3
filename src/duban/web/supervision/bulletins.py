"""通报: a task is listed for the next bulletin, goes out with it, or is dropped before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn, ReasonMissing
from duban.web.supervision.gathering import UNASKED
from duban.web.supervision.lighting import lights_of
from duban.web.supervision.models import (
    BulletinItem,
    BulletinState,
    Colour,
    NoticeKind,
    Proposal,
)
from duban.web.supervision.people import people_of
from duban.web.supervision.steps import taking
from duban.web.supervision.telling import Matter, tell


def put_on(
    member: Member, task_id: int, because: str, on: date, proposal: Proposal | None = None
) -> BulletinItem:
    """List a task for the next bulletin, with its light and its units as they are now."""
    with taking("bulletin.list", task_id, member, reason=because) as taken:
        task: Task = taken.row
        if task.state in UNASKED:
            raise OutOfTurn(_("任务尚未交办，不通报。"))
        if task.bulletin_items.filter(state=BulletinState.LISTED).exists():
            raise OutOfTurn(_("这项任务已列入待通报事项。"))
        light = lights_of([task], on).get(task.pk)
        leads = Assignment.objects.held().filter(task=task, role=Part.LEAD).order_by("pk")
        item = BulletinItem.objects.create(
            jurisdiction_id=task.jurisdiction_id,
            task=task,
            proposal=proposal,
            because=because.strip(),
            colour="" if light is None else Colour.of(light.light),
            cause="" if light is None else light.cause,
            units="、".join(one.name for one in leads)[:300],
            listed_by=member.user,
            listed_on=on,
        )
        taken.subject = item
    return item


def drop(member: Member, key: int, reason: str, on: date) -> BulletinItem:
    """Take an item off before it goes out."""
    with taking("bulletin.drop", key, member, reason=reason) as taken:
        item: BulletinItem = taken.row
        taken.facts["on"] = str(on)
    return item


@transaction.atomic
def send_out(
    member: Member, keys: Sequence[int], number: str, on: date, title: str = ""
) -> list[BulletinItem]:
    """The items go out with one bulletin, all or none; the units are told. `number` is the
    paper's, such as 柳溪镇督通〔2026〕3号."""
    if not number.strip():
        raise ReasonMissing(_("请写明通报的文号。"))
    if not keys:
        raise ReasonMissing(_("请先勾选要通报的事项。"))
    return [_sent(member, key, number.strip()[:60], title.strip()[:200], on) for key in keys]


def _sent(member: Member, key: int, number: str, title: str, on: date) -> BulletinItem:
    with taking("bulletin.issue", key, member) as taken:
        item: BulletinItem = taken.row
        item.number, item.title, item.issued_on = number, title, on
        taken.saves += ["number", "title", "issued_on"]
        taken.facts["number"] = number
        people = people_of([item.jurisdiction_id], [item.task])
        leads = Assignment.objects.held().filter(task=item.task, role=Part.LEAD)
        users = [
            user
            for unit in leads.values_list("organisation", flat=True)
            for user in people.of_unit(unit)
        ]
        text = _("“%(task)s”已在%(number)s中通报：%(because)s") % {
            "task": item.task.title,
            "number": number,
            "because": item.because,
        }
        matter = Matter(NoticeKind.BULLETIN, f"通报|{item.pk}", text, on, item.task)
        tell(matter, [*users, *people.above(item.task)])
    return item
