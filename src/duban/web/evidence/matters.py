"""Names of people beside matters of their health, petitions or the police.

    role    患者李建国     信访人王某英反映   嫌疑人赵志强
    matter  村民张桂花因病   刘德才涉嫌盗窃

A name is a common surname and one or two characters that end where a word must end. Words that
begin like a name (患者陈述, 举报人张贴) are let pass, and so are names covered already (李某某).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: the hundred most common surnames, without those that begin many other words
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭"
    "吕苏卢蒋蔡贾丁魏薛叶阎潘戴汪姜姚谭廖邹熊陆郝孔崔邱秦侯邵孟钱汤尹黎贺赖龚"
)
ROLES = (
    "患者|病人|患儿|死者|伤者|感染者|精神障碍患者|信访人|上访人|上访户|来访人|举报人|投诉人"
    "|信访群众|嫌疑人|被告人|受害人|被害人|吸毒人员|戒毒人员|社区矫正对象|刑满释放人员"
    "|肇事者|违法人员"
)
#: what stands before a name that comes first
BEFORE = "村民|居民|职工|群众|户主|学生|老人|户|，|。|；|、|：|,|;|:|（|\\(|^|\\s"
MATTERS = (
    "确诊|感染|罹患|患有|患|因病|病故|病危|住院|吸毒|被刑拘|被拘留|被判|涉嫌|上访|信访|缠访|非访"
)
_ORDINARY = (
    "张贴 张口 张罗 陈述 陈旧 黄色 周边 周围 周期 周到 谢绝 谢谢 唐突 叶片 汪洋 孔洞 钱款 钱物 "
    "汤药 贺信 丁字 朱红 孙子 孙女 胡乱 胡说 罗列 梁柱 徐徐 苏醒 戴着 戴上 杨树 沈淀"
)
#: words that begin with a surname and are no name
WORDS = frozenset(_ORDINARY.split())
#: no given name ends so: it is a place or a body
_PLACE = "村镇区街乡县市省组局办委路河院站所队厂"
_FOLLOWS = (
    r"(?=$|[^\u4e00-\u9fff]|[的因反映于在已被向称来到患与和及等家住男女同系为并经现从要不无有是说提]"
    rf"|{MATTERS})"
)
_GIVEN = rf"[\u4e00-\u9fff]{{1,2}}?(?<![{_PLACE}某])"
_AFTER_ROLE = re.compile(
    rf"(?:{ROLES})(?:为|是|系|：|:|（|\()?(?P<name>[{SURNAMES}]{_GIVEN}){_FOLLOWS}"
)
_BEFORE_MATTER = re.compile(
    rf"(?:{BEFORE})(?P<name>[{SURNAMES}]{_GIVEN})(?:，|,)?(?={MATTERS})", re.MULTILINE
)


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Where such a name stands."""
    for pattern in (_AFTER_ROLE, _BEFORE_MATTER):
        for found in pattern.finditer(text):
            start, end = found.span("name")
            name = found["name"]
            if name[:2] not in WORDS and "某" not in name:
                yield start, end
