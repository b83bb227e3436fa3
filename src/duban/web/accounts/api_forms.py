"""What the API of people, organisations and the journal takes and gives; never a secret."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.core.paginator import Page
from ninja import Field, Schema

from duban.web.accounts.days import Day

Kind = Literal["department", "town", "village", "group"]
RoleName = Literal[
    "office", "liaison", "unit_head", "leader", "principal", "auditor", "administrator"
]
MOST_ROWS = 200


class Paged(Schema):
    """Which page of how many rows."""

    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(50, ge=1, le=MOST_ROWS)


class PageOut(Schema):
    count: int
    page: int
    pages: int


def place_in(page: Page[Any]) -> dict[str, Any]:
    """The fields of PageOut."""
    return {
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
    }


class JurisdictionOut(Schema):
    id: int
    name: str
    code: str
    parent: int | None


class TurnOut(Schema):
    kind: str = Field(description="renamed更名、merged并入、split拆出")
    name: str = Field(description="当时的名称")
    successor: int
    successor_name: str
    day: date
    basis: str


class OrganisationOut(Schema):
    id: int
    jurisdiction: int
    kind: str
    name: str
    parent: int | None
    governs: int | None = Field(None, description="所辖台账的辖区")
    aliases: list[str]
    members: list[int]
    active: bool


class OrganisationWhole(OrganisationOut):
    turns: list[TurnOut] = Field(description="沿革，新的在前")


class OrganisationPage(PageOut):
    organisations: list[OrganisationOut]


class OrganisationQuery(Paged):
    q: str = Field("", max_length=80, description="名称或别名")
    jurisdiction: int | None = None
    kind: Kind | None = None
    active: bool | None = None


class OrganisationIn(Schema):
    jurisdiction: int
    kind: Kind = "department"
    name: str = Field(min_length=1, max_length=80)
    parent: int | None = None
    governs: int | None = None
    aliases: list[str] = Field([], max_length=100)
    members: list[int] = Field([], max_length=500)


class OrganisationChange(Schema):
    """What is not sent stays as it is."""

    kind: Kind | None = None
    name: str | None = Field(None, min_length=1, max_length=80)
    parent: int | None = None
    governs: int | None = None
    aliases: list[str] | None = Field(None, max_length=100)
    members: list[int] | None = Field(None, max_length=500)


class ActiveIn(Schema):
    active: bool


class BasisIn(Schema):
    day: Day | None = Field(None, description="自哪天起，不写为今天")
    paper: str = Field("", max_length=200, description="依据")


class RenameIn(BasisIn):
    name: str = Field(max_length=80)


class MergeIn(BasisIn):
    into: int


class CutIn(BasisIn):
    name: str = Field(max_length=80)
    aliases: list[str] = Field([], max_length=100, description="带走的别名")
    posts: list[int] = Field([], max_length=500, description="转去的任职")


class PostHeld(Schema):
    id: int
    role: str
    role_label: str
    organisation: int
    organisation_name: str
    jurisdiction: int
    since: datetime


class PersonOut(Schema):
    id: int
    username: str
    name: str
    active: bool
    last_login: datetime | None
    posts: list[PostHeld]


class PersonPage(PageOut):
    people: list[PersonOut]


class PeopleQuery(Paged):
    q: str = Field("", max_length=80, description="姓名、登录名、单位")
    role: RoleName | None = None
    active: bool | None = None


class PersonIn(Schema):
    username: str = Field(max_length=60)
    name: str = Field(max_length=60)
    role: RoleName
    organisation: int


class PersonChange(Schema):
    username: str | None = Field(None, max_length=60)
    name: str | None = Field(None, max_length=60)


class PostIn(Schema):
    role: RoleName
    organisation: int


class LineOut(Schema):
    id: int
    at: datetime
    actor: str
    verb: str
    verb_label: str
    subject_type: str
    subject_id: int | None
    subject: str
    before: Any
    after: Any
    facts: dict[str, Any]
    address: str | None
    result: str


class JournalPage(PageOut):
    lines: list[LineOut]


class JournalQuery(Paged):
    q: str = Field("", max_length=80, description="人员或对象")
    verb: str = Field("", max_length=80)
    result: Literal["", "done", "refused"] = ""
    since: date | None = None
    until: date | None = Field(None, description="含当天")
    thing: str = Field("", max_length=120, description="只看一个对象，如 ledger.task:15")
