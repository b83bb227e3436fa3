"""D407 节令应与所在时期相符

举办中秋活动 in the second quarter. Only what is held on the day itself counts; getting ready for it
and looking back on it may stand anywhere. Information only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import Severity

#: days and seasons with the months in which they may fall
MONTHS = {
    "元旦": (12, 1),
    "春节": (1, 2),
    "元宵": (2, 3),
    "清明": (4, 4),
    "五一": (4, 5),
    "端午": (5, 6),
    "高考": (6, 6),
    "暑假": (7, 8),
    "七夕": (8, 8),
    "中秋": (9, 10),
    "丰收节": (9, 10),
    "国庆": (9, 10),
    "重阳": (10, 10),
    "寒假": (1, 2),
    "春耕": (2, 5),
    "夏收": (5, 7),
    "秋收": (9, 11),
    "汛期": (5, 10),
}
_DAYS = re.compile("|".join(MONTHS))
_HELD = re.compile(r"举办|开展|举行|组织|召开|庆祝|慰问")
_AROUND = re.compile(r"筹备|准备|谋划|方案|策划|前期|总结|上年|去年|下年|来年|明年")
_CLAUSE = re.compile(r"[，。；;\n]")


@rule("D407", "节令应与所在时期相符", Severity.INFO)
def days_fit_period(view: TaskView) -> Iterator[Remark]:
    for stage in view.stages:
        if not _DAYS.search(stage.text):
            continue
        months = {month for month in range(1, 13) if stage.holds(month)}
        for clause in _CLAUSE.split(stage.text):
            if not _HELD.search(clause) or _AROUND.search(clause):
                continue
            for day, (first, last) in MONTHS.items():
                falls = {first, last} if first > last else set(range(first, last + 1))
                if day in clause and not falls & months:
                    yield Remark(
                        f"{stage.period.label}写有“{clause.strip()[:30]}”，{day}不在该期。",
                        fields=(stage.field,),
                        values={"时期": stage.period.label, "节令": day},
                    )
