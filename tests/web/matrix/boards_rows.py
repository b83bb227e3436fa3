"""Home page, the four beats, the boards, and the API's description."""

from __future__ import annotations

from tests.web.boards.maps.drawn import in_a_row
from tests.web.matrix.table import (
    ANYONE,
    KEEPERS,
    OFFICE,
    OFFICES,
    OUT,
    PRINCIPAL,
    SEES,
    WORKERS,
    File,
    act,
    call,
    page,
)

from duban.web.boards.beats.catalogue import LISTS
from duban.web.boards.catalogue import BOARDS
from duban.web.boards.rhythm import Beat

LIST = {WORKERS: 200, KEEPERS: 403}
#: boards whose figures open a list of their own; the others' is the list of lights
LISTED = [board.name for board in BOARDS.values() if board.listed is not None]
#: who may publish for 柳溪镇; the office elsewhere has a page of its own; nobody else may at all
PUBLISH = {OFFICE | PRINCIPAL: 200, OFFICES: 404, ANYONE: 403}
PUBLISHED = {OFFICE | PRINCIPAL: 302, OFFICES: 404, ANYONE: 403}
PUBLIC = {ANYONE | OUT: 200}
PAGES = ("public", "public-csv", "public-json")
DESK = ("publishing", "choosing", "public-preview")
API = "/publishing/{jurisdiction}"
#: the map of a ledger's towns is its office's
KEPT = {OFFICE: 302, OFFICES: 404, ANYONE: 403}
KEEPS = {OFFICE: 200, OFFICES: 404, ANYONE: 403}
MAPS, MAP = "/maps/{jurisdiction}", in_a_row("北塘村", "南圩村")
AT = {"at": "{town}"}
WITH_REASON = {"reason": "经同意"}
BEATS = [beat.value for beat in Beat]
ROWS = (
    page("boards:today", {ANYONE: 200}),
    *(page("boards:rhythm", LIST, beat=beat) for beat in BEATS),
    *(page("boards:rhythm-list", LIST, name=name) for name in LISTS),
    *(page("boards:rhythm-csv", LIST, name=name) for name in LISTS),
    page("boards:glance", LIST),
    *(page("boards:board", LIST, name=name) for name in BOARDS),
    *(page("boards:board-csv", LIST, name=name) for name in BOARDS),
    *(page("boards:list", LIST, name=name) for name in LISTED),
    page("boards:course", {SEES: 200}, pk="{task}"),
    page("boards:course-csv", {SEES: 200}, pk="{task}", name="figure-0"),
    page("boards:wall", {ANYONE | OUT: 200}),
    page("boards:wall-now", {ANYONE | OUT: 200}),
    act("boards:open-wall", {ANYONE | OUT: 422}, {"key": "wall_none"}),
    page("boards:wall-keys", {OFFICES: 200, ANYONE: 403}),
    act(
        "boards:wall-keys",
        # no key outlives a year
        {OFFICE: 422, WORKERS - OFFICES: 403, KEEPERS: 403},
        {"place": "{town}", "name": "大厅", "until": "2099-01-01"},
    ),
    act("boards:revoke-wall-key", {}, pk=2_000_000_000),
    call("GET", "/boards", LIST),
    *(call("GET", "/boards/{name}", LIST, name=name) for name in BOARDS),
    call("GET", "/beats", LIST),
    *(call("GET", "/beats/{beat}", LIST, beat=beat) for beat in BEATS),
    *(call("GET", "/beats/lists/{name}", LIST, name=name) for name in LISTS),
    call("GET", "/tasks/{key}/course", {SEES: 200, KEEPERS: 403}, key="{task}"),
    *(page(f"boards:{name}", PUBLIC, code="990100101") for name in PAGES),
    *(page(f"boards:{name}", PUBLISH, AT) for name in DESK),
    act("boards:public-choose", PUBLISHED, {**AT, "task": "{done}"}),
    act("boards:public-drop", PUBLISHED, {**AT, "task": "{task}"}),
    act("boards:public-release", PUBLISHED, {**AT, **WITH_REASON}),
    act("boards:public-withdraw", PUBLISHED, {**AT, **WITH_REASON}),
    act("boards:public-index", PUBLISHED, {**AT, "indexed": "1"}),
    call("GET", f"{API}", PUBLISH, jurisdiction="{town}"),
    call("POST", f"{API}/choose", PUBLISH, {"tasks": ["{done}"]}, jurisdiction="{town}"),
    call("POST", f"{API}/drop", PUBLISH, {"tasks": ["{task}"]}, jurisdiction="{town}"),
    call("POST", f"{API}/release", PUBLISH, WITH_REASON, jurisdiction="{town}"),
    call("POST", f"{API}/withdraw", PUBLISH, WITH_REASON, jurisdiction="{town}"),
    call("PUT", f"{API}/index", PUBLISH, {"indexed": True}, jurisdiction="{town}"),
    page("boards:map", {OFFICE: 200, OFFICES: 404, ANYONE: 403}, AT),
    act("boards:map-bring", KEPT, {**AT, "file": File("界线.geojson", MAP)}),
    act("boards:map-name", KEPT, {**AT, "key": "name"}),
    act("boards:map-match", KEPT, {**AT, "area-0": "{village}"}),
    act("boards:map-remove", KEPT, AT),
    call("GET", MAPS, KEEPS, jurisdiction="{town}"),
    call("POST", MAPS, KEEPS, {"file": File("界线.geojson", MAP)}, jurisdiction="{town}"),
    call("PUT", f"{MAPS}/name", KEEPS, {"key": "name"}, jurisdiction="{town}"),
    call("PUT", f"{MAPS}/areas", KEEPS, {"areas": []}, jurisdiction="{town}"),
    call("DELETE", MAPS, {OFFICE: 204, OFFICES: 404, ANYONE: 403}, jurisdiction="{town}"),
    page("api:openapi-json", {ANYONE: 200, OUT: 200}),
    page("api:api-root", {ANYONE | OUT: 404}),
)
SWITCHES = {
    "boards:rhythm": ("beat", BEATS),
    "boards:rhythm-list": ("name", LISTS),
    "boards:rhythm-csv": ("name", LISTS),
    "boards:board": ("name", BOARDS),
    "boards:board-csv": ("name", BOARDS),
    "boards:list": ("name", LISTED),
    "boards:course-csv": ("name", ["figure-0"]),
}
