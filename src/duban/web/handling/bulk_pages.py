"""Acts on the ticked tasks of a list: asked for what they need, then answered row by row."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Appointment, User
from duban.web.handling import asked, bulk, resolving
from duban.web.handling.closing import VERIFYING
from duban.web.handling.models import Part
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn


def bar(request: HttpRequest) -> str:
    """Named in settings.TASK_BARS: the buttons below a list whose rows can be ticked."""
    acts = bulk.open_to(request.member)  # type: ignore[attr-defined]
    return render_to_string("handling/_bulk_bar.html", {"acts": acts}) if acts else ""


@require_POST
def bulk_act(request: MemberRequest, name: str) -> HttpResponse:
    if name not in bulk.ACTS:
        raise Http404
    member, act = request.member, bulk.ACTS[name]
    member.must(act.right)
    keys = [asked.key(text) for text in request.POST.getlist("task")]
    context: dict[str, Any] = {"act": act, "back": _back(request)}
    if act.asks and request.POST.get("told") != "1":
        tasks = bulk.seen(member, keys)
        context |= {"tasks": tasks, **_choices(act, tasks)}
        return render(request, "handling/bulk_ask.html", context)
    answers = bulk.do(name, member, keys, _given(request))
    context |= {"answers": answers, "done": sum(answer.done for answer in answers)}
    return render(request, "handling/bulk_done.html", context)


def _back(request: MemberRequest) -> str:
    """The list the person came from, if it is one of this site."""
    back = request.POST.get("back", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, None) else ""


def _choices(act: bulk.Act, tasks: list[Task]) -> dict[str, Any]:
    """What the page offers to choose from; all tasks must stand in one ledger then."""
    places = {task.jurisdiction_id: task.jurisdiction for task in tasks}
    offers = {"leads", "unit", "user"} & set(act.asks)
    if offers and len(places) != 1:
        raise OutOfTurn(_("请只勾选同一辖区的任务。"))
    found: dict[str, Any] = {"roles": Part.choices[:2]}
    for place in places.values() if offers else ():
        if "user" in act.asks:
            posts = Appointment.objects.filter(role__in=VERIFYING, organisation__jurisdiction=place)
            people = User.objects.filter(is_active=True, pk__in=posts.values("user"))
            found["people"] = list(people.order_by("name"))
        else:
            found["units"] = resolving.choices(place)
    return found


def _given(request: MemberRequest) -> bulk.Given:
    words = request.POST
    role = words.get("role", Part.CO)
    return bulk.Given(
        on=asked.today(),
        words=words.get("words", ""),
        leads=tuple(asked.key(text) for text in words.getlist("lead") if text),
        helpers=tuple(asked.key(text) for text in words.getlist("co") if text),
        confirm=words.get("confirm") == "1",
        unit=asked.key(words["unit"]) if words.get("unit") else None,
        role=Part(role) if role in (Part.LEAD, Part.CO) else Part.CO,
        user=asked.key(words["user"]) if words.get("user") else None,
    )
