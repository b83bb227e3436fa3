"""A metric followed through its periods: joined by name, read as cumulative or not, aimed."""

from __future__ import annotations

from collections.abc import Callable

from duban.checking.series import Mode, Series
from duban.checking.view import PlanView
from duban.plan import Plan


def series(plan: Plan) -> dict[str, Series]:
    [view] = PlanView(plan).tasks
    return {one.metric: one for one in view.series}


def texts(one: Series) -> list[str]:
    return [step.figure.text for step in one.steps]


def test_names_that_shrink_stay_one_series(draw: Callable[[str], Plan]) -> None:
    [one] = series(
        draw(
            """
            任务：完成书画、棋牌和表演业收入500万元
            一季度：书画棋牌表演业收入100万元
            二季度：书画棋牌表演业收入120万元，累计收入220万元
            三季度：书画棋牌表演业收入160万元，累计收入380万元
            四季度：书画棋牌表演业收入120万元，累计收入500万元
            """
        )
    ).values()
    assert texts(one) == ["100万元", "220万元", "380万元", "500万元"]
    assert [step.own and step.own.text for step in one.steps] == [
        None,
        "120万元",
        "160万元",
        "120万元",
    ]
    assert one.mode is Mode.CUMULATIVE
    assert one.target is not None
    assert one.target.text == "500万元"


def test_several_metrics_of_one_unit_are_kept_apart(draw: Callable[[str], Plan]) -> None:
    found = series(
        draw(
            """
            任务：完成交运业营收3.8亿元、软信业营收2亿元
            一季度：完成交运业营收1.1亿元、软信业营收0.5亿元
            二季度：累计完成交运业营收1.4亿元、软信业营收0.9亿元
            三季度：累计完成交运业营收2.3亿元、软信业营收1.2亿元
            四季度：累计完成交运业营收3.8亿元、软信业营收2亿元
            """
        )
    )
    assert texts(found["交运业营收"]) == ["1.1亿元", "1.4亿元", "2.3亿元", "3.8亿元"]
    assert texts(found["软信业营收"]) == ["0.5亿元", "0.9亿元", "1.2亿元", "2亿元"]


def test_the_target_decides_where_no_word_does(draw: Callable[[str], Plan]) -> None:
    [running] = series(
        draw(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            培训教师20人 | 培训教师5人 | 培训教师10人 | 培训教师15人 | 培训教师20人
            """
        )
    ).values()
    [single] = series(
        draw(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            培训教师20人 | 培训教师5人 | 培训教师5人 | 培训教师5人 | 培训教师5人
            """
        )
    ).values()
    assert (running.mode, single.mode) == (Mode.CUMULATIVE, Mode.PER_PERIOD)


def test_what_is_begun_is_not_what_is_built(draw: Callable[[str], Plan]) -> None:
    found = series(
        draw(
            """
            任务：新建口袋公园2座
            一季度：完成选址
            二季度：开工建设口袋公园2座
            三季度：累计建成口袋公园1座
            四季度：累计建成口袋公园2座
            """
        )
    )
    assert [texts(one) for one in found.values()] == [["2座"], ["1座", "2座"]]
    assert [one.target is not None for one in found.values()] == [False, True]


def test_units_are_brought_to_one(draw: Callable[[str], Plan]) -> None:
    [one] = series(
        draw(
            """
            任务 | 上半年 | 三季度 | 四季度
            改造管网2.2公里 | 改造管网1000米 | 累计改造管网1.5公里 | 累计改造管网2.2公里
            """
        )
    ).values()
    assert len(one.steps) == 3
    assert len({step.figure.unit for step in one.steps}) == 1
