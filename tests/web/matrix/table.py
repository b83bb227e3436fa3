"""How a row of the matrix is written: one address, who gets which answer; groups of the cast.

    page("handling:issue", {OFFICE: 200, SEES: 403}, pk="{plan}")
    act("handling:decide", {OFFICE: 302, SEES: 403}, {"verdict": "refuse"}, pk="{change}")
    call("POST", "/changes/{key}/withdraw", {HEAD: 200, SEES: 403}, {}, key="{change}")

The first group that holds a part of the cast tells the answer; whoever is in none gets 404. Whoever
is signed out gets the way in (302), or 401 from the API, unless a group names OUT. A word in braces
is the key of that thing in the scene (`conftest.py`), in the address as in what is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

People = frozenset[str]
Answers = Mapping[People, int]


def group(*parts: str) -> People:
    return frozenset(parts)


#: who is not signed in, or may no longer be
OUT = group("nobody", "disabled")
OFFICE, LIAISON, HEAD = group("office"), group("liaison", "colleague"), group("unit_head")
LEADER, PRINCIPAL, AUDITOR = group("leader"), group("principal"), group("auditor")
#: 新农办, which leads task 1, and 规建办, which helps with it
UNIT, HELPER = LIAISON | HEAD, group("other_liaison", "other_head")
TOP = LEADER | PRINCIPAL
KEEPERS = group("administrator", "strange_administrator", "district_administrator")
#: those whose jurisdiction holds 柳溪镇
OWN_KEEPERS = group("administrator", "district_administrator")
HEADS = group("unit_head", "other_head", "district_head")
OFFICES = group("office", "stranger", "district_office")
FILERS = UNIT | HELPER | group("district_head")
ANYONE = OFFICES | FILERS | TOP | AUDITOR | KEEPERS
#: who works with the ledger at all
WORKERS = ANYONE - KEEPERS
#: who sees the town's whole ledger; who sees its task 1
WHOLE = OFFICE | PRINCIPAL | AUDITOR
SEES = WHOLE | UNIT | HELPER | LEADER
#: every part that the matrix asks for
PARTS = tuple(sorted(ANYONE | OUT))


@dataclass(frozen=True)
class File:
    """A file to hand in."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Row:
    """`name`: the address's name, or the operation's path. `answers`: see above."""

    method: str
    name: str
    answers: Answers
    sends: Mapping[str, Any]
    words: Mapping[str, Any]
    api: bool = False
    asks: Mapping[str, str] = field(default_factory=dict)

    def answer(self, part: str) -> int:
        for people, status in self.answers.items():
            if part in people:
                return status
        if part in OUT:
            return 401 if self.api else 302
        return 404

    def __str__(self) -> str:
        words = " ".join(f"{name}={word}" for name, word in self.words.items())
        return f"{self.method} {self.name} {words}".strip()


def page(
    name: str, answers: Answers, asks: Mapping[str, str] | None = None, /, **words: Any
) -> Row:
    """A page, as one gets it; `asks` stands behind the question mark."""
    return Row("GET", name, answers, {}, words, asks=asks or {})


def act(
    name: str, answers: Answers, sends: Mapping[str, Any] | None = None, /, **words: Any
) -> Row:
    """A form, as one sends it."""
    return Row("POST", name, answers, sends or {}, words)


def call(
    method: str,
    path: str,
    answers: Answers,
    sends: Mapping[str, Any] | None = None,
    /,
    **words: Any,
) -> Row:
    """An operation of the API."""
    return Row(method, path, answers, sends or {}, words, api=True)
