"""Papers: lists, writing, numbering, files, templates, series."""

from __future__ import annotations

from tests.web.matrix.table import (
    ANYONE,
    KEEPERS,
    OFFICE,
    OFFICES,
    OUT,
    SEES,
    WHOLE,
    WORKERS,
    File,
    act,
    call,
    page,
)

from duban.web.papers.api import PAPER_STEPS, TEMPLATE_STEPS
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.paper_pages import ACTS
from duban.web.papers.template_pages import ACTS as TEMPLATE_ACTS

LIST = {WORKERS: 200, KEEPERS: 403}
#: who writes papers anywhere; writing is refused to all others before anything is looked up
WRITES = {OFFICES: 200, ANYONE: 403}
OWN = {OFFICE: 200, OFFICES: 404, ANYONE: 403}
#: the draft is open to those who see the whole town
DRAFT = {WHOLE: 200, KEEPERS: 403}
MINE = {OFFICE: 200, WHOLE | KEEPERS: 403}
DONE = {OFFICE: 302, WHOLE | KEEPERS: 403}
QUARTER = {"plan": "{plan}", "period": "2026-Q1"}
CHOICES = {
    "meeting": {"plan": "{plan}"},
    "year_report": {"plan": "{plan}"},
    "task_list": {"plan": "{plan}"},
    "bulletin": QUARTER,
    "order": {"order": "{order}"},
    "pledge": {"plan": "{plan}", "unit": "{unit}"},
    "findings": {"edition": "{edition}"},
}
KINDS = tuple(kind.value for kind in SHEETS)
#: kinds that make sense as workbooks
BOOKS = tuple(sheet.kind.value for sheet in SHEETS.values() if sheet.has_workbook)
WANTED = {"kind": "bulletin", "plan": "{plan}", "period": "2026-Q1"}
ROWS = (
    page("papers:list", LIST),
    page("papers:register", LIST),
    page("papers:kinds", WRITES),
    *(page("papers:write", OWN, CHOICES[kind], kind=kind) for kind in KINDS),
    act("papers:write", {OFFICE: 302, OFFICES: 404, ANYONE: 403}, QUARTER, kind="bulletin"),
    *(page("papers:draft-docx", OWN, CHOICES[kind], kind=kind) for kind in KINDS),
    *(page("papers:draft-pdf", OWN, CHOICES[kind], kind=kind) for kind in KINDS),
    *(page("papers:draft-xlsx", OWN, CHOICES[kind], kind=kind) for kind in BOOKS),
    *(
        page("papers:draft-xlsx", {OFFICES: 404, ANYONE: 403}, CHOICES[kind], kind=kind)
        for kind in KINDS
        if kind not in BOOKS
    ),
    page("papers:plan-docx", {SEES: 200, KEEPERS: 403}, pk="{plan}"),
    page("papers:plan-xlsx", {SEES: 200, KEEPERS: 403}, pk="{plan}"),
    page("papers:of-order", {OFFICE: 302, KEEPERS: 403}, pk="{order}"),
    page("papers:paper", DRAFT, pk="{paper}"),
    page("papers:docx", {OFFICE: 200, WHOLE: 200, KEEPERS: 403}, pk="{paper}"),
    page("papers:pdf", {OFFICE: 200, WHOLE: 200, KEEPERS: 403}, pk="{paper}"),
    page("papers:xlsx", {KEEPERS: 403}, pk="{paper}"),
    page("papers:change", {OFFICE: 200, WHOLE | KEEPERS: 403}, pk="{paper}"),
    act("papers:change", DONE, QUARTER, pk="{paper}"),
    *(act("papers:act", DONE, pk="{paper}", name=name) for name in ("number", "send", "discard")),
    act("papers:act", {OFFICE: 409, WHOLE | KEEPERS: 403}, pk="{paper}", name="issue"),
    act(
        "papers:act",
        {OFFICE: 409, WHOLE | KEEPERS: 403},
        {"reason": "有误"},
        pk="{paper}",
        name="withdraw",
    ),
    # what went out: to the town's own people, and to those it is addressed to
    page("papers:paper", {SEES: 200, KEEPERS: 403}, pk="{sent_paper}"),
    page("papers:docx", {SEES: 200, KEEPERS: 403}, pk="{sent_paper}"),
    page("papers:pdf", {SEES: 200, KEEPERS: 403}, pk="{sent_paper}"),
    act(
        "papers:act",
        {OFFICE: 302, SEES | KEEPERS: 403},
        {"reason": "有误"},
        pk="{sent_paper}",
        name="withdraw",
    ),
    page("papers:templates", WRITES),
    *(page("papers:template", OWN, place="{town}", kind=kind) for kind in KINDS),
    act(
        "papers:template",
        {OFFICE: 422, OFFICES: 404, ANYONE: 403},
        {"file": File("模板.docx", b"x")},
        place="{town}",
        kind="order",
    ),
    *(page("papers:sample", WRITES, kind=kind) for kind in KINDS),
    page("papers:template-preview", OWN, pk="{template}"),
    page("papers:template-file", OWN, pk="{template}"),
    page("papers:template-filled", OWN, pk="{template}"),
    act(
        "papers:template-act",
        {OFFICE: 302, OFFICES: 404, ANYONE: 403},
        pk="{template}",
        name="adopt",
    ),
    act(
        "papers:template-act",
        {OFFICE: 409, OFFICES: 404, ANYONE: 403},
        pk="{template}",
        name="retire",
    ),
    page("papers:calendar", {ANYONE: 200}),
    page("papers:mine", {ANYONE: 200}),
    act("papers:renew", {ANYONE: 200}),
    act("papers:end", {ANYONE: 302}),
    page("papers:subscription", {ANYONE | OUT: 200}, key="{calendar_key}"),
    page("papers:series", WRITES),
    *(
        act(
            "papers:name-series",
            {OFFICE: 302, OFFICES: 404, ANYONE: 403},
            {"name": "柳督"},
            place="{town}",
            kind=kind,
        )
        for kind in KINDS
    ),
    call("GET", "/paper-kinds", WRITES),
    call("GET", "/papers", LIST),
    call("GET", "/papers/{key}", DRAFT, key="{paper}"),
    call("GET", "/papers/{key}/file", DRAFT, key="{paper}"),
    call("POST", "/papers/preview", OWN, WANTED),
    call("POST", "/papers", {OFFICE: 201, OFFICES: 404, ANYONE: 403}, WANTED),
    call("PUT", "/papers/{key}", MINE, WANTED, key="{paper}"),
    call("DELETE", "/papers/{key}", {OFFICE: 204, WHOLE | KEEPERS: 403}, {}, key="{paper}"),
    call("POST", "/papers/{key}/{step}", MINE, {}, key="{paper}", step="number"),
    *(
        call(
            "POST",
            "/papers/{key}/{step}",
            {OFFICE: 409, WHOLE | KEEPERS: 403},
            {"reason": "有误"},
            key="{paper}",
            step=step,
        )
        for step in ("issue", "withdraw")
    ),
    call("GET", "/paper-templates", WRITES),
    *(
        call(
            "POST",
            "/jurisdictions/{key}/paper-templates/{kind}",
            {OFFICE: 422, OFFICES: 404, ANYONE: 403},
            {"file": File("模板.docx", b"x")},
            key="{town}",
            kind=kind,
        )
        for kind in KINDS
    ),
    call("POST", "/paper-templates/{key}/{step}", OWN, {}, key="{template}", step="adopt"),
    call(
        "POST",
        "/paper-templates/{key}/{step}",
        {OFFICE: 409, OFFICES: 404, ANYONE: 403},
        {},
        key="{template}",
        step="retire",
    ),
    *(
        call(
            "PUT",
            "/jurisdictions/{key}/series/{kind}",
            {OFFICE: 204, OFFICES: 404, ANYONE: 403},
            {"name": "柳督"},
            key="{town}",
            kind=kind,
        )
        for kind in KINDS
    ),
)
SWITCHES = {
    "papers:draft-xlsx": ("kind", KINDS),
    "/papers/{key}/{step}": ("step", PAPER_STEPS),
    "/paper-templates/{key}/{step}": ("step", TEMPLATE_STEPS),
    "/jurisdictions/{key}/paper-templates/{kind}": ("kind", KINDS),
    "/jurisdictions/{key}/series/{kind}": ("kind", KINDS),
    "papers:write": ("kind", KINDS),
    "papers:draft-docx": ("kind", KINDS),
    "papers:draft-pdf": ("kind", KINDS),
    "papers:act": ("name", ACTS),
    "papers:template": ("kind", KINDS),
    "papers:sample": ("kind", KINDS),
    "papers:template-act": ("name", TEMPLATE_ACTS),
    "papers:name-series": ("kind", KINDS),
}
