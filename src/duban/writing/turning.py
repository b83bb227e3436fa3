"""A sentence of a plan turned from what is meant to be done to what was done.

    what the plan says        where it was done      otherwise
    力争/将/计划… + 建成       已建成                 建成
    力争/确保… + 增长          增长                   增长
    年底前、年内               (gone)                 (gone)
    今年                       2026年                 2026年
    确保不发生                 未发生                 不发生

Nouns that look like words of intention stay (行动计划, 争取上级资金), and so does 将 that only
names the thing that something is done to (将老厂房改造成展馆). Whatever still speaks of a time to
come is left as it is and told to the person who reads the draft.
"""

from __future__ import annotations

import re

#: what one has done once it is done: 已建成
_DEEDS = (
    "完成(?!情况|率|时限|进度)|建成|新建|建设(?!用地|项目|单位|资金|标准|局|委)|新增|改造|引进|引入|招引|培育|培养|打造|创建|开展|组织|举办|整治|修复|修建|扩建|改建|"
    "启动|开工|竣工|投用|投入|签约|落地|出台|制定|编制|发放|培训|帮扶|解决|拆除|种植|收储|供应|盘活|兑现|办结|"
    "完善|建立|健全|落实|形成|推动|推进|实施|做好|构建|优化|设立|成立|交付|通过|取得|获得|消除|清理|开通|接入|更新|升级|化解|"
    "实现|达到|突破|超过"
)
#: figures that move, of which 已 is not said
_MOVES = (
    "增长|提升|提高|保持|控制|降低|下降|减少|稳定|不少于|不低于|"
    "立足|坚持|围绕|聚焦|新|基本|全面|全部|再"
)
_HOW = "(?:基本|全面|全部|如期|按期|率先|再)?"
_START = r"(?:^|(?<=[，。；、：（]))"
_SUBJECT = r"(?:^|(?<=[，。；、：（年区镇市县村局办们])|(?<=全年))"
_YEAR_END = r"(?:(?:今年|本年|20\d\d年)?(?:年底|年末)|(?:今|本)年?底|20\d\d年底)"
_HOPE = "力争|争取|确保|努力|有望|务必|务求"
#: set where a limit stood that is told with 已 itself
SAID = "\ue000"

#: what still speaks of a time to come
_AHEAD = re.compile(
    r"力争|确保|争取(?!上级|中央|专项|资金|政策|项目|支持)|努力(?=实现|达到|完成|争取)|有望|预计|拟(?!定)|"
    r"将(?!军)|明年|来年|下一年|年底前|月底前|月前|"
    r"季度(?:末|前)|(?:半年|[0-9一二三四五六七八九十]+月)(?:底|末)?前|计划(?=在|于|到|用)"
)
#: 将 that names what something is done to
_HANDLED = re.compile(
    rf"{_START}将[^，。；]{{1,24}}?(?:纳入|列入|作为|转为|转化为|改造成|改造为|打造成|建设成|提升[至到]|提高到|降[至到]|"
    "移交|下放|划转|并入|融入|延伸|变为|用于)"
)
#: how a limit is told to have been kept
_KEPT = re.compile(r"(?:控制|保持|稳定)在$")
_UPWARD, _DOWNWARD = re.compile(r"增长|上升|提高|提升|增加"), re.compile(r"下降|降低|减少|下跌")
#: the verb of a rate stands so near before its figure
_NEAR = 8


def _turns(done: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is taken out, and what comes in its place; tried in order."""
    deed = rf"(?={_HOW}(?:{_DEEDS}))"
    hope = rf"(?:(?:{_HOPE})要?)+"
    meant = "(?:计划|拟|预计|将|要)"
    return tuple(
        (re.compile(pattern), put)
        for pattern, put in (
            (rf"(?:{hope})?不(?=发生|出现)", "未" if done else "不"),
            (rf"{_START}力争(?=全[国省市区县镇][^，。；]{{0,8}}水平)", "达到"),
            (rf"{_START}(?:计划|拟|预计)(?:总)?投资", "完成投资"),
            (rf"(?:到|至|截至){_YEAR_END}(?:之?前|时)?[，,]?", ""),
            (rf"(?:在|于)?{_YEAR_END}之?前[，,]?", ""),
            (r"(?:在)?(?:今年|本)?年内[，,]?", ""),
            (rf"{SAID}(?:{hope}|{meant}){deed}", SAID),
            (rf"(?:{hope}{deed}|{_SUBJECT}{meant}{deed}|(?<![即必终行])将{deed})", done),
            (rf"{_SUBJECT}{meant}(?=(?:在|于|到)?(?:\d+月|{_MOVES}))", ""),
            (rf"力争|(?:努力|务必)(?=要|做到)|务求|(?:努力|争取|有望|务必|确保)(?={_MOVES})", ""),
            (rf"{_START}(?:确保|努力)", ""),
        )
    )


_TURNS = {True: _turns("已"), False: _turns("")}


def turned(piece: str, year: int, *, done: bool = False) -> str:
    """A piece of a sentence between its figures, turned; the year by its number."""
    for pattern, put in _TURNS[done]:
        piece = pattern.sub(put, piece)
    return re.sub("今年|本年(?!度)", f"{year}年", piece)


def ahead(text: str) -> tuple[str, ...]:
    """The words of `text` that still speak of a time to come, each once."""
    handled = {match.start() for match in _HANDLED.finditer(text)}
    found = (match for match in _AHEAD.finditer(text) if match.start() not in handled)
    return tuple(dict.fromkeys(match[0] for match in found))


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
