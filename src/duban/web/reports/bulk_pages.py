"""Many reports with one press: sent, released, taken back, accepted; every one is answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duban.web.accounts.http import MemberRequest
from duban.web.design.undoing import Undo
from duban.web.handling.asked import today
from duban.web.reports.bulk import BULKS, Read, chosen, sendable, to_release
from duban.web.reports.owing import duties_of, owed
from duban.web.reports.portions import MOST, Heading, answer_in_portions, keys_in

#: where each leads back to
BACK = {
    "send": "reports:owed",
    "release": "reports:owed",
    "withdraw": "reports:owed",
    "accept": "reports:review",
}


@require_POST
def bulk(request: MemberRequest, name: str) -> HttpResponse:
    """The ticked reports, or by `all` every one that waits for this step."""
    if name not in BULKS:
        raise Http404
    wanted, member, on = BULKS[name], request.member, today()
    member.must(wanted.right)
    titles = chosen(member, _keys(request, name))
    if not titles and "said" not in request.POST:
        messages.info(request, _("请先勾选。"))
        return redirect(BACK[name])
    undo = None
    if wanted.undone_by:
        undo = Undo(reverse("reports:bulk", args=[wanted.undone_by]), _("全部撤回"))
    heading = Heading(str(wanted.title), reverse(BACK[name]), str(wanted.done), undo)
    return answer_in_portions(
        request,
        "report",
        titles,
        lambda key: wanted.act(member, key, on, _read(request, key)),
        heading,
    )


def _keys(request: MemberRequest, name: str) -> list[int]:
    if not request.POST.get("all"):
        return keys_in(request, "report")
    if name == "send":
        return list(ready(request))[:MOST]
    if name == "release":
        return list(to_release(request.member).values_list("pk", flat=True)[:MOST])
    # nobody accepts what he has not ticked, or takes it back
    return []


def ready(request: MemberRequest) -> set[int]:
    """Drafts that are whole and whose period can be reported on today."""
    return sendable(request.member, owed(duties_of(request.member), today()))


def _read(request: MemberRequest, key: int) -> Read:
    """What the form says of the version that was read, and of the milestones."""
    text = request.POST.get(f"v-{key}", "")
    version = int(text) if text.isdecimal() and len(text) < 10 else None
    return Read(version, request.POST.get("verdict", ""))
