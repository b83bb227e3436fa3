"""Organisations over JSON: kept and turned by the steps that the pages take."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from duban.web import clock
from duban.web.accounts import organisations, turning
from duban.web.accounts.api_forms import (
    ActiveIn,
    BasisIn,
    CutIn,
    JurisdictionOut,
    MergeIn,
    OrganisationChange,
    OrganisationIn,
    OrganisationOut,
    OrganisationPage,
    OrganisationQuery,
    OrganisationWhole,
    RenameIn,
    place_in,
)
from duban.web.accounts.forms import OrganisationForm, must_be_valid
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import row_key
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right

router = Router(tags=["organisations"])


@router.get("/jurisdictions", response=list[JurisdictionOut], summary="任职或管理的辖区")
def jurisdictions(request: MemberRequest) -> list[dict[str, Any]]:
    kept = request.member.where(Right.MANAGE_PEOPLE, jurisdiction="pk")
    seen = Jurisdiction.objects.filter(Q(pk__in=request.member.jurisdictions) | kept)
    return [
        {"id": one.pk, "name": one.name, "code": one.code, "parent": one.parent_id} for one in seen
    ]


@router.get("/organisations", response=OrganisationPage, summary="机构，可筛选")
def listed(request: MemberRequest, asked: Query[OrganisationQuery]) -> dict[str, Any]:
    """Those of the jurisdictions one works in, and those one keeps."""
    found = _seen(request)
    if asked.q:
        named = Organisation.objects.filter(
            Q(name__icontains=asked.q) | Q(aliases__name__icontains=asked.q)
        )
        found = found.filter(pk__in=named.values("pk"))
    if asked.jurisdiction is not None:
        found = found.filter(jurisdiction=row_key(asked.jurisdiction))
    if asked.kind is not None:
        found = found.filter(kind=asked.kind)
    if asked.active is not None:
        found = found.filter(active=asked.active)
    page = Paginator(found, asked.size).get_page(asked.page)
    return place_in(page) | {
        "organisations": [_organisation(one) for one in page.object_list],
    }


def _seen(request: MemberRequest) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(request.member).prefetch_related("aliases", "members")


def _kept(request: MemberRequest, key: int) -> Organisation:
    request.member.must(Right.MANAGE_PEOPLE)
    kept = Organisation.objects.filter(request.member.where(Right.MANAGE_PEOPLE))
    return get_object_or_404(kept, pk=row_key(key))


def _organisation(held: Organisation) -> dict[str, Any]:
    return {
        "id": held.pk,
        "jurisdiction": held.jurisdiction_id,
        "kind": held.kind,
        "name": held.name,
        "parent": held.parent_id,
        "governs": held.governs_id,
        "aliases": [alias.name for alias in held.aliases.all()],
        "members": [unit.pk for unit in held.members.all()],
        "active": held.active,
    }


@router.get("/organisations/{key}", response=OrganisationWhole, summary="一个机构与它的沿革")
def one(request: MemberRequest, key: int) -> dict[str, Any]:
    held = get_object_or_404(_seen(request), pk=row_key(key))
    turns = held.turns.select_related("successor")
    return _organisation(held) | {
        "turns": [
            {
                "kind": turn.kind,
                "name": turn.name,
                "successor": turn.successor_id,
                "successor_name": turn.successor.name,
                "day": turn.day,
                "basis": turn.basis,
            }
            for turn in turns
        ]
    }


@router.post("/organisations", response={201: OrganisationOut}, summary="添加机构")
def add(request: MemberRequest, body: OrganisationIn) -> Status[dict[str, Any]]:
    request.member.must(Right.MANAGE_PEOPLE)
    return Status(201, _saved(request, None, body.dict()))


@router.patch("/organisations/{key}", response=OrganisationOut, summary="修改机构与别名")
def change(request: MemberRequest, key: int, body: OrganisationChange) -> dict[str, Any]:
    """A parent or ledger sent as null is taken away."""
    held = _kept(request, key)
    now = _organisation(held)
    return _saved(request, held, now | body.dict(exclude_unset=True))


def _saved(
    request: MemberRequest, held: Organisation | None, facts: dict[str, Any]
) -> dict[str, Any]:
    """Through the form of the page, so that both refuse alike."""
    words = facts | {"aliases": "\n".join(facts["aliases"] or ())}
    form = OrganisationForm(request.member, words, instance=held)
    must_be_valid(form)
    saved = organisations.save_organisation(
        request.member,
        form.save(commit=False),
        aliases=form.cleaned_data["aliases"],
        members=form.cleaned_data["members"],
    )
    return _organisation(saved)


@router.post("/organisations/{key}/active", response=OrganisationOut, summary="停用或启用机构")
def set_active(request: MemberRequest, key: int, body: ActiveIn) -> dict[str, Any]:
    held = _kept(request, key)
    organisations.set_organisation_active(request.member, held, active=body.active)
    return _organisation(held)


def _basis(body: BasisIn) -> turning.Basis:
    return turning.Basis(body.day or clock.today(), body.paper)


@router.post("/organisations/{key}/rename", response=OrganisationOut, summary="更名")
def rename(request: MemberRequest, key: int, body: RenameIn) -> dict[str, Any]:
    held = _kept(request, key)
    return _organisation(turning.rename(request.member, held.pk, body.name, _basis(body)))


@router.post("/organisations/{key}/merge", response=OrganisationOut, summary="并入其他单位")
def merge(request: MemberRequest, key: int, body: MergeIn) -> dict[str, Any]:
    """Answers with the organisation it went into."""
    held, into = _kept(request, key), _kept(request, body.into)
    return _organisation(turning.merge(request.member, held.pk, into.pk, _basis(body)))


@router.post("/organisations/{key}/split", response={201: OrganisationOut}, summary="拆出新单位")
def split(request: MemberRequest, key: int, body: CutIn) -> Status[dict[str, Any]]:
    """Answers with the new organisation."""
    held = _kept(request, key)
    new = turning.split(
        request.member,
        held.pk,
        body.name,
        _basis(body),
        aliases=body.aliases,
        appointments=[row_key(post) for post in body.posts],
    )
    return Status(201, _organisation(new))
