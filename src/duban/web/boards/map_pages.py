"""街镇地图: the office brings in the outlines of its towns, and says which is whose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.boards.maps import keeping
from duban.web.boards.maps.drawing import drawing_of
from duban.web.boards.models import MapArea, TownMap
from duban.web.boards.panel import Tile
from duban.web.refusals import ReasonMissing, Refusal
from duban.web.supervision.asking import number


def place_of(request: MemberRequest, wanted: str) -> Jurisdiction:
    """The jurisdiction an address asks for; 403 for who keeps no map, 404 elsewhere."""
    request.member.must(Right.SUPERVISE)
    keys = [post.jurisdiction_id for post in request.member.posts_with(Right.SUPERVISE)]
    key = number(wanted) if wanted else keys[0]
    if key not in keys:
        raise Http404
    return Jurisdiction.objects.get(pk=key)


def map_of(place: Jurisdiction) -> TownMap:
    """404 where there is none."""
    found = TownMap.objects.filter(jurisdiction=place).select_related("brought_by").first()
    if found is None:
        raise Http404
    return found


@require_safe
def desk(request: MemberRequest) -> HttpResponse:
    return _shown(request, place_of(request, request.GET.get("at", "")))


def _shown(
    request: MemberRequest, place: Jurisdiction, refusal: Refusal | None = None
) -> HttpResponse:
    """The desk; where something was refused, with that sentence and its status."""
    posts = request.member.posts_with(Right.SUPERVISE)
    held = TownMap.objects.filter(jurisdiction=place).select_related("brought_by").first()
    areas = list(held.areas.select_related("organisation")) if held is not None else []
    context = {
        "place": place,
        "places": dict.fromkeys((post.jurisdiction_id, post.jurisdiction) for post in posts),
        "at": f"?at={place.pk}",
        "held": held,
        "areas": areas,
        "waiting": sum(area.organisation_id is None for area in areas),
        "towns": list(keeping.towns_of(place.pk)) if held is not None else [],
        "drawing": drawing_of(areas, _bare(areas)),
        "refusal": refusal,
    }
    return render(
        request, "boards/map_desk.html", context, status=refusal.status if refusal else 200
    )


def _bare(areas: Iterable[MapArea]) -> list[Tile]:
    """Whose each area is, where no figures are asked for."""
    return [
        Tile(area.organisation.pk, area.organisation.name, "", "", "grey", _("已对应"))
        for area in areas
        if area.organisation is not None
    ]


@require_POST
def bring(request: MemberRequest) -> HttpResponse:
    """A refused file leaves what was there."""
    place = place_of(request, request.POST.get("at", ""))
    file = request.FILES.get("file")
    try:
        if file is None:
            raise ReasonMissing(_("请选择GeoJSON文件。"))
        held = keeping.bring(request.member, place, file)
    except Refusal as refusal:
        return _shown(request, place, refusal)
    areas = held.areas.all()
    messages.success(
        request,
        _("地图已换上：%(areas)s个区域，%(matched)s个已对应单位。")
        % {
            "areas": len(areas),
            "matched": sum(area.organisation_id is not None for area in areas),
        },
    )
    return _to_desk(place)


@require_POST
def name(request: MemberRequest) -> HttpResponse:
    place = place_of(request, request.POST.get("at", ""))
    keeping.name_by(request.member, map_of(place), request.POST.get("key", ""))
    messages.success(request, _("已按这个属性重新对应。"))
    return _to_desk(place)


@require_POST
def match(request: MemberRequest) -> HttpResponse:
    place = place_of(request, request.POST.get("at", ""))
    count = keeping.match(request.member, map_of(place), dict(_matches(request)))
    messages.success(request, _("已保存，%(count)s个区域有变化。") % {"count": count})
    return _to_desk(place)


def _matches(request: HttpRequest) -> Iterator[tuple[int, int | None]]:
    """What the form says: position of the area, key of the organisation or nothing."""
    for word, text in request.POST.items():
        position = number(word.removeprefix("area-")) if word.startswith("area-") else None
        if position is not None:
            yield position, _town(str(text))


def _town(text: str) -> int | None:
    """The key of an organisation, None for nobody; what can be neither is refused."""
    key = number(text)
    if text and key is None:
        raise ReasonMissing(_("请从列出的街镇、村居中选择。"))
    return key


@require_POST
def remove(request: MemberRequest) -> HttpResponse:
    place = place_of(request, request.POST.get("at", ""))
    keeping.remove(request.member, map_of(place))
    messages.success(request, _("地图已移除，街镇看板恢复为方格。"))
    return _to_desk(place)


def _to_desk(place: Jurisdiction) -> HttpResponse:
    return redirect(f"{reverse('boards:map')}?at={place.pk}")
