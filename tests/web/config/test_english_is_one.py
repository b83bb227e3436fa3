"""One text, one English: the files of all apps make one catalogue, in which the last would win.

Where one Chinese text means two things, each place says which by a context.
"""

from __future__ import annotations

from collections.abc import Mapping

from duban.web.config.data import APPS
from duban.web.config.messages import entries

FOUND = sorted(APPS.glob("*/locale/en/LC_MESSAGES/django.po"))


def differing(sources: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
    """Text → its English → the apps that say so, for every text with more than one English."""
    told: dict[str, dict[str, list[str]]] = {}
    for app, source in sources.items():
        for text, english in entries(source):
            if text:  # the head of a file stands under no text
                told.setdefault(text, {}).setdefault(english, []).append(app)
    return {text: wordings for text, wordings in told.items() if len(wordings) > 1}


def test_no_text_has_two_english_wordings() -> None:
    assert len(FOUND) > 1
    assert differing({file.parts[-5]: file.read_text(encoding="utf-8") for file in FOUND}) == {}


STATE = """
msgctxt "state"
msgid "办结"
msgstr "Closed"

msgid "办结"
msgstr "Close"
"""
STEP = """
msgid "办结"
msgstr "Finish"

msgid "任务"
msgstr "Task"
"""


def test_a_second_english_is_named_with_its_apps() -> None:
    assert differing({"ledger": STATE, "handling": STEP}) == {
        "办结": {"Close": ["ledger"], "Finish": ["handling"]}
    }


def test_a_second_english_in_one_file_is_named() -> None:
    assert set(differing({"ledger": STATE.replace('msgctxt "state"', "")})) == {"办结"}


def test_a_context_keeps_two_meanings_apart() -> None:
    assert differing({"ledger": STATE, "handling": STATE}) == {}
