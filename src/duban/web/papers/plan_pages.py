"""A plan taken away as the list that it was issued as, with how each task stands: for everybody
who sees the plan, as far as the tasks seen go."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.design.downloads import DOCX, XLSX
from duban.web.handling import asked
from duban.web.ledger.models import Plan
from duban.web.papers.files import sent
from duban.web.papers.kinds import tasklists
from duban.web.papers.rendering import covered, docx, file_name
from duban.web.refusals import ReasonMissing

#: a longer list is no paper any more
MOST_ON_PAPER = 3000


@require_safe
def plan_file(request: MemberRequest, pk: int, ending: str) -> HttpResponse:
    """The list with progress, lights and remarks as they are today; personal data is covered."""
    request.member.must(Right.SEE)
    plan = get_object_or_404(
        Plan.objects.visible_to(request.member).select_related("current"), pk=pk
    )
    sheet = tasklists.SHEET
    facts = covered(tasklists.seen_by(request.member, plan, asked.today()))
    name = file_name(plan.title, _("任务清单"), f".{ending}")
    if ending == "xlsx":
        return sent(tasklists.xlsx(facts), XLSX, name)
    if len(facts.standings) > MOST_ON_PAPER:
        raise ReasonMissing(
            _("这份清单有%(count)s项任务，印在纸上太长，请下载 .xlsx。")
            % {"count": len(facts.standings)}
        )
    return sent(docx(sheet, facts, None), DOCX, name)
