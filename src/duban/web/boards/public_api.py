"""Publishing over JSON; every act calls the step function that the pages call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Router, Schema

from duban.web.accounts.http import MemberRequest
from duban.web.boards import publishing
from duban.web.boards.models import Publication
from duban.web.boards.publishing_pages import place_of, publication_of, written

router = Router(tags=["publishing"])


class TasksIn(Schema):
    tasks: list[int]


class ReasonIn(Schema):
    reason: str = ""


class IndexIn(Schema):
    indexed: bool


class PublicTaskOut(Schema):
    task: int
    title: str
    released_as: str | None


class PublicationOut(Schema):
    jurisdiction: int
    state: str
    indexed: bool
    address: str
    released_at: datetime | None
    tasks: list[PublicTaskOut]


def _form(publication: Publication) -> dict[str, Any]:
    chosen = publication.chosen.select_related("task") if publication.pk else ()
    return {
        "jurisdiction": publication.jurisdiction_id,
        "state": publication.state,
        "indexed": publication.indexed,
        "address": publication.address,
        "released_at": publication.released_at,
        "tasks": [
            {"task": one.task_id, "title": one.task.title, "released_as": one.title}
            for one in chosen
        ],
    }


@router.get("/publishing/{jurisdiction}", response=PublicationOut)
def get_publication(request: MemberRequest, jurisdiction: int) -> dict[str, Any]:
    return _form(publication_of(place_of(request, str(jurisdiction))))


@router.post("/publishing/{jurisdiction}/choose", response=PublicationOut)
def choose(request: MemberRequest, jurisdiction: int, data: TasksIn) -> dict[str, Any]:
    place = place_of(request, str(jurisdiction))
    publishing.choose(request.member, place, data.tasks)
    return _form(publication_of(place))


@router.post("/publishing/{jurisdiction}/drop", response=PublicationOut)
def drop(request: MemberRequest, jurisdiction: int, data: TasksIn) -> dict[str, Any]:
    place = place_of(request, str(jurisdiction))
    publishing.drop(request.member, written(place), data.tasks)
    return _form(publication_of(place))


@router.post("/publishing/{jurisdiction}/release", response=PublicationOut)
def release(request: MemberRequest, jurisdiction: int, data: ReasonIn) -> dict[str, Any]:
    place = place_of(request, str(jurisdiction))
    publishing.release(request.member, written(place), data.reason)
    return _form(publication_of(place))


@router.post("/publishing/{jurisdiction}/withdraw", response=PublicationOut)
def withdraw(request: MemberRequest, jurisdiction: int, data: ReasonIn) -> dict[str, Any]:
    place = place_of(request, str(jurisdiction))
    publishing.withdraw(request.member, written(place), data.reason)
    return _form(publication_of(place))


@router.put("/publishing/{jurisdiction}/index", response=PublicationOut)
def let_index(request: MemberRequest, jurisdiction: int, data: IndexIn) -> dict[str, Any]:
    place = place_of(request, str(jurisdiction))
    publishing.let_index(request.member, written(place), data.indexed)
    return _form(publication_of(place))
