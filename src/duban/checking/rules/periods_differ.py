"""Y207 各期进度要求不应一字不差

The same words in two quarters say that nothing will have moved. Standing rates and standing work
are often written so, hence information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, says_nothing
from duban.plan import Severity


@rule("Y207", "各期进度要求不应一字不差", Severity.INFO)
def periods_differ(view: TaskView) -> Iterator[Remark]:
    by_text: dict[str, list[int]] = {}
    for number, stage in enumerate(view.stages):
        if not says_nothing(stage.text) and len(stage.text) > 4:
            by_text.setdefault("".join(stage.text.split()), []).append(number)
    for numbers in by_text.values():
        if len(numbers) > 1:
            stages = [view.stages[number] for number in numbers]
            named = "、".join(stage.period.label for stage in stages)
            yield Remark(
                f"{named}的进度要求一字不差，看不出进展。",
                fields=tuple(stage.field for stage in stages),
                values={"时期": named, "所写": stages[0].text[:60]},
            )
