"""What a finding suggests, put in place, leaves nothing to be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from duban.checking import check
from duban.plan import Finding, Plan

PEOPLE = ("lead_units", "co_units")


def corrected(plan: Plan, finding: Finding) -> Plan:
    """The plan with the first field of the finding holding what it suggests."""
    assert finding.suggestion is not None
    [task] = plan.tasks
    name, text = finding.fields[0], finding.suggestion
    if name in PEOPLE:
        units = tuple(unit for unit in text.split("、") if unit)
        task = replace(task, **{name: units})  # type: ignore[arg-type]
    else:
        task = replace(task, fields={**task.fields, name: text})
    return replace(plan, tasks=(task,))


@pytest.mark.parametrize(
    ("code", "drawing", "suggestion"),
    [
        pytest.param(
            "F608",
            "任务 | 目标\n培训干部 | 数量和质量比上上年度提高",
            "数量和质量比上年度提高",
            id="one-shang-too-many",
        ),
        pytest.param(
            "F609",
            "任务 | 目标\n培训干部 | 加大培养培养力度",
            "加大培养力度",
            id="a-word-twice",
        ),
        pytest.param(
            "F606",
            "任务 | 目标\n管理垃圾 | 明确目标 and 责任",
            "明确目标和责任",
            id="and",
        ),
        pytest.param(
            "F606",
            "任务 | 目标\n管理垃圾 | 明确&nbsp;目标",
            "明确目标",
            id="a-mark-of-html",
        ),
        pytest.param(
            "R502",
            "任务 | 牵头单位 | 配合单位\n整治混接 | 城建中心 | 城建中心、水务站",
            "水务站",
            id="lead-among-helpers",
        ),
        pytest.param(
            "R503",
            "任务 | 牵头单位 | 配合单位\n整治混接 | 城建中心 | 水务站、环保办、水务站",
            "水务站、环保办",
            id="helper-twice",
        ),
    ],
)
def test_a_suggestion_settles_its_finding(
    code: str, drawing: str, suggestion: str, draw: Callable[[str], Plan]
) -> None:
    plan = draw(drawing)
    [finding] = [one for one in check([plan]) if one.rule == code]
    assert finding.suggestion == suggestion
    assert code not in {one.rule for one in check([corrected(plan, finding)])}
