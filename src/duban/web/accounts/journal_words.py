"""What a line of the journal keeps, as people read it: facts by their names, states in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from duban.web.accounts.rights import Role
from duban.web.journal.models import Entry

Label = Promise | str
#: how a fact is called; one not listed here shows its own word
FACTS: Mapping[str, Label] = {
    "active": gettext_lazy("在用"),
    "aliases": gettext_lazy("别名"),
    "approver": gettext_lazy("审定人"),
    "areas": gettext_lazy("遮盖处"),
    "asks_parts": gettext_lazy("要求配合情况"),
    "basis": gettext_lazy("依据"),
    "change": gettext_lazy("变更编号"),
    "check": gettext_lazy("核查编号"),
    "closes": gettext_lazy("锁定日期"),
    "code": gettext_lazy("代码"),
    "colour": gettext_lazy("颜色"),
    "correction": gettext_lazy("更正编号"),
    "corrects": gettext_lazy("原填报编号"),
    "count": gettext_lazy("数量"),
    "counted": gettext_lazy("计数"),
    "day": gettext_lazy("日期"),
    "digest": gettext_lazy("摘要"),
    "digests": gettext_lazy("摘要数"),
    "doubt": gettext_lazy("疑点"),
    "doubts": gettext_lazy("疑点数"),
    "doubts_open": gettext_lazy("未处理疑点"),
    "draw": gettext_lazy("抽查编号"),
    "due": gettext_lazy("截止日期"),
    "edition": gettext_lazy("版次"),
    "entry": gettext_lazy("条目"),
    "evidence": gettext_lazy("依据文件"),
    "field": gettext_lazy("栏目"),
    "file": gettext_lazy("文件"),
    "finding": gettext_lazy("发现"),
    "from": gettext_lazy("原为"),
    "governs": gettext_lazy("所辖台账"),
    "history": gettext_lazy("各期亮灯"),
    "indexed": gettext_lazy("可被搜索引擎收录"),
    "indicators": gettext_lazy("指标"),
    "kept": pgettext_lazy("journal", "保留"),
    "key": gettext_lazy("名称属性"),
    "kind": gettext_lazy("类别"),
    "lapsed": gettext_lazy("失效建议"),
    "late": gettext_lazy("逾期"),
    "lights": gettext_lazy("亮灯"),
    "mail": gettext_lazy("邮件提醒"),
    "matched": gettext_lazy("识别处"),
    "members": gettext_lazy("成员单位"),
    "metric": gettext_lazy("指标名称"),
    "name": gettext_lazy("名称"),
    "not_personal": gettext_lazy("确认不含个人信息"),
    "notices": gettext_lazy("通知"),
    "number": gettext_lazy("编号"),
    "old": gettext_lazy("原内容"),
    "on": gettext_lazy("日期"),
    "opens": gettext_lazy("开放日期"),
    "order": gettext_lazy("督办单"),
    "paper": gettext_lazy("依据"),
    "parent": gettext_lazy("上级单位"),
    "period": gettext_lazy("时期"),
    "periods": gettext_lazy("填报期"),
    "person": pgettext_lazy("journal", "人员"),
    "personal": gettext_lazy("个人信息"),
    "plan": gettext_lazy("计划"),
    "pool": gettext_lazy("抽查范围"),
    "proposals": gettext_lazy("督办建议"),
    "reason": gettext_lazy("理由"),
    "release": gettext_lazy("须审签"),
    "renewed": gettext_lazy("换发"),
    "reply_by": gettext_lazy("回复期限"),
    "result": gettext_lazy("结果"),
    "review_on": gettext_lazy("复核日期"),
    "rhythm": gettext_lazy("填报频次"),
    "robots": gettext_lazy("群提醒"),
    "role": gettext_lazy("责任"),
    "rule": gettext_lazy("规则"),
    "seed": gettext_lazy("随机种子"),
    "sent": gettext_lazy("已发送"),
    "series": gettext_lazy("代字"),
    "served_by": gettext_lazy("取自填报编号"),
    "sha256": gettext_lazy("文件校验值"),
    "shares": gettext_lazy("任务量"),
    "shares_before": gettext_lazy("原任务量"),
    "since": gettext_lazy("自"),
    "size": gettext_lazy("大小"),
    "speaker": gettext_lazy("发言人"),
    "state": gettext_lazy("状态"),
    "stood": gettext_lazy("原研判"),
    "taken_back": gettext_lazy("收回的单位"),
    "task": gettext_lazy("任务"),
    "tasks": gettext_lazy("任务"),
    "title": gettext_lazy("标题"),
    "to": gettext_lazy("转给"),
    "told": gettext_lazy("已告知"),
    "towns": gettext_lazy("街镇"),
    "unit": gettext_lazy("单位"),
    "units": gettext_lazy("单位"),
    "until": gettext_lazy("至"),
    "used": gettext_lazy("已用到几号"),
    "username": gettext_lazy("登录名"),
    "value": gettext_lazy("数值"),
    "values": gettext_lazy("填报数值"),
    "verdicts": gettext_lazy("进度判定"),
    "verifier": gettext_lazy("核查人"),
    "whole_year": gettext_lazy("全年"),
    "word": gettext_lazy("研判结果"),
    "year": gettext_lazy("年份"),
}
#: codes that stand in many kinds of lines
CODES: Mapping[str, Label] = {
    "lead": gettext_lazy("牵头"),
    "co": gettext_lazy("配合"),
    "share": gettext_lazy("分解承担"),
    "reached": gettext_lazy("达到"),
    "partly": gettext_lazy("部分达到"),
    "not": gettext_lazy("未达到"),
    "reachable": gettext_lazy("研判可以完成"),
    "unreachable": gettext_lazy("研判难以完成"),
    "good": gettext_lazy("办理质量好"),
    "poor": gettext_lazy("办理质量不高"),
    "blue": gettext_lazy("蓝色"),
    "green": gettext_lazy("绿色"),
    "yellow": gettext_lazy("黄色"),
    "red": gettext_lazy("红色"),
    "grey": gettext_lazy("灰色"),
    "True": gettext_lazy("是"),
    "False": gettext_lazy("否"),
}
#: no more of a value is shown in the list; the whole of it is read over the API
LONGEST = 400
#: values that say nothing; nought and no are values
NOTHING: tuple[Any, ...] = (None, "", [], {})


def details(entry: Entry) -> list[tuple[Label, str]]:
    """Before, after and the facts beside them, each with its name and in words."""
    words = _words_of(entry.subject_type)
    rows: list[tuple[Label, str]] = []
    for label, value in ((_("之前"), entry.before), (_("之后"), entry.after)):
        if value not in NOTHING:
            rows.append((label, _shown(value, words)))
    rows += [
        (_named(name), _shown(value, words))
        for name, value in entry.facts.items()
        if value not in NOTHING
    ]
    return rows


def _named(name: str) -> Label:
    """The name of a fact; what is kept by the key of a row is told by its number."""
    if name.isdecimal():
        return _("编号%(number)s") % {"number": name}
    return FACTS.get(name, name)


def _words_of(subject_type: str) -> Mapping[str, str]:
    """The codes that the thing's own state and kind are kept by, and roles, with their words."""
    words = {role.value: str(role.label) for role in Role}
    words |= {code: str(word) for code, word in CODES.items()}
    if not subject_type:
        return words
    try:
        model = apps.get_model(subject_type)
    except LookupError:
        return words
    for name in ("kind", "meaning", "role", "state"):
        words |= dict(_choices(model, name))
    return words


def _choices(model: Any, name: str) -> Iterator[tuple[str, str]]:
    try:
        choices = model._meta.get_field(name).choices or ()
    except FieldDoesNotExist:
        return
    yield from ((str(code), str(word)) for code, word in choices)


def _shown(value: Any, words: Mapping[str, str]) -> str:
    match value:
        case dict():
            parts = [
                f"{_named(name)}：{_shown(one, words)}"
                for name, one in value.items()
                if one not in NOTHING
            ]
            text = "；".join(parts)
        case list() | tuple():
            text = "、".join(_shown(one, words) for one in value)
        case _:
            text = words.get(str(value), str(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
