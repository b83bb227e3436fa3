"""Signing in, the own page, people, organisations, the journal."""

from __future__ import annotations

from tests.web.matrix.table import (
    ANYONE,
    AUDITOR,
    HELPER,
    KEEPERS,
    OFFICE,
    OUT,
    OWN_KEEPERS,
    TOP,
    UNIT,
    act,
    call,
    group,
    page,
)

from duban.web.accounts.turning_pages import TURNS

#: everybody else is told that keeping people is not theirs
OTHERS = ANYONE - KEEPERS
KEPT = {OWN_KEEPERS: 200, OTHERS: 403}
CHANGED = {OWN_KEEPERS: 302, OTHERS: 403}
UNFIT = {OWN_KEEPERS: 422, OTHERS: 403}
MADE = {OWN_KEEPERS: 201, OTHERS: 403}
#: who works in 柳溪镇
TOWNSPEOPLE = OFFICE | UNIT | HELPER | TOP | AUDITOR
LISTED = {KEEPERS: 200, OTHERS: 403}
ROWS = (
    page("accounts:sign-in", {ANYONE: 302, OUT: 200}),
    page("accounts:second-factor", {ANYONE | OUT: 302}),
    act("accounts:sign-out", {ANYONE: 302}),
    act("accounts:language", {ANYONE | OUT: 302}, {"language": "en"}),
    page("accounts:profile", {ANYONE: 200}),
    page("accounts:password", {ANYONE: 200}),
    page("accounts:enrol", {ANYONE: 200}),
    act("accounts:drop-second-factor", {ANYONE: 302}),
    act("accounts:add-token", {ANYONE: 200}, {"label": "同步"}),
    act("accounts:end-token", {group("liaison"): 302}, pk="{token}"),
    page("accounts:people", LISTED),
    page("accounts:person-add", LISTED),
    act("accounts:person-add", {KEEPERS: 422, OTHERS: 403}, {"username": "", "name": ""}),
    page("accounts:person", KEPT, pk="{person}"),
    act("accounts:person", CHANGED, {"username": "other", "name": "示例·改"}, pk="{person}"),
    act("accounts:person-active", CHANGED, {"active": ""}, pk="{person}"),
    act(
        "accounts:person-appoint",
        CHANGED,
        {"role": "unit_head", "organisation": "{unit}"},
        pk="{person}",
    ),
    act("accounts:person-dismiss", CHANGED, pk="{person}", appointment="{appointment}"),
    act("accounts:person-password", KEPT, pk="{person}"),
    act("accounts:person-unlock", CHANGED, pk="{person}"),
    page("accounts:organisations", LISTED),
    page("accounts:organisation-add", LISTED),
    act("accounts:organisation-add", {KEEPERS: 422, OTHERS: 403}, {"name": ""}),
    page("accounts:organisation-tree", LISTED),
    page("accounts:organisation-import", LISTED),
    act("accounts:organisation-import", UNFIT, {"jurisdiction": "{town}"}),
    page("accounts:organisation-template", KEPT, pk="{town}"),
    page("accounts:people-import", LISTED),
    act("accounts:people-import", UNFIT, {"jurisdiction": "{town}"}),
    page("accounts:people-template", KEPT, pk="{town}"),
    act(
        "accounts:people-passwords",
        {KEEPERS: 200, OTHERS: 403},
        {"name": "示例·新", "login": "new-one", "password": "Sample-pass-2026"},
    ),
    page("accounts:organisation", KEPT, pk="{unit}"),
    act("accounts:organisation", UNFIT, {"name": ""}, pk="{unit}"),
    act("accounts:organisation-active", CHANGED, {"active": ""}, pk="{village}"),
    act("accounts:organisation-turn", CHANGED, {"name": "农业办"}, pk="{unit}", kind="rename"),
    act("accounts:organisation-turn", CHANGED, {"into": "{other_unit}"}, pk="{unit}", kind="merge"),
    act("accounts:organisation-turn", CHANGED, {"name": "农技站"}, pk="{unit}", kind="split"),
    page("accounts:journal", {AUDITOR: 200, ANYONE: 403}),
    call("GET", "/me", {ANYONE: 200}),
    call("GET", "/jurisdictions", {ANYONE: 200}),
    call("GET", "/organisations", {ANYONE: 200}),
    call("GET", "/organisations/{key}", {TOWNSPEOPLE | OWN_KEEPERS: 200}, key="{unit}"),
    call(
        "POST",
        "/organisations",
        {OWN_KEEPERS: 201, KEEPERS: 422, OTHERS: 403},
        {"jurisdiction": "{town}", "name": "农技站"},
    ),
    call("PATCH", "/organisations/{key}", KEPT, {"aliases": ["镇新农办"]}, key="{unit}"),
    call("POST", "/organisations/{key}/active", KEPT, {"active": False}, key="{village}"),
    call("POST", "/organisations/{key}/rename", KEPT, {"name": "农业办"}, key="{unit}"),
    call("POST", "/organisations/{key}/merge", KEPT, {"into": "{other_unit}"}, key="{unit}"),
    call("POST", "/organisations/{key}/split", MADE, {"name": "农技站"}, key="{unit}"),
    call("GET", "/people", LISTED),
    call(
        "POST",
        "/people",
        {OWN_KEEPERS: 201, KEEPERS: 422, OTHERS: 403},
        {"username": "new-one", "name": "示例·新", "role": "liaison", "organisation": "{unit}"},
    ),
    call("GET", "/people/{key}", KEPT, key="{person}"),
    call("PATCH", "/people/{key}", KEPT, {"name": "示例·改"}, key="{person}"),
    call("POST", "/people/{key}/active", KEPT, {"active": False}, key="{person}"),
    call("POST", "/people/{key}/unlock", {OWN_KEEPERS: 204, OTHERS: 403}, key="{person}"),
    call(
        "POST",
        "/people/{key}/posts",
        MADE,
        {"role": "unit_head", "organisation": "{unit}"},
        key="{person}",
    ),
    call("DELETE", "/people/{key}/posts/{post}", KEPT, key="{person}", post="{appointment}"),
    call("GET", "/journal", {AUDITOR: 200, ANYONE: 403}),
)
SWITCHES = {"accounts:organisation-turn": ("kind", TURNS)}
