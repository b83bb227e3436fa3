"""Rule-books over JSON: read, tried out, adopted, edited before they begin, withdrawn."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.supervision import rulebooks
from duban.web.supervision.api_forms import BookIn, BookOut, Page, TrialOut, WordsIn
from duban.web.supervision.book_pages import places_of, tried
from duban.web.supervision.models import Book

router = Router(tags=["supervision"])


def _books(request: MemberRequest) -> Any:
    request.member.must(Right.SEE)
    return Book.objects.visible_to(request.member)


def _book(held: Book) -> dict[str, Any]:
    names = ("name", "edition", "since", "until", "withdrawn_on", "text")
    values = {name: getattr(held, name) for name in names}
    return {"id": held.pk, "jurisdiction": held.jurisdiction_id, **values}


@router.get("/rule-books", response=list[BookOut], summary="亮灯规则各版")
def books(request: MemberRequest, query: Query[Page]) -> list[dict[str, Any]]:
    return [_book(held) for held in query.of(_books(request))]


def _place(request: MemberRequest, key: int) -> Jurisdiction:
    """One whose rules this person sets."""
    request.member.must(Right.SUPERVISE)
    found: Jurisdiction = get_object_or_404(places_of(request), pk=asked.row_key(key))
    return found


@router.post("/jurisdictions/{key}/rule-books", response={201: BookOut}, summary="启用一版亮灯规则")
def adopt(request: MemberRequest, key: int, body: BookIn) -> Status[dict[str, Any]]:
    place = _place(request, key)
    return Status(201, _book(rulebooks.adopt(request.member, place.pk, body.text, asked.today())))


@router.post("/jurisdictions/{key}/rule-books/trial", response=TrialOut, summary="试算一版亮灯规则")
def try_out(request: MemberRequest, key: int, body: BookIn) -> dict[str, Any]:
    """What the rules would show today, beside what is shown; nothing is stored."""
    told = tried(_place(request, key), rulebooks.parsed(body.text), asked.today())
    return {
        "book": told["rules"].label,
        "same": told["same"],
        "moves": [
            {"before": before, "after": after, "count": count}
            for before, after, count in told["moves"]
        ],
        "changed": [
            {
                "task": int(row.key),
                "title": row.title,
                "before": {"colour": before, "cause": row.before.cause},
                "after": {"colour": after, "cause": row.after.cause},
            }
            for row, before, after in told["changed"]
        ],
    }


@router.put("/rule-books/{key}", response=BookOut, summary="修改尚未施行的一版")
def edit(request: MemberRequest, key: int, body: BookIn) -> dict[str, Any]:
    held = get_object_or_404(_books(request), pk=asked.row_key(key))
    return _book(rulebooks.edit(request.member, held.pk, body.text, asked.today()))


@router.post("/rule-books/{key}/withdraw", response=BookOut, summary="撤回尚未施行的一版")
def withdraw(request: MemberRequest, key: int, body: WordsIn) -> dict[str, Any]:
    held = get_object_or_404(_books(request), pk=asked.row_key(key))
    return _book(rulebooks.withdraw(request.member, held.pk, body.words, asked.today()))
