"""分解: a unit's own page for sharing an indicator out."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.handling.breaking_down import (
    Line,
    borne_otherwise,
    break_down,
    organisations_below,
    own_people,
    whole_of,
)
from duban.web.handling.models import Share
from duban.web.handling.task_acts import seen_part


@require_http_methods(["GET", "POST"])
def breakdown(request: MemberRequest, pk: int) -> HttpResponse:
    own = seen_part(request, pk)
    request.member.must(Right.WORK, own)
    indicators = list(own.task.indicators.filter(ended_on=None))
    wanted = request.POST.get("indicator") or request.GET.get("indicator") or ""
    chosen = next((one for one in indicators if str(one.pk) == wanted), None)
    if chosen is None and wanted:
        raise Http404
    if chosen is None and indicators:
        chosen = indicators[0]
    if request.method == "POST" and chosen is not None:
        lines = list(_typed(request, chosen.unit))
        break_down(request.member, own.pk, chosen.pk, lines, asked.today())
        messages.success(request, _("已分解到%(count)s处。") % {"count": len(lines)})
        return redirect(own.task)
    given = (
        {}
        if chosen is None
        else {
            (share.organisation_id, share.person_id): share.amount
            for share in Share.objects.filter(given_by=own, indicator=chosen)
        }
    )
    borne = [] if chosen is None else list(borne_otherwise(own, chosen))
    below = organisations_below(own).exclude(pk__in=[one.organisation_id for one in borne])
    context = {
        "own": own,
        "task": own.task,
        "indicators": indicators,
        "chosen": chosen,
        "whole": None if chosen is None else whole_of(chosen, own, asked.today()),
        "borne": borne,
        "units": [(unit, given.get((unit.pk, None))) for unit in below],
        "people": [(person, given.get((None, person.pk))) for person in own_people(own)],
    }
    return render(request, "handling/breakdown.html", context)


def _typed(request: MemberRequest, unit: str) -> Iterator[Line]:
    """Rows with a figure; an empty one gets no share, a zero gets a share of nothing."""
    for name, text in request.POST.items():
        kind, _dash, number = name.partition("-")
        if kind not in ("unit", "person") or (value := asked.figure(str(text), unit)) is None:
            continue
        row = asked.key(number)
        yield Line(value, organisation=row) if kind == "unit" else Line(value, person=row)
