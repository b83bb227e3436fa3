"""The acts on a map: brought in or replaced, its names chosen and matched with towns, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation, OrganisationKind
from duban.web.accounts.rights import Right
from duban.web.accounts.wording import tidy
from duban.web.boards.maps.centring import centre_of
from duban.web.boards.maps.geojson import MOST_BYTES, Area, Polygon, Unfit, areas_of
from duban.web.boards.maps.projecting import projected
from duban.web.boards.maps.simplifying import path_of, simplified
from duban.web.boards.models import MapArea, TownMap
from duban.web.ledger.directory import Directory
from duban.web.ledger.uploading import Upload
from duban.web.refusals import ReasonMissing
from duban.web.supervision.steps import Step, stepping

STEPS = {
    step.name: step
    for step in (
        Step("map.bring", gettext_lazy("上传地图"), Jurisdiction, (), None, Right.SUPERVISE),
        Step("map.name", gettext_lazy("选择名称属性"), TownMap, (), None, Right.SUPERVISE),
        Step("map.match", gettext_lazy("对应地图区域"), TownMap, (), None, Right.SUPERVISE),
        Step("map.remove", gettext_lazy("移除地图"), TownMap, (), None, Right.SUPERVISE),
    )
}
#: organisations that have an area of land
LANDED = (OrganisationKind.TOWN, OrganisationKind.VILLAGE)


def towns_of(jurisdiction: int) -> models.QuerySet[Organisation]:
    """Whom an area of this jurisdiction's map can stand for."""
    return Organisation.objects.filter(jurisdiction=jurisdiction, active=True, kind__in=LANDED)


def bring(member: Member, place: Jurisdiction, file: Upload) -> TownMap:
    """Take a GeoJSON file for the map of a jurisdiction, in place of the one there may be. Who was
    matched with a name before stays so."""
    member.must(Right.SUPERVISE, place)
    # seconds of work where outlines are fine: nobody else waits for the row of the jurisdiction
    areas = areas_of(_content(file))
    outlines = simplified(projected(areas))
    with stepping(STEPS["map.bring"], place.pk, member) as taken:
        matches = _Matches(place.pk)
        key = matches.best_key(areas)
        TownMap.objects.filter(jurisdiction=place).delete()
        name = tidy(PurePath(file.name or "").name)[-255:] or _("未命名")
        made = TownMap.objects.create(
            jurisdiction=place,
            file_name=name,
            key=key,
            keys=list(areas[0].texts),
            brought_by=member.user,
            brought_at=clock.now(),
        )
        rows = [
            _row(made, position, area, polygons, matches)
            for position, (area, polygons) in enumerate(zip(areas, outlines, strict=True))
        ]
        MapArea.objects.bulk_create(rows)
        matched = sum(row.organisation_id is not None for row in rows)
        taken.facts |= {"file": name, "areas": len(rows), "matched": matched}
    return made


def _row(
    held: TownMap, position: int, area: Area, polygons: Sequence[Polygon], matches: _Matches
) -> MapArea:
    (x, y), room = centre_of(polygons)
    return MapArea(
        map=held,
        position=position,
        name=area.texts[held.key],
        texts=dict(area.texts),
        organisation_id=matches.town(area.texts[held.key]),
        path=path_of(polygons),
        x=x,
        y=y,
        room=room,
    )


def _content(file: Upload) -> bytes:
    if file.size is not None and file.size > MOST_BYTES:
        raise Unfit(_("文件超过5MB，请先简化轮廓。"))
    return b"".join(file.chunks())


class _Matches:
    """Names → towns: as somebody matched them on the map before, else by name or alias."""

    def __init__(self, jurisdiction: int) -> None:
        self.towns = set(towns_of(jurisdiction).values_list("pk", flat=True))
        self.directory = Directory(jurisdiction)
        before = MapArea.objects.filter(map__jurisdiction=jurisdiction, organisation__isnull=False)
        self.before = dict(before.values_list("name", "organisation"))

    def town(self, name: str) -> int | None:
        found = self.before.get(name) or self.directory.organisation(name)
        return found if found in self.towns else None

    def best_key(self, areas: Sequence[Area]) -> str:
        """The property that names most towns; the first of the file where none does."""
        return max(
            areas[0].texts,
            key=lambda key: sum(self.town(area.texts[key]) is not None for area in areas),
        )


def name_by(member: Member, held: TownMap, key: str) -> None:
    """Call the areas by another property of the file; they are matched anew by it."""
    with stepping(STEPS["map.name"], held.pk, member) as taken:
        row: TownMap = taken.row
        if key not in row.keys:
            raise ReasonMissing(_("文件里没有这个属性，请从列出的属性中选择。"))
        matches = _Matches(row.jurisdiction_id)
        areas = list(row.areas.all())
        for area in areas:
            area.name = area.texts[key]
            area.organisation_id = matches.town(area.name)
        MapArea.objects.bulk_update(areas, ["name", "organisation"])
        row.key = key
        taken.saves.append("key")
        taken.facts["key"] = key


def match(member: Member, held: TownMap, towns: Mapping[int, int | None]) -> int:
    """Let areas stand for towns: position → key of an organisation, or None for nobody. How many
    areas changed."""
    with stepping(STEPS["map.match"], held.pk, member) as taken:
        allowed = set(towns_of(taken.row.jurisdiction_id).values_list("pk", flat=True))
        areas = {area.position: area for area in taken.row.areas.select_related("organisation")}
        if not towns.keys() <= areas.keys() or not _given(towns.values()) <= allowed:
            raise ReasonMissing(_("请从列出的街镇、村居中选择。"))
        changed = [at for at, town in towns.items() if areas[at].organisation_id != town]
        for at in changed:
            areas[at].organisation_id = towns[at]
        MapArea.objects.bulk_update([areas[at] for at in changed], ["organisation"])
        names = dict(Organisation.objects.filter(pk__in=allowed).values_list("pk", "name"))
        taken.facts["areas"] = {
            f"{at + 1} {areas[at].name}": names.get(towns[at] or 0, "") for at in changed
        }
    return len(changed)


def _given(keys: Iterable[int | None]) -> set[int]:
    return {key for key in keys if key is not None}


def remove(member: Member, held: TownMap) -> None:
    """The boards show tiles again."""
    with stepping(STEPS["map.remove"], held.pk, member) as taken:
        taken.subject = taken.row.jurisdiction
        taken.facts["file"] = taken.row.file_name
        TownMap.objects.filter(pk=held.pk).delete()
