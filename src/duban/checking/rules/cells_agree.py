"""C102 同一项的两栏数字应一致

The requirement says 32公里, the town column 32.56公里: one of the two is wrong. Figures that agree
are paired first, so that only what is left without a partner is held against what is left on the
other side. A floor that the other figure clears is no contradiction; a figure for 每个 or 各 is
another measure than a total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from duban.checking.comparing import agree, aligned, difference, same_value
from duban.checking.metrics import likeness
from duban.checking.rule import Remark, rule
from duban.checking.series import ALIKE, ALONE_ALIKE
from duban.checking.sharing import unread_among
from duban.checking.view import TaskView
from duban.plan import Kind, Quantity, Severity

_EACH = re.compile(r"每|各|分别|人均|户均|平均|单个")
_BEHIND = re.compile(r"\s*([一-鿿]{2})")
_SENTENCE = re.compile(r"[。；;\n]")


@rule("C102", "同一项的两栏数字应一致", Severity.WARNING)
def cells_agree(view: TaskView) -> Iterator[Remark]:
    by_field: dict[str, list[Quantity]] = {}
    for figure in view.goals:
        if figure.kind is Kind.LEVEL and not unread_among(view, figure.field, figure.unit):
            by_field.setdefault(figure.field, []).append(figure)
    for one, other in combinations(by_field, 2):
        for a, b in _strangers(by_field[one], by_field[other]):
            if agree(a, b) or _each(view, a) != _each(view, b):
                continue
            if _counts_else(view, a) or _counts_else(view, b):
                continue
            held = aligned(b, a.unit) or b
            gap = difference(held.value - a.value, a.unit)
            yield Remark(
                f"{a.metric}：{_label(one)}为{a.text}，{_label(other)}为{b.text}，相差{gap}。",
                figures=(a, b),
                values={_label(one): a.text, _label(other): b.text, "相差": gap},
            )


def _strangers(
    ones: Sequence[Quantity], others: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Figures of one metric in two cells, after all that agree have been paired off."""
    pairs = [(a, b, likeness(a.metric, b.metric)) for a in ones for b in others]
    pairs = [pair for pair in pairs if aligned(pair[1], pair[0].unit) is not None]
    equal = sorted(
        (pair for pair in pairs if same_value(pair[0], pair[1]) and pair[2] >= ALONE_ALIKE),
        key=lambda pair: -pair[2],
    )
    settled: set[Quantity] = set()
    for a, b, _ in equal:
        if a not in settled and b not in settled:
            settled |= {a, b}
    for a, b, alike in sorted(pairs, key=lambda pair: -pair[2]):
        if alike >= ALIKE and a not in settled and b not in settled:
            settled |= {a, b}
            yield a, b


def _each(view: TaskView, figure: Quantity) -> bool:
    """Whether the sentence, up to the figure, speaks of each and not of all."""
    before = view.cells.get(figure.field, "")[: figure.start]
    return _EACH.search(_SENTENCE.split(before)[-1]) is not None


def _counts_else(view: TaskView, figure: Quantity) -> bool:
    """Whether the words behind the figure name another thing than its metric: 11个街镇."""
    text = view.cells.get(figure.field, "")
    behind = _BEHIND.match(text, figure.end)
    return behind is not None and behind[1] not in figure.metric and figure.metric not in text


def _label(name: str) -> str:
    return {"title": "任务名称", "text": "正文"}.get(name, f"“{name}”栏")
