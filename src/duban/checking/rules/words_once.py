"""F609 不应有重复的词

培养培养力度: two or more characters written twice in a row. Information only, since some doublings
are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import Severity

_TWICE = re.compile(r"([一-鿿]{2,4})\1|([，。；：、])\2")
_MEANT = re.compile(
    r"一一|研究研究|年年|月月|天天|人人|处处|步步|层层|家家|户户|村村|镇镇|一项|一个|一事"
)


@rule("F609", "不应有重复的词", Severity.INFO)
def words_once(view: TaskView) -> Iterator[Remark]:
    if not view.plan.says(_TWICE):
        return
    for name, text in view.cells.items():
        for found in _TWICE.finditer(text):
            if not _MEANT.search(found[0]):
                word = found[1] or found[2]
                yield Remark(
                    f"“{word}”连写两次：…{text[max(0, found.start() - 6) : found.end() + 6]}…",
                    fields=(name,),
                    values={"所写": found[0], "疑为": word},
                    suggestion=text[: found.start()] + word + text[found.end() :],
                )
