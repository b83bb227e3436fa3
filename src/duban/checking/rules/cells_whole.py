"""F605 文字不应中断

A cell that ends in the middle: with a word that leads on (和, 的, 以及), a comma or a list mark, or
with a bracket, a book mark or a quotation that is opened and never closed, or closed and never
opened. Marks that the source closes on one side only by habit — 1） and a）— are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.skeleton import continuations
from duban.checking.view import MILESTONE, TaskView, is_goal_field, says_nothing
from duban.plan import Severity

_LEADS_ON = re.compile(
    r"(?:[、，,；;：:（(《“\-—]|(?<![共平祥缓亲调谦饱温柔附])和|以及|[与及]|(?<![目有标])的|"
    r"通过|按照|根据|围绕|依托|不少于|不低于|不超过|(?<![签节合条公预违履解续])约|达到|至少|累计|同比增长|(?<![\d.])\d+\.)$"
)
#: what all of these end in; most cells end otherwise, and need not be searched for them
_LAST_THAT_LEAD_ON = frozenset("、，,；;：:（(《“-—和及与的过照据绕托于约到少计长.")
#: how much of a cut cell is looked for in the other periods
TAIL = 7
#: nothing that leads on is longer, with what must not stand before it
LONGEST = 6
_ENDS_IN_NUMBER = re.compile(r"[一-鿿]\d+(?:\.\d*)?$")
_HAS_NUMBER = re.compile(r"\d[^\d\s.，。；、]")
_HAS_FIGURE = re.compile(r"[\d一二三四五六七八九十百两]|全部|全面|所有")
_NUMBER_NEXT = re.compile(r"(?:约|达到?|超过|突破|不少于|不低于)?\d")
_STOPS = "。；！"
_MARKS = "，。；、,;（("
_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("【", "】"), ("〔", "〕"))
_PAIRED = re.compile("[()（）《》“”【】〔〕]")
_LISTED = re.compile(r"(?:^|[\s；;。，,、])(?:[0-9a-zA-Z一二三四五六七八九十]{1,3})[)）]")


@rule("F605", "文字不应中断", Severity.WARNING)
def cells_whole(view: TaskView) -> Iterator[Remark]:
    for name, text in view.cells.items():
        bare = text.strip()
        # a commitment of a text in prose ends where its reader cut it out
        if name == "text" or says_nothing(bare) or len(bare) < 4:
            continue
        why, light = _break(view, name, bare)
        if why:
            yield Remark(
                f"文字疑在“…{bare[-12:]}”处中断：{why}。",
                fields=(name,),
                values={"结尾": bare[-12:], "依据": why},
                severity=Severity.INFO if light else None,
            )


def _break(view: TaskView, name: str, text: str) -> tuple[str, bool]:
    """Why the text seems cut, "" where it does not, and whether that is only a suspicion."""
    ending = _LEADS_ON.search(text[-LONGEST:]) if text[-1] in _LAST_THAT_LEAD_ON else None
    if ending is not None:
        return "以连接的字词或标点结尾", ending[0] in "：:；;"
    if name.startswith(MILESTONE):
        if _number_cut(view, name, text):
            return "其他各期此处有数或单位", False
        if (rest := _rest_elsewhere(view, name, text)) is not None:
            return f"本任务别处此后还有“{rest}”", False
    if name.startswith(MILESTONE) or (name != "title" and is_goal_field(name)):
        why = view.plan.endings.breaks_off(name, text)
        if why is not None:
            return why, False
    broken = _unpaired(text)
    if broken is not None:
        return f"“{broken}”没有配对", text.rfind(broken) <= len(text) * 0.6
    return "", False


def _number_cut(view: TaskView, name: str, text: str) -> bool:
    """Whether the other periods go on, where this one ends, with a number or with its unit."""
    if text[-1].isdigit():
        others = [stage.text for stage in view.stages if stage.field != name]
        with_units = sum(_HAS_NUMBER.search(other) is not None for other in others)
        return _ENDS_IN_NUMBER.search(text) is not None and with_units > 1
    tail = text[-TAIL:]
    after = [
        stage.text[stage.text.find(tail) + TAIL :]
        for stage in view.stages
        if tail in stage.text and stage.text.strip() != text
    ]
    return len(tail) == TAIL and len(after) > 1 and all(map(_NUMBER_NEXT.match, after))


def _rest_elsewhere(view: TaskView, name: str, text: str) -> str | None:
    """How two other cells of the task or more go on where this one ends in a word that ends
    nowhere else, or in a number without the unit that they have."""
    # most cells end as no other goes on, and need not be taken apart
    if text[-1] in _STOPS or (not text[-1].isdigit() and view.words.count(text[-2:]) < 2):
        return None
    others = [other for field, other in view.cells.items() if field != name and other != text]
    found = [rest for rest in continuations(text, others) if rest[:1] not in ("", *_MARKS)]
    if "累计" in text and found and not _HAS_FIGURE.search(text) and found[0][0] == "#":
        return "数"
    if len(found) < 2 or len({rest[:1] for rest in found}) > 1 or found[0][0] == "#":
        return None
    if not text[-1].isdigit() and view.plan.endings.ends_elsewhere(text):
        return None
    return found[0][:LONGEST]


def _unpaired(text: str) -> str | None:
    """The first bracket or quotation mark without its other half."""
    if not _PAIRED.search(text):
        return None
    # half-width brackets pair with full-width ones in papers typed by several hands
    level = text
    if ")" in text or "）" in text:
        level = _LISTED.sub("", text).replace("(", "（").replace(")", "）")
    elif "(" in text:
        return "("
    for opening, closing in _PAIRS:
        if level.count(opening) > level.count(closing):
            return opening
        if level.count(opening) < level.count(closing):
            return closing
    return None
