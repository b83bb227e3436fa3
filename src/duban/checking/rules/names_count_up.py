"""C106 所列名称的个数应与所写的数一致

两个试点片区（甲片区、乙片区）, 八村（…）: a count with its names in brackets beside it. Names that
end in 等 are a choice, and brackets with figures of their own are shares, not names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import Comparator, Kind, Quantity, Severity

_BRACKET = re.compile(r"[^，。；、,;（(：:]{0,12}[（(]([^（）()]+)[）)]")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十]+[个家户处座条]")
_OPEN = re.compile(r"等|以|按|根据|其中|包括|不含|约|含|除|为")


@rule("C106", "所列名称的个数应与所写的数一致", Severity.WARNING)
def names_count_up(view: TaskView) -> Iterator[Remark]:
    for name, figures in view.figures.items():
        text = view.cells.get(name, "")
        for figure in figures:
            names = _names(text, figure)
            if names is None or len(names) == figure.value:
                continue
            yield Remark(
                f"“{text[figure.start : figure.end]}”后列出{len(names)}个名称"
                f"（{'、'.join(names)}），与所写的{figure.text}不一致。",
                figures=(figure,),
                values={"所写": figure.text, "列出": f"{len(names)}个"},
            )


def _names(text: str, figure: Quantity) -> list[str] | None:
    """The names listed in the brackets right behind a count; None where it is no such list."""
    if figure.kind is not Kind.LEVEL or figure.comparator is not Comparator.EQUAL:
        return None
    if figure.value % 1 or not 2 <= figure.value <= 40:
        return None
    bracket = _BRACKET.match(text, figure.end)
    if bracket is None or _FIGURE.search(bracket[1]) or _OPEN.search(bracket[1]):
        return None
    for separator in ("、", "；", ";", "，", ","):
        names = [name.strip() for name in bracket[1].split(separator)]
        if len(names) > 1:
            last = re.split(r"及|以及|和|与", names[-1])
            names = [*names[:-1], *(name for name in last if name)]
            return names if max(map(len, names)) <= 12 else None
    return None
