"""A sentence at the joints that are stronger than a comma.

A；B                              two segments
主要目标是：A，B                   the label before the colon is left out
A（力争B）                         a promise in brackets is one of its own
一是A，B，重点围绕C，D等两项任务，E   a headline of two halves, then C and D one by one
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duban.reading.prose.clauses import Clause
from duban.reading.prose.marks import Rank, mark_of

_LABEL = re.compile(
    r"(?:目标|任务|工作|方面|情况|如下|以下.*|包括|变化|推进|项目|措施|要求|重点|原则|内容|有|是|抓好.*|做好.*)$"
)
_TIMES = re.compile(r"[\d年月日号初中底上下旬至到、~～\-—－.．\s]+")
_LONGEST_LABEL = 8
_PROMISE_IN_BRACKETS = re.compile(r"[（(](?=力争|争取|确保|其中)([^（()）]+)[）)]$")
_LISTS = re.compile(r"(?:重点|着重|主要)?围绕")
_LISTED = re.compile(
    r"等?[一二两三四五六七八九十\d]{1,2}(?:大|个|项)?(?:方面)?(?:重点|主要)?(?:任务|工作|举措|方面|内容)$"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Clauses between two joints.

    `whole`: they are one commitment as they stand; `label`: they only announce what follows.
    """

    clauses: Sequence[Clause]
    whole: bool = False
    label: bool = False


def segments_of(sentence: Sequence[Clause]) -> Iterator[Segment]:
    """The segments in order; a clause left without words by what was cut off is a label."""
    for segment in _segments(sentence):
        worded = [clause for clause in segment.clauses if clause.worded]
        for clause in segment.clauses:
            if not clause.worded:
                yield Segment([clause], label=True)
        if worded:
            yield replace(segment, clauses=worded)


def _segments(sentence: Sequence[Clause]) -> Iterator[Segment]:
    held: list[Clause] = []
    for clause in sentence:
        held.append(clause)
        if clause.stop not in "：:；;":
            continue
        if clause.stop in "：:" and _announces(clause):
            yield Segment(held, label=True)
        else:
            yield from _unfolded(held)
        held = []
    if held:
        yield from _unfolded(held)


def _announces(clause: Clause) -> bool:
    """Whether the words before a colon only name what follows: 主要目标是, 3月至5月, 时间."""
    if _LABEL.search(clause.text) or _TIMES.fullmatch(clause.text):
        return True
    return len(clause.text) <= _LONGEST_LABEL and not clause.figure and not clause.verb


def _unfolded(clauses: Sequence[Clause]) -> Iterator[Segment]:
    first = clauses[0]
    mark = mark_of(first.span.text)
    spoken = mark is not None and mark.rank is Rank.SPOKEN
    if mark is not None and spoken:
        clauses = [first.part(mark.length, len(first.text)), *clauses[1:]]
    listed = _listed(clauses)
    if listed is None:
        yield from _bracketed(clauses)
        return
    start, end = listed
    if start:
        yield Segment(clauses[:start], whole=spoken)
    for at in range(start, end + 1):
        yield Segment([_bare_item(clauses[at], first=at == start, last=at == end)], whole=True)
    if end + 1 < len(clauses):
        yield from _bracketed(clauses[end + 1 :])


def _listed(clauses: Sequence[Clause]) -> tuple[int, int] | None:
    """First and last clause of 围绕A，B，C等三项任务."""
    for start, clause in enumerate(clauses):
        if _LISTS.match(clause.text):
            for end in range(start, len(clauses)):
                if _LISTED.search(clauses[end].text):
                    return start, end
    return None


def _bare_item(clause: Clause, *, first: bool, last: bool) -> Clause:
    opening = _LISTS.match(clause.text) if first else None
    closing = _LISTED.search(clause.text) if last else None
    start = opening.end() if opening else 0
    return clause.part(start, closing.start() if closing else len(clause.text))


def _bracketed(clauses: Sequence[Clause]) -> Iterator[Segment]:
    held: list[Clause] = []
    for clause in clauses:
        found = _PROMISE_IN_BRACKETS.search(clause.text)
        if found is None or found.start() == 0:
            held.append(clause)
            continue
        yield Segment([*held, clause.part(0, found.start())])
        yield Segment([clause.part(found.start(1), found.end(1))], whole=True)
        held = []
    if held:
        yield Segment(held)
