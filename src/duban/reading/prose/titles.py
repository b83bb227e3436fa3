"""A short title for a commitment: what is to be done, without what it rests on or serves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duban.reading.prose.clauses import Clause

_LONGEST = 40
_LISTED = re.compile(r"(、[^、，]{2,20}){2,}等")


def title_of(clauses: Sequence[Clause]) -> str:
    """The clauses that say something, lead-ins and purposes left out, at most 40 characters."""
    told = [clause for clause in clauses if not clause.opening] or list(clauses)
    kept = [told[0]]
    for clause in told[1:]:
        if clause.tail and not clause.figure:
            continue
        if sum(len(one.text) + 1 for one in kept) + len(clause.text) > _LONGEST:
            break
        kept.append(clause)
    text = "，".join(re.sub(r"\s+", "", clause.span.printed) for clause in kept)
    if len(text) > _LONGEST:
        text = _LISTED.sub("等", text, count=1)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
