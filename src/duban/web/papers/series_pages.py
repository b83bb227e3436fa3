"""文号: what the numbers of each kind begin with, and how far each series has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.handling import asked
from duban.web.papers import acting
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.rooms import rooms
from duban.web.papers.template_pages import places_of
from duban.web.papers.writing_pages import sheet_of
from duban.web.refusals import ReasonMissing
from duban.web.supervision.models import Series
from duban.web.supervision.numbering import label_of, names_of


@require_safe
def series(request: MemberRequest) -> HttpResponse:
    places, year = places_of(request), asked.today().year
    used = {
        (row.jurisdiction_id, row.name): row.last
        for row in Series.objects.filter(jurisdiction__in=places, year=year)
    }
    shown = []
    for place in places:
        rows = []
        for kind, name in names_of(place).items():
            if kind not in SHEETS:
                continue
            last = used.get((place.pk, name))
            rows.append((kind, name, last, label_of(name, year, (last or 0) + 1)))
        shown.append((place, rows))
    context = {"rooms": rooms(request.member, "series"), "places": shown, "year": year}
    return render(request, "papers/series.html", context)


@require_POST
def name_series(request: MemberRequest, place: int, kind: str) -> HttpResponse:
    sheet = sheet_of(kind)
    held = next((one for one in places_of(request) if one.pk == place), None)
    if held is None:
        raise Http404
    text = request.POST.get("used", "").strip()
    if text and not (text.isdecimal() and len(text) < 6):
        raise ReasonMissing(_("已用到的号请写成数字。"))
    used = int(text) if text else None
    wanted = acting.Naming(sheet.kind, request.POST.get("name", ""), used)
    acting.name_series(request.member, held.pk, wanted, asked.today())
    messages.success(request, _("%(kind)s的代字已设置。") % {"kind": sheet.kind.label})
    return redirect("papers:series")
