"""People and their posts over JSON: the steps of the pages. Passwords are made and told there."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from duban.web.accounts import people
from duban.web.accounts.api_forms import (
    ActiveIn,
    PeopleQuery,
    PersonChange,
    PersonIn,
    PersonOut,
    PersonPage,
    PostIn,
    place_in,
)
from duban.web.accounts.forms import PersonForm, PostForm, must_be_valid
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import row_key
from duban.web.accounts.models import Appointment, User
from duban.web.accounts.people_pages import narrowed
from duban.web.accounts.rights import Right, Role

router = Router(tags=["people"])


def _kept(request: MemberRequest) -> QuerySet[User]:
    request.member.must(Right.MANAGE_PEOPLE)
    posts = Appointment.objects.select_related("organisation")
    return User.objects.visible_to(request.member).prefetch_related(Prefetch("appointments", posts))


def _one(request: MemberRequest, key: int) -> User:
    return get_object_or_404(_kept(request), pk=row_key(key))


def _person(user: User) -> dict[str, Any]:
    return {
        "id": user.pk,
        "username": user.username,
        "name": user.name,
        "active": user.is_active,
        "last_login": user.last_login,
        "posts": [
            {
                "id": post.pk,
                "role": post.role,
                "role_label": post.get_role_display(),
                "organisation": post.organisation_id,
                "organisation_name": post.organisation.name,
                "jurisdiction": post.organisation.jurisdiction_id,
                "since": post.since,
            }
            for post in user.appointments.all()
        ],
    }


@router.get("/people", response=PersonPage, summary="所管的人员，可筛选")
def listed(request: MemberRequest, asked: Query[PeopleQuery]) -> dict[str, Any]:
    state = {None: "", True: "active", False: "disabled"}[asked.active]
    found = narrowed(_kept(request), asked.q, asked.role or "", state)
    page = Paginator(found, asked.size).get_page(asked.page)
    return place_in(page) | {
        "people": [_person(user) for user in page.object_list],
    }


@router.post("/people", response={201: PersonOut}, summary="添加人员")
def add(request: MemberRequest, body: PersonIn) -> Status[dict[str, Any]]:
    """The first password is not told here: it is set on the person's page, and changed by him."""
    request.member.must(Right.MANAGE_PEOPLE)
    form = PersonForm({"username": body.username, "name": body.name})
    post = _post_of(request, PostIn(role=body.role, organisation=body.organisation))
    must_be_valid(form)
    user, _password = people.add_person(
        request.member,
        username=form.cleaned_data["username"],
        name=form.cleaned_data["name"],
        role=Role(post.cleaned_data["role"]),
        organisation=post.cleaned_data["organisation"],
    )
    return Status(201, _person(_one(request, user.pk)))


def _post_of(request: MemberRequest, body: PostIn) -> PostForm:
    form = PostForm(request.member, body.dict())
    must_be_valid(form)
    return form


@router.get("/people/{key}", response=PersonOut, summary="一个人")
def one(request: MemberRequest, key: int) -> dict[str, Any]:
    return _person(_one(request, key))


@router.patch("/people/{key}", response=PersonOut, summary="修改姓名或登录名")
def change(request: MemberRequest, key: int, body: PersonChange) -> dict[str, Any]:
    user = _one(request, key)
    now = {"username": user.username, "name": user.name}
    sent = {name: value for name, value in body.dict().items() if value is not None}
    form = PersonForm(now | sent, instance=User.objects.get(pk=user.pk))
    must_be_valid(form)
    words = form.cleaned_data
    people.rename_person(request.member, user, username=words["username"], name=words["name"])
    return _person(user)


@router.post("/people/{key}/active", response=PersonOut, summary="停用或启用")
def set_active(request: MemberRequest, key: int, body: ActiveIn) -> dict[str, Any]:
    user = _one(request, key)
    people.set_active(request.member, user, active=body.active)
    return _person(user)


@router.post("/people/{key}/unlock", response={204: None}, summary="解除登录锁定")
def unlock(request: MemberRequest, key: int) -> Status[None]:
    people.unlock(request.member, _one(request, key))
    return Status(204, None)


@router.post("/people/{key}/posts", response={201: PersonOut}, summary="增加任职")
def appoint(request: MemberRequest, key: int, body: PostIn) -> Status[dict[str, Any]]:
    user, post = _one(request, key), _post_of(request, body)
    role, unit = Role(post.cleaned_data["role"]), post.cleaned_data["organisation"]
    people.appoint(request.member, user, role, unit)
    return Status(201, _person(_one(request, key)))


@router.delete("/people/{key}/posts/{post}", response=PersonOut, summary="撤去任职")
def dismiss(request: MemberRequest, key: int, post: int) -> dict[str, Any]:
    held = get_object_or_404(_one(request, key).appointments, pk=row_key(post))
    people.dismiss(request.member, held)
    return _person(_one(request, key))
