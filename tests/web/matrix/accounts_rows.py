"""Signing in, the own page, people, organisations, the journal."""

from __future__ import annotations

from tests.web.matrix.table import (
    ANYONE,
    AUDITOR,
    KEEPERS,
    OUT,
    OWN_KEEPERS,
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
    page("accounts:organisation", KEPT, pk="{unit}"),
    act("accounts:organisation", UNFIT, {"name": ""}, pk="{unit}"),
    act("accounts:organisation-active", CHANGED, {"active": ""}, pk="{village}"),
    act("accounts:organisation-turn", CHANGED, {"name": "农业办"}, pk="{unit}", kind="rename"),
    act("accounts:organisation-turn", CHANGED, {"into": "{other_unit}"}, pk="{unit}", kind="merge"),
    act("accounts:organisation-turn", CHANGED, {"name": "农技站"}, pk="{unit}", kind="split"),
    page("accounts:journal", {AUDITOR: 200, ANYONE: 403}),
    call("GET", "/me", {ANYONE: 200}),
)
SWITCHES = {"accounts:organisation-turn": ("kind", TURNS)}
