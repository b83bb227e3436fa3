"""What looks like a quantity and is a name: editions, dates, slogans, codes, levels.

Most are caught by their shape, so that a slogan no list knows is caught as well:

    第N…              an ordinal                 latin letter glued to N     a code (G2, 5G, 4A)
    N+N, N+X          a formula                  〔N〕, N-0N, N-N-N, N·N      a number of a paper
    N个一, N不N要      a slogan                   一…                         "a", or a slogan
    short quotation   a slogan                   《…N…》                     a title
    每N, 前N, 近N年    a base, a rank, a span     N周岁, N号, N级, N类        an age, a name, a level

The words in the tables are data: what a shape cannot tell.
"""

from __future__ import annotations

import re

from duban.plan.measures import Dimension, dimension_of
from duban.reading.quantities.numerals import Numeral
from duban.reading.quantities.units import TIMES

#: "units" that number a thing, or grade it, rather than count it
NAMING = frozenset(
    [
        "号",
        "级",
        "档",
        "等",
        "类",
        "月",
        "日",
        "时",
        "点",
        "届",
        "岁",
        "周岁",
        "分",
        "世纪",
        "年度",
        "季度",
        "室",
        "楼",
        "代",
        "旬",
        "kV",
        "千伏",
        "刻",
        "℃",
        "核",
        "页",
        "字",
    ]
)
#: measure words that count only behind an Arabic figure: 二次开发, 三级, 四期
_ARABIC_ONLY = frozenset(
    [
        "次",
        "期",
        "批",
        "批次",
        "轮",
        "级",
        "类",
        "款",
        "条",
        "层",
        "段",
        "面",
        "口",
        "门",
        "部",
        "环",
        "点",
        "块",
        "节",
        "区",
        "县",
        "市",
        "省",
        "村",
        "镇",
        "乡",
        "地",
        "街镇",
        "方",
        "里",
        "度",
        "双",
        "对",
        "班",
        "组",
        "站",
        "代",
        "档",
        "号",
        "圈",
        "堂",
        "队",
        "团",
        "列",
        "排",
        "回",
        "遍",
        "趟",
        "片",
        "例",
        "起",
        "眼",
        "道",
        "孔",
        "根",
        "支",
        "封",
        "餐",
        "碗",
        "味",
        "席",
        "床",
        "路",
        "线",
        "卡",
        "张",
        "桌",
        "杯",
        "面",
        "升",
        "顶",
        "担",
        "周",
        "单",
    ]
)
#: behind 三个, 五项 … : an idea counted off, not a thing to be made
_IDEAS = [
    "一",
    "方面",
    "关键",
    "层面",
    "维度",
    "环节",
    "重点",
    "要点",
    "原则",
    "坚持",
    "确立",
    "维护",
    "意识",
    "自信",
    "全面",
    "转变",
    "结合",
    "统筹",
    "必须",
    "更加",
    "着力",
    "覆盖",
    "全覆盖",
    "文明",
    "阶段",
    "台阶",
    "步骤",
    "梯队",
    "领域",
    "方向",
    "突出",
    "特色",
    "主体",
    "阵地",
    "抓手",
    "能力",
    "体系",
    "机制",
    "制度",
    "优先",
    "优势",
    "作用",
    "渠道",
    "责任",
    "问题",
    "目标",
    "轮子",
    "字",
    "条件",
    "循环",
    "市场",
    "率先",
    "延伸",
    "融合",
    "先行",
    "导向",
    "支点",
    "引擎",
    "专项",
    "不",
    "没有",
    "有",
    "相",
    "亿",
    "万亿",
    "百亿",
    "千亿",
    "百分",
    "月",
    "年",
    "季度",
    "里",
    "务必",
    "同步",
    "归零",
    "清零",
    "提升",
    "倍增",
    "毫不动摇",
    "凡是",
    "革命",
    "根本",
    "基本",
    "并重",
    "转型",
    "到位",
    "到底",
    "大局",
    "老",
    "历史",
    "共同",
    "关系",
    "规律",
    "走在前",
    "战略",
    "主题",
    "主线",
    "高地",
    "定位",
    "增长点",
    "百年",
]
_FIGURE_OR_PLUS = frozenset("0123456789+")
_CODE_BEFORE = frozenset("-.·/+×*_#№〔[")
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_BASES = frozenset("每前第双首")
_VAGUE = frozenset("数几上两成")
#: behind 以上, 以下, 级: the thing that is sized
_SIZED = tuple(
    [
        "项目",
        "企业",
        "工程",
        "重大",
        "产业",
        "的",
        "规模",
        "工业",
        "龙头",
        "投资项目",
        "制造业",
        "纳税",
        "税收企业",
        "优质",
        "外资",
        "亿元楼",
        "楼宇",
        "总部",
        "在建",
        "科研",
        "民营",
        "连片",
        "大户",
        "经营",
    ]
)
_IDEA_STARTS = tuple(_IDEAS)
_CIRCLES = tuple(
    [
        "圈",
        "生活圈",
        "交通圈",
        "通勤圈",
        "热线",
        "自助",
        "不打烊",
        "经济圈",
        "服务圈",
        "健身圈",
        "便民",
        "养老服务圈",
        "医疗圈",
    ]
)
#: unit characters that begin a longer word, which is then the thing, not its measure
LONGER = {
    "个": ("个性", "个人", "个体", "个案"),
    "分": ("分之",),
    "场": ("场所", "场地", "场馆", "场景"),
    "条": ("条例", "条件", "条款"),
    "项": ("项目",),
    "门": ("门类", "门诊", "门店"),
    "户": ("户籍", "户外", "户口"),
    "人": ("人工", "人才", "人居", "人大", "人民", "人社", "人均", "人口"),
    "名": ("名单", "名特", "名校", "名师", "名城"),
    "位": ("位数", "位于", "位居"),
    "年": ("年来",),
    "片": ("片区",),
    "点": ("点位",),
    "度": ("度假",),
    "里": ("里程", "里面"),
    "方": ("方案", "方面", "方式", "方针", "方联"),
    "站": ("站点", "站式"),
    "区": ("区域", "区级", "区间"),
    "市": ("市场", "市级", "市民"),
    "县": ("县级", "县域", "县区"),
    "村": ("村级", "村民", "村庄"),
    "镇": ("镇级", "镇区"),
    "地": ("地块", "地区", "地方", "地级"),
    "级": (),
    "克": ("克服",),
    "升": ("升级", "升学"),
    "斤": (),
    "套": ("套餐",),
    "面": ("面积", "面向"),
    "道": ("道路", "道德"),
    "块": (),
    "段": ("段式",),
    "口": ("口径", "口岸"),
    "本": ("本科", "本土", "本级", "本地"),
    "部": ("部门", "部级", "部分", "部委"),
    "层": ("层级", "层面", "层次"),
    "期": ("期间", "期末"),
    "次": ("次生",),
    "周": ("周年", "周边"),
    "日": ("日游",),
    "天": ("天然", "天府"),
    "时": ("时代", "时间"),
    "元": ("元宵",),
    "团": ("团队", "团员"),
    "队": ("队伍",),
    "台": ("台阶",),
    "组": ("组织", "组团"),
    "班": ("班子", "班组"),
    "节": ("节点", "节约"),
    "倍": ("倍增",),
    "成": ("成长",),
    "角": (),
    "P": ("PP",),
}


def named(text: str, numeral: Numeral, unit: str, end: int) -> bool:
    """Whether the numeral with its unit (empty for none) that ends at `end` is a label."""
    start = numeral.start
    previous = text[start - 1] if start else ""
    if previous and previous in _BASES and not _counted_still(text, start, previous):
        return True
    if (
        numeral.han
        and previous
        and previous in _VAGUE
        and not _counted_still(text, start, previous)
    ):
        return True
    if previous in _LATIN or (previous in _CODE_BEFORE and _code(text, start)):
        return True
    if numeral.han and not numeral.unit:
        return _han_label(text, numeral, unit, end)
    if numeral.value < 0 or _leading_zero(text, start, numeral.end):
        return True
    following = text[end : end + 1]
    if following == "+" or (following in ("-", "×", "·") and text[end + 1 : end + 2].isdigit()):
        return True
    if unit in NAMING:
        return True
    return unit in TIMES and text.startswith(_CIRCLES, end)


def _counted_still(text: str, start: int, previous: str) -> bool:
    """前 behind another word (目前, 年前, 提前), 以上 behind a figure, 每 never."""
    if previous == "前":
        return start > 1 and text[start - 2] in "目年月底日提当"
    if previous == "上":
        return start > 1 and text[start - 2] in "以网线海路地会"
    return False


def _code(text: str, start: int) -> bool:
    """A stroke, point or plus before the numeral glues it to a code unless words come first."""
    before = text[start - 2] if start > 1 else ""
    if text[start - 1] == "-" and not (before in _FIGURE_OR_PLUS or before in _LATIN):
        return False
    return not (text[start - 1] == "/" and before in "%元个家项户人次")


def _leading_zero(text: str, start: int, end: int) -> bool:
    return text[start] == "0" and end - start > 1 and text[start + 1] not in "."


def _han_label(text: str, numeral: Numeral, unit: str, end: int) -> bool:
    if numeral.value == 0 or not unit:
        return True
    start, length = numeral.start, numeral.end - numeral.start
    if length == 1 and text[start] in "一二":
        return True
    if text[end : end + 1] == "一" or unit in NAMING:
        return True
    if (
        unit in _ARABIC_ONLY
        and numeral.value < 20
        and not (text[start] == "两" and unit in "次条期款")
    ):
        return True
    return unit in ("个", "项", "大") and text.startswith(_IDEA_STARTS, end)


def size_class(text: str, amount_end: int, end: int, unit: str, glued: bool) -> bool:
    """Whether an amount sizes the thing behind it: 30亿元以上项目, 万亿级产业, 30户以上的村.

    `end` is behind its comparator; `glued` tells that another amount touches it from before.
    """
    if text.startswith(("级", "规模以上"), end):
        return True
    dimension = dimension_of(unit)
    if dimension in _SIZES and (end > amount_end or glued):
        return text.startswith(_SIZED, end)
    return end > amount_end and unit in "户人" and text.startswith(("的", "自然村", "村"), end)


_SIZES = frozenset(
    (
        Dimension.MONEY,
        Dimension.DOLLARS,
        Dimension.EUROS,
        Dimension.AREA,
        Dimension.POWER,
        Dimension.MASS,
    )
)


def quoted(text: str) -> list[tuple[int, int, bool]]:
    """Spans in quotation marks or title marks, in order; the flag is True for titles.

    A quotation longer than a slogan can be is left out: whole targets are quoted too.
    """
    spans: list[tuple[int, int, bool]] = []
    opened = -1
    for mark in _MARKS.finditer(text):
        if mark[0] in "“‘《":
            opened = mark.start()
        elif opened >= 0:
            title = mark[0] == "》"
            if title or mark.start() - opened <= SLOGAN:
                spans.append((opened, mark.start(), title))
            opened = -1
    return spans


_MARKS = re.compile("[“”‘’《》]")
#: the longest slogan in quotation marks, in characters
SLOGAN = 14

#: a character that makes what follows a code, never an amount
CODES = _LATIN | _CODE_BEFORE
#: single characters that close a clause behind a number and measure nothing
NEVER_MEASURES = frozenset("的和及与或至到以为在是也了年月日号中内外前后上下左右起止版线")


def restates(text: str, numeral: Numeral, clause: int) -> bool:
    """Whether a count only sums up the names before it: 甲、乙、丙三个专班."""
    if not 2 <= numeral.value <= 20:
        return False
    before = text[clause : numeral.start]
    items = 1 + sum(map(before.count, "、和与及"))
    return items == numeral.value
