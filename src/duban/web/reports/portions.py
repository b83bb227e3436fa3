"""Many rows, one act: each row is answered for itself, about a second's work at a time.

A form sends the keys of its rows. What one answer does not reach stands in the form of that answer,
which the page sends on by itself, or a person by its button; a bar shows how far it is.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from duban.web.design.undoing import Undo
from duban.web.handling.asked import key as key_of
from duban.web.refusals import Refusal

#: seconds of work in one answer; at least one row is always done
AT_ONCE = 0.7
#: rows that one form may name
MOST = 2_000
#: fields of the form that are not carried on as they came
OWN = ("csrfmiddlewaretoken", "said", "whole", "all")


class Answer(NamedTuple):
    """What became of the row of a key: done, or why not."""

    what: str
    done: bool
    key: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Portion:
    """The rows answered, and the keys of those still to be done."""

    answers: Sequence[Answer]
    rest: Sequence[int]


def one_by_one(titles: Mapping[int, str], act: Callable[[int], object]) -> list[Answer]:
    """`act` on every key; a Refusal is the answer of its row, the others go on."""
    return [_answered(title, key, act) for key, title in titles.items()]


def portion(
    titles: Mapping[int, str],
    act: Callable[[int], object],
    clock: Callable[[], float] = time.monotonic,
) -> Portion:
    """As many as there is time for, in the order given."""
    until, keys = clock() + AT_ONCE, list(titles)
    answers: list[Answer] = []
    for number, key in enumerate(keys):
        if number and clock() >= until:
            return Portion(answers, keys[number:])
        answers.append(_answered(titles[key], key, act))
    return Portion(answers, ())


def _answered(title: str, key: int, act: Callable[[int], object]) -> Answer:
    try:
        act(key)
    except Refusal as refusal:
        return Answer(title, done=False, key=key, why=str(refusal))
    return Answer(title, done=True, key=key)


def as_rows(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """The answers as the API gives them."""
    return [{"id": one.key, "done": one.done, "why": one.why} for one in answers]


@dataclass(frozen=True, slots=True)
class Heading:
    """What the page of answers is called, where it leads back to, what is said of a row done;
    `undo` takes back what was done, all of it at once, under the name that the rows have there."""

    title: str
    back: str
    done: str
    undo: Undo | None = None


def keys_in(request: HttpRequest, name: str) -> list[int]:
    """The rows that a form ticked, each once, in the order of the page."""
    return list(dict.fromkeys(key_of(text) for text in request.POST.getlist(name)[:MOST]))


def answer_in_portions(
    request: HttpRequest,
    name: str,
    titles: Mapping[int, str],
    act: Callable[[int], object],
    heading: Heading,
) -> HttpResponse:
    """Do a portion of the rows; `name` is the field that named them."""
    found = portion(titles, act)
    said = [*_said(request.POST.get("said", "")), *found.answers]
    whole = len(said) + len(found.rest)
    context = {
        "heading": heading,
        "said": said,
        "left": [one for one in said if not one.done],
        "count": sum(one.done for one in said),
        "whole": whole,
        "name": name,
        "rest": found.rest,
        "words": json.dumps(said, ensure_ascii=False),
        "carried": _carried(request, name),
        "undo": None if found.rest else _undo(heading.undo, name, said),
        "sentence": _("已办%(done)s份，共%(whole)s份") % {"done": len(said), "whole": whole},
    }
    page = "reports/_portion.html" if "HX-Request" in request.headers else "reports/portions.html"
    return render(request, page, context)


def _undo(back: Undo | None, name: str, said: Iterable[Answer]) -> Undo | None:
    """The way back, sent with the keys of the rows that were done."""
    done = [(name, str(one.key)) for one in said if one.done]
    if back is None or not done:
        return None
    return replace(back, fields=(*back.fields, *done))


def _carried(request: HttpRequest, name: str) -> list[tuple[str, str]]:
    """The other fields of the form, for the next portion."""
    return [
        (field, value)
        for field, values in request.POST.lists()
        for value in values
        if field not in (*OWN, name)
    ]


def _said(text: str) -> Iterable[Answer]:
    """The answers of earlier portions, as the form carried them; nothing else comes of them."""
    try:
        rows: Any = json.loads(text) if text else []
        return [Answer(str(what), bool(done), int(key), str(why)) for what, done, key, why in rows][
            :MOST
        ]
    except (ValueError, TypeError, OverflowError, RecursionError):
        return []
