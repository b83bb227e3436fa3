"""Names of units over JSON: the same groups, acts and undoing as the page."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction, OrganisationKind
from duban.web.accounts.rights import Right
from duban.web.handling import asked, following, naming, unnaming
from duban.web.handling.models import Meaning, Naming
from duban.web.handling.name_listing import Row, propose, rows_of
from duban.web.handling.name_pages import places_of, tasks_of
from duban.web.handling.resolving import choices
from duban.web.ledger.models import Task

router = Router(tags=["names"])
MOST = 200


class NameOut(Schema):
    name: str
    why: str | None = Field(None, description="与本组第一个名称为何归在一起")
    leads: int
    helps: int
    shares: int
    tasks: list[int] = Field(description="您看得到的任务")


class ProposedOut(Schema):
    organisation: int
    name: str
    why: str


class NameGroupOut(Schema):
    names: list[NameOut]
    proposed: list[ProposedOut] = Field(description="可能是的单位，把握大的在前")
    members: list[int] = Field(description="名称像一组单位时，可能的成员")


class SaidIn(Schema):
    names: list[str] = Field(
        min_length=1, max_length=50, description="新单位以第一个为名，余为别名"
    )
    meaning: Literal["alias", "unit", "group", "nobody"]
    organisation: int | None = Field(None, description="对应的单位（alias）")
    kind: Literal["department", "town", "village"] = "department"
    parent: int | None = None
    members: list[int] = Field([], max_length=500)


class SettleIn(Schema):
    items: list[SaidIn] = Field(min_length=1, max_length=100)


class AnsweredOut(Schema):
    names: list[str]
    done: bool
    sentence: str


class NamingOut(Schema):
    id: int
    name: str
    meaning: str
    organisation: int | None
    meant: str = Field(description="当时的单位名称")
    by: str
    at: datetime


class FollowedOut(Schema):
    tasks: int


def _place(request: MemberRequest, key: int) -> Jurisdiction:
    return get_object_or_404(places_of(request), pk=asked.row_key(key))


@router.get(
    "/jurisdictions/{key}/unknown-names",
    response=list[NameGroupOut],
    summary="各份计划里名录不认得的单位名称，成组",
)
def unknown(request: MemberRequest, key: int) -> list[dict[str, Any]]:
    place = _place(request, key)
    units = choices(place)
    prefetch_related_objects(units, "aliases")
    rows = rows_of(tasks_of(request, place), place, units)
    propose(rows, place, units)
    wanted = {task for row in rows for task in row.tasks}
    seen = Task.objects.visible_to(request.member).filter(pk__in=wanted)
    visible = frozenset(seen.values_list("pk", flat=True))
    return [_group(row, visible) for row in rows]


def _group(row: Row, visible: frozenset[int]) -> dict[str, Any]:
    return {
        "names": [
            {
                "name": one.unknown.name,
                "why": str(one.reason) or None,
                "leads": one.unknown.leads,
                "helps": one.unknown.helps,
                "shares": one.unknown.shares,
                "tasks": [task for task in one.unknown.tasks if task in visible],
            }
            for one in row.names
        ],
        "proposed": [
            {"organisation": one.unit.pk, "name": one.unit.name, "why": str(one.reason)}
            for one in row.proposed
        ],
        "members": sorted(row.members),
    }


@router.post(
    "/jurisdictions/{key}/names", response=list[AnsweredOut], summary="说明名称是谁，逐组答复"
)
def settle(request: MemberRequest, key: int, body: SettleIn) -> list[dict[str, Any]]:
    place = _place(request, key)
    wanted = [
        naming.Said(
            names=tuple(one.names),
            meaning=Meaning(one.meaning),
            unit=None if one.organisation is None else asked.row_key(one.organisation),
            kind=OrganisationKind(one.kind),
            parent=None if one.parent is None else asked.row_key(one.parent),
            members=tuple(asked.row_key(member) for member in one.members),
        )
        for one in body.items
    ]
    return [
        {"names": answer.said.names, "done": answer.done, "sentence": answer.sentence}
        for answer in naming.settle_all(request.member, place, wanted)
    ]


@router.post(
    "/jurisdictions/{key}/names/follow", response=FollowedOut, summary="让任务跟上已认得的名称"
)
def follow(request: MemberRequest, key: int) -> dict[str, int]:
    return {"tasks": following.catch_up(request.member, _place(request, key))}


@router.get("/namings", response=list[NamingOut], summary="说明过的名称，新的在前")
def namings(request: MemberRequest) -> list[dict[str, Any]]:
    request.member.must(Right.NAME_UNITS)
    standing = Naming.objects.visible_to(request.member).standing()
    return [
        {
            "id": one.pk,
            "name": one.name,
            "meaning": one.meaning,
            "organisation": one.organisation_id,
            "meant": one.meant,
            "by": one.by.name,
            "at": one.at,
        }
        for one in standing.select_related("by")[:MOST]
    ]


@router.post("/namings/{key}/undo", response={204: None}, summary="撤销一个名称的对应")
def undo(request: MemberRequest, key: int) -> Status[None]:
    request.member.must(Right.NAME_UNITS)
    held = get_object_or_404(Naming.objects.visible_to(request.member), pk=asked.row_key(key))
    unnaming.undo(request.member, held.pk)
    return Status(204, None)
