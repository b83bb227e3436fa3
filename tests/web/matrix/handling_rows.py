"""Handing out, signing for, breaking down, changes, closing, what was handed down."""

from __future__ import annotations

from tests.web.matrix.table import (
    ANYONE,
    AUDITOR,
    FILERS,
    HEAD,
    HEADS,
    KEEPERS,
    LEADER,
    OFFICE,
    OFFICES,
    OWN_KEEPERS,
    PRINCIPAL,
    SEES,
    TOP,
    UNIT,
    WORKERS,
    Answers,
    File,
    People,
    act,
    call,
    group,
    page,
)

from duban.web.accounts.rights import Right
from duban.web.handling.attaching import ACTS as FILE_ACTS
from duban.web.handling.bulk import ACTS as BULK
from duban.web.handling.changing import ASKED_IN
from duban.web.handling.models import Shows
from duban.web.handling.steps import PLAIN
from duban.web.handling.task_acts import ACTS


def by(people: People, status: int) -> Answers:
    """Theirs to do; others who see the task may not, to all the rest it is not there."""
    return {people: status, SEES | KEEPERS: 403}


def planned(status: int) -> Answers:
    """The office's, on its plan; others who see a task of it may not."""
    return {OFFICE: status, SEES: 403}


def town(status: int) -> Answers:
    """The town's office answers what was handed down; who sees it below or above may not."""
    above = group("district_office", "district_head")
    return {OFFICE: status, PRINCIPAL | AUDITOR | above | KEEPERS: 403}


def looked(status: int) -> Answers:
    """Task 2, which the leader does not lead."""
    return {OFFICE | PRINCIPAL: status, (SEES - LEADER) | KEEPERS: 403}


NOTE = File("说明.txt", "示例材料".encode())
#: who may take an act at all; of these, who sees no task that is named finds nothing
OFFERED = {
    Right.SIGN: HEADS,
    Right.WORK: FILERS,
    Right.ISSUE: OFFICES,
    Right.CLOSE: OFFICES,
    Right.VERIFY: OFFICES | TOP,
}


def many(name: str) -> Answers:
    """Each task is answered for itself, so that the answer as a whole is 200."""
    offered = OFFERED[BULK[name].right]
    return {offered & SEES: 200, offered: 404, ANYONE: 403}


#: an administrator hands nothing out
UNFOLLOWED = {OWN_KEEPERS: 403, OFFICES | KEEPERS: 404, ANYONE: 403}
LIST = {WORKERS: 200, KEEPERS: 403}
SIGNING = {HEADS: 200, ANYONE: 403}
CLOSING = {OFFICES | TOP | group("district_principal"): 200, ANYONE: 403}
OTHER_HEAD = group("other_head")
TOWN_HEADS = HEAD | OTHER_HEAD
READ = {SEES: 200, KEEPERS: 403}
#: who sees the whole of the town
WATCHED = {OFFICE | PRINCIPAL | AUDITOR: 200, KEEPERS: 403}
#: who says what names mean: offices in their own place, administrators there and below
NAMERS = OFFICES | KEEPERS
OWN_NAMERS = OFFICE | OWN_KEEPERS
NAMED = {OWN_NAMERS: 302, NAMERS: 404, ANYONE: 403}
SAID = {"names": ["招商办"], "meaning": "unit"}
ROWS = (
    page("handling:names", {NAMERS: 200, ANYONE: 403}),
    act(
        "handling:names",
        {NAMERS: 302, ANYONE: 403},
        {"act-0": "nobody", "name-0": "相关单位"},
    ),
    act("handling:names-follow", {OFFICE: 302, **UNFOLLOWED}, {"jurisdiction": "{town}"}),
    act("handling:undo-naming", NAMED, pk="{naming}"),
    call(
        "GET",
        "/jurisdictions/{key}/unknown-names",
        {OWN_NAMERS: 200, NAMERS: 404, ANYONE: 403},
        key="{town}",
    ),
    call(
        "POST",
        "/jurisdictions/{key}/names",
        {OWN_NAMERS: 200, NAMERS: 404, ANYONE: 403},
        {"items": [SAID]},
        key="{town}",
    ),
    call("POST", "/jurisdictions/{key}/names/follow", {OFFICE: 200, **UNFOLLOWED}, key="{town}"),
    call("GET", "/namings", {NAMERS: 200, ANYONE: 403}),
    call(
        "POST",
        "/namings/{key}/undo",
        {OWN_NAMERS: 204, NAMERS: 404, ANYONE: 403},
        key="{naming}",
    ),
    page("handling:desk", LIST),
    page("handling:plans", {OFFICES: 200, ANYONE: 403}),
    page("handling:issue", planned(200), pk="{plan}"),
    act("handling:match", planned(302), {"name": "招商办", "kind": "department"}, pk="{plan}"),
    act("handling:issue-whole", planned(302), pk="{plan}"),
    page("handling:to-sign", SIGNING),
    *(act("handling:bulk", many(name), {"task": "{task}"}, name=name) for name in BULK),
    page("handling:indicators", by(OFFICE, 200), pk="{task}"),
    act("handling:indicators", by(OFFICE, 409), pk="{task}"),
    *(
        page("handling:new-change", by(OFFICE | HEAD, 200), pk="{task}", kind=kind.value)
        for kind in ASKED_IN
        if kind != "resumption"
    ),
    page("handling:new-change", by(OFFICE | HEAD, 409), pk="{task}", kind="resumption"),
    act(
        "handling:new-change",
        by(OFFICE | HEAD, 302),
        {"reason": "等批复", "day": "2026-09-30"},
        pk="{task}",
        kind="suspension",
    ),
    act("handling:act", by(OFFICE, 409), pk="{task}", name="register"),
    act("handling:act", by(OFFICE, 409), pk="{task}", name="issue"),
    act(
        "handling:act",
        by(OFFICE, 302),
        {"role": "co", "unit": "{village}"},
        pk="{task}",
        name="assign",
    ),
    act(
        "handling:act",
        by(OFFICE, 302),
        {"part": "{part}", "unit": "{village}", "reason": "职能调整"},
        pk="{task}",
        name="replace",
    ),
    act("handling:act", by(OFFICE, 409), {"part": "{helping}"}, pk="{task}", name="take_back"),
    act("handling:act", by(OTHER_HEAD, 302), {"part": "{helping}"}, pk="{task}", name="sign"),
    act("handling:act", by(UNIT, 409), pk="{task}", name="start"),
    act("handling:act", by(HEAD, 409), {"words": "建成"}, pk="{task}", name="report_done"),
    act("handling:act", by(HEAD, 409), pk="{task}", name="recall_done"),
    act("handling:act", by(TOWN_HEADS, 302), pk="{done}", name="recall_done"),
    act("handling:act", by(OFFICE, 409), {"user": "{person}"}, pk="{task}", name="name_verifier"),
    act("handling:act", by(OFFICE | TOP, 409), {"words": "看过"}, pk="{task}", name="close"),
    act("handling:act", by(OFFICE, 302), {"words": "看过"}, pk="{done}", name="close"),
    act("handling:act", by(OFFICE, 302), {"words": "缺件"}, pk="{done}", name="send_back"),
    act(
        "handling:act",
        looked(302),
        {"check": "{check}", "true": "1", "words": "属实"},
        pk="{closed}",
        name="look",
    ),
    act("handling:act", by(OFFICE, 409), pk="{task}", name="strike_off"),
    act("handling:act", by(OFFICE, 409), pk="{task}", name="archive"),
    page("handling:breakdown", by(UNIT, 200), pk="{part}"),
    act("handling:breakdown", by(UNIT, 302), pk="{part}"),
    page("handling:changes", LIST),
    page("handling:change", READ, pk="{change}"),
    act(
        "handling:decide",
        by(OFFICE, 302),
        {"verdict": "refuse", "words": "不同意"},
        pk="{change}",
    ),
    act(
        "handling:decide",
        {OFFICE: 422, **by(TOP, 302)},
        {"verdict": "refuse", "words": "不同意"},
        pk="{raised}",
    ),
    act("handling:withdraw", by(HEAD, 302), pk="{change}"),
    page("handling:renewal", {OFFICE: 200}, pk="{draft}"),
    page("handling:renewal", {OFFICE: 200, PRINCIPAL | AUDITOR: 403}, pk="{edition}"),
    act("handling:renewal", {OFFICE: 302}, {"reason": "年中调整"}, pk="{draft}"),
    page("handling:closing", CLOSING),
    page("handling:draws", LIST),
    page("handling:one-draw", WATCHED, pk="{draw}"),
    act(
        "handling:draw",
        {OFFICE: 409, OFFICES: 404, ANYONE: 403},
        {"jurisdiction": "{town}", "size": "1"},
    ),
    act("handling:attach", by(HEAD | OFFICE, 302), {"files": NOTE}, shows="reason", pk="{change}"),
    act(
        "handling:attach",
        by(HEADS - group("district_head"), 302),
        {"files": NOTE},
        shows="result",
        pk="{completion}",
    ),
    act("handling:attach", by(OFFICE, 302), {"files": NOTE}, shows="found", pk="{completion}"),
    act("handling:attach", looked(302), {"files": NOTE}, shows="look", pk="{check}"),
    page("handling:download", READ, pk="{file}"),
    page("handling:preview", READ, pk="{file}"),
    act("handling:file", by(HEAD | OFFICE, 302), pk="{file}", act="drop"),
    act("handling:file", by(HEAD | OFFICE, 302), pk="{file}", act="mask"),
    act("handling:file", by(HEAD | OFFICE, 302), pk="{file}", act="clear"),
    # it was not taken away
    act("handling:file", {KEEPERS: 403}, pk="{file}", act="restore"),
    page("handling:handed-down", LIST),
    act("handling:draft-list", town(302), {"row": "{handed}"}),
    act("handling:answer", town(302), {"reason": "已有"}, pk="{handed}", act="decline"),
    act("handling:answer", town(302), {"task": "{task}"}, pk="{handed}", act="take"),
    call("GET", "/tasks/{key}/handling", READ, key="{task}"),
    *(
        call("POST", "/tasks/{key}/steps/{step}", by(OFFICE, 409), key="{task}", step=name)
        for name in PLAIN
        if name != "start"
    ),
    call("POST", "/tasks/{key}/steps/{step}", by(UNIT, 409), key="{task}", step="start"),
    call("POST", "/tasks/{key}/indicators", by(OFFICE, 409), key="{task}"),
    call("GET", "/plans/{key}/unknown-names", by(OFFICE, 200), key="{plan}"),
    call(
        "POST",
        "/plans/{key}/names",
        by(OFFICE, 204),
        {"name": "招商办", "organisation": "{unit}"},
        key="{plan}",
    ),
    call("POST", "/plans/{key}/issue", by(OFFICE, 200), key="{plan}"),
    call("POST", "/tasks/{key}/issue", by(OFFICE, 409), key="{task}"),
    call(
        "POST", "/tasks/{key}/units", by(OFFICE, 200), {"organisation": "{village}"}, key="{task}"
    ),
    *(call("POST", "/acts/{act}", many(name), {"tasks": ["{task}"]}, act=name) for name in BULK),
    call("POST", "/assignments/{key}/sign", by(OTHER_HEAD, 200), key="{helping}"),
    call(
        "POST",
        "/assignments/{key}/replace",
        by(OFFICE, 200),
        {"organisation": "{village}", "reason": "职能调整"},
        key="{part}",
    ),
    call("POST", "/assignments/{key}/take-back", by(OFFICE, 409), key="{helping}"),
    call(
        "POST",
        "/assignments/{key}/shares",
        by(UNIT, 200),
        {"indicator": "{indicator}", "lines": []},
        key="{part}",
    ),
    call("POST", "/tasks/{key}/report-done", by(HEAD, 409), {"words": "建成"}, key="{task}"),
    call("POST", "/tasks/{key}/recall-done", by(TOWN_HEADS, 200), key="{done}"),
    call("POST", "/tasks/{key}/verifier", by(OFFICE, 409), {"user": "{person}"}, key="{task}"),
    call("POST", "/tasks/{key}/close", by(OFFICE, 200), {"words": "看过"}, key="{done}"),
    call("POST", "/tasks/{key}/send-back", by(OFFICE, 200), {"words": "缺件"}, key="{done}"),
    call("GET", "/changes", LIST),
    call("GET", "/changes/{key}", READ, key="{change}"),
    call("GET", "/imports/{key}/renewal", {OFFICE: 200}, key="{draft}"),
    call("GET", "/imports/{key}/renewal", {OFFICE: 200, PRINCIPAL | AUDITOR: 403}, key="{edition}"),
    call("POST", "/imports/{key}/renewal", {OFFICE: 201}, {"reason": "年中调整"}, key="{draft}"),
    call(
        "POST",
        "/tasks/{key}/changes",
        by(OFFICE | HEAD, 201),
        {"kind": "suspension", "reason": "等批复", "day": "2026-09-30"},
        key="{task}",
    ),
    call(
        "POST",
        "/changes/{key}/decide",
        by(OFFICE, 200),
        {"verdict": "refuse", "words": "不同意"},
        key="{change}",
    ),
    call("POST", "/changes/{key}/withdraw", by(HEAD, 200), key="{change}"),
    call(
        "POST",
        "/draws",
        {OFFICE: 409, OFFICES: 404, ANYONE: 403},
        {"jurisdiction": "{town}", "size": 1},
    ),
    call("GET", "/draws", LIST),
    call("GET", "/draws/{key}", WATCHED, key="{draw}"),
    call(
        "POST",
        "/spot-checks/{key}",
        looked(204),
        {"true": True, "words": "属实"},
        key="{check}",
    ),
    call(
        "POST",
        "/attach/{shows}/{key}",
        by(HEAD | OFFICE, 201),
        {"file": NOTE},
        shows="reason",
        key="{change}",
    ),
    call(
        "POST",
        "/attach/{shows}/{key}",
        by(OFFICE, 201),
        {"file": NOTE},
        shows="found",
        key="{completion}",
    ),
    call("GET", "/attachments/{key}", READ, key="{file}"),
    *(
        call("POST", "/attachments/{key}/{act}", by(HEAD | OFFICE, 204), key="{file}", act=name)
        for name in FILE_ACTS
        if name != "restore"
    ),
    call("POST", "/attachments/{key}/{act}", {KEEPERS: 403}, key="{file}", act="restore"),
    call("GET", "/handed-down", LIST),
    call("POST", "/handed-down/draft", town(201), {"rows": ["{handed}"]}),
    call("POST", "/handed-down/{key}/take-up", town(200), {"task": "{task}"}, key="{handed}"),
    call("POST", "/handed-down/{key}/decline", town(200), {"reason": "已有"}, key="{handed}"),
)
SWITCHES = {
    "handling:act": ("name", ACTS),
    "handling:new-change": ("kind", ASKED_IN),
    "handling:answer": ("act", ("take", "decline")),
    "handling:file": ("act", FILE_ACTS),
    "handling:attach": ("shows", Shows.values),
    "/attachments/{key}/{act}": ("act", FILE_ACTS),
    "handling:bulk": ("name", BULK),
    "/tasks/{key}/steps/{step}": ("step", PLAIN),
    "/acts/{act}": ("act", BULK),
}
