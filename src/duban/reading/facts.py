"""What a document says of itself: title, issuer, number, date, year and kind.

paragraphs before the body → the name of a notice's enclosure, else the line that ends like a title
a line that is only a date → date; the organisation above it, or in the title → issuer
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from duban.plan import Document, PlanKind, SourceFile
from duban.reading.headings import PLAIN, style_of
from duban.reading.source import Paragraph
from duban.reading.spelled import in_digits, small_number

#: how far into a document its own title and number are looked for, in paragraphs
HEAD = 30
_YEAR = r"(?:19|20)\d{2}"
_NUMBER = (
    rf"[^\W\d_]{{2,12}}\s*(?:〔|\[|（|\(|【|﹝)\s*{_YEAR}\s*(?:〕|\]|）|\)|】|﹞)\s*第?\s*\d+\s*号"
)
_NOTICE = "(?:印发|发布|下发|转发|公布)(?:《|〈)(.+?)(?:》|〉)\\s*的(?:通知|公告|通告)"
_ENDING_WORDS = """
    清单 方案 计划 报告 意见 通知 要点 办法 规划 纲要 任务书 任务 责任书 分解表 安排表 一览表
    计划表 明细表 汇总表 推进表 任务表 台账 细则 安排 总结 实事 项目表 目标 分解 表"""
_ENDINGS = tuple(_ENDING_WORDS.split())
_AGENCY_WORDS = """
    人民政府办公室 人民政府 委员会办公室 委员会 领导小组办公室 领导小组 办公室 办事处 管委会
    指挥部 公司 局 委 办 厅 院 署"""
_AGENCIES = tuple(_AGENCY_WORDS.split())
#: what may follow the issuer's name in a title
_AFTER_ISSUER = ("关于", "目标", "年度", "重点", "工作", "19", "20")
_ONLY_DATE = (
    rf"(?:（|\()?\s*(?:[^:：]{{0,12}}(?::|：))?\s*({_YEAR})\s*年\s*(\d{{1,2}}|十\d?)\s*月"
    r"\s*(\d{1,2}|[23]?十\d?)\s*日\s*(?:印发)?\s*(?:）|\))?"
)
_TITLE_YEAR = re.compile(rf"({_YEAR})\s*(?:年|(?:-|—|–|~|～|至)\s*{_YEAR}\s*年)")
_ENCLOSURE = r"附\s*(?:件|表|录)\s*\d*\s*(?::|：|\.|．)?\s*"
_REPORTS = ("工作报告", "总结", "报告", "述职", "工作情况", "完成情况")


class Facts(NamedTuple):
    """`used` are the positions of the paragraphs that these facts were read from."""

    title: str
    kind: PlanKind
    year: int | None
    issuer: str | None
    number: str | None
    date: date | None
    used: frozenset[int] = frozenset()

    def document(self, source: SourceFile) -> Document:
        return Document(
            self.title, self.kind, source, self.year, self.issuer, self.number, self.date
        )


def facts_of(paragraphs: Sequence[Paragraph], file_name: str, *, is_list: bool = False) -> Facts:
    """The facts of a document from its paragraphs in reading order; `is_list` for a task table."""
    lines = [plain(paragraph.text) for paragraph in paragraphs]
    levels = [paragraph.level for paragraph in paragraphs]
    used: set[int] = set()
    title = _title(lines, levels, used) or _stem(file_name)
    number = _number(lines, used)
    day, at = _date(lines, used)
    issuer = _issuer(lines, at, title, used)
    return Facts(
        title,
        _kind(title, is_list),
        _year(title, number, day, file_name),
        issuer,
        number,
        day,
        frozenset(used),
    )


def plain(line: str) -> str:
    """The line without outer white space and without the marks of a Markdown heading."""
    return line.strip().lstrip("#").strip()


def squeezed(text: str) -> str:
    """The text without any white space, to compare what differs only in blanks."""
    return "".join(text.split())


def _stem(file_name: str) -> str:
    return file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _title(lines: Sequence[str], levels: Sequence[int | None], used: set[int]) -> str:
    head = lines[:HEAD]
    enclosed = _enclosed(head, used)
    if enclosed:
        return enclosed
    at = _title_line(head, levels)
    if at is None:
        return ""
    title = _unenclosed(head[at]) or head[at]
    used.add(at)
    if at and _continues(head[at - 1], title):
        used.add(at - 1)
        title = head[at - 1] + title
    same = squeezed(title)
    used.update(i for i, line in enumerate(lines) if squeezed(line) == same)
    return title


def _enclosed(head: Sequence[str], used: set[int]) -> str:
    """The name between the marks of 关于印发《…》的通知, as it is printed above the enclosure."""
    for at, line in enumerate(head):
        if "《" not in line and "〈" not in line:
            continue
        for end in (at + 1, at + 2, at + 3):
            found = re.search(_NOTICE, "".join(head[at:end]))
            if found is not None:
                used.update(range(at, min(end, len(head))))
                same = squeezed(found[1])
                again = [i for i, text in enumerate(head) if squeezed(text) == same]
                used.update(again)
                return head[again[0]] if again else found[1]
    return ""


def _title_line(head: Sequence[str], levels: Sequence[int | None]) -> int | None:
    by_style = [i for i, level in enumerate(levels[:HEAD]) if level == 0 and head[i]]
    if by_style:
        return by_style[0]
    short = [
        i for i, line in enumerate(head) if 4 <= len(line) <= 60 and line[-1] not in "。；：:;，"
    ]
    for at in short:
        if _ends_like_title(head[at]) and _unenclosed(head[at]):
            return at
    first = next(
        (
            i
            for i in short
            if not ("号" in head[i] and re.search(_NUMBER, head[i]))
            and not re.fullmatch(_ONLY_DATE, in_digits(head[i]))
            and _unenclosed(head[i])
        ),
        None,
    )
    # 一、产业 at the beginning heads a part: what it is a part of has no title here
    return None if first is None or style_of(head[first])[0] < PLAIN else first


def _unenclosed(line: str) -> str:
    """The line without the 附件2： it begins with."""
    # few lines begin so, and to make the pattern takes as long as to read a small list
    found = re.match(_ENCLOSURE, line) if line.startswith("附") else None
    return line if found is None else line[found.end() :]


def _ends_like_title(line: str) -> bool:
    """Whether the line ends in 清单, 方案 and the like, before any remark in brackets."""
    for opening, closing in ("（）", "()", "〔〕", "[]"):
        if line.endswith(closing):
            line = line.rpartition(opening)[0].rstrip()
    return line.endswith(_ENDINGS)


def _continues(above: str, title: str) -> bool:
    """Whether the line above begins the title: it holds the year that the title lacks."""
    return (
        2 <= len(above) <= 40
        and _TITLE_YEAR.search(in_digits(above)) is not None
        and _TITLE_YEAR.search(in_digits(title)) is None
        and above[-1] not in "。；：:;，日号"
    )


def _number(lines: Sequence[str], used: set[int]) -> str | None:
    for at, line in enumerate(lines[:HEAD]):
        found = re.search(_NUMBER, line) if "号" in line and len(line) <= 60 else None
        if found is not None and "《" not in line[: found.start()]:
            used.add(at)
            return found[0]
    return None


def _date(lines: Sequence[str], used: set[int]) -> tuple[date | None, int | None]:
    for at, line in enumerate(lines):
        day = day_of(line)
        if day is not None:
            used.add(at)
            return day, at
    return None, None


def day_of(line: str) -> date | None:
    """The day of a line that only dates a document, brackets and a word before it allowed."""
    if len(line) > 40 or "日" not in line:
        return None
    found = re.fullmatch(_ONLY_DATE, in_digits(line.strip()))
    if found is None:
        return None
    return _calendar(int(found[1]), small_number(found[2]), small_number(found[3]))


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _issuer(lines: Sequence[str], dated: int | None, title: str, used: set[int]) -> str | None:
    for at, line in enumerate(lines[:5]):
        head = line.removesuffix("文件").rstrip()
        if head != line and len(head) > 2 and head.endswith(_AGENCIES):
            used.add(at)
            return head
    if dated is not None:
        above = [i for i in range(dated - 1, max(-1, dated - 4), -1) if lines[i]]
        if above and _is_agency(lines[above[0]]):
            used.add(above[0])
            return lines[above[0]]
    heads = [title, *(line for line in lines[:HEAD] if "关于" in line)]
    return next((name for name in map(_issuer_in, heads) if name), None)


def _issuer_in(title: str) -> str:
    """The agency that a title begins with: 2026年|柳溪镇人民政府|重点工作清单."""
    rest = title.lstrip("0123456789 年度").replace(" ", "")[:30]
    ends = (
        at + len(agency)
        for agency in _AGENCIES
        for at in range(2, len(rest))
        if rest.startswith(agency, at) and rest.startswith(_AFTER_ISSUER, at + len(agency))
    )
    return rest[: min(ends, default=0)]


def _is_agency(line: str) -> bool:
    return 3 <= len(line) <= 40 and line.endswith(_AGENCIES) and not set(line) & set("，。：；《")


def _year(title: str, number: str | None, day: date | None, file_name: str) -> int | None:
    years = [int(found[1]) for found in _TITLE_YEAR.finditer(in_digits(title))]
    if years:
        looks_back = re.search("总结|回顾|完成情况", title) and re.search("计划|安排|打算", title)
        return max(years) if looks_back else years[0]
    bare = re.search(rf"(?<![\d.]){_YEAR}(?![\d.])", title)
    if bare is not None:
        return int(bare[0])
    if day is not None and day.month <= 10:
        return day.year
    for text in (number or "", file_name):
        found = re.search(rf"(?<!\d){_YEAR}(?!\d)", text)
        if found is not None:
            return int(found[0])
    return None if day is None else day.year


def _kind(title: str, is_list: bool) -> PlanKind:
    if is_list:
        return PlanKind.LIST
    return PlanKind.REPORT if any(word in title for word in _REPORTS) else PlanKind.PLAN
