"""Names of what is measured, brought to a form in which the same thing has the same name.

A plan names a metric in full in its target and in short in its quarters: 文化、体育和娱乐业营收
becomes 文体娱乐业营收, then 营收. `likeness` says how sure one may be that both mean one thing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

#: words that say how or when, and not what
_IDLE = re.compile(
    r"预计|累计|累积|总计|共计|合计|计划|完成|实现|达到|力争|争取|确保|保持|本季度|本年度|当季|当年|全年|年度|"
    r"年内|季度|第[一二三四]季度|上半年|下半年|全区|全镇|全县|全市|全街道|目标任务|任务|目标|数量|个数|总数|数$|"
    r"本区|我区|我镇"
)
#: what is left of a metric where the cell names nothing: 累计建成800个
_LIGHT = re.compile(
    "(?:新建|新增|建成|建设|建|完工|完成|竣工|实施|引进|招引|培育|增加|打造|创建|开展|组织|举办|举行|到位|"
    "投入使用|投用|投运|交付|启用|安装|办理|发放|化解|全部|全面|共|再|力争|年底|其中|减少|压减|约|数)*"
)
_MARKS = re.compile(r"[\s、，,。；;：:“”‘’\"'《》（）()\[\]【】〔〕·/\-—]+")
#: words under which a figure counts another thing than the bare name does: 开工2座 is not 建成2座
STAGES = (
    *("推荐", "申报", "储备", "意向", "签约", "开工", "竣工", "投产", "在建", "验收", "对接"),
    *(
        "复审",
        "启动",
        "确定",
        "排摸",
        "摸排",
        "选址",
        "招标",
        "上报",
        "锁定",
        "立项",
        "遴选",
        "筛选",
    ),
    *("洽谈", "报名", "调研", "踏勘", "征询"),
)
_STAGE = re.compile("|".join(STAGES))
_STAGE_ENDS = re.compile(f"(?:{_STAGE.pattern})$")
#: a clause is looked at no further away from its figure
NEARBY = 30
_AHEAD_OF = re.compile(r"[\d，。；;、,：:（）()\n]")
_DONE = re.compile("建成|完成|实现|新增|引进|培育|交付|投用|建设完成|达到")
_CLAUSE = re.compile(r"[，。；;、,：:（）()\n]")

SAME, CONTAINED, SHORTENED, REORDERED, NAMELESS, BY_STAGE = 1.0, 0.9, 0.85, 0.8, 0.5, 0.2


def staged(metric: str, before: str, after: str) -> str:
    """The metric with the stage that its clause speaks of: 开工建设公园 for 公园.

    `before` and `after` are the words of the cell on either side of the figure. What is done
    (建成, 完成) is the metric itself, unless a stage stands nearer to the figure.
    """
    if _STAGE.search(metric):
        return metric
    ahead = _CLAUSE.split(before[-NEARBY:])[-1]
    words = list(_STAGE.finditer(ahead))
    if words and not _DONE.search(ahead, words[-1].end()):
        return words[-1][0] + metric
    behind = _STAGE_ENDS.search(_AHEAD_OF.split(after[:NEARBY])[0])
    return behind[0] + metric if behind is not None else metric


@lru_cache(maxsize=65536)
def plain(metric: str) -> str:
    """The name without marks and idle words."""
    bare = _MARKS.sub("", metric)
    return _IDLE.sub("", bare) or bare


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same name)."""
    a, b = sorted((plain(one), plain(other)), key=len)
    if a == b:
        return SAME if a else 0.0
    if _LIGHT.fullmatch(a) or _LIGHT.fullmatch(b):
        return 0.0 if _STAGE.search(a) or _STAGE.search(b) else NAMELESS
    if any((word in a) != (word in b) for word in STAGES):
        return BY_STAGE if a in b else 0.0
    if len(a) >= 2 and a in b:
        return CONTAINED
    if len(a) >= 4 and _shortens(a, b):
        return SHORTENED
    shared = sum((Counter(a) & Counter(b)).values())
    if shared == len(a) >= 6:
        return REORDERED
    return 0.8 * 2 * shared / (len(a) + len(b))


def _shortens(short: str, long: str) -> bool:
    """Whether `short` is `long` with characters left out."""
    rest = iter(long)
    return all(character in rest for character in short)
