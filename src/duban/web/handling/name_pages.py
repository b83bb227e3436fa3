"""单位名称: names in all plans of a jurisdiction that mean nobody yet, and what to make of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction, OrganisationKind
from duban.web.accounts.rights import Right
from duban.web.handling import asked, following, naming, unnaming
from duban.web.handling.models import Meaning, Naming
from duban.web.handling.name_listing import Row, propose, rows_of, with_places
from duban.web.handling.resolving import choices
from duban.web.ledger.models import Plan, Task

PAGE_ROWS = 20
LATELY = 12
#: how a name stands in the plans → the counter of Unknown
ROLES = {"lead": "leads", "co": "helps", "share": "shares"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the address."""

    q: str = ""
    plan: str = ""
    role: str = ""
    group: str = ""

    @classmethod
    def of(cls, words: QueryDict) -> Asked:
        return cls(**{one.name: words.get(one.name, "").strip()[:80] for one in fields(cls)})

    def takes(self, row: Row) -> bool:
        names = [one.unknown for one in row.names]
        if self.q and not any(self.q in one.name for one in names):
            return False
        counter = ROLES.get(self.role)
        return counter is None or any(getattr(one, counter) for one in names)


def places_of(request: MemberRequest) -> QuerySet[Jurisdiction]:
    request.member.must(Right.NAME_UNITS)
    within = request.member.where(Right.NAME_UNITS, jurisdiction="pk")
    return Jurisdiction.objects.filter(within).select_related("parent").order_by("code")


def tasks_of(request: MemberRequest, place: Jurisdiction, plan: str = "") -> QuerySet[Task]:
    """All tasks of the jurisdiction, or of one plan that this person sees."""
    tasks = Task.objects.filter(jurisdiction=place)
    if not plan:
        return tasks
    seen = Plan.objects.visible_to(request.member).filter(jurisdiction=place)
    return tasks.filter(plan=get_object_or_404(seen, pk=asked.key(plan)))


@require_http_methods(["GET", "HEAD", "POST"])
def names(request: MemberRequest) -> HttpResponse:
    places = list(places_of(request))
    own = {post.jurisdiction_id for post in request.member.posts_with(Right.NAME_UNITS)}
    wanted = request.GET.get("jurisdiction", "")
    found = [one for one in places if (str(one.pk) == wanted if wanted else one.pk in own)]
    if not found:
        raise Http404
    place, answers = found[0], list[naming.Answered]()
    if request.method == "POST":
        answers = naming.settle_all(request.member, place, list(said_in(request.POST)))
        if answers and all(answer.done for answer in answers):
            count = sum(len(answer.said.names) for answer in answers)
            messages.success(request, _("已办%(count)s个名称。") % {"count": count})
            return redirect(request.get_full_path())
    context = _context(request, place, Asked.of(request.GET)) | {
        "places": places,
        "place": place,
        "answers": answers,
        "asked_nothing": request.method == "POST" and not answers,
    }
    refused = any(not answer.done for answer in answers)
    return render(request, "handling/names.html", context, status=409 if refused else 200)


def _context(request: MemberRequest, place: Jurisdiction, wanted: Asked) -> dict[str, Any]:
    member, units = request.member, choices(place)
    prefetch_related_objects(units, "aliases")
    rows = rows_of(tasks_of(request, place, wanted.plan), place, units)
    kept = [row for row in rows if wanted.takes(row)]
    page: Page[Row] = Paginator(kept, PAGE_ROWS).get_page(request.GET.get("page"))
    shown: list[Row] = list(page.object_list)
    propose(shown, place, units)
    with_places(shown, member)
    behind = following.behind(place)
    seen = Plan.objects.visible_to(member).filter(jurisdiction=place)
    plans = list(seen.order_by("-year", "pk"))
    lately = Naming.objects.standing().filter(jurisdiction=place).select_related("by")
    return {
        "page": page,
        "whole": len(rows),
        "choices": _narrowing(wanted, plans),
        "asked": wanted,
        "plans": plans,
        "units": units,
        "kinds": [one for one in OrganisationKind.choices if one[0] != OrganisationKind.GROUP],
        "behind": behind,
        "behind_tasks": len(frozenset().union(*behind.values())),
        "may_issue": member.may(Right.ISSUE, place),
        "lately": lately[:LATELY],
    }


def _narrowing(wanted: Asked, plans: list[Plan]) -> list[tuple[str, str, Any, str]]:
    """What the list is narrowed by, for the line below the filters."""
    roles = [("lead", _("牵头")), ("co", _("配合")), ("share", pgettext("role", "分解"))]
    return [
        ("plan", _("计划"), [(plan.pk, str(plan)) for plan in plans], wanted.plan),
        ("role", _("责任"), roles, wanted.role),
    ]


def said_in(words: QueryDict) -> Iterator[naming.Said]:
    """The rows of the form for which something was chosen."""
    for number in range(PAGE_ROWS):
        act = words.get(f"act-{number}", "")
        if act not in Meaning.values:
            continue
        meaning = Meaning(act)
        chosen = words.get(f"unit-{number}", "")
        parent = words.get(f"parent-{number}", "")
        kind = words.get(f"kind-{number}", "")
        yield naming.Said(
            names=tuple(words.getlist(f"name-{number}")),
            meaning=meaning,
            unit=asked.key(chosen) if meaning is Meaning.ALIAS and chosen else None,
            kind=OrganisationKind(kind if kind in OrganisationKind.values else "department"),
            parent=asked.key(parent) if meaning is Meaning.UNIT and parent else None,
            members=tuple(asked.key(key) for key in words.getlist(f"member-{number}")),
        )


def _page_of(place: int) -> str:
    return f"{reverse('handling:names')}?jurisdiction={place}"


@require_POST
def undo_naming(request: MemberRequest, pk: int) -> HttpResponse:
    request.member.must(Right.NAME_UNITS)
    held = get_object_or_404(Naming.objects.visible_to(request.member), pk=pk)
    unnaming.undo(request.member, held.pk)
    messages.success(request, _("“%(name)s”的对应已撤销。") % {"name": held.name})
    return redirect(_page_of(held.jurisdiction_id))


@require_POST
def follow(request: MemberRequest) -> HttpResponse:
    """Let tasks follow names that the register knows by now."""
    key = asked.key(request.POST.get("jurisdiction", ""))
    place = get_object_or_404(places_of(request), pk=key)
    count = following.catch_up(request.member, place)
    messages.success(request, _("%(count)s项任务已跟上。") % {"count": count})
    return redirect(_page_of(place.pk))
