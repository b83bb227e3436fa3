"""A source in prose as a plan.

lines → paragraphs → outline → sentences → clauses → groups → commitments
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from duban.plan import Doubt, Plan
from duban.reading.facts import facts_of
from duban.reading.prose.blocks import blocks_of
from duban.reading.prose.commitments import Framing, entries_of
from duban.reading.prose.lines import lines_of
from duban.reading.prose.merging import merged
from duban.reading.prose.outline import Kind, Part, outline_of
from duban.reading.prose.owners import Owner, Owners
from duban.reading.prose.passages import Passage, Span, passages_of
from duban.reading.prose.proposals import Endpoint, Silent, endpoint_from, proposals_of
from duban.reading.source import Grid, Paragraph, Source

_OWNERS = {
    Kind.HEADING: Owner.HEADING,
    Kind.LABEL: Owner.LABEL,
}


def read_prose(source: Source, endpoint: Endpoint | None = None) -> Plan:
    """The commitments and achievements of `source`; its grids are left to the layouts.

    A language model is asked for more only where `endpoint`, or the environment, names one.
    """
    paragraphs = [block for block in source.blocks if isinstance(block, Paragraph)]
    grids = [block for block in source.blocks if isinstance(block, Grid)]
    facts = facts_of(paragraphs, source.file.name)
    if source.year is not None:
        facts = facts._replace(year=source.year)
    passages = list(passages_of(lines_of(source)))
    blocks = blocks_of(passages, facts.year)
    parts = outline_of(blocks, facts.title)
    owners = _claimed(passages, blocks.charge_lines, parts)
    entries = []
    for told in entries_of(parts, facts.title, facts.year):
        if isinstance(told, Framing):
            owners.claim(told.span, Owner.FRAMING)
            continue
        entries.append(told)
        for reach in told.reaches():
            owners.claim(reach, told.owner)
    doubts = [*source.doubts, *owners.doubts(grids)]
    endpoint = endpoint or endpoint_from(os.environ)
    if endpoint is not None:
        try:
            proposed = list(proposals_of(endpoint, passages))
        except Silent as silent:
            doubts.append(Doubt("model-silent", f"{silent}本文件已只按规则读出。"))
        else:
            entries = merged(entries, proposed, parts, owners)
    forward = [entry for entry in entries if entry.forward]
    back = [entry for entry in entries if not entry.forward]
    return Plan(
        facts.document(source.file),
        tuple(entry.task(number) for number, entry in enumerate(forward, 1)),
        tuple(entry.task(number) for number, entry in enumerate(back, 1)),
        (*doubts, *(entry.doubt() for entry in entries if entry.proposed)),
        owners.coverage(grids),
    )


def _claimed(passages: Sequence[Passage], lines: Sequence[Span], parts: Sequence[Part]) -> Owners:
    """What is owned before the body is read: headings, labels, units and marks."""
    owners = Owners(passages)
    for span in lines:
        owners.claim(span, Owner.CHARGE)
    for part in parts:
        if part.kind is not Kind.BODY:
            owners.claim(part.span, _OWNERS[part.kind])
            continue
        if part.extent is not None:
            for start, end in (
                (part.extent.start, part.span.start),
                (part.span.end, part.extent.end),
            ):
                owners.claim(part.extent.part(start, end), Owner.HEADING)
        for span in part.details:
            owners.claim(span, Owner.TASK)
    return owners
