"""A sentence of a plan turned from what is meant to be done to what was done.

Words of intention go, where they govern a verb (力争完成 → 完成); nouns that look like them stay
(行动计划, 争取上级资金). Whatever still speaks of a time to come is left as it is and told to the
person who reads the draft.
"""

from __future__ import annotations

import re

_VERBS = (
    "完成|达到|实现|新建|建成|建设|新增|改造|引进|培育|推进|打造|创建|开展|组织|举办|整治|修复|"
    "修建|扩建|改建|提升|提高|增长|突破|保持|控制|降低|下降|减少|启动|开工|竣工|投用|投入|签约|落地|"
    "出台|制定|编制|发放|培训|帮扶|解决|拆除|种植|收储|供应|盘活|兑现|办结|超过|不少于|不低于|"
    "基本|全面|全部|新|再"
)
_START = r"(?:^|(?<=[，。；、：（]))"
_SUBJECT = r"(?:^|(?<=[，。；、：（年区镇市县村局办们])|(?<=全年))"
#: what is taken out, and what comes in its place; tried in order
_TURNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (rf"{_START}(?:计划|拟|预计)(?:总)?投资", "完成投资"),
        (r"(?:力争|争取|确保|努力)?(?:在|于|到)?(?:今年|本年)?(?:年底|年末)(?:之?前)", ""),
        (r"(?:力争|争取|确保|努力)?(?:在)?(?:今年|本)?年内", ""),
        (r"力争|(?:努力|务必)(?=要|做到)|务求", ""),
        (rf"{_START}确保|(?:确保|努力|争取|有望|务必)(?={_VERBS})", ""),
        (rf"{_SUBJECT}(?:计划|拟|预计|将|要)(?=(?:在|于|到)?(?:\d+月|{_VERBS}))", ""),
    )
)
#: what still speaks of a time to come
_AHEAD = re.compile(
    r"力争|确保|争取(?!上级|中央|专项|资金|政策|项目|支持)|努力|有望|预计|拟(?!定)|将(?!军)|明年|来年|下一年|年底前|月底前|月前|"
    r"季度(?:末|前)|(?:半年|[0-9一二三四五六七八九十]+月)(?:底|末)?前|计划(?=在|于|到|用)"
)
#: how a limit is told to have been kept
_KEPT = re.compile(r"(?:控制|保持|稳定)在$")
_UPWARD, _DOWNWARD = re.compile(r"增长|上升|提高|提升|增加"), re.compile(r"下降|降低|减少|下跌")
#: the verb of a rate stands so near before its figure
_NEAR = 8


def turned(piece: str, year: int) -> str:
    """A piece of a sentence between its figures, turned; the year by its number."""
    for pattern, put in _TURNS:
        piece = pattern.sub(put, piece)
    return piece.replace("今年", f"{year}年")


def ahead(text: str) -> tuple[str, ...]:
    """The words of `text` that still speak of a time to come, each once."""
    return tuple(dict.fromkeys(match[0] for match in _AHEAD.finditer(text)))


def loosened(before: str) -> str:
    """The words before a limit that was not kept: it was, it was not held."""
    return _KEPT.sub("为", before)


def flipped(before: str) -> str | None:
    """The words before a rate that went the other way: 增长 becomes 下降, 下降 becomes 上升. None
    where no such verb stands near."""
    head, tail = before[:-_NEAR], before[-_NEAR:]
    for verbs, put in ((_UPWARD, "下降"), (_DOWNWARD, "上升")):
        found = list(verbs.finditer(tail))
        if found:
            at = found[-1]
            return f"{head}{tail[: at.start()]}{put}{tail[at.end() :]}"
    return None
