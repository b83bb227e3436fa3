"""The journal over JSON, for auditors: read, never written."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from ninja import Query, Router

from duban.web.accounts.api_forms import JournalPage, JournalQuery, place_in
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.journal_page import VERBS, Asked, lines_of

router = Router(tags=["journal"])


@router.get("/journal", response=JournalPage, summary="日志，新的在前")
def journal(request: MemberRequest, asked: Query[JournalQuery]) -> dict[str, Any]:
    wanted = Asked(asked.q, asked.verb, asked.result, asked.since, asked.until, asked.thing)
    page = Paginator(lines_of(request.member, wanted), asked.size).get_page(asked.page)
    return place_in(page) | {
        "lines": [
            {
                "id": line.pk,
                "at": line.at,
                "actor": line.actor,
                "verb": line.verb,
                "verb_label": str(VERBS.get(line.verb, line.verb)),
                "subject_type": line.subject_type,
                "subject_id": line.subject_id,
                "subject": line.subject,
                "before": line.before,
                "after": line.after,
                "facts": line.facts,
                "address": line.address,
                "result": line.result,
            }
            for line in page.object_list
        ],
    }
