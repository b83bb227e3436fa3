"""A map is brought in, matched by name or by hand, replaced and removed, each with its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.web.boards.maps.drawn import collection, feature, in_a_row, square, upload

from duban.web.accounts.models import Alias, Organisation, OrganisationKind
from duban.web.boards.maps import geojson, keeping
from duban.web.boards.maps.geojson import Unfit
from duban.web.boards.models import MapArea, TownMap
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan
from duban.web.refusals import NotAllowed, ReasonMissing

pytestmark = pytest.mark.django_db
DESK, TOWNS = "/boards/map/", "/boards/towns/"


def village(cast: Any, name: str) -> Organisation:
    return Organisation.objects.get(jurisdiction=cast.town, name=name)


def bring(cast: Any, content: bytes, name: str = "界线.geojson") -> TownMap:
    return keeping.bring(cast["office"], cast.town, upload(content, name))


def whose(held: TownMap) -> dict[str, str | None]:
    rows = held.areas.values_list("name", "organisation__name")
    return dict(rows)


def test_names_and_other_names_are_matched_and_the_rest_waits(cast: Any, more_people: None) -> None:
    village_ = village(cast, "南圩村")
    Alias.objects.create(organisation=village_, jurisdiction=cast.town, name="南圩")
    # a unit of that name has no land, and a village of elsewhere is not ours
    Organisation.objects.create(
        jurisdiction=cast.elsewhere, name="外村", kind=OrganisationKind.VILLAGE
    )
    held = bring(cast, in_a_row("北塘村", "南圩", "新农办", "外村", "<b>甲"))
    assert whose(held) == {
        "北塘村": "北塘村",
        "南圩": "南圩村",
        "新农办": None,
        "外村": None,
        "<b>甲": None,
    }
    line = Entry.objects.get(verb="map.bring")
    assert line.subject == "柳溪镇"
    assert line.facts == {"file": "界线.geojson", "areas": 5, "matched": 2}


def test_the_property_that_names_most_towns_is_the_name(cast: Any, more_people: None) -> None:
    content = collection(
        feature({"id": f"A{at}", "MC": name}, square(at, 0))
        for at, name in enumerate(("北塘村", "南圩村"))
    )
    held = bring(cast, content)
    assert (held.key, held.keys) == ("MC", ["id", "MC"])
    keeping.name_by(cast["office"], held, "id")
    assert whose(held) == {"A0": None, "A1": None}
    keeping.name_by(cast["office"], held, "MC")
    assert whose(held) == {"北塘村": "北塘村", "南圩村": "南圩村"}
    with pytest.raises(ReasonMissing, match="没有这个属性"):
        keeping.name_by(cast["office"], held, "name")


def test_a_person_matches_what_no_name_did(cast: Any, more_people: None) -> None:
    held = bring(cast, in_a_row("甲", "北塘村"))
    changes = {0: village(cast, "南圩村").pk, 1: village(cast, "北塘村").pk}
    assert keeping.match(cast["office"], held, changes) == 1
    assert whose(held) == {"甲": "南圩村", "北塘村": "北塘村"}
    assert keeping.match(cast["office"], held, {1: None}) == 1
    lines = Entry.objects.filter(verb="map.match").order_by("pk")
    assert [line.facts["areas"] for line in lines] == [{"1 甲": "南圩村"}, {"2 北塘村": ""}]


@pytest.mark.parametrize("wrong", ["elsewhere", "unit", "group", "closed", "position"])
def test_an_area_stands_for_a_town_of_this_ledger_alone(
    cast: Any, more_people: None, wrong: str
) -> None:
    held = bring(cast, in_a_row("甲"))
    closed = Organisation.objects.create(
        jurisdiction=cast.town, name="旧村", kind=OrganisationKind.VILLAGE, active=False
    )
    away = Organisation.objects.create(
        jurisdiction=cast.elsewhere, name="外村", kind=OrganisationKind.VILLAGE
    )
    group = Organisation.objects.create(
        jurisdiction=cast.town, name="各村", kind=OrganisationKind.GROUP
    )
    towns = {
        "elsewhere": {0: away.pk},
        "unit": {0: cast.unit.pk},
        "group": {0: group.pk},
        "closed": {0: closed.pk},
        "position": {7: village(cast, "北塘村").pk},
    }[wrong]
    with pytest.raises(ReasonMissing, match="请从列出的"):
        keeping.match(cast["office"], held, towns)
    assert whose(held) == {"甲": None}


def test_another_file_takes_its_place_and_what_was_matched_stays(
    cast: Any, more_people: None
) -> None:
    keeping.match(cast["office"], bring(cast, in_a_row("甲")), {0: village(cast, "南圩村").pk})
    held = bring(cast, in_a_row("乙", "甲"), "新界线.geojson")
    assert TownMap.objects.get() == held
    assert (held.file_name, whose(held)) == ("新界线.geojson", {"乙": None, "甲": "南圩村"})
    with pytest.raises(Unfit):
        bring(cast, b"{}")
    assert TownMap.objects.get() == held


def test_a_map_goes_with_a_line_and_without_a_trace(cast: Any, more_people: None) -> None:
    held = bring(cast, in_a_row("甲"))
    keeping.remove(cast["office"], held)
    assert not TownMap.objects.exists()
    assert not MapArea.objects.exists()
    line = Entry.objects.get(verb="map.remove")
    assert (line.subject, line.jurisdiction_id) == ("柳溪镇", cast.town.pk)


def test_only_the_office_of_the_place_keeps_its_map(cast: Any, more_people: None) -> None:
    held = bring(cast, in_a_row("甲"))
    for part in ("stranger", "principal", "leader", "unit_head", "auditor", "administrator"):
        with pytest.raises(NotAllowed):
            keeping.bring(cast[part], cast.town, upload(in_a_row("甲")))
        with pytest.raises(NotAllowed):
            keeping.name_by(cast[part], held, "name")
        with pytest.raises(NotAllowed):
            keeping.match(cast[part], held, {})
        with pytest.raises(NotAllowed):
            keeping.remove(cast[part], held)


def test_a_map_is_shown_to_whoever_sees_the_board_and_nobody_else(
    cast: Any, lit: Plan, client_of: Callable[[str], Client]
) -> None:
    bring(cast, in_a_row("北塘村", "甲"))
    for part in ("office", "principal", "auditor"):
        page = client_of(part).get(TOWNS).content.decode()
        assert '<svg class="map-sheet"' in page, part
    # who sees no share of it has nothing on a map; elsewhere it is not there
    for part in ("stranger", "district_office"):
        client = client_of(part)
        assert "map-sheet" not in client.get(TOWNS).content.decode()
        assert client.get(f"{TOWNS}?at={cast.town.pk}").status_code == 404
    assert TownMap.objects.visible_to(cast["stranger"]).count() == 0
    assert TownMap.objects.visible_to(cast["administrator"]).count() == 0


def test_the_board_shows_the_map_and_every_town_once(
    cast: Any, lit: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    assert "map-sheet" not in client.get(TOWNS).content.decode()
    bring(cast, in_a_row("北塘村", '甲"><script>'))
    page = client.get(TOWNS).content.decode()
    north = village(cast, "北塘村").pk
    assert f'<a href="/boards/towns/list/?at={cast.town.pk}&amp;year=2026&amp;town={north}"' in page
    assert "<title>北塘村：0.0%，" in page
    assert "甲&quot;&gt;&lt;script&gt;：没有对应的单位" in page
    assert "<script>" not in page
    # 南圩村 has a share and no area
    apart = page.partition("图上没有的：")[2]
    assert '<span class="tile-name">南圩村</span>' in apart
    tiles = client.get(f"{TOWNS}?shape=tiles").content.decode()
    assert "map-sheet" not in tiles
    assert tiles.count('class="tile-name"') == 2
    assert "map-sheet" not in client.get("/boards/").content.decode()


def test_the_wall_shows_the_map_unless_it_is_asked_not_to(
    cast: Any, lit: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    assert "30天内将转红灯" in client.get("/boards/wall/").content.decode()
    bring(cast, in_a_row("北塘村"))
    for way in ("/boards/wall/", "/boards/wall/now/"):
        page = client.get(way).content.decode()
        assert "map-sheet" in page
        assert "30天内将转红灯" not in page
        page = client.get(f"{way}?shape=tiles").content.decode()
        assert "map-sheet" not in page
        assert "30天内将转红灯" in page


def test_the_desk_brings_in_matches_and_removes(
    cast: Any, lit: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    at = {"at": cast.town.pk}
    assert "还没有地图" in client.get(DESK).content.decode()
    answer = client.post(f"{DESK}bring", {**at, "file": upload(b"[]")})
    assert answer.status_code == 422
    assert "最外层须是FeatureCollection" in answer.content.decode()
    assert client.post(f"{DESK}bring", at).status_code == 422
    sent = {**at, "file": upload(in_a_row("北塘村", "甲"))}
    page = client.post(f"{DESK}bring", sent, follow=True).content.decode()
    assert "2个区域，1个已对应单位" in page
    assert "还有1个区域没有对应的单位" in page
    south = village(cast, "南圩村").pk
    page = client.post(f"{DESK}match", {**at, "area-1": south}, follow=True).content.decode()
    assert "已保存，1个区域有变化" in page
    assert whose(TownMap.objects.get()) == {"北塘村": "北塘村", "甲": "南圩村"}
    assert client.post(f"{DESK}match", {**at, "area-1": "x"}).status_code == 422
    assert whose(TownMap.objects.get())["甲"] == "南圩村"
    client.post(f"{DESK}match", {**at, "area-1": ""})
    assert whose(TownMap.objects.get())["甲"] is None
    page = client.post(f"{DESK}remove", at, follow=True).content.decode()
    assert "还没有地图" in page
    assert client.post(f"{DESK}remove", at).status_code == 404


def test_the_api_does_the_same(cast: Any, lit: Plan, client_of: Callable[[str], Client]) -> None:
    client, way = client_of("office"), f"/api/maps/{cast.town.pk}"
    assert client.get(way).status_code == 404
    assert client.post(way, {"file": upload(b"[]")}).status_code == 422
    told = client.post(way, {"file": upload(in_a_row("北塘村", "甲"))}).json()
    north, south = village(cast, "北塘村").pk, village(cast, "南圩村").pk
    assert told["areas"] == [
        {"position": 0, "name": "北塘村", "organisation": north},
        {"position": 1, "name": "甲", "organisation": None},
    ]
    sent = {"areas": [{"position": 1, "organisation": south}]}
    told = client.put(f"{way}/areas", sent, content_type="application/json").json()
    assert told["areas"][1]["organisation"] == south
    wrong = {"key": "code"}
    assert client.put(f"{way}/name", wrong, content_type="application/json").status_code == 422
    assert client.get(way).json() == told
    assert client.delete(way).status_code == 204
    assert client.get(way).status_code == 404


def test_a_file_is_read_before_anything_is_locked(
    cast: Any, more_people: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fine outlines take seconds, in which others write to the same jurisdiction."""
    within: list[int] = []

    def areas_of(content: bytes) -> Any:
        within.append(len(connection.savepoint_ids))
        return geojson.areas_of(content)

    before = len(connection.savepoint_ids)
    monkeypatch.setattr(keeping, "areas_of", areas_of)
    bring(cast, in_a_row("北塘村"))
    assert within == [before]
    with pytest.raises(NotAllowed):
        keeping.bring(cast["liaison"], cast.town, upload(in_a_row("北塘村")))
    assert within == [before], "who may not bring a map in, has none read"
