"""F605 文字不应中断"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.checking import check
from duban.plan import Finding, Plan, PlanKind


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 完成庭院排摸，制定建设方案和
            """,
            id="and-what",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 完成庭院建设任务（含东桥村
            """,
            id="open-bracket",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 落实《美丽庭院建设导则
            """,
            id="open-book",
        ),
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业37户
            二季度：累计引进企业110
            三季度：累计引进企业220户
            四季度：累计引进企业370户
            """,
            id="number-lost",
        ),
        pytest.param(
            """
            任务：新增养老床位360张
            一季度：完成选址
            二季度：累计新增养老床位180张
            三季度：累计新增养老床位270张
            四季度：累计新增养老
            """,
            id="in-the-middle-of-what-other-cells-say",
        ),
        pytest.param(
            """
            任务：改造老旧小区2万平方米
            一季度：完成方案征询
            二季度：改造老旧小区1.2万平方米
            三季度：累计改造老旧小区1.5万平方米
            四季度：累计改造老旧小区2
            """,
            id="a-number-without-its-unit",
        ),
        pytest.param(
            """
            任务：建成高标准农田2400亩
            二季度：高标准农田开工900亩
            三季度：累计建成高标准农田1600亩
            四季度：累计建成高标准农田
            """,
            id="a-sum-without-its-number",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F605", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 完成庭院排摸，制定建设方案
            """,
            id="whole",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 促进邻里和睦、环境平和
            """,
            id="ends-in-peace",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 达到提升环境的目的
            """,
            id="on-purpose",
        ),
        pytest.param(
            """
            任务 | 建设目标
            征收房屋 | 完成居民签约
            """,
            id="signed",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 1）排摸；2）建设；3）验收
            """,
            id="numbered",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 完成庭院建设（含东桥村)
            """,
            id="mixed-brackets",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            新建道路 | 项目施工完成30% | 项目施工完成 | 竣工验收 | 移交
            """,
            id="progress-then-done",
        ),
        pytest.param(
            """
            任务：推进垃圾分类宣传20场
            一季度：推进垃圾分类
            二季度：推进垃圾分类宣传10场，巩固垃圾分类
            三季度：推进垃圾分类宣传15场
            四季度：推进垃圾分类宣传20场
            """,
            id="a-beginning-that-ends-elsewhere-too",
        ),
        pytest.param(
            """
            任务：建成停车场12个
            一季度：完成选址
            二季度：建成停车场
            三季度：停车场投入使用
            四季度：停车场移交
            """,
            id="work-without-a-number",
        ),
        pytest.param(
            """
            任务：建成停车场12个
            三季度：累计建成停车场8个
            四季度：累计建成全部停车场
            """,
            id="all-of-it",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F605", drawing)


def test_it_leaves_prose_alone(draw: Callable[..., Plan]) -> None:
    plan = draw("任务\n完成庭院排摸，制定建设方案和", PlanKind.PLAN)
    assert not check([plan])
