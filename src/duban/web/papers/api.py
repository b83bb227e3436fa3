"""Papers over JSON: the same steps as the pages, the same rights, the same four answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, File, Router, Schema, Status, UploadedFile

from duban.web.accounts.days import Day
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.papers import acting, asking, templating
from duban.web.papers.choosing import chosen_of
from duban.web.papers.freezing import frozen
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.kinds.sheet import Sheet
from duban.web.papers.models import Paper, Template
from duban.web.papers.paper_pages import file_answer
from duban.web.papers.rendering import personal_in
from duban.web.supervision.models import PaperKind

router = Router(tags=["papers"])
MOST = 200
Kind = Literal["task_list", "order", "bulletin", "meeting", "pledge", "findings", "year_report"]
Ending = Literal["docx", "pdf", "xlsx"]


class FieldOut(Schema):
    name: str
    meaning: str
    example: str


class KindOut(Schema):
    kind: str
    label: str
    about: str
    asks: list[str]
    words: list[str]
    fields: list[FieldOut]
    lists: dict[str, list[FieldOut]]


class PaperOut(Schema):
    id: int
    kind: str
    state: str
    number: str
    title: str
    day: date
    plan: int | None
    order: int | None
    edition: int | None
    organisation: str | None
    period: str
    numbered_on: date | None
    issued_on: date | None
    withdrawn_on: date | None
    reason: str
    sha256: str


class ChoicesIn(Schema):
    """What the paper shall speak of, as its kind asks; `words` are the office's own, by name."""

    kind: Kind
    plan: int | None = None
    order: int | None = None
    edition: int | None = None
    unit: int | None = None
    period: str = ""
    day: Day | None = None
    words: dict[str, str] = Field(default_factory=dict)
    keep_personal: bool = False


class PreviewOut(Schema):
    title: str
    personal: list[str]
    facts: dict[str, Any]


class ReasonIn(Schema):
    reason: str = ""


class TemplateOut(Schema):
    id: int
    kind: str
    number: int
    state: str
    file_name: str
    sha256: str


class SeriesIn(Schema):
    name: str
    used: int | None = None


def _sheet(kind: str) -> Sheet:
    if kind not in SHEETS:
        raise Http404
    return SHEETS[PaperKind(kind)]


def _fields(found: Any) -> list[dict[str, str]]:
    return [
        {"name": one.name, "meaning": str(one.meaning), "example": one.example} for one in found
    ]


@router.get("/paper-kinds", response=list[KindOut], summary="可拟写的文种，各自的字段")
def kinds(request: MemberRequest) -> list[dict[str, Any]]:
    request.member.must(Right.WRITE)
    return [
        {
            "kind": sheet.kind.value,
            "label": str(sheet.kind.label),
            "about": str(sheet.about),
            "asks": [ask.value for ask in sheet.asks],
            "words": [word.name for word in sheet.words],
            "fields": _fields(sheet.fields),
            "lists": {rows.name: _fields(rows.fields) for rows in sheet.rows},
        }
        for sheet in SHEETS.values()
    ]


def _paper(held: Paper) -> dict[str, Any]:
    return {
        "id": held.pk,
        "number": held.label,
        "plan": held.plan_id,
        "order": held.order_id,
        "edition": held.edition_id,
        "organisation": None if held.organisation is None else held.organisation.called(held.day),
        **{
            name: getattr(held, name)
            for name in (
                *("kind", "state", "title", "day", "period", "numbered_on", "issued_on"),
                *("withdrawn_on", "reason", "sha256"),
            )
        },
    }


@router.get("/papers", response=list[PaperOut], summary="公文，新的在前")
def papers(request: MemberRequest) -> list[dict[str, Any]]:
    wanted = asking.Wanted.of(request.GET.dict())
    found = asking.narrowed(asking.papers(request.member), wanted)
    return [_paper(held) for held in found[:MOST]]


def _query(body: ChoicesIn) -> dict[str, Any]:
    return body.words | {
        "plan": body.plan,
        "order": body.order,
        "edition": body.edition,
        "unit": body.unit,
        "period": body.period,
        "day": "" if body.day is None else body.day.isoformat(),
        "keep": "1" if body.keep_personal else "",
    }


@router.post("/papers/preview", response=PreviewOut, summary="不保存，只看公文会用到的事实")
def preview(request: MemberRequest, body: ChoicesIn) -> dict[str, Any]:
    member = request.member
    member.must(Right.WRITE)
    sheet = _sheet(body.kind)
    chosen = chosen_of(member, sheet, _query(body), asked.today())
    facts = acting.facts_of(member, chosen)
    return {
        "title": sheet.paper(facts).title,
        "personal": personal_in(facts),
        "facts": frozen(facts),
    }


@router.get("/papers/{key}", response=PaperOut, summary="一份公文")
def paper(request: MemberRequest, key: int) -> dict[str, Any]:
    return _paper(get_object_or_404(asking.papers(request.member), pk=asked.row_key(key)))


@router.post("/papers", response={201: PaperOut}, summary="存为草稿")
def draft(request: MemberRequest, body: ChoicesIn) -> Status[dict[str, Any]]:
    member, on = request.member, asked.today()
    member.must(Right.WRITE)
    chosen = chosen_of(member, _sheet(body.kind), _query(body), on)
    return Status(201, _paper(acting.draft(member, chosen, on)))


@router.put("/papers/{key}", response=PaperOut, summary="修改草稿")
def change(request: MemberRequest, key: int, body: ChoicesIn) -> dict[str, Any]:
    member, on = request.member, asked.today()
    held = get_object_or_404(asking.papers(member), pk=asked.row_key(key))
    member.must(Right.WRITE, held)
    chosen = chosen_of(member, _sheet(held.kind), _query(body), on)
    return _paper(acting.change(member, held.pk, chosen))


@router.delete("/papers/{key}", response={204: None}, summary="删除草稿")
def discard(request: MemberRequest, key: int) -> Status[None]:
    held = get_object_or_404(asking.papers(request.member), pk=asked.row_key(key))
    acting.discard(request.member, held.pk)
    return Status(204, None)


@router.get("/papers/{key}/file", summary="公文的文件：docx、pdf，清单另有xlsx")
def download(request: MemberRequest, key: int, ending: Ending = "docx") -> HttpResponse:
    return file_answer(request, asked.row_key(key), ending)


PAPER_STEPS: dict[str, Callable[[MemberRequest, int, str], Paper]] = {
    "number": lambda request, key, _reason: acting.number(request.member, key, asked.today()),
    "issue": lambda request, key, _reason: acting.issue(request.member, key, asked.today()),
    "withdraw": lambda request, key, reason: acting.withdraw(
        request.member, key, reason, asked.today()
    ),
}


@router.post("/papers/{key}/{step}", response=PaperOut, summary="编号、印发、撤回")
def paper_step(
    request: MemberRequest,
    key: int,
    step: Literal["number", "issue", "withdraw"],
    body: ReasonIn,
) -> dict[str, Any]:
    held = get_object_or_404(asking.papers(request.member), pk=asked.row_key(key))
    return _paper(PAPER_STEPS[step](request, held.pk, body.reason))


def _template(held: Template) -> dict[str, Any]:
    names = ("kind", "number", "state", "file_name", "sha256")
    return {"id": held.pk, **{name: getattr(held, name) for name in names}}


@router.get("/paper-templates", response=list[TemplateOut], summary="公文模板的各版")
def templates(request: MemberRequest) -> list[dict[str, Any]]:
    request.member.must(Right.WRITE)
    return [_template(held) for held in Template.objects.visible_to(request.member)[:MOST]]


@router.post(
    "/jurisdictions/{key}/paper-templates/{kind}",
    response={201: TemplateOut},
    summary="上传一版公文模板",
)
def upload(
    request: MemberRequest, key: int, kind: Kind, file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    sheet, place = _sheet(kind), _place(request, key)
    content = file.read()
    made = templating.upload(request.member, place.pk, sheet.kind, file.name or "", content)
    return Status(201, _template(made))


TEMPLATE_STEPS = {"adopt": templating.adopt, "retire": templating.retire}


@router.post(
    "/paper-templates/{key}/{step}", response=TemplateOut, summary="启用一版模板，或恢复内置版式"
)
def template_step(
    request: MemberRequest, key: int, step: Literal["adopt", "retire"]
) -> dict[str, Any]:
    request.member.must(Right.WRITE)
    held = get_object_or_404(Template.objects.visible_to(request.member), pk=asked.row_key(key))
    return _template(TEMPLATE_STEPS[step](request.member, held.pk))


def _place(request: MemberRequest, key: int) -> Jurisdiction:
    request.member.must(Right.WRITE)
    own = Jurisdiction.objects.filter(request.member.where(Right.WRITE, jurisdiction="pk"))
    return get_object_or_404(own, pk=asked.row_key(key))


@router.put("/jurisdictions/{key}/series/{kind}", response={204: None}, summary="设置公文代字")
def name_series(request: MemberRequest, key: int, kind: Kind, body: SeriesIn) -> Status[None]:
    sheet, place = _sheet(kind), _place(request, key)
    wanted = acting.Naming(sheet.kind, body.name, body.used)
    acting.name_series(request.member, place.pk, wanted, asked.today())
    return Status(204, None)
