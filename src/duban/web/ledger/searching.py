"""Full-text search for Chinese: every word asked for stands somewhere in the task's words.

Words are compared after folding widths and case and dropping white space, so that g60 finds G60
and a title broken over two lines is found by its words. There is no dictionary and no index to
fall out of step: docs/decisions has the figures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from duban.plan import Task
from duban.web.ledger.fields import values_of

MAX_WORDS = 8
#: stands between two fields, so that no word is found across their border
BORDER = "\n"


def folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).casefold())


def words_of(query: str) -> tuple[str, ...]:
    """The words asked for, folded, at most `MAX_WORDS`."""
    parts = unicodedata.normalize("NFKC", query).split()
    return tuple(dict.fromkeys(folded(part) for part in parts))[:MAX_WORDS]


def searchable(task: Task) -> str:
    return BORDER.join(folded(value.text) for value in values_of(task))


def marked(text: str, words: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, each with whether it is one of the words."""
    folding = [word for word in words if word]
    if not folding:
        yield text, False
        return
    pattern = re.compile("|".join(map(_loosely, folding)), re.IGNORECASE)
    last = 0
    for found in pattern.finditer(text):
        if found.start() > last:
            yield text[last : found.start()], False
        yield found[0], True
        last = found.end()
    if last < len(text):
        yield text[last:], False


def _loosely(word: str) -> str:
    return r"\s*".join(map(re.escape, word))
