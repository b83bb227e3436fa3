"""Files of papers over JSON."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404
from ninja import File, Router, Status, UploadedFile

from duban.web.accounts.http import MemberRequest
from duban.web.evidence import serving
from duban.web.evidence.keeping import checked
from duban.web.handling import asked, attaching
from duban.web.handling.api_forms import FileOut
from duban.web.handling.file_pages import seen_file, seen_paper
from duban.web.handling.models import Attachment

router = Router(tags=["handling"])


def file_of(held: Attachment) -> dict[str, Any]:
    return {
        "id": held.pk,
        "shows": held.shows,
        "name": held.name,
        "kind": held.kind,
        "size": held.size,
        "sha256": held.sha256,
        "in_doubt": held.in_doubt,
    }


@router.post("/attach/{shows}/{key}", response={201: FileOut}, summary="为申请、办结或核查附材料")
def attach(
    request: MemberRequest, shows: str, key: int, file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """`key`: of the change (reason), the completion (result, found) or the spot check (look)."""
    what, paper = seen_paper(request.member, shows, asked.row_key(key))
    return Status(201, file_of(attaching.attach(request.member, what, paper.pk, checked(file))))


@router.get("/attachments/{key}", summary="下载一个附件")
def download(request: MemberRequest, key: int) -> FileResponse:
    return serving.download(seen_file(request.member, asked.row_key(key)))


@router.post(
    "/attachments/{key}/{act}", response={204: None}, summary="移除、恢复、遮盖或确认一个附件"
)
def act(request: MemberRequest, key: int, act: str) -> Status[None]:
    held = seen_file(request.member, asked.row_key(key), act)
    if act not in attaching.ACTS:
        raise Http404
    attaching.ACTS[act](request.member, held.pk)
    return Status(204, None)
