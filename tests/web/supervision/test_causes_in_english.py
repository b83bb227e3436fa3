"""A cause reads in the reader's language, whatever rule gave it; what people wrote stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape
from tests.tracking.planting import CALENDAR, day, planting
from tests.tracking.test_chasing import shown

from duban.plan import Period
from duban.tracking.books import PRESETS, text_of
from duban.tracking.escalation import Order, escalations
from duban.tracking.facts import Assessment, Facts, Judgement, Outlook, Pause, Quality, Reached
from duban.tracking.indicator import Direction
from duban.tracking.lights import Override, light_of_round, light_on
from duban.tracking.loading import load
from duban.tracking.measures import MEASURES
from duban.tracking.reddening import turns_red_within
from duban.tracking.rulebook import (
    ActKind,
    Bounds,
    Condition,
    Escalation,
    Length,
    Light,
    LightRule,
    RuleBook,
    Step,
    Trigger,
)
from duban.tracking.triggers import triggered
from duban.web import clock
from duban.web.ledger.models import Task
from duban.web.supervision import saying
from duban.web.supervision.lighting import lights_of
from duban.web.supervision.models import LightHistory, LightNow
from duban.web.supervision.saying import BOUNDS, CLAUSES, REASONS, told
from duban.web.supervision.ticking import tick

CHINESE = re.compile(r"[\u4e00-\u9fff，。（）：]")
NAMED = {"metric": "Trees", "unit": "ha"}
JUNE = Period.month(2026, 6)


def planted(wanted: dict[str, str] | None, reported: dict[str, str], **more: Any) -> Facts:
    return planting(wanted, reported, NAMED | more.pop("indicator", {}), **more)


def scenes() -> Iterator[Facts]:
    """Tasks in every standing that a cause speaks of."""
    steps, reports = {"Q1": "20", "H1": "50", "Y": "100"}, {"M03": "12", "M06": "40 送2026-07-20"}
    plain = planted(steps, reports, due=day("2026-09-10"), starts=day("2026-01-01"))
    yield plain
    yield planted(steps, {"M03": "20", "M06": "50", "M07": "60"}, due=day("2026-12-31"))
    yield planted(steps, {}, starts=day("2026-01-01"))
    yield replace(plain, started_on=day("2026-01-15"))
    yield planted(steps, {"M03": "20 送2026-04-20", "M06": "50 审—"})
    yield planted({"Y": "100"}, {"M03": "3", "M06": "80"})
    yield planted({"Q1": "20%", "Y": "100"}, {"M03": "3"})
    yield planted(steps, reports, indicator={"direction": Direction.DOWN})
    yield planted({"Y": "90"}, {"M03": "80"}, indicator={"direction": Direction.HOLD})
    yield planted({"Q1": "0", "Y": "10"}, {"M03": "2"}, indicator={"direction": Direction.DOWN})
    yield planted(steps, reports, indicator={"cumulative": False})
    yield planted(None, {})
    yield planted(None, {"M05": "送2026-06-03"})
    yield replace(plain, indicators=())
    yield replace(plain, rounds=(), indicators=(), due=None)
    yield replace(plain, ended_on=day("2026-05-05"))
    yield replace(plain, finished_on=day("2026-09-15"))
    yield replace(plain, pauses=(Pause(day("2026-02-01"), None, None),))
    yield replace(plain, starts=day("2026-11-01"))
    for word in (*Outlook, *Quality):
        for period in (None, JUNE):
            yield replace(plain, assessments=(Assessment(word, day("2026-07-15"), period),))
    for reached in Reached:
        yield replace(plain, judgements=(Judgement(JUNE, reached, day("2026-07-15")),))


def books() -> Iterator[RuleBook]:
    """Those that are shipped, and one for every question: always yes, and never."""
    yield from (load(text_of(name)) for name in PRESETS)
    base = load(text_of("ratio"))
    yield replace(base, progress=(), deadline=())
    for name, measure in MEASURES.items():
        bounds = Bounds(at_least=Decimal(-9999), at_most=Decimal(9999))
        if measure.yes_no:
            for answer in (Decimal(0), Decimal(1)):
                wanted = Bounds(at_least=answer, at_most=answer)
                rules = (LightRule(Light.RED, (Condition(name, wanted),)),)
                yield replace(base, progress=rules, deadline=rules)
        else:
            rules = (LightRule(Light.YELLOW, (Condition(name, bounds),)),)
            yield replace(base, progress=rules, deadline=rules)


@pytest.fixture(scope="module")
def causes() -> set[str]:
    found = set()
    days = [day(text) for text in ("2026-01-20", "2026-04-20", "2026-07-16", "2026-09-08")]
    days += [day("2026-09-20"), day("2027-02-01")]
    for facts in scenes():
        for book in books():
            lights = [light_on(facts, book, on, CALENDAR) for on in days]
            lights += [
                light_of_round(facts, book, one, one.due + timedelta(days=later), CALENDAR)
                for one in facts.rounds[2::3]
                for later in (0, 25)
            ]
            found |= {verdict.cause for one in lights for verdict in (one.progress, one.deadline)}
            reds = (turns_red_within(facts, book, on, CALENDAR) for on in days)
            found |= {one.cause for one in reds if one is not None}
    return found


def test_every_cause_reads_in_english(causes: set[str]) -> None:
    assert len(causes) > 300
    with translation.override("en"):
        left = {text: said for text in causes if CHINESE.search(said := told(text))}
    assert not left


def test_every_clause_is_said_by_some_cause(causes: set[str]) -> None:
    """A clause that the tracking says otherwise now would stand here for nothing."""
    parts = {
        part
        for text in causes
        for clause in text.removesuffix("。").split("，")
        for part in re.split("[（）]", clause)
        if part
    }
    known = {
        next((one for one in CLAUSES if saying._pattern(one).fullmatch(part)), "") for part in parts
    }
    assert set(CLAUSES) - known == set()
    bounds = "".join(parts)
    assert all(one.partition("%")[0] in bounds for one in BOUNDS)


def reasons() -> Iterator[str]:
    """Why each act is asked for, by every kind of trigger and escalation."""
    for kind in ActKind:
        order = kind is ActKind.ORDER
        marks = Decimal("0.5") if kind is ActKind.DEDUCTION else None
        step = Step(kind, Light.RED if order else None, Length(3) if order else None, marks)
        for running in (True, False):
            for worse in (True, False):
                trigger = Trigger("two", Light.YELLOW, 2, running, step, worse)
                book = replace(load(text_of("ratio")), triggers=(trigger,))
                acts = triggered(book, "1", shown("黄黄红红"), day("2027-03-01"), CALENDAR)
                yield from (one.because for one in acts)
        book = replace(book, escalations=(Escalation(Light.BLUE, Length(1), step),))
        late = Order("No. 7", "1", Light.BLUE, day("2026-05-04"), day("2026-05-11"))
        raised = escalations(book, [late], day("2026-05-20"), CALENDAR)
        if kind in (ActKind.ORDER, ActKind.BULLETIN, ActKind.TALK, ActKind.LEADER):
            yield from (one.because for one in raised)


def test_every_reason_of_an_act_reads_in_english() -> None:
    said = set(reasons())
    with translation.override("en"):
        left = {text for text in said if CHINESE.search(told(text))}
        assert not left
        assert "2 periods running yellow (Jan 2026, Feb 2026), by the rule “two” a talk." in {
            told(text) for text in said
        }
    whole = {part for text in said for part in re.split("[，（）。]", text) if part}
    used = {one for one in REASONS if any(saying._pattern(one).fullmatch(part) for part in whole)}
    assert used == set(REASONS)


def test_figures_days_and_names_are_those_of_the_cause() -> None:
    cause = (
        "农村公路2026年二季度应达到3公里，实际2.3公里，完成比0.77（2.3公里÷3公里）"
        "（规则：不少于0.7、少于0.85），亮红灯。"
    )
    assert told(cause) == cause
    with translation.override("en"):
        assert told(cause) == (
            "农村公路: 3公里 due in Q2 2026, actually 2.3公里, ratio 0.77 (2.3公里÷3公里) "
            "(rule: at least 0.7, below 0.85), shows red."
        )
        assert told("谁也不认识的话。") == "谁也不认识的话."


def test_a_persons_word_keeps_its_reason() -> None:
    facts = planted({"Q1": "20"}, {"M03": "3"})
    reason, days = "点位待裁定，其余完成。", (day("2026-04-15"), day("2026-04-30"))
    word = Override(Light.YELLOW, reason, "Chen", *days)
    light = light_on(facts, load(text_of("ratio")), day("2026-04-20"), CALENDAR, [word])
    with translation.override("en"):
        said = told(light.cause)
    assert said.startswith(
        "Set to yellow by Chen until 30 April 2026, because: 点位待裁定，其余完成"
    )
    assert "By the rules it would be red: Trees: 20ha due in Q1 2026, actually 3ha" in said


@pytest.mark.django_db
def test_an_english_page_gives_the_cause_in_english_and_keeps_the_record_in_chinese(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    tick(date(2026, 5, 14))
    cause = LightNow.objects.get(task=task).cause
    assert CHINESE.search(cause)
    client, english = client_of("office"), client_of("office")
    english.cookies["django_language"] = "en"
    now = lights_of([task], clock.today())[task.pk].cause
    with translation.override("en"):
        said, today = escape(told(cause)), escape(told(now))
    for address in ("/supervision/", "/", "/rhythm/month/"):
        assert said[:60] in english.get(address).content.decode(), address
    shown = english.get(task.get_absolute_url()).content.decode()
    assert today[:60] in shown
    past = shown[shown.index('<ol class="past"') :].partition("</ol>")[0]
    held = LightHistory.objects.filter(task=task)[0]
    with translation.override("en"):
        assert escape(told(held.cause)) in past
    assert escape(held.cause) not in past
    assert held.edition in past
    chinese = client.get("/supervision/").content.decode()
    assert escape(cause) in chinese
    assert said[:60] not in chinese
