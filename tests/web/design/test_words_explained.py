"""Words of the trade are explained where they head a page, and no cause is for the mouse alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from duban.web.config.data import APPS
from duban.web.design.causes import caused, light
from duban.web.design.terms import TERMS

ASKED = re.compile(r"\{% explained ([^%]+) %\}")
GLOSSARY = Path(__file__).resolve().parents[3] / "docs" / "glossary.md"
HOVER_ONLY = re.compile(r'title="\{\{[^"}]*(?:cause|because)')


def asked() -> Iterator[tuple[str, str]]:
    for page in sorted(APPS.rglob("*.html")):
        for words in ASKED.findall(page.read_text(encoding="utf-8")):
            for word in re.findall(r'"([^"]+)"', words):
                yield page.name, word


def test_every_word_asked_for_is_explained_and_every_explanation_is_asked_for() -> None:
    assert {word for _page, word in asked()} == set(TERMS)


def test_the_glossary_holds_the_same_words() -> None:
    known = GLOSSARY.read_text(encoding="utf-8")
    assert [word for word in TERMS if word not in known] == []


def test_no_cause_is_shown_on_hover_alone() -> None:
    found = [
        page.name
        for page in APPS.rglob("*.html")
        if HOVER_ONLY.search(page.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_light_tells_its_cause_and_escapes_it() -> None:
    assert light("red", "红灯", '落后"30"<b>') == (
        '<span class="caused light light-red" tabindex="0">红灯'
        '<span class="cause" role="tooltip">落后&quot;30&quot;&lt;b&gt;</span></span>'
    )
    assert light("grey", "灰灯") == '<span class="light light-grey">灰灯</span>'
    assert caused("28户", "") == '<span class="">28户</span>'
