"""What kind of thing stands in a cell, told from the cell alone: to check a header by its data."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from duban.reading.dates import due_of, is_spoken
from duban.reading.names import NOBODY, pieces


class Kind(StrEnum):
    """What a cell holds. NOBODY is a stroke or 无, FIGURE a bare number that counts no rows,
    WORDS a short text, TEXT a long one."""

    EMPTY = "empty"
    NOBODY = "nobody"
    SERIAL = "serial"
    FIGURE = "figure"
    DATE = "date"
    PEOPLE = "people"
    UNITS = "units"
    WORDS = "words"
    TEXT = "text"


_SERIAL = re.compile(r"\d{1,4}(?:[.．\-]\d{1,3}){0,3}[.．、]?|[（(]\d{1,3}[)）]|[①-⑳]")
_FIGURE = re.compile(r"[约近超]?\d+(?:[.,]\d+)*\s*(?:万元?|亿元?|元|%)?")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜"
    "丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺"
    "严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿"
    "芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲"
    "卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦缪畅应计虞支昝诸储荆郁"
)
_PERSON_TITLES = (
    "书记",
    "镇长",
    "区长",
    "县长",
    "市长",
    "主任",
    "局长",
    "委员",
    "部长",
    "常委",
    "主席",
)
_UNIT_WORD = re.compile(
    r"(?:[局委办所部组科处站队厅署会院镇乡村居企区县校馆园社联街]|中心|街道|公司|单位|部门|专班|政府|集团|基地|支队|大队"
    r"|办公室|机构|银行|学校|团委|妇联|总工会|法院|检察院|居\)|居）|等)(?:[（(].*[)）])?$"
)


@lru_cache(maxsize=8192)
def kind_of(text: str) -> Kind:
    """The kind of a cell's text, outer white space already gone."""
    if not text:
        return Kind.EMPTY
    if text in NOBODY:
        return Kind.NOBODY
    if len(text) > 60:
        return Kind.UNITS if _are_units(text) else Kind.TEXT
    if _SERIAL.fullmatch(text) and (
        text.isdigit() or due_of(text, 2000) is None or "." in text[:3]
    ):
        return Kind.SERIAL
    if due_of(text, 2000) is not None or (len(text) <= 12 and is_spoken(text)):
        return Kind.DATE
    if _FIGURE.fullmatch(text):
        return Kind.FIGURE
    if _are_people(text):
        return Kind.PEOPLE
    if _are_units(text):
        return Kind.UNITS
    return Kind.WORDS if len(text) <= 20 else Kind.TEXT


def _are_people(text: str) -> bool:
    words = [word for piece in pieces(text) for word in piece.split()]
    if len(words) > 1 and all(len(word) == 1 for word in words):
        words = ["".join(words)]
    return bool(words) and all(_is_person(word) for word in words)


def _is_person(word: str) -> bool:
    name = re.split("[（(]", word)[0]
    for title in _PERSON_TITLES:
        name = name.removesuffix(title).removesuffix("副")
    return (
        1 <= len(name) <= 3
        and name[0] in _SURNAMES
        and (len(name) > 1 or name != word)
        and not _UNIT_WORD.search(name)
        and "\u4e00" <= name[-1] <= "\u9fff"
    )


def _are_units(text: str) -> bool:
    if "。" in text or "；" in text:
        return False
    names = pieces(text)
    likely = sum(len(name) <= 24 and _UNIT_WORD.search(name.strip()) is not None for name in names)
    return bool(names) and likely * 2 >= len(names)
