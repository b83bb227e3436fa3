"""Plans, imports, the ledger and its tasks."""

from __future__ import annotations

from tests.web.matrix.table import (
    ANYONE,
    KEEPERS,
    OFFICE,
    OFFICES,
    SEES,
    WHOLE,
    WORKERS,
    File,
    act,
    call,
    page,
)

from duban.web.ledger.act_views import ACTS
from duban.web.ledger.act_views import WHOLE as WHOLE_STEPS

#: drafts are the office's own, and not there for anybody else
OWN, MOVED, LATER = {OFFICE: 200}, {OFFICE: 302}, {OFFICE: 409}
#: what was confirmed is open to whoever sees the plan as a whole
READ = {WHOLE: 200}
LIST = {WORKERS: 200, KEEPERS: 403}
TASK = {SEES: 200, KEEPERS: 403}
TEXT = File("说明.txt", "不是清单。".encode())
ROWS = (
    page("ledger:plans", LIST),
    page("ledger:import", {OFFICES: 200, ANYONE: 403}),
    act(
        "ledger:import",
        {OFFICE: 302, OFFICES: 404, ANYONE: 403},
        {"jurisdiction": "{town}", "files": TEXT},
    ),
    page("ledger:edition", OWN, pk="{draft}"),
    page("ledger:edition", READ, pk="{edition}"),
    page("ledger:review", OWN, pk="{draft}"),
    page("ledger:review", READ, pk="{edition}"),
    page("ledger:source", OWN, pk="{draft}"),
    page("ledger:source", READ, pk="{edition}"),
    page("ledger:progress", {ANYONE: 200}, pk="{draft}"),
    page("ledger:original", OWN, pk="{draft}"),
    page("ledger:original", READ, pk="{edition}"),
    page("ledger:picture", {}, pk="{draft}", number=1),
    page("ledger:findings-sheet", OWN, pk="{draft}"),
    page("ledger:findings-sheet", READ, pk="{edition}"),
    page("ledger:findings-paper", OWN, pk="{draft}"),
    page("ledger:findings-paper", READ, pk="{edition}"),
    act("ledger:step", MOVED, pk="{draft}", step="delete"),
    act("ledger:step", LATER, pk="{draft}", step="cancel"),
    act("ledger:step", LATER, pk="{draft}", step="confirm"),
    act("ledger:step", LATER, pk="{draft}", step="call_off"),
    act("ledger:step", MOVED, pk="{draft}", step="read_again"),
    act("ledger:restore", MOVED, pk="{removed}"),
    page("ledger:edition", OWN, pk="{removed}"),
    page("ledger:review", {}, pk="{removed}"),
    act("ledger:describe", MOVED, {"issuer": "柳溪镇人民政府"}, pk="{draft}"),
    act("ledger:add", {OFFICE: 422}, pk="{draft}"),
    act("ledger:undo", LATER, pk="{draft}"),
    act("ledger:accept", MOVED, pk="{draft}", position="{doubt}"),
    act(
        "ledger:act", MOVED, {"field": "note", "text": "改"}, pk="{draft}", key="t1", act="correct"
    ),
    act("ledger:act", MOVED, {"at": "3"}, pk="{draft}", key="t1", act="split"),
    act("ledger:act", MOVED, pk="{draft}", key="t1", act="join"),
    act("ledger:act", MOVED, {"reason": "重复"}, pk="{draft}", key="t1", act="drop"),
    act("ledger:finding", MOVED, {"reason": "属实"}, pk="{draft}", defect="{finding}", act="waive"),
    act("ledger:finding", LATER, pk="{draft}", defect="{finding}", act="unwaive"),
    act("ledger:finding", {}, pk="{draft}", defect="{finding}", act="apply"),
    page("ledger:rule", {ANYONE: 200}, code="C101"),
    page("ledger:tasks", LIST),
    page("ledger:tasks-sheet", LIST),
    page("ledger:tasks-print", LIST),
    act("ledger:save-filter", {ANYONE: 302}, {"name": "", "address": "q=路"}),
    act("ledger:drop-filter", {OFFICE: 302}, pk="{filter}"),
    page("ledger:task", TASK, pk="{task}"),
    page("ledger:task-source", TASK, pk="{task}"),
    call("GET", "/plans", LIST),
    call("GET", "/plans/{key}", {SEES: 200}, key="{plan}"),
    call("GET", "/tasks", LIST),
    call("GET", "/tasks/{key}", {SEES: 200}, key="{task}"),
    call("GET", "/imports", {ANYONE: 200}),
    call("POST", "/imports", {OFFICES: 201, ANYONE: 403}, {"file": TEXT}),
    call("GET", "/imports/{key}", OWN, key="{draft}"),
    call("GET", "/imports/{key}", READ, key="{edition}"),
    call("PATCH", "/imports/{key}", OWN, {"issuer": "柳溪镇人民政府"}, key="{draft}"),
    call("DELETE", "/imports/{key}", {OFFICE: 204}, key="{draft}"),
    call("GET", "/imports/{key}", {}, key="{removed}"),
    call("POST", "/imports/{key}/restore", OWN, key="{removed}"),
    call("GET", "/imports/{key}/plan", OWN, key="{draft}"),
    call("GET", "/imports/{key}/plan", READ, key="{edition}"),
    call("POST", "/imports/{key}/confirm", LATER, key="{draft}"),
    call("POST", "/imports/{key}/cancel", LATER, key="{draft}"),
    call("POST", "/imports/{key}/call-off", LATER, key="{draft}"),
    call("POST", "/imports/{key}/read-again", OWN, key="{draft}"),
    # a sheet has no lines of running text
    call("POST", "/imports/{key}/entries", {OFFICE: 422}, {"first": 1}, key="{draft}"),
    call(
        "POST",
        "/imports/{key}/findings/{finding}/unwaive",
        LATER,
        key="{draft}",
        finding="{finding}",
    ),
    call(
        "POST",
        "/imports/{key}/entries/{entry}/correct",
        {OFFICE: 204},
        {"field": "note", "text": "改"},
        key="{draft}",
        entry="t1",
    ),
    call(
        "POST",
        "/imports/{key}/entries/{entry}/split",
        {OFFICE: 204},
        {"at": 3},
        key="{draft}",
        entry="t1",
    ),
    call("POST", "/imports/{key}/entries/{entry}/join", {OFFICE: 204}, key="{draft}", entry="t1"),
    call(
        "POST",
        "/imports/{key}/entries/{entry}/drop",
        {OFFICE: 204},
        {"reason": "重复"},
        key="{draft}",
        entry="t1",
    ),
    call("POST", "/imports/{key}/undo", LATER, {}, key="{draft}"),
    call(
        "POST", "/imports/{key}/doubts/{position}", {OFFICE: 204}, key="{draft}", position="{doubt}"
    ),
    call("GET", "/imports/{key}/findings", OWN, key="{draft}"),
    call("GET", "/imports/{key}/findings", READ, key="{edition}"),
    call(
        "POST",
        "/imports/{key}/findings/{finding}/waive",
        {OFFICE: 204},
        {"reason": "属实"},
        key="{draft}",
        finding="{finding}",
    ),
)
SWITCHES = {
    "ledger:step": ("step", WHOLE_STEPS),
    "ledger:act": ("act", ACTS),
    "ledger:finding": ("act", ("waive", "unwaive", "apply")),
}
