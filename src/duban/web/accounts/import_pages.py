"""Imports of organisations and people: a sheet to begin with, a trial, then the act."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.web.accounts import organisation_import, people_import
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import written_key
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.design.csv_text import csv_of
from duban.web.design.downloads import CSV, XLSX, download
from duban.web.refusals import ReasonMissing

#: a login or a password is no longer
LONGEST = 60


def _places(request: MemberRequest) -> QuerySet[Jurisdiction]:
    request.member.must(Right.MANAGE_PEOPLE)
    within = request.member.where(Right.MANAGE_PEOPLE, jurisdiction="pk")
    return Jurisdiction.objects.filter(within).order_by("code")


def _place(request: MemberRequest, wanted: str) -> Jurisdiction:
    return get_object_or_404(_places(request), pk=written_key(wanted))


#: brings in what a file holds, or tries to: each row is answered
Bring = Callable[[Jurisdiction, IO[bytes], bool], list[Any]]


def _answered(request: MemberRequest, bring: Bring) -> dict[str, Any]:
    """What the page shows: the form, and after a file was handed in what became of each row."""
    places = _places(request)
    if request.method != "POST":
        return {"places": places}
    place = _place(request, request.POST.get("jurisdiction", ""))
    file = request.FILES.get("file")
    if file is None:
        raise ReasonMissing(_("请选择要导入的.xlsx文件。"))
    trial = request.POST.get("trial", "") == "1"
    answers = bring(place, file, trial)
    taken = sum(answer.taken for answer in answers)
    return {"places": places, "place": place, "answers": answers, "trial": trial, "taken": taken}


@require_http_methods(["GET", "POST"])
def organisations(request: MemberRequest) -> HttpResponse:
    """Hand in an .xlsx: first what each row would do, then, if wanted, do it."""

    def bring(place: Jurisdiction, file: IO[bytes], trial: bool) -> list[Any]:
        lines = organisation_import.lines_of(file)
        return organisation_import.bring_in(request.member, place, lines, trial=trial)

    return render(request, "accounts/organisation_import.html", _answered(request, bring))


@never_cache
@require_http_methods(["GET", "POST"])
def people(request: MemberRequest) -> HttpResponse:
    """The same for people; first passwords are shown this once."""

    def bring(place: Jurisdiction, file: IO[bytes], trial: bool) -> list[Any]:
        lines = people_import.lines_of(file)
        return people_import.bring_in(request.member, place, lines, trial=trial)

    context = _answered(request, bring)
    context["fresh"] = [answer for answer in context.get("answers", ()) if answer.password]
    return render(request, "accounts/people_import.html", context)


@require_safe
def organisation_template(request: MemberRequest, pk: int) -> HttpResponse:
    place = _place(request, str(pk))
    return download(organisation_import.template(place), XLSX, _("机构导入模板.xlsx"))


@require_safe
def people_template(request: MemberRequest, pk: int) -> HttpResponse:
    place = _place(request, str(pk))
    return download(people_import.template(place), XLSX, _("人员导入模板.xlsx"))


@never_cache
@require_POST
def passwords(request: MemberRequest) -> HttpResponse:
    """The passwords that the page of an import has just shown, as a file; they are kept nowhere."""
    request.member.must(Right.MANAGE_PEOPLE)
    columns = [request.POST.getlist(name) for name in ("name", "login", "password")]
    shown = [[text[:LONGEST] for text in row] for row in zip(*columns, strict=False)]
    if not shown:
        raise ReasonMissing(_("没有要下载的密码。"))
    heads = [_("姓名"), _("登录名"), _("初始密码，首次登录须修改")]
    return download(csv_of([heads, *shown]), CSV, _("初始密码.csv"))
