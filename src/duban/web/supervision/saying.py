"""Why a light shows, in the reader's language.

A cause is made and kept in Chinese, as a whole sentence of known clauses with the arithmetic
(`duban.tracking`). A reader of another language gets the clauses in it; what was written by people
(the names of figures, units, reasons) stays as it was written, and so does a clause nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from duban.plan import Period
from duban.tracking.rulebook import Light
from duban.web.design.periods import period_words
from duban.web.supervision.models import Colour

DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
PERIOD = re.compile(r"(\d{4})(?:—(\d{4}))?年(?:([一二三四])季度|([上下])半年|(\d+)(?:—(\d+))?月)?")
#: what a place of a clause can hold; other places hold any words
HOLDS = {
    "day": DAY.pattern,
    "period": PERIOD.pattern,
    "light": "[灰绿蓝黄红]",
    "count": r"\d+",
    "value": r"-?[\d.]+",
}
#: the clauses; one that says more stands before one that it begins with
CLAUSES = (
    gettext_noop("%(day)s将亮红灯"),
    gettext_noop("%(day)s很可能亮红灯"),
    gettext_noop("%(day)s可能亮红灯"),
    gettext_noop("%(day)s很可能亮红灯：%(rest)s"),
    gettext_noop("%(day)s可能亮红灯：%(rest)s"),
    gettext_noop("届时仍未办结"),
    gettext_noop("按目前情况推算"),
    gettext_noop("按目前进度预计为%(amount)s"),
    gettext_noop("最近一期进展未报送"),
    gettext_noop("如%(period)s仍不报送"),
    gettext_noop("任务已于%(day)s撤销"),
    gettext_noop("任务已于%(day)s办结"),
    gettext_noop("逾期%(count)s日"),
    gettext_noop("任务自%(day)s起挂账"),
    gettext_noop("任务自%(day)s起办理"),
    gettext_noop("尚未开始"),
    gettext_noop("没有可以计量的进度要求"),
    gettext_noop("首期填报尚未到期"),
    gettext_noop("%(metric)s尚无到期的进度要求或可比的数值"),
    gettext_noop("未达亮灯条件"),
    gettext_noop("亮%(light)s灯"),
    gettext_noop("应于%(day)s完成"),
    gettext_noop("已逾期%(count)s日"),
    gettext_noop("还有%(count)s日"),
    gettext_noop("规则未就逾期亮灯"),
    gettext_noop("规则未就缺报亮灯"),
    gettext_noop("任务未定期限"),
    gettext_noop("至%(period)s进展报送正常"),
    gettext_noop("尚无可以评判的填报"),
    gettext_noop("与计划持平"),
    gettext_noop("计划为0"),
    gettext_noop("相差%(amount)s"),
    gettext_noop("落后%(value)s个百分点"),
    gettext_noop("超前%(value)s个百分点"),
    gettext_noop("落后%(value)s%%"),
    gettext_noop("超前%(value)s%%"),
    gettext_noop("%(one)s与%(two)s之差"),
    gettext_noop("完成比%(value)s"),
    gettext_noop("已启动"),
    gettext_noop("自%(day)s起连续%(count)s个月未启动"),
    gettext_noop("至%(period)s连续%(count)s期未按时完成"),
    gettext_noop("至%(period)s连续%(count)s期未报送进展"),
    gettext_noop("%(period)s进度要求经审核达到"),
    gettext_noop("%(period)s进度要求经审核部分达到"),
    gettext_noop("%(period)s进度要求经审核未达到"),
    gettext_noop("%(day)s研判可以完成"),
    gettext_noop("%(day)s研判难以完成"),
    gettext_noop("%(day)s认定办理质量好"),
    gettext_noop("%(day)s认定办理质量不高"),
    gettext_noop("%(day)s就%(period)s研判可以完成"),
    gettext_noop("%(day)s就%(period)s研判难以完成"),
    gettext_noop("%(day)s就%(period)s认定办理质量好"),
    gettext_noop("%(day)s就%(period)s认定办理质量不高"),
    gettext_noop("%(period)s进展按时报送"),
    gettext_noop("%(period)s进展于%(day)s迟报"),
    gettext_noop("%(period)s未到期"),
    gettext_noop("%(period)s待审核"),
    gettext_noop("%(period)s按时完成"),
    gettext_noop("%(period)s逾期补齐"),
    gettext_noop("%(period)s未完成"),
    gettext_noop("%(metric)s截至%(period)s%(count)s期应完成%(amount)s"),
    gettext_noop("%(metric)s按时间进度至%(day)s应达到%(amount)s"),
    gettext_noop("%(metric)s%(period)s应达到%(amount)s"),
    gettext_noop("%(metric)s%(period)s目标%(amount)s"),
    gettext_noop("%(metric)s全期保持%(amount)s"),
    gettext_noop("尚无审核通过的数值"),
    gettext_noop("按%(amount)s计"),
    gettext_noop("实际%(amount)s"),
    gettext_noop("规则：%(bounds)s"),
)
#: why the rules ask for an act
REASONS = (
    gettext_noop("连续%(count)s期%(light)s灯"),
    gettext_noop("连续%(count)s期%(light)s灯及以上"),
    gettext_noop("累计%(count)s期%(light)s灯"),
    gettext_noop("累计%(count)s期%(light)s灯及以上"),
    gettext_noop("按“%(name)s”规则发%(light)s色督办单"),
    gettext_noop("按“%(name)s”规则通报"),
    gettext_noop("按“%(name)s”规则约谈"),
    gettext_noop("按“%(name)s”规则催办"),
    gettext_noop("按“%(name)s”规则报分管领导"),
    gettext_noop("按“%(name)s”规则扣%(value)s分"),
    gettext_noop("%(light)s色督办单%(number)s应于%(day)s前回复"),
    gettext_noop("至今未回复"),
    gettext_noop("升级为%(light)s色督办单"),
    gettext_noop("升级为通报"),
    gettext_noop("升级为约谈"),
    gettext_noop("升级为报分管领导"),
)
#: what a rule asks for, within its brackets
BOUNDS = (
    gettext_noop("超过%(value)s"),
    gettext_noop("不少于%(value)s"),
    gettext_noop("少于%(value)s"),
    gettext_noop("不超过%(value)s"),
)
#: another light than the rules give: whose word, until when, why, and what the rules give
WORD = gettext_noop(
    "%(who)s改为%(light)s灯，至%(day)s止，理由：%(reason)s。按规则应为%(other)s灯："
)
PLACE = re.compile(r"%\((\w+)\)s")
#: a clause, and the last pair of brackets behind it
BRACKETS = re.compile(r"(.*)（([^（）]*)）")


def told(cause: str) -> str:
    """The cause as a page shows it."""
    language = get_language()
    if language is None or language == settings.LANGUAGE_CODE:
        return cause
    return _told(cause, language)


@lru_cache(maxsize=4096)
def _told(cause: str, _language: str) -> str:
    # a list says few causes on many pages
    word = _pattern(WORD, whole=False).match(cause)
    if word is None:
        return _sentence(cause)
    return f"{_filled(WORD, word.groupdict())} {_sentence(cause[word.end() :])}"


def _sentence(text: str) -> str:
    clauses = ", ".join(map(_clause, text.removesuffix("。").split("，")))
    return f"{clauses[:1].upper()}{clauses[1:]}{'.' * text.endswith('。')}"


def _clause(text: str) -> str:
    found = BRACKETS.fullmatch(text)
    if found is not None:
        return f"{_clause(found[1])} ({_clause(found[2])})"
    periods = text.split("、")
    if all(map(PERIOD.fullmatch, periods)):
        return ", ".join(map(_period, periods))
    return _by(CLAUSES + REASONS, text) or text


def _by(known: tuple[str, ...], text: str) -> str:
    """Empty where nobody knows it."""
    for clause in known:
        found = _pattern(clause).fullmatch(text)
        if found is not None:
            return _filled(clause, found.groupdict())
    return ""


@cache
def _pattern(clause: str, *, whole: bool = True) -> re.Pattern[str]:
    """`whole`: a place for words holds nothing that ends a clause."""
    words = "[^，。]+" if whole else ".+?"
    parts = PLACE.split(clause.replace("%%", "%"))
    held = (
        f"(?P<{part}>{_inner(HOLDS.get(_sort(part), words))})" if at % 2 else re.escape(part)
        for at, part in enumerate(parts)
    )
    return re.compile("".join(held), re.DOTALL)


def _sort(place: str) -> str:
    return "light" if place == "other" else place


def _inner(pattern: str) -> str:
    """Without groups of its own."""
    return re.sub(r"\((?!\?)", "(?:", pattern)


def _filled(clause: str, places: Mapping[str, str]) -> str:
    return _(clause) % {name: SAID.get(name, str)(text) for name, text in places.items()}


def _day(text: str) -> str:
    return date_format(date(*map(int, DAY.fullmatch(text).groups())), "DATE_FORMAT")  # type: ignore[union-attr]


def _period(text: str) -> str:
    year, until, quarter, half, month, last = PERIOD.fullmatch(text).groups()  # type: ignore[union-attr]
    first = int(year)
    if quarter:
        return period_words(Period.quarter(first, "一二三四".index(quarter) + 1))
    if half:
        return period_words(Period.half(first, "上下".index(half) + 1))
    if month:
        return period_words(Period((first, int(month)), (first, int(last or month))))
    return period_words(Period.years(first, int(until or year)))


def _light(text: str) -> str:
    return str(Colour.of(Light(text)).label).lower()


def _bounds(text: str) -> str:
    return ", ".join(_by(BOUNDS, one) or one for one in text.split("、"))


SAID: Mapping[str, Callable[[str], str]] = {
    "day": _day,
    "period": _period,
    "light": _light,
    "other": _light,
    "bounds": _bounds,
    "rest": _clause,
}
