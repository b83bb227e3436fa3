"""Lights, reminders, orders, proposals, instructions, talks, notices, rule-books."""

from __future__ import annotations

from tests.web.matrix.conftest import AHEAD
from tests.web.matrix.table import (
    ANYONE,
    AUDITOR,
    HEAD,
    HELPER,
    KEEPERS,
    OFFICE,
    OFFICES,
    PRINCIPAL,
    SEES,
    TOP,
    WORKERS,
    Answers,
    People,
    act,
    call,
    page,
)

from duban.web.supervision.order_pages import ACTS as ORDER_ACTS
from duban.web.supervision.pages import ACTS
from duban.web.supervision.papers_api import ORDER_STEPS
from duban.web.supervision.proposing import VERDICTS

#: who sees a paper to 新农办 on task 1
ADDRESSED = SEES - HELPER
WATCHERS = OFFICES | PRINCIPAL | AUDITOR
LIST = {WORKERS: 200, KEEPERS: 403}


def by(people: People, status: int) -> Answers:
    """Theirs to do; others who see the task may not, to all the rest it is not there."""
    return {people: status, SEES | KEEPERS: 403}


def paper(people: People, status: int) -> Answers:
    return {people: status, ADDRESSED | KEEPERS: 403}


def watched(status: int) -> Answers:
    """Proposals are for those who watch over the whole town."""
    return {OFFICE: status, PRINCIPAL | AUDITOR | KEEPERS: 403}


ROWS = (
    page("supervision:lights", LIST),
    act("supervision:remind-some", {OFFICE: 200, OFFICES: 302, ANYONE: 403}, {"task": "{task}"}),
    act("supervision:act", by(OFFICE, 302), pk="{task}", name="remind"),
    act(
        "supervision:act",
        by(OFFICE, 409),
        {"colour": "yellow", "because": "滞后"},
        pk="{task}",
        name="order",
    ),
    act(
        "supervision:act",
        {OFFICE: 422, **by(TOP, 302)},
        {"words": "抓紧"},
        pk="{task}",
        name="instruct",
    ),
    act(
        "supervision:act",
        by(OFFICE, 302),
        {"present": "示例", "words": "谈"},
        pk="{task}",
        name="talk",
    ),
    act(
        "supervision:act",
        by(OFFICE, 302),
        {"colour": "red", "reason": "复核", "until": "2026-06-01"},
        pk="{task}",
        name="override",
    ),
    act(
        "supervision:act",
        by(OFFICE, 302),
        {"word": "poor", "reason": "返工"},
        pk="{task}",
        name="assess",
    ),
    act("supervision:act", by(OFFICE, 409), {"reason": "滞后"}, pk="{task}", name="bulletin"),
    act("supervision:take-word-back", by(OFFICE, 302), {"reason": "有误"}, pk="{assessment}"),
    act("supervision:lift", by(OFFICE, 302), {"reason": "已批"}, pk="{override}"),
    page("supervision:orders", LIST),
    page("supervision:order", {ADDRESSED: 200, KEEPERS: 403}, pk="{order}"),
    act("supervision:order-act", paper(HEAD, 302), {"words": "已办"}, pk="{order}", name="reply"),
    act("supervision:order-act", paper(OFFICE, 302), {"words": "加急"}, pk="{order}", name="raise"),
    *(
        act("supervision:order-act", paper(OFFICE, 409), {"words": "补件"}, pk="{order}", name=name)
        for name in ("send_back", "close")
    ),
    act("supervision:order-act", paper(OFFICE, 302), {"words": "误发"}, pk="{order}", name="void"),
    page("supervision:proposals", {WATCHERS: 200, ANYONE: 403}),
    act(
        "supervision:decide",
        {OFFICE: 200, OFFICES: 302, ANYONE: 403},
        {"proposal": "{proposal}", "verdict": "confirm"},
    ),
    act(
        "supervision:decide",
        {OFFICE: 200, OFFICES: 302, ANYONE: 403},
        {"proposal": "{proposal}", "verdict": "reopen"},
    ),
    page("supervision:bulletin", LIST),
    act(
        "supervision:send-out",
        {OFFICE: 302, OFFICES: 422, ANYONE: 403},
        {"item": "{item}", "number": "1号"},
    ),
    act("supervision:drop-item", watched(302), {"reason": "有误"}, pk="{item}"),
    page("supervision:instructions", LIST),
    act("supervision:answer", by(OFFICE | HEAD, 302), {"words": "已办"}, pk="{instruction}"),
    page("supervision:talks", LIST),
    page("supervision:burden", LIST),
    page("supervision:notices", LIST),
    act("supervision:read-notices", {ANYONE: 302}),
    act("supervision:contact", {ANYONE: 302}, {"email": "a@example.org"}),
    page("supervision:books", LIST),
    page("supervision:book", {SEES: 200, KEEPERS: 403}, pk="{book}"),
    act("supervision:withdraw-book", by(OFFICE, 302), {"reason": "有误"}, pk="{book}"),
    page("supervision:new-book", {OFFICE: 200, OFFICES: 404, ANYONE: 403}, place="{town}"),
    act(
        "supervision:new-book",
        {OFFICE: 422, OFFICES: 404, ANYONE: 403},
        {"text": "名称: 空"},
        place="{town}",
    ),
    page(
        "supervision:edit-book",
        {OFFICE: 200, OFFICES: 404, ANYONE: 403},
        place="{town}",
        pk="{book}",
    ),
    call("GET", "/lights", LIST),
    call("GET", "/tasks/{key}/light", {SEES: 200, KEEPERS: 403}, key="{task}"),
    call("POST", "/tasks/{key}/remind", by(OFFICE, 200), {}, key="{task}"),
    call(
        "POST",
        "/tasks/{key}/override",
        by(OFFICE, 201),
        {"colour": "red", "reason": "复核", "until": "2026-06-01"},
        key="{task}",
    ),
    call(
        "POST",
        "/tasks/{key}/assessments",
        by(OFFICE, 201),
        {"word": "good", "reason": "看过"},
        key="{task}",
    ),
    call(
        "POST",
        "/assessments/{key}/take-back",
        by(OFFICE, 200),
        {"words": "有误"},
        key="{assessment}",
    ),
    call("POST", "/overrides/{key}/lift", by(OFFICE, 200), {"words": "已批"}, key="{override}"),
    call("GET", "/orders", LIST),
    call("GET", "/orders/{key}", {ADDRESSED: 200, KEEPERS: 403}, key="{order}"),
    call(
        "POST",
        "/tasks/{key}/orders",
        by(OFFICE, 409),
        {"colour": "red", "because": "滞后"},
        key="{task}",
    ),
    *(
        call(
            "POST",
            "/orders/{key}/{step}",
            paper(people, status),
            {"words": "示例"},
            key="{order}",
            step=name,
        )
        for name, people, status in (
            ("reply", HEAD, 200),
            ("raise", OFFICE, 200),
            ("void", OFFICE, 200),
            ("close", OFFICE, 409),
            ("send-back", OFFICE, 409),
        )
    ),
    call("GET", "/proposals", LIST),
    *(
        call(
            "POST",
            "/proposals/{key}/{verdict}",
            watched(200),
            {"words": "示例"},
            key="{proposal}",
            verdict=verdict,
        )
        for verdict in ("confirm", "dismiss")
    ),
    call(
        "POST",
        "/proposals/{key}/{verdict}",
        watched(409),
        {},
        key="{proposal}",
        verdict="reopen",
    ),
    call(
        "POST",
        "/proposals/decide",
        {OFFICES: 200, ANYONE: 403},
        {"proposals": ["{proposal}"], "verdict": "confirm"},
    ),
    call("GET", "/bulletin-items", LIST),
    call("POST", "/tasks/{key}/bulletin", by(OFFICE, 409), {"because": "滞后"}, key="{task}"),
    call(
        "POST",
        "/bulletin-items/send-out",
        {OFFICE: 200, OFFICES: 404, ANYONE: 403},
        {"items": ["{item}"], "number": "1号"},
    ),
    call("POST", "/bulletin-items/{key}/drop", watched(200), {"words": "有误"}, key="{item}"),
    call("GET", "/instructions", LIST),
    call(
        "POST",
        "/tasks/{key}/instructions",
        {OFFICE: 422, **by(TOP, 201)},
        {"words": "抓紧"},
        key="{task}",
    ),
    call(
        "POST",
        "/instructions/{key}/answer",
        by(OFFICE | HEAD, 200),
        {"words": "已办"},
        key="{instruction}",
    ),
    call("GET", "/talks", LIST),
    call("GET", "/burdens", LIST),
    call(
        "POST",
        "/tasks/{key}/talks",
        by(OFFICE, 201),
        {"held_on": "2026-03-30", "present": "示例", "words": "谈"},
        key="{task}",
    ),
    call("GET", "/rule-books", LIST),
    call(
        "POST",
        "/jurisdictions/{key}/rule-books",
        {OFFICE: 409, OFFICES: 404, ANYONE: 403},
        {"text": AHEAD},
        key="{town}",
    ),
    call(
        "POST",
        "/jurisdictions/{key}/rule-books/trial",
        {OFFICE: 200, OFFICES: 404, ANYONE: 403},
        {"text": AHEAD},
        key="{town}",
    ),
    # a second edition of one day
    call("PUT", "/rule-books/{key}", by(OFFICE, 200), {"text": AHEAD}, key="{book}"),
    call("POST", "/rule-books/{key}/withdraw", by(OFFICE, 200), {"words": "有误"}, key="{book}"),
    call("GET", "/notices", {ANYONE: 200}),
    call("POST", "/notices/read", {ANYONE: 200}),
    call("GET", "/me/contact", {ANYONE: 200}),
    call("PUT", "/me/contact", {ANYONE: 200}, {"email": "a@example.org"}),
)
SWITCHES = {
    "supervision:act": ("name", ACTS),
    "supervision:order-act": ("name", ORDER_ACTS),
    "/orders/{key}/{step}": ("step", ORDER_STEPS),
    "/proposals/{key}/{verdict}": ("verdict", VERDICTS),
}
