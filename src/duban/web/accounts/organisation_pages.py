"""The administrator's pages about organisations."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.web import clock
from duban.web.accounts import organisations
from duban.web.accounts.forms import OrganisationForm, kept_organisations
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import written_key
from duban.web.accounts.models import Jurisdiction, Organisation, OrganisationKind, Turn
from duban.web.accounts.rights import Right

PAGE_ROWS = 100
STATES = ("active", "disabled")


def _kept(request: MemberRequest) -> QuerySet[Organisation]:
    request.member.must(Right.MANAGE_PEOPLE)
    return (
        Organisation.objects.filter(request.member.where(Right.MANAGE_PEOPLE))
        .select_related("jurisdiction", "parent")
        .prefetch_related("aliases", "members")
    )


@require_safe
def organisation_list(request: MemberRequest) -> HttpResponse:
    found = _kept(request)
    words, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    jurisdiction = request.GET.get("jurisdiction", "")
    if words:
        aliased = Q(aliases__name__icontains=words)
        found = found.filter(Q(name__icontains=words) | aliased).distinct()
    if kind in OrganisationKind.values:
        found = found.filter(kind=kind)
    if (place := written_key(jurisdiction)) is not None:
        found = found.filter(jurisdiction=place)
    state = request.GET.get("state", "")
    if state in STATES:
        found = found.filter(active=state == "active")
    found = found.annotate(people=Count("appointments__user", distinct=True)).order_by(
        "jurisdiction__code", "kind", "id"
    )
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    kept = Jurisdiction.objects.filter(request.member.where(Right.MANAGE_PEOPLE, jurisdiction="pk"))
    states = [("active", _("在用")), ("disabled", _("已停用"))]
    context = {
        "page": page,
        "q": words,
        "choices": [
            ("jurisdiction", _("辖区"), [(one.pk, one.name) for one in kept], jurisdiction),
            ("kind", _("类别"), OrganisationKind.choices, kind),
            ("state", _("状态"), states, state),
        ],
        "count": _("%(count)s个机构") % {"count": page.paginator.count},
    }
    return render(request, "accounts/organisations.html", context)


@require_http_methods(["GET", "POST"])
def organisation(request: MemberRequest, pk: int | None = None) -> HttpResponse:
    """Add (no `pk`) or change one organisation."""
    found = None if pk is None else get_object_or_404(_kept(request), pk=pk)
    request.member.must(Right.MANAGE_PEOPLE)
    form = OrganisationForm(request.member, request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        saved = organisations.save_organisation(
            request.member,
            form.save(commit=False),
            aliases=form.cleaned_data["aliases"],
            members=form.cleaned_data["members"],
        )
        messages.success(request, _("“%(name)s”已保存。") % {"name": saved.name})
        return redirect("accounts:organisations")
    status = 422 if form.errors else 200
    context: dict[str, object] = {"form": form, "organisation": found}
    if found is not None:
        context |= {
            "turns": found.turns.select_related("successor"),
            "came_from": found.predecessors.exclude(kind=Turn.RENAMED).select_related(
                "organisation"
            ),
            "others": kept_organisations(request.member)
            .filter(jurisdiction=found.jurisdiction_id)
            .exclude(pk=found.pk),
            "posts": found.appointments.select_related("user"),
            "on": clock.today(),
        }
    return render(request, "accounts/organisation.html", context, status=status)


@require_POST
def organisation_active(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_kept(request), pk=pk)
    active = request.POST.get("active") == "1"
    organisations.set_organisation_active(request.member, found, active=active)
    messages.success(request, _("已启用。") if active else _("已停用。"))
    return redirect("accounts:organisation", pk)
