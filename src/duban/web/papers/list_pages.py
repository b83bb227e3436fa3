"""公文: every paper that this person sees, and the register of them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.design.downloads import XLSX
from duban.web.ledger.sheets import workbook
from duban.web.papers import asking
from duban.web.papers.files import sent
from duban.web.papers.models import State
from duban.web.papers.rooms import rooms
from duban.web.supervision.models import PaperKind

PAGE_ROWS = 50


@require_safe
def papers(request: MemberRequest) -> HttpResponse:
    member = request.member
    wanted = asking.Wanted.of(request.GET.dict())
    seen = asking.papers(member)
    found = asking.narrowed(seen, wanted)
    counted = asking.counts(seen)
    years = [(str(year), str(year)) for year in asking.years(seen)]
    context = {
        "rooms": rooms(member, "list"),
        "page": Paginator(found, PAGE_ROWS).get_page(request.GET.get("page")),
        "wanted": wanted,
        "counts": [(state, counted.get(state.value, 0)) for state in State],
        "choices": [
            ("kind", _("文种"), PaperKind.choices, wanted.kind),
            ("year", _("年份"), years, wanted.year),
            ("state", _("状态"), State.choices, wanted.state),
        ],
        "may_write": member.may(Right.WRITE),
    }
    return render(request, "papers/papers.html", context)


@require_safe
def register(request: MemberRequest) -> HttpResponse:
    """发文登记簿: the same papers as the page, all of them, as a workbook."""
    wanted = asking.Wanted.of(request.GET.dict())
    found = asking.narrowed(asking.papers(request.member), wanted)
    heads = (
        (_("文号"), 24),
        (_("文种"), 12),
        (_("标题"), 60),
        (_("成文日期"), 12),
        (_("状态"), 10),
        (_("编号日期"), 12),
        (_("印发日期"), 12),
        (_("撤回日期"), 12),
        (_("拟稿人"), 12),
    )
    rows = (
        (
            paper.label,
            str(paper.get_kind_display()),
            paper.title,
            paper.day,
            str(paper.get_state_display()),
            paper.numbered_on,
            paper.issued_on,
            paper.withdrawn_on,
            paper.made_by.name,
        )
        for paper in found
    )
    book = workbook(_("发文登记簿"), heads, rows, _("登记簿"))
    return sent(book, XLSX, _("发文登记簿.xlsx"))
