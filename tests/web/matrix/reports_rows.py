"""What is owed, the form, the grid, evidence, review, calendars."""

from __future__ import annotations

from tests.web.matrix.table import (
    ANYONE,
    FILERS,
    HEAD,
    HEADS,
    KEEPERS,
    OFFICE,
    OFFICES,
    SEES,
    UNIT,
    WHOLE,
    WORKERS,
    Answers,
    File,
    People,
    act,
    call,
    page,
)

from duban.web.reports.bulk import BULKS
from duban.web.reports.evidence import ACTS as FILE_ACTS
from duban.web.reports.steps import STEPS

#: who sees a report that was sent
SENT = UNIT | WHOLE
NOTE = File("说明.txt", "建成28户".encode())
MOVE = {"opens": "2026-03-26", "due": "2026-04-08", "closes": "2026-04-15", "reason": "核对"}
UNLOCK = {"unit": "{unit}", "until": "2026-05-01", "reason": "补报"}
DAY = {"first": "2026-04-09", "kind": "off", "name": "三月三", "basis": "1号", "reason": "示例"}
FORM = {"assignment": "{part}", "period": "{period}"}
FILING = {FILERS: 200, ANYONE: 403}
FILING_ACT = {FILERS: 302, ANYONE: 403}


def by(people: People, status: int) -> Answers:
    """Theirs to do; others who see the report may not, to all the rest it is not there."""
    return {people: status, SENT: 403}


def planned(status: int) -> Answers:
    """The office's; others who see a task of the plan may not."""
    return {OFFICE: status, SEES: 403}


#: on a report that was sent: only its withdrawal and its review are in turn
STEPPED = {
    "withdraw": by(UNIT, 302),
    "return": by(OFFICE, 302),
    "accept": by(OFFICE, 422),
    "release": by(HEAD, 409),
    "hand_back": by(HEAD, 409),
    **dict.fromkeys(
        ("submit", "ask_release", "give_back", "take_in", "correct", "give_up"), by(UNIT, 409)
    ),
}


def answered(answers: Answers) -> Answers:
    """The same over the API, which answers where a page leads on."""
    return {people: 200 if status == 302 else status for people, status in answers.items()}


ROWS = (
    page("reports:owed", FILING),
    page("reports:grid", FILING),
    act("reports:grid", FILING),
    page("reports:sheet", FILING),
    act("reports:upload", {FILERS: 422, ANYONE: 403}),
    page("reports:review", {OFFICES: 200, ANYONE: 403}),
    page("reports:calendars", {OFFICES: 200, ANYONE: 403}),
    page("reports:calendar", planned(200), pk="{plan}"),
    act("reports:calendar", planned(302), {"rhythm": "monthly", "year": "2026"}, pk="{plan}"),
    act("reports:figures", planned(404), pk="{plan}"),
    act("reports:move", planned(302), MOVE, pk="{period}"),
    act("reports:unlock", planned(409), UNLOCK, pk="{period}"),
    *(
        act("reports:bulk", {UNIT: 200, **FILING_ACT}, {"report": "{report}"}, name=name)
        for name in ("send", "withdraw")
    ),
    act(
        "reports:bulk", {HEAD: 200, HEADS: 302, ANYONE: 403}, {"report": "{report}"}, name="release"
    ),
    act(
        "reports:bulk",
        {OFFICE: 200, OFFICES: 302, ANYONE: 403},
        {"report": "{report}"},
        name="accept",
    ),
    page("reports:own-days", {WORKERS: 302, KEEPERS: 403}),
    page("reports:days", {SEES: 200, KEEPERS: 403}, place="{town}"),
    act(
        "reports:change-days",
        {OFFICE: 302, SEES: 403, KEEPERS: 403},
        DAY | {"act": "apply"},
        place="{town}",
    ),
    act("reports:undo-days", {OFFICE: 200, SEES: 403, KEEPERS: 403}, pk="{days}"),
    page("reports:form", {UNIT: 302}, **FORM),
    act("reports:check", {UNIT: 200}, **FORM),
    act("reports:save", {UNIT: 409}, {"version": "9"}, **FORM),
    page("reports:report", {SENT: 200}, pk="{report}"),
    page("reports:write", {UNIT: 302}, pk="{report}"),
    act("reports:decide", by(OFFICE, 302), {"reason": "缺数"}, pk="{report}", name="return"),
    act("reports:decide", by(OFFICE, 422), pk="{report}", name="accept"),
    act("reports:attach", by(UNIT, 409), {"files": NOTE}, pk="{report}"),
    page("reports:download", {SENT: 200}, pk="{evidence}"),
    page("reports:preview", {SENT: 200}, pk="{evidence}"),
    *(
        act("reports:step", who, {"reason": "示例"}, pk="{report}", name=name)
        for name, who in STEPPED.items()
    ),
    *(
        act("reports:evidence", by(UNIT, 409), pk="{report}", evidence="{evidence}", act=name)
        for name in ("drop", "mask", "clear")
    ),
    # it was not taken away
    act("reports:evidence", by(UNIT, 409), pk="{report}", evidence="{evidence}", act="restore"),
    call("GET", "/reports/owed", FILING),
    call("GET", "/reports/own-parts", FILING),
    *(
        call("POST", "/reports/bulk/{act}", who, {"reports": ["{report}"]}, act=name)
        for name, who in (
            ("send", FILING),
            ("withdraw", FILING),
            ("release", {HEADS: 200, ANYONE: 403}),
            ("accept", {OFFICES: 200, ANYONE: 403}),
        )
    ),
    call("GET", "/reports", {ANYONE: 200}),
    call("GET", "/reports/{key}", {SENT: 200}, key="{report}"),
    call("GET", "/reports/of/{assignment}/{period}/towns", {UNIT: 200}, **FORM),
    call("PUT", "/reports/of/{assignment}/{period}", {UNIT: 409}, {"version": 9}, **FORM),
    call("POST", "/reports/{key}/evidence", by(UNIT, 409), {"file": NOTE}, key="{report}"),
    call("DELETE", "/reports/evidence/{key}", by(UNIT, 409), key="{evidence}"),
    *(
        call(
            "POST",
            "/reports/{key}/{step}",
            answered(who),
            {"reason": "示例"},
            key="{report}",
            step=name,
        )
        for name, who in STEPPED.items()
    ),
    call("GET", "/plans/{key}/periods", {SEES: 200}, key="{plan}"),
    call(
        "PUT",
        "/plans/{key}/calendar",
        planned(200),
        {"rhythm": "monthly", "year": 2026},
        key="{plan}",
    ),
    call("GET", "/jurisdictions/{key}/working-days", {SEES: 200, KEEPERS: 403}, key="{town}"),
    call(
        "POST",
        "/jurisdictions/{key}/working-days",
        {OFFICE: 200, SEES: 403, KEEPERS: 403},
        {"year": 2026, "text": "三月三：4月9日放假。", "basis": "1号", "reason": "地方节日"},
        key="{town}",
    ),
    call(
        "POST",
        "/day-changes/{key}/undo",
        {OFFICE: 200, SEES: 403, KEEPERS: 403},
        {"reason": "有误", "apply": True},
        key="{days}",
    ),
    call(
        "POST",
        "/periods/{key}/unlock",
        planned(409),
        {"organisation": "{unit}", "until": "2026-05-01", "reason": "补报"},
        key="{period}",
    ),
)
SWITCHES = {
    "reports:step": ("name", STEPS),
    "reports:decide": ("name", ("accept", "return")),
    "reports:bulk": ("name", BULKS),
    "/reports/bulk/{act}": ("act", BULKS),
    "reports:evidence": ("act", FILE_ACTS),
    "/reports/{key}/{step}": ("step", STEPS),
}
