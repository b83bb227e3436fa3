"""F606 不应留有乱码、网页标记和外文词

Replacement characters, text read in a wrong encoding, marks of HTML, and foreign function words
between Chinese ones (目标 and 责任) are what a conversion left behind. Names in Latin letters
(APP, CEO, WiFi) are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import Severity

#: UTF-8 read as Latin-1
_AS_LATIN = (
    r"(?:[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    r"\u2013-\u2122]{1,3}){2,}"
)
#: what is meant, and the pattern; the first that is found is told
_KINDS = (
    (
        "乱码",
        re.compile(
            r"[\ufffd\ue000-\uf8ff\u3105-\u312f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|锟斤拷|烫烫|屯屯屯"
        ),
    ),
    ("乱码", re.compile(_AS_LATIN)),
    (
        "网页标记",
        re.compile(r"&(?:nbsp|amp|lt|gt|quot|ensp|emsp|ldquo|rdquo|#\d+|#x[0-9a-fA-F]+);?"),
    ),
    (
        "网页标记",
        re.compile(r"</?(?:p|br|b|i|u|div|span|td|tr|th|table|font|strong|em|a|sup|sub)\b[^<>]*>"),
    ),
    ("转义符", re.compile(r"\\[nrt](?![a-zA-Z])|%[0-9A-F]{2}%[0-9A-F]{2}|\\u[0-9a-fA-F]{4}")),
    (
        "外文词",
        re.compile(
            r"(?<![A-Za-z])(?:and|or|the|of|to|for|with|in|on|by|from|is|are|at|per|etc|"
            r"null|NULL|None|nan|NaN|undefined|total|amount|task|done|(?!wifi|http|html)[a-z]{4,})(?![A-Za-z])"
        ),
    ),
    (
        "外文字母",
        re.compile(
            r"[\u0400-\u04ff\u3041-\u3096\u30a1-\u30fa\uac00-\ud7af\u0600-\u06ff\u0e00-\u0e7f]+"
        ),
    ),
)
#: the characters that the GBK reading of Chinese in UTF-8 is full of: bytes E4–E9 before 80–BF
_OF_GBK = "".join(
    bytes((lead, trail)).decode("gbk", "ignore")
    for lead in range(0xE4, 0xEA)
    for trail in range(0x80, 0xC0)
)
#: nothing is left over where none of these stands
_ODD = re.compile(
    r"[^\u0020-\u0040\u005b-\u0060\u007b-\u007e\u00b7\u2010-\u203f\u2100-\u303f\u4e00-\u9fff"
    rf"\uff00-\uffef\n\r\t]|[&<\\%锟烫屯{_OF_GBK}]"
)
_HAN = re.compile("[一-鿿]")
_HAN_PAIR = re.compile("[一-鿿]{2}")
_HAN_RUN = re.compile("[一-鿿]{3,}")
_MARKS = "，。、；：,;0123456789"
_QUOTES = "“”‘’《》（）()\"'"


@rule("F606", "不应留有乱码、网页标记和外文词", Severity.WARNING)
def no_leftovers(view: TaskView) -> Iterator[Remark]:
    for name, text in view.cells.items():
        if not _ODD.search(text):
            continue
        if (run := _utf8_read_as_gbk(text)) is not None:
            yield Remark(f"疑有乱码“{run}”。", fields=(name,), values={"所写": run})
            continue
        for kind, pattern in _KINDS:
            found = pattern.search(text)
            if found is None or (kind == "外文词" and not _among_chinese(text, found)):
                continue
            around = text[max(0, found.start() - 8) : found.end() + 8]
            yield Remark(
                f"疑有{kind}“{found[0]}”：…{around}…",
                fields=(name,),
                values={"所写": found[0], kind: around},
                suggestion=_without(text, found, kind),
            )
            break


def _among_chinese(text: str, found: re.Match[str]) -> bool:
    """Whether a foreign word stands between Chinese ones, not in a foreign name or quoted."""
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    sides = before[-1:], after[:1]
    if any(side in _QUOTES for side in sides):
        return False
    return any(map(_HAN.match, sides)) and all(_HAN.match(side) or side in _MARKS for side in sides)


def _without(text: str, found: re.Match[str], kind: str) -> str | None:
    """The text without a mark of HTML, or with 和 for and; what other words mean nobody knows."""
    if kind != "网页标记" and found[0] != "and":
        return None
    word = "和" if found[0] == "and" else ""
    return text[: found.start()].rstrip() + word + text[found.end() :].lstrip()


def _utf8_read_as_gbk(text: str) -> str | None:
    """A run of characters whose GBK bytes are Chinese in UTF-8, which no Chinese text's are."""
    for run in _HAN_RUN.findall(text):
        said = run.encode("gbk", "replace").decode("utf-8", "replace")
        if _HAN_PAIR.search(said):
            return str(run)
    return None
