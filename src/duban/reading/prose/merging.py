"""Proposals taken in among the commitments that the rules found.

The rules go first: a proposal that touches what they read is passed over. What is taken in keeps
the path and period of its place and is marked, in its note and by a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duban.reading.prose.commitments import Entry, clauses_of
from duban.reading.prose.outline import Kind, Part
from duban.reading.prose.owners import Owner, Owners
from duban.reading.prose.proposals import Proposal
from duban.reading.prose.times import Time

_READ = {Owner.TASK, Owner.ACHIEVEMENT, Owner.SLOGAN}


def merged(
    entries: Sequence[Entry],
    proposals: Iterable[Proposal],
    parts: Sequence[Part],
    owners: Owners,
) -> list[Entry]:
    """All entries in reading order; what a proposal was taken from now belongs to it."""
    found = list(entries)
    for proposal in proposals:
        span = proposal.span
        part = _part_of(proposal, parts)
        held = owners.of(span.passage)[span.start : span.end]
        if part is None or _READ.intersection(owner for owner in held if owner is not None):
            continue
        neighbour = next((entry for entry in entries if entry.part is part), None)
        entry = _entry(proposal, part, neighbour)
        owners.claim(span, entry.owner)
        found.append(entry)
    order = {id(passage): at for at, passage in enumerate(owners.passages)}
    return sorted(found, key=lambda entry: (order[id(entry.span.passage)], entry.span.start))


def _part_of(proposal: Proposal, parts: Iterable[Part]) -> Part | None:
    """The part of the body that the whole quote stands in."""
    span = proposal.span
    for part in parts:
        if part.kind is not Kind.BODY or part.span.passage is not span.passage:
            continue
        if part.span.start <= span.start and span.end <= part.span.end:
            return part
    return None


def _entry(proposal: Proposal, part: Part, neighbour: Entry | None) -> Entry:
    """The proposal as an entry; the period is that of a neighbour which looks the same way."""
    time = Time(proposal.direction)
    if neighbour is not None and neighbour.time.direction is proposal.direction:
        time = neighbour.time
    return Entry(part, proposal.span, clauses_of(proposal.span), time, None, proposed=True)
