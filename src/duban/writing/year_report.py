"""The draft of a year's work report: each commitment of the plan turned to its result.

Every figure carries a footnote: where in the plan its target stands, and which report brought it.
What was not reached is said plainly, with what is wanting. What a machine cannot settle is marked
〔核N〕 in its place and listed at the head: the draft is made to be finished by a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from duban.writing.blocks import Block, Body, Heading, Paper, Title
from duban.writing.commitment import Commitment, YearReportFacts
from duban.writing.numerals import chinese
from duban.writing.telling import Result, Sentence, sentence_of
from duban.writing.wording import quoted, said

_COUNTED = re.compile(r"^(?:[一二三四五六七八九十百]+、|（[一二三四五六七八九十百]+）|\d+[.．、])")


def year_report_paper(facts: YearReportFacts) -> Paper:
    title = f"{facts.issuer}\n{facts.year}年工作完成情况（代拟稿）"
    sentences = [sentence_of(one, facts) for one in facts.commitments]
    counts = {result: sum(one.result is result for one in sentences) for result in Result}
    yet = "尚" if facts.day < date(facts.year, 12, 31) else ""
    told = "，".join(
        f"{yet if result is Result.SHORT else ''}{result.value}{count}项"
        for result, count in counts.items()
        if count
    )
    blocks: list[Block] = [
        Title(title, f"（{said(facts.day)}）"),
        Body(
            f"本稿由{quoted(facts.plan)}的承诺与审核通过的数据逐句生成，共{len(sentences)}项"
            f"{f'，其中{told}' if told else ''}。脚注为目标和数据的出处。"
        ),
    ]
    blocks += _to_settle([doubt for one in sentences for doubt in one.doubts])
    blocks += _under_headings(facts.commitments, sentences)
    return Paper(title.replace("\n", ""), facts.day, tuple(blocks))


def _to_settle(doubts: Sequence[str]) -> Iterator[Block]:
    """What remains for a person, the same doubt once with the numbers of all its places."""
    if not doubts:
        return
    yield Heading(f"需要核定的语句（{len(doubts)}处，定稿时删去）", 1)
    places: dict[str, list[int]] = {}
    for number, doubt in enumerate(doubts, 1):
        places.setdefault(doubt, []).append(number)
    for doubt, numbers in places.items():
        yield Body(f"〔核{_runs(numbers)}〕{doubt}")


def _runs(numbers: Sequence[int]) -> str:
    """1、3—7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(
        f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs
    )


def _under_headings(
    commitments: Sequence[Commitment], sentences: Sequence[Sentence]
) -> Iterator[Block]:
    last: Sequence[str] = ()
    numbers = [0, 0]
    asked = 0
    for commitment, sentence in zip(commitments, sentences, strict=True):
        yield from _headings(commitment.path, last, numbers)
        last = commitment.path
        marks = [f"〔核{asked + at}〕" for at in range(1, len(sentence.doubts) + 1)]
        asked += len(marks)
        yield Body((*sentence.spans, *marks))


def _headings(path: Sequence[str], last: Sequence[str], numbers: list[int]) -> Iterator[Block]:
    """The headings that begin here; below the second level they are lines of text."""
    for level, name in enumerate(path):
        if tuple(path[: level + 1]) == tuple(last[: level + 1]):
            continue
        if level == 0:
            numbers[0], numbers[1] = numbers[0] + 1, 0
            yield Heading(f"{chinese(numbers[0])}、{_bare(name)}", 1)
        elif level == 1:
            numbers[1] += 1
            yield Heading(f"（{chinese(numbers[1])}）{_bare(name)}", 2)
        else:
            yield Heading(name, 3)


def _bare(name: str) -> str:
    """A heading without the number that the plan gave it: this paper counts anew."""
    return _COUNTED.sub("", name) or name
