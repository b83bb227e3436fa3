"""Plans, imports and tasks over JSON; every act calls the step function that the pages call."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Query, Router, Status, UploadedFile

from duban.plan.form import dumps, plan_to_form
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import row_key
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.ledger import confirming, correcting, deleting, describing, findings
from duban.web.ledger.api_forms import (
    AddIn,
    CorrectIn,
    DescribeIn,
    EntryOut,
    FindingOut,
    ImportOut,
    PlanOut,
    ReasonIn,
    SplitIn,
    TaskPage,
    TaskQuery,
    UndoIn,
    WholeTask,
)
from duban.web.ledger.fields import line_of
from duban.web.ledger.filters import WORDS, Filter
from duban.web.ledger.listing import narrowed, ordered
from duban.web.ledger.marks import Mark, marking
from duban.web.ledger.models import Defect, Edition, Entry, EntryKind, Plan, SourceDoubt, Task
from duban.web.ledger.steps import taking
from duban.web.ledger.uploading import upload

router = Router(tags=["ledger"])
MAX_IMPORTS = 200


@router.get("/plans", response=list[PlanOut], summary="看得到的计划")
def plans(request: MemberRequest) -> list[dict[str, Any]]:
    request.member.must(Right.SEE)
    return [_plan(plan) for plan in _plans(request)]


@router.get("/plans/{key}", response=PlanOut, summary="一份计划")
def plan(request: MemberRequest, key: int) -> dict[str, Any]:
    return _plan(get_object_or_404(_plans(request), pk=row_key(key)))


def _plans(request: MemberRequest) -> QuerySet[Plan]:
    seen = Plan.objects.visible_to(request.member).with_task_counts(request.member)
    return seen.select_related("jurisdiction")


def _plan(held: Any) -> dict[str, Any]:
    return {
        "id": held.pk,
        "title": held.title,
        "kind": held.kind,
        "year": held.year,
        "issuer": held.issuer,
        "jurisdiction": held.jurisdiction.name,
        "tasks": held.task_count,
        "edition": held.current_id,
    }


@router.get("/tasks", response=TaskPage, summary="台账里的任务，可筛选")
def tasks(request: MemberRequest, asked: Query[TaskQuery]) -> dict[str, Any]:
    request.member.must(Right.SEE)
    words: dict[str, Any] = {name: line_of(getattr(asked, name), 200) for name in WORDS}
    known = Filter.of({"sort": [asked.sort]})
    wanted = Filter(plan=_small(asked.plan), year=_small(asked.year), sort=known.sort, **words)
    found = ordered(narrowed(Task.objects.visible_to(request.member), wanted), wanted.sort)
    found = found.prefetch_related("units", "leaders", "stones")
    page = Paginator(found, asked.size).get_page(asked.page)
    marks = marking().beside(page.object_list)
    return {
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "tasks": [_task(task, marks.get(task.pk)) for task in page.object_list],
    }


def _small(number: int | None) -> int | None:
    """A number a row can have; one that none can have finds nothing."""
    return number if number is None or 0 <= number < 2**31 else -1


@router.get("/tasks/{key}", response=WholeTask, summary="一项任务的全文")
def task(request: MemberRequest, key: int) -> dict[str, Any]:
    seen = Task.objects.visible_to(request.member).prefetch_related("units", "leaders", "stones")
    held = get_object_or_404(seen, pk=row_key(key))
    return _task(held, marking().beside([held]).get(held.pk)) | {"form": held.form}


def _task(held: Task, mark: Mark | None) -> dict[str, Any]:
    return {
        "id": held.pk,
        "plan": held.plan_id,
        "number": held.number,
        "heading": held.heading,
        "title": held.title,
        "state": held.state,
        "leaders": [leader.name for leader in held.leaders.all()],
        "units": [
            {"name": unit.name, "role": unit.role, "organisation": unit.organisation_id}
            for unit in held.units.all()
        ],
        "milestones": [
            {"id": stone.pk, "period": stone.period, "text": stone.text}
            for stone in held.stones.all()
        ],
        "light": None if mark is None else mark.word,
        "light_cause": None if mark is None else mark.cause,
        "due": held.due,
        "due_day": held.due_day,
        "note": held.note,
    }


@router.get("/imports", response=list[ImportOut], summary="导入的文件，新的在前")
def imports(request: MemberRequest) -> list[dict[str, Any]]:
    seen = Edition.objects.visible_to(request.member).select_related("uploaded_by")
    return [_import(edition) for edition in seen[:MAX_IMPORTS]]


@router.post("/imports", response={201: ImportOut}, summary="导入一份文件")
def bring_in(
    request: MemberRequest,
    file: File[UploadedFile],
    jurisdiction: int | None = None,
) -> Status[dict[str, Any]]:
    """Reading goes on beside the server: ask `GET /imports/{key}` how far it is."""
    request.member.must(Right.IMPORT)
    places = Jurisdiction.objects.filter(
        request.member.where(Right.IMPORT, jurisdiction="pk")
    ).order_by("code")
    place = (places if jurisdiction is None else places.filter(pk=row_key(jurisdiction))).first()
    if place is None:
        raise Http404
    edition = upload(request.member, place, file)
    edition.refresh_from_db()
    return Status(201, _import(edition))


@router.get("/imports/{key}", response=ImportOut, summary="一次导入，读到了哪里")
def one_import(request: MemberRequest, key: int) -> dict[str, Any]:
    return _import(_edition(request, key))


@router.get(
    "/imports/{key}/plan",
    response={200: dict[str, Any]},
    summary="读出并更正后的计划，duban.plan/1 格式",
)
def plan_read(request: MemberRequest, key: int) -> HttpResponse:
    edition = _edition(request, key)
    if edition.read_at is None:
        raise Http404
    whole = findings.plan_as_it_stands(edition, edition.entries.order_by("position"))
    return HttpResponse(dumps(plan_to_form(whole)), content_type="application/json")


def _edition(request: MemberRequest, key: int) -> Edition:
    seen = Edition.objects.visible_to(request.member).select_related("uploaded_by")
    return get_object_or_404(seen, pk=row_key(key))


def _import(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.pk,
        "state": edition.state,
        "state_label": str(edition.get_state_display()),
        "error": edition.error,
        "percent": edition.percent if edition.busy else 100,
        "file_name": edition.file_name,
        "size": edition.size,
        "title": edition.title,
        "kind": edition.kind,
        "year": edition.year,
        "coverage": None if edition.coverage is None else str(edition.coverage.normalize()),
        "plan": edition.plan_id,
        "number": edition.number,
        "uploaded_by": edition.uploaded_by.name,
        "uploaded_at": edition.uploaded_at,
    }


@router.patch("/imports/{key}", response=ImportOut, summary="更正标题、年份、类别等文件信息")
def describe(request: MemberRequest, key: int, body: DescribeIn) -> dict[str, Any]:
    edition = _edition(request, key)
    facts = {name: value for name, value in body.dict().items() if value is not None}
    describing.describe(request.member, edition.pk, facts)
    findings.recheck_soon(edition)
    return _import(_edition(request, key))


@router.post("/imports/{key}/confirm", response=ImportOut, summary="确认入账")
def confirm(request: MemberRequest, key: int) -> dict[str, Any]:
    edition = _edition(request, key)
    confirming.confirm(request.member, edition.pk)
    return _import(_edition(request, key))


@router.post("/imports/{key}/call-off", response=ImportOut, summary="停止入账，退回待核对")
def call_off(request: MemberRequest, key: int) -> dict[str, Any]:
    confirming.call_off(request.member, _edition(request, key).pk)
    return _import(_edition(request, key))


@router.post("/imports/{key}/read-again", response=ImportOut, summary="按更正的年份重新读取")
def read_again(request: MemberRequest, key: int) -> dict[str, Any]:
    """What people did to the reading is done to the new one again, where it still fits."""
    describing.read_again(request.member, _edition(request, key).pk)
    return _import(_edition(request, key))


@router.post("/imports/{key}/cancel", response={204: None}, summary="取消正在读取的导入")
def cancel(request: MemberRequest, key: int) -> Status[None]:
    with taking("cancel", _edition(request, key).pk, request.member):
        return Status(204, None)


@router.delete("/imports/{key}", response={204: None}, summary="删除草稿")
def delete(request: MemberRequest, key: int) -> Status[None]:
    """One that was read can be restored for seven days."""
    deleting.delete(request.member, _edition(request, key).pk)
    return Status(204, None)


@router.post("/imports/{key}/restore", response=ImportOut, summary="恢复删除的草稿")
def restore(request: MemberRequest, key: int) -> dict[str, Any]:
    seen = Edition.objects.with_removed_for(request.member)
    held = get_object_or_404(seen, pk=row_key(key))
    deleting.restore(request.member, held.pk)
    return _import(_edition(request, key))


@router.post("/imports/{key}/entries", response={201: EntryOut}, summary="补录漏读的任务")
def add(request: MemberRequest, key: int, body: AddIn) -> Status[dict[str, Any]]:
    edition = _edition(request, key)
    span = (body.first, body.last or body.first)
    made = correcting.add(request.member, edition.pk, EntryKind(body.kind), span, body.words)
    findings.recheck_soon(edition)
    return Status(201, {"entry": made.key, "title": str(made)})


@router.post("/imports/{key}/entries/{entry}/correct", response={204: None}, summary="更正一处")
def correct(request: MemberRequest, key: int, entry: str, body: CorrectIn) -> Status[None]:
    edition = _edition(request, key)
    with _MISSING:
        correcting.correct(request.member, edition.pk, entry, body.field, body.text)
    findings.recheck_soon(edition)
    return Status(204, None)


@router.post("/imports/{key}/entries/{entry}/split", response={204: None}, summary="拆成两项")
def split(request: MemberRequest, key: int, entry: str, body: SplitIn) -> Status[None]:
    edition = _edition(request, key)
    with _MISSING:
        correcting.split(request.member, edition.pk, entry, body.at)
    findings.recheck_soon(edition)
    return Status(204, None)


@router.post("/imports/{key}/entries/{entry}/join", response={204: None}, summary="与下一项合并")
def join(request: MemberRequest, key: int, entry: str) -> Status[None]:
    edition = _edition(request, key)
    with _MISSING:
        correcting.join(request.member, edition.pk, entry)
    findings.recheck_soon(edition)
    return Status(204, None)


@router.post("/imports/{key}/entries/{entry}/drop", response={204: None}, summary="删去一项")
def drop(request: MemberRequest, key: int, entry: str, body: ReasonIn) -> Status[None]:
    edition = _edition(request, key)
    with _MISSING:
        correcting.drop(request.member, edition.pk, entry, body.reason)
    findings.recheck_soon(edition)
    return Status(204, None)


@router.post("/imports/{key}/undo", response={204: None}, summary="撤销一步更正")
def undo(request: MemberRequest, key: int, body: UndoIn) -> Status[None]:
    edition = _edition(request, key)
    wanted = None if body.correction is None else row_key(body.correction)
    correcting.undo(request.member, edition.pk, wanted)
    findings.recheck_soon(edition)
    return Status(204, None)


@router.post("/imports/{key}/doubts/{position}", response={204: None}, summary="认可或收回一处疑点")
def accept(request: MemberRequest, key: int, position: int) -> Status[None]:
    edition = _edition(request, key)
    if not 0 <= position < 2**31:
        raise Http404
    with _MISSING:
        correcting.accept_doubt(request.member, edition.pk, position)
    return Status(204, None)


@router.get("/imports/{key}/findings", response=list[FindingOut], summary="核对发现")
def found(request: MemberRequest, key: int) -> list[dict[str, Any]]:
    edition = _edition(request, key)
    waivers = findings.waivers_of(edition)
    return [
        {
            "id": defect.pk,
            "rule": defect.rule,
            "severity": defect.severity,
            "message": str(defect),
            "entry": None if defect.entry is None else defect.entry.key,
            "waived": waivers[defect.key].reason if defect.key in waivers else None,
            "form": defect.form,
        }
        for defect in edition.defects.select_related("entry")
    ]


@router.post("/imports/{key}/findings/{finding}/waive", response={204: None}, summary="豁免")
def waive(request: MemberRequest, key: int, finding: int, body: ReasonIn) -> Status[None]:
    edition = _edition(request, key)
    with _MISSING:
        findings.waive(request.member, edition.pk, row_key(finding), body.reason)
    return Status(204, None)


@router.post("/imports/{key}/findings/{finding}/unwaive", response={204: None}, summary="取消豁免")
def unwaive(request: MemberRequest, key: int, finding: int) -> Status[None]:
    edition = _edition(request, key)
    with _MISSING:
        findings.unwaive(request.member, edition.pk, row_key(finding))
    return Status(204, None)


class _Missing:
    """What an act does not find is not there for the person who asked."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, (Entry.DoesNotExist, SourceDoubt.DoesNotExist, Defect.DoesNotExist)):
            raise Http404 from error


_MISSING = _Missing()
