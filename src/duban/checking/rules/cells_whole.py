"""F605 文字不应中断

A cell that ends in the middle: with a word that leads on (和, 的, 以及), a comma or a list mark, or
with a bracket, a book mark or a quotation that is opened and never closed, or closed and never
opened. Marks that the source closes on one side only by habit — 1） and a）— are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, says_nothing
from duban.plan import Severity

_LEADS_ON = re.compile(
    r"(?:[、，,；;：:（(《“\-—]|(?<![共平祥缓亲调谦饱温柔附])和|以及|[与及的]|"
    r"通过|按照|根据|围绕|依托|不少于|不低于|不超过|约|达到|至少|累计|同比增长)$"
)
_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("【", "】"), ("〔", "〕"))
_LISTED = re.compile(r"(?:^|[\s；;。，,、])(?:[0-9a-zA-Z一二三四五六七八九十]{1,3})[)）]")


@rule("F605", "文字不应中断", Severity.WARNING)
def cells_whole(view: TaskView) -> Iterator[Remark]:
    for name, text in view.cells.items():
        bare = text.strip()
        if says_nothing(bare) or len(bare) < 4:
            continue
        ending = _LEADS_ON.search(bare)
        if ending is not None:
            yield Remark(
                f"文字在“…{bare[-10:]}”处中断。",
                fields=(name,),
                values={"结尾": bare[-10:]},
                severity=Severity.INFO if ending[0] in "：:；;，," else None,
            )
            continue
        broken = _unpaired(bare)
        if broken is not None:
            yield Remark(
                f"“{broken}”没有配对，文字可能不全：…{bare[-20:]}",
                fields=(name,),
                values={"标点": broken, "结尾": bare[-20:]},
                severity=None if bare.rfind(broken) > len(bare) * 0.6 else Severity.INFO,
            )


def _unpaired(text: str) -> str | None:
    """The first bracket or quotation mark without its other half."""
    # half-width brackets pair with full-width ones in papers typed by several hands
    level = _LISTED.sub("", text).replace("(", "（").replace(")", "）")
    for opening, closing in _PAIRS:
        if level.count(opening) > level.count(closing):
            return opening
        if level.count(opening) < level.count(closing):
            return closing
    return None
