"""What a figure measures: the shortest noun phrase beside it.

    lead   = the clause in front of the figure, its verb and its last words taken off
    follow = the noun behind the unit, up to a verb or a stop

A counted thing stands behind its count (3个试点片区), an amount behind its name (税收5.64亿元);
where the place is empty the other is tried, then what the clause before measured.
"""

from __future__ import annotations

from duban.reading.quantities.kind import _DOWN, _RATE_NOUNS, _UP
from duban.reading.quantities.units import is_rate_or_money

STOPS = frozenset("，。;:！？!?\n,(《【[、…")
_CLOSERS = {")": "(", "》": "《"}
#: how far a noun phrase is looked for, in characters
REACH = 60

_TAILS = (
    *_RATE_NOUNS,
    *_UP,
    *_DOWN,
    *(
        [
            "达到",
            "达",
            "为",
            "约",
            "近",
            "超",
            "超过",
            "突破",
            "分别",
            "各",
            "均",
            "都",
            "控制在",
            "保持在",
            "稳定在",
            "维持在",
            "完成",
            "实现",
            "新增",
            "累计",
            "共",
            "共计",
            "总计",
            "合计",
            "计",
            "了",
            "已",
            "将",
            "从",
            "由",
            "至",
            "到",
            "的",
            "在",
            "每年",
            "年均",
            "提高到",
            "提升至",
            "提升到",
            "降至",
            "降到",
            "降低到",
            "增加到",
            "增至",
            "扩大到",
            "升至",
            "上升到",
            "跨上",
            "迈上",
            "至少",
            "最高",
            "不低于",
            "不超过",
            "不少于",
            "不高于",
            "比上年",
            "较上年",
            "比去年",
            "比年初",
            "较年初",
            "比上年末",
            "每人每月",
            "每月",
            "每人",
            "每年",
            "每季度",
            "每户",
            "不",
            "力争",
            "争取",
            "预计",
            "确保",
            "有",
            "给予",
            "即",
            "又",
            "再",
            "仅",
            "就",
            "年的",
            "占",
            "超额",
            "目标",
            "破",
            "低于",
            "高于",
            "大于",
            "平均",
            "左右",
            "以上",
            "以内",
            ":",
            "“",
            "、",
            "和",
            "及",
            "与",
            "或",
            "且",
            "并",
            "而",
            "其",
            "是",
            "成",
            "数",
            "共有",
        ]
    ),
)
_KEEP = ("率", "人数", "户数", "次数", "总数", "件数", "家数", "辆数", "数", "增加", "不")
_HEADS = [
    "全年",
    "预计",
    "完成",
    "实现",
    "累计",
    "新增",
    "新建",
    "改扩建",
    "力争",
    "争取",
    "努力",
    "确保",
    "推动",
    "推进",
    "加快",
    "持续",
    "开展",
    "建设",
    "建成",
    "打造",
    "培育",
    "引进",
    "吸引",
    "组织",
    "举办",
    "实施",
    "落实",
    "年内",
    "年底",
    "今年",
    "其中",
    "使",
    "让",
    "为",
    "对",
    "将",
    "把",
    "以",
    "由",
    "从",
    "超",
    "约",
    "近",
    "达到",
    "共",
    "计划",
    "力促",
    "促进",
    "支持",
    "走访",
    "规范",
    "推广",
    "选定",
    "选拔",
    "培养",
    "培训",
    "重点",
    "鼓励",
    "资助",
    "扶持",
    "设立",
    "成立",
    "建立",
    "投入",
    "投放",
    "发放",
    "且",
    "或",
    "和",
    "及",
    "与",
    "并",
    "、",
    "，",
    ";",
    "到",
    "在",
    "至少",
    "每年",
    "每季度",
    "每月",
    "每",
    "新",
    "再",
    "完善",
    "优化",
    "提升",
    "改造",
    "新增加",
    "入库",
    "本季度",
    "本年度",
    "上半年",
    "下半年",
    "盘活",
    "处置",
    "拥有",
    "助力",
    "惠及",
    "涉及",
    "达",
    "已",
    "均",
    "分别",
    "净增",
    "增加",
    "减少",
    "即",
    "市级",
    "制定",
    "编制",
    "出台",
    "完成率",
    "保持",
    "保障",
    "继续",
    "认定",
    "认证",
    "处理",
    "查处",
    "第一季度",
    "第二季度",
    "第三季度",
    "第四季度",
    "围绕",
    "强化",
    "深化",
    "做好",
    "力争全年",
    "全力",
    "积极",
    "高质量",
    "高标准",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "预期",
    "目前",
    "目前拥有",
    "现有",
    "全部",
    "更新",
    "检查",
    "巡查",
    "排查",
    "整治",
    "修缮",
    "新改建",
    "改建",
    "扩建",
    "发展",
    "汇聚",
    "集聚",
    "提供",
    "服务",
    "布局",
    "储备",
    "招引",
    "招录",
    "招聘",
    "签约",
    "落地",
    "开工",
    "投产",
    "竣工",
    "是",
    "有",
    "还有",
    "另",
    "另有",
    "按",
    "按照",
    "依托",
    "通过",
    "结合",
    "实际",
    "实有",
    "确定",
    "消灭",
    "检测发现的",
    "发现的",
    "比",
    "较",
]
#: heads that may be the measure itself when nothing follows them: 开工1个, 参展2次
_NOT_HEAD_OF = {
    "完成": ("完成率", "完成投资"),
    "增加": ("增加值",),
    "建设": ("建设用地", "建设进度", "建设项目"),
    "服务": ("服务业", "服务率", "服务贸易"),
    "新": ("新能源", "新材料", "新兴", "新型", "新一代", "新项目", "新区", "新城", "新型城镇化"),
    "重点": ("重点企业", "重点项目", "重点服务包", "重点行业", "重点工程", "重点产业"),
    "实际": ("实际利用",),
    "累计": (),
    "发展": ("发展党员",),
    "签约": ("签约率", "签约额", "签约项目"),
    "落地": ("落地项目",),
    "开工": ("开工率", "开工项目"),
    "培训": ("培训率", "培训班"),
    "检查": ("检查率",),
    "改造": ("改造率",),
    "投入": ("投入强度",),
    "储备": ("储备项目",),
    "入库": ("入库企业", "入库税", "入库率"),
    "市级": ("市级专精", "市级示范", "市级及以上", "市级美", "市级重", "市级财政"),
    "在": ("在校", "在建", "在岗", "在川", "在园"),
    "为": (),
    "有": ("有效",),
    "高质量": ("高质量户数",),
    "对": ("对接", "对外"),
    "以": ("以上",),
    "近": ("近郊",),
    "保障": ("保障性",),
    "认定": (),
    "共": ("共享", "共有产权"),
    "全部": (),
    "排查": ("排查率",),
    "使": ("使用",),
    "处置": ("处置率",),
    "更新": ("更新改造",),
    "检测发现的": (),
    "到": ("到位", "到账"),
    "从": ("从业",),
    "让": (),
    "比": ("比重", "比例"),
    "已": (),
    "是": (),
    "按": (),
    "走访": (),
    "实施": (),
    "每": ("每万人", "每千人", "每百", "每亿"),
    "达": ("达标",),
    "均": (),
    "由": (),
    "把": (),
    "将": (),
    "另": (),
    "再": ("再生", "再担保"),
    "与": (),
    "和": ("和美",),
    "及": (),
    "或": (),
    "并": ("并网",),
    "且": (),
    "超": ("超低", "超高", "超算"),
    "约": (),
    "较": (),
    "促进": (),
    "支持": (),
    "持续": (),
    "组织": ("组织覆盖",),
    "布局": (),
    "保持": (),
    "优化": (),
    "提升": (),
    "完善": (),
}
#: verbs before the last noun of a clause: what is behind the last of them is measured
_VERBS = [
    "完成",
    "实现",
    "新增",
    "引进",
    "吸引",
    "开展",
    "举办",
    "达到",
    "走访",
    "培育",
    "拥有",
    "惠及",
    "净增",
    "净增加",
    "建成",
    "打造",
    "设立",
    "新建",
    "累计",
    "获得",
    "落实",
    "启动",
    "兑现",
    "争取",
    "发放",
    "招引",
    "签订",
    "推出",
    "查处",
    "新开工",
    "新改建",
    "新建改扩建",
]
_CUTS = [
    "入选",
    "获得",
    "获评",
    "获批",
    "获",
    "落地",
    "开工",
    "投产",
    "竣工",
    "注册",
    "配备",
    "提供",
    "开展",
    "免费",
    "实施",
    "完成",
    "在",
    "居",
    "位居",
    "达到",
    "成功",
    "参加",
    "赴",
    "进行",
    "享受",
    "建成",
    "协同",
    "推进",
    "用于",
    "给予",
    "为",
    "对",
    "并",
    "且",
    "纳入",
    "揭牌",
    "运行",
    "加快",
    "逐步",
    "实现",
    "接受",
    "办理",
    "全部",
    "均",
    "已",
    "将",
    "列入",
    "荣获",
    "正式",
    "开始",
    "启用",
    "投入",
    "通过",
    "予以",
    "作为",
    "被",
    "由",
    "以上",
    "以内",
    "左右",
    "及以上",
    "高质量",
    "按照",
    "按",
    "根据",
    "具体",
    "涉及",
    "到",
    "从",
    "上",
    "确保",
    "力争",
    "超",
    "的",
    "开业",
    "投用",
    "达",
    "占",
    "比",
    "同比",
    "增长",
    "下降",
    "结合",
    "进一步",
    "促进",
    "新增",
    "打造",
    "形成",
    "成为",
    "入驻",
    "集聚",
    "惠及",
    "服务",
    "覆盖",
    "受益",
    "参与",
    "共",
    "每",
    "签约落地",
    "开园",
    "开诊",
    "开馆",
    "亮相",
]


def _table(words: tuple[str, ...] | list[str], at: int) -> dict[str, tuple[str, ...]]:
    ordered = sorted(set(words), key=len, reverse=True)
    return {key: tuple(w for w in ordered if w[at] == key) for key in {w[at] for w in words}}


_TAILS_BY_LAST = _table(list(_TAILS), -1)
_HEADS_BY_FIRST = _table(_HEADS, 0)
_CUTS_BY_FIRST = _table(_CUTS, 0)
#: what opens a clause that only qualifies the noun behind its 的
_QUALIFIERS = (
    "具有",
    "紧跟",
    "有",
    "符合",
    "面向",
    "能",
    "以",
    "可",
    "达到",
    "高",
    "新",
    "不",
    "拥有",
    "含",
)


def clause_start(text: str, start: int, floor: int) -> int:
    """Where the clause of the figure at `start` begins, brackets before the figure included."""
    at, lowest = start, max(floor, start - REACH)
    while at > lowest:
        letter = text[at - 1]
        opener = _CLOSERS.get(letter)
        if opener is not None:
            opening = text.rfind(opener, lowest, at - 1)
            if opening < 0:
                return at
            at = opening
            continue
        if letter in STOPS and not (letter == "、" and _enumerates(text, at - 1, lowest)):
            return at
        at -= 1
    return at


def _enumerates(text: str, at: int, lowest: int) -> bool:
    """Whether the 、 at `at` joins nouns of one measure rather than parting two."""
    return at - 1 >= lowest and not text[at - 1].isdigit() and text[at - 1] not in "%"


def lead(clause: str) -> str:
    """The noun phrase that `clause`, ending at a figure, puts before it."""
    noun = _strip_tails(_strip_date(clause.strip("“”、")))
    for verb in _VERBS:
        at = noun.rfind(verb)
        if (
            at >= 0
            and len(noun) - at - len(verb) >= 2
            and not noun.startswith(_NOT_HEAD_OF.get(verb) or ("\0",), at)
        ):
            noun = noun[at + len(verb) :]
    return _strip_heads(noun).strip("“、” ") if "“" not in noun else _strip_heads(noun)


def _strip_date(noun: str) -> str:
    """Without the date that opens it: 2025年经营性收入, 6月20日前完成."""
    at = 0
    while at < len(noun) and noun[at] in _DIGITS:
        end = at
        while end < len(noun) and noun[end] in _DIGITS:
            end += 1
        for word in _CALENDAR:
            if noun.startswith(word, end):
                at = end + len(word)
                break
        else:
            break
    return noun[at:].lstrip("前底末起，") if at else noun


_DIGITS = frozenset("0123456789-一二三四五六七八九〇十")
_CALENDAR = ("年度", "年", "月份", "月底", "月", "日", "季度", "个月", "周")


def _before_comparison(noun: str) -> str:
    """工业总产值比一九五二年 measures 工业总产值."""
    if noun.endswith(("年", "年的", "水平", "期", "末", "初", "同口径")):
        for word in "比较由从":
            at = noun.rfind(word)
            if at > 1 and len(noun) - at <= 12:
                return noun[:at].rstrip("已，")
    return noun


def _strip_tails(noun: str) -> str:
    while noun:
        for word in _TAILS_BY_LAST.get(noun[-1], ()):
            if noun.endswith(word) and not noun.endswith(_KEEP):
                noun = noun[: -len(word)]
                break
        else:
            shorter = _before_comparison(noun)
            if shorter != noun:
                noun = shorter
                continue
            if noun[-1] == ")" and (opening := noun.rfind("(")) > 0 and noun[opening + 1] == "第":
                noun = noun[:opening]
                continue
            break
    return noun


def _strip_heads(noun: str) -> str:
    while noun:
        for word in _HEADS_BY_FIRST.get(noun[0], ()):
            if noun.startswith(word) and not noun.startswith(_NOT_HEAD_OF.get(word) or ("\0",)):
                if len(noun) == len(word) and len(word) > 1:
                    return noun if word in _OWN else ""
                noun = noun[len(word) :]
                break
        else:
            break
    return noun


#: verbs that are themselves what is counted
_OWN = frozenset(
    ["开工", "投产", "竣工", "签约", "落地", "走访", "培训", "检查", "改造", "整治", "排查"]
)


def follow(text: str, end: int) -> str:
    """The noun phrase behind the unit that ends at `end`."""
    at, size, limit = end, len(text), min(len(text), end + 40)
    start = end
    while at < limit:
        letter = text[at]
        if (letter in STOPS and letter != "、") or (letter in ")；”" and "“" not in text[start:at]):
            break
        if letter == "、" and (
            at == start or text[at + 1 : at + 2].isdigit() or "0" <= text[at + 1 : at + 2] <= "9"
        ):
            break
        if letter in "和及与" and text[at + 1 : at + 2].isdigit():
            break
        if letter.isdigit() and letter <= "9":
            break
        if letter == "的" and at > start:
            if not text.startswith(_QUALIFIERS, start):
                break
            start = at = at + 1
            continue
        if at > start and text.startswith(_CUTS_BY_FIRST.get(letter, ("\0",)), at):
            break
        at += 1
    noun = text[start:at]
    if (
        at < size
        and text[start : start + 1]
        and text.startswith(_CUTS_BY_FIRST.get(text[start], ("\0",)), start)
    ):
        return ""
    return noun.strip("“、” ") if noun.count("“") != noun.count("”") else noun


def best(text: str, clause: int, start: int, end: int, unit: str) -> str:
    """The noun phrase beside the figure `start`–`end`; empty where neither side has one."""
    after = follow(text, end)
    counted = not is_rate_or_money(unit)
    before = lead(text[clause:start])
    if counted:
        return after or before
    return after if before in _GENERIC and after else before or after


_GENERIC = frozenset(("", "总规模", "规模", "总额", "总投资", "金额", "资金", "每", "首期规模"))
