"""Maps over JSON; every act calls the step function that the pages call."""

from __future__ import annotations

from typing import Any

from ninja import File, Router, Schema, Status, UploadedFile

from duban.web.accounts.http import MemberRequest
from duban.web.boards.map_pages import map_of, place_of
from duban.web.boards.maps import keeping
from duban.web.boards.models import TownMap

router = Router(tags=["maps"])


class KeyIn(Schema):
    key: str


class MatchIn(Schema):
    """`organisation`: whose the area is, None: nobody's."""

    position: int
    organisation: int | None


class MatchesIn(Schema):
    areas: list[MatchIn]


class AreaOut(Schema):
    position: int
    name: str
    organisation: int | None


class MapOut(Schema):
    jurisdiction: int
    file: str
    key: str
    keys: list[str]
    areas: list[AreaOut]


def _form(held: TownMap) -> dict[str, Any]:
    return {
        "jurisdiction": held.jurisdiction_id,
        "file": held.file_name,
        "key": held.key,
        "keys": held.keys,
        "areas": [
            {"position": area.position, "name": area.name, "organisation": area.organisation_id}
            for area in held.areas.all()
        ],
    }


@router.get("/maps/{jurisdiction}", response=MapOut, summary="街镇地图")
def get_map(request: MemberRequest, jurisdiction: int) -> dict[str, Any]:
    return _form(map_of(place_of(request, str(jurisdiction))))


@router.post("/maps/{jurisdiction}", response=MapOut, summary="上传或更换街镇地图")
def bring(request: MemberRequest, jurisdiction: int, file: File[UploadedFile]) -> dict[str, Any]:
    return _form(keeping.bring(request.member, place_of(request, str(jurisdiction)), file))


@router.put("/maps/{jurisdiction}/name", response=MapOut, summary="选择名称属性")
def name(request: MemberRequest, jurisdiction: int, data: KeyIn) -> dict[str, Any]:
    place = place_of(request, str(jurisdiction))
    keeping.name_by(request.member, map_of(place), data.key)
    return _form(map_of(place))


@router.put("/maps/{jurisdiction}/areas", response=MapOut, summary="对应地图区域")
def match(request: MemberRequest, jurisdiction: int, data: MatchesIn) -> dict[str, Any]:
    place = place_of(request, str(jurisdiction))
    towns = {one.position: one.organisation for one in data.areas}
    keeping.match(request.member, map_of(place), towns)
    return _form(map_of(place))


@router.delete("/maps/{jurisdiction}", response={204: None}, summary="移除街镇地图")
def remove(request: MemberRequest, jurisdiction: int) -> Any:
    keeping.remove(request.member, map_of(place_of(request, str(jurisdiction))))
    return Status(204, None)
