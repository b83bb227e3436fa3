"""Measure words: which characters behind a numeral are its unit.

unit  = MEASURE [ "(" HAN ["、" HAN] ")" ] [ "/" MEASURE ]       个县(市), 元/户
scale = {"十" | "百" | "千" | "万" | "亿"} unit                   in a header: (万元)
"""

from __future__ import annotations

from duban.plan.measures import TABLE, Dimension
from duban.reading.quantities.numerals import SCALES

#: measure words for things, each comparable with itself only
COUNTERS = frozenset(
    [
        "个",
        "家",
        "所",
        "座",
        "处",
        "条",
        "项",
        "件",
        "套",
        "台",
        "辆",
        "艘",
        "架",
        "间",
        "栋",
        "幢",
        "户",
        "张",
        "份",
        "片",
        "块",
        "幅",
        "宗",
        "笔",
        "批",
        "场",
        "次",
        "期",
        "轮",
        "届",
        "班",
        "组",
        "支",
        "只",
        "头",
        "羽",
        "尾",
        "株",
        "棵",
        "盏",
        "门",
        "部",
        "册",
        "本",
        "篇",
        "首",
        "副",
        "枚",
        "根",
        "段",
        "层",
        "面",
        "口",
        "眼",
        "孔",
        "道",
        "种",
        "类",
        "款",
        "例",
        "起",
        "对",
        "双",
        "封",
        "盘",
        "桩",
        "床",
        "席",
        "名次",
        "户次",
        "场次",
        "车次",
        "班次",
        "架次",
        "艘次",
        "人次",
        "台次",
        "件次",
        "家次",
        "次数",
        "批次",
        "标箱",
        "标准箱",
        "项次",
        "头次",
        "台套",
        "万头",
        "床位",
        "学时",
        "课时",
        "学分",
        "卡",
        "核",
        "支队",
        "车位",
        "泊位",
        "吨公里",
        "人公里",
        "人年",
        "人月",
        "站",
        "站点",
        "地",
        "村",
        "镇",
        "乡",
        "县",
        "市",
        "省",
        "区",
        "街镇",
        "词条",
        "剂",
        "剂次",
        "针",
        "瓶",
        "袋",
        "箱",
        "桶",
        "粒",
        "颗",
        "顶",
        "字",
        "页",
        "集",
        "部次",
        "票",
        "单",
        "代",
        "级",
        "档",
        "等",
        "号",
        "楼",
        "室",
        "岁",
        "周岁",
        "分",
        "点",
        "标段",
        "单元",
        "榀",
        "樘",
        "扇",
        "具",
        "挺",
        "匹",
        "峰",
        "窝",
        "捆",
        "束",
        "节",
        "趟",
        "遍",
        "回",
        "团",
        "队",
        "列",
        "排",
        "圈",
        "环",
        "堂",
        "餐",
        "杯",
        "碗",
        "味",
        "桌",
        "席位",
        "工位",
        "美分",
        "港元",
        "港币",
        "日元",
        "英镑",
        "卢布",
        "法郎",
        "标煤",
        "吨标准煤",
        "标准煤",
        "兆",
        "兆帕",
        "千伏",
        "千伏安",
        "千米/小时",
        "工作日",
        "个工作日",
        "星期",
        "个星期",
        "个季度",
        "个年头",
        "季度",
        "月",
        "号",
        "年度",
        "旬",
        "时",
        "世纪",
        "刻",
        "秒钟",
        "千人次",
        "亩",
        "公亩",
        "立方分米",
        "立方厘米",
        "平方厘米",
        "万卡",
        "里程",
        "光年",
        "ms",
        "s",
        "PB",
        "TB",
        "GB",
        "MB",
        "EFlops",
        "EFLOPS",
        "PFlops",
        "PFLOPS",
        "P",
        "Gbps",
        "Mbps",
        "Kbps",
        "kV",
        "MWh℃",
        "℃",
        "dB",
        "ppm",
        "mm",
        "cm",
        "m",
        "t",
        "kg",
        "g",
        "μg/m³",
        "mg/m³",
        "微克/立方米",
        "毫克/升",
        "元人民币",
        "平方公尺",
        "公尺",
        "市斤",
        "公石",
    ]
) - {"MWh℃", "万卡", "万头", "里程"}

KNOWN = COUNTERS | {unit for row in TABLE.values() for unit in row}
TIMES = frozenset(
    [
        "年",
        "个月",
        "月",
        "天",
        "日",
        "周",
        "小时",
        "个小时",
        "分钟",
        "秒",
        "秒钟",
        "工作日",
        "个工作日",
        "星期",
        "个星期",
        "个季度",
        "季度",
        "年度",
        "旬",
        "时",
        "世纪",
        "刻",
        "个年头",
    ]
)
MONEY = frozenset(
    ["元", "美元", "欧元", "元人民币", "港元", "港币", "日元", "英镑", "卢布", "法郎"]
)
MONEY_DIMENSIONS = frozenset({Dimension.MONEY, Dimension.DOLLARS, Dimension.EUROS})

_BY_FIRST: dict[str, tuple[str, ...]] = {}
for _unit in sorted(KNOWN, key=len, reverse=True):
    _BY_FIRST[_unit[0]] = (*_BY_FIRST.get(_unit[0], ()), _unit)


def is_rate_or_money(unit: str) -> bool:
    """Whether the unit names an amount or a rate, which follows the name of what it measures."""
    return unit in _AFTER_ITS_NAME or unit.partition("/")[0] in MONEY


_AFTER_ITS_NAME = frozenset(
    ["%", "‰", "个百分点", "百分点", "倍", "比", "千瓦时", "千瓦", "吨", "斤", "公斤", "平方米"]
)
#: what may stand under the stroke of a rate, beyond measured units
_UNDER = frozenset(
    [
        "户",
        "项",
        "人",
        "亩",
        "年",
        "月",
        "天",
        "日",
        "个",
        "家",
        "次",
        "吨",
        "米",
        "台",
        "套",
        "名",
        "座",
        "张",
        "床",
        "车",
        "辆",
        "只",
        "头",
        "羽",
        "生",
        "公里",
        "平方米",
        "立方米",
        "小时",
        "千瓦时",
        "度",
        "公顷",
        "平方公里",
        "升",
        "千克",
        "公斤",
        "斤",
        "人次",
        "分钟",
        "秒",
        "季度",
        "人·月",
        "人·年",
        "人/年",
        "人/月",
        "户/年",
        "亩/年",
        "件",
        "份",
        "条",
        "村",
        "处",
        "所",
        "平米",
        "㎡",
        "m²",
        "万元",
        "季",
    ]
)
_LONGEST = max(map(len, KNOWN))
_TERRITORY = frozenset("县市省区州旗乡镇村街社")


def unit_at(text: str, at: int) -> int:
    """The end of the unit that begins at `at`; `at` where no known unit does."""
    if at >= len(text):
        return at
    for unit in _BY_FIRST.get(text[at], ()):
        if text.startswith(unit, at):
            return _suffix(text, at + len(unit))
    return at


def _suffix(text: str, at: int) -> int:
    """`at`, or the end of the rate or the bracketed alternative that continues the unit."""
    size = len(text)
    if at >= size:
        return at
    if text[at] == "/":
        under = at + 1
        for length in (3, 2, 1):
            if text[under : under + length] in _UNDER:
                return under + length
        for unit in _BY_FIRST.get(text[under : under + 1], ()):
            if unit in _UNDER and text.startswith(unit, under):
                return under + len(unit)
        return at
    if text[at] in _TERRITORY:
        return _bracketed(text, at + 1) or at
    if text[at] == "(":
        return _bracketed(text, at) or at
    return at


def _bracketed(text: str, at: int) -> int:
    """The end of a bracket at `at` that holds one alternative measure word, 0 for any other."""
    if text[at : at + 1] == "(" and text[at + 2 : at + 3] == ")" and text[at + 1] in _ALTERNATIVES:
        return at + 3
    return 0


_ALTERNATIVES = frozenset("户套市区县省州旗镇乡村个家处条座项街所站点")


def header_unit(header: str) -> tuple[int, str, str] | None:
    """Scale, unit and remaining noun of a header that ends in its unit: 总投资(万元)."""
    head = header.rstrip(":")
    if not head.endswith(")"):
        return None
    opening = head.rfind("(")
    unit = scaled_unit(head[opening + 1 : -1].removeprefix("单位:")) if opening >= 0 else None
    return None if unit is None else (*unit, head[:opening])


def scaled_unit(word: str) -> tuple[int, str] | None:
    """万元 is (10000, 元), 个村 is (1, 个村); None where `word` is no unit."""
    scale, at = 1, 0
    while at < len(word) and word[at] in SCALES and unit_at(word, at) == at:
        scale *= SCALES[word[at]]
        at += 1
    end = unit_at(word, at)
    if end == len(word) > at:
        return scale, word[at:]
    if end > at and len(word) - at <= 3 and word[at] in "个处座条家项" and word[end:].isalpha():
        return scale, word[at:]
    return None
