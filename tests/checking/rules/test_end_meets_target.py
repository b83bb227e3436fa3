"""Y201 最后一期应与全年目标一致"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成服务业营收14885万元
            一季度：完成服务业营收1937万元
            二季度：累计完成服务业营收5021万元
            三季度：累计完成服务业营收9121万元
            四季度：累计完成服务业营收14485万元
            """,
            id="digit-slip",
        ),
        pytest.param(
            """
            任务：完成服务业营收1.4885亿元
            一季度：完成服务业营收1937万元
            二季度：累计完成服务业营收5021万元
            三季度：累计完成服务业营收9121万元
            四季度：累计完成服务业营收14485万元
            """,
            id="in-two-units",
        ),
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业37户
            二季度：累计引进企业110户
            三季度：累计引进企业220户
            四季度：累计引进企业390户
            """,
            id="above",
        ),
        pytest.param(
            """
            任务：旅游收入突破4125万元
            一季度：旅游收入900万元
            二季度：累计旅游收入2000万元
            三季度：累计旅游收入3200万元
            四季度：累计旅游收入4125万元
            """,
            id="only-just-not-more",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            开展培训20场 | 开展培训5场 | 开展培训5场 | 开展培训5场 | 开展培训4场
            """,
            id="sum-of-quarters-short",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            新增车位1500个 | 新增200个 | 累计新增700个 | 累计新增1100个 | 累计新增1350个以上
            """,
            id="floor-below",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            新建充电桩800个 | 建成100个 | 累计建成300个 | 累计建成550个 | 累计建成780个
            """,
            id="nameless-quarters",
        ),
        pytest.param(
            """
            任务：减少抛荒500亩
            一季度：减少抛荒100亩
            二季度：累计减少抛荒250亩
            三季度：累计减少抛荒400亩
            四季度：累计减少抛荒450亩
            """,
            id="decrease",
        ),
        pytest.param(
            """
            任务：家庭医生签约率达到61%
            一季度：签约率达到60%
            二季度：签约率达到60.25%
            三季度：签约率达到60.5%
            四季度：签约率达到60.75%
            """,
            id="share",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("Y201", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业37户
            二季度：累计引进企业110户
            三季度：累计引进企业220户
            四季度：累计引进企业370户
            """,
            id="reached",
        ),
        pytest.param(
            """
            任务：去化楼宇面积1万平方米
            一季度：去化楼宇面积1000平方米
            二季度：累计去化楼宇面积3000平方米
            三季度：累计去化楼宇面积6000平方米
            四季度：累计去化楼宇面积1万平方米
            """,
            id="reached-in-other-unit",
        ),
        pytest.param(
            """
            任务：引进企业不少于370户
            一季度：引进企业37户
            二季度：累计引进企业110户
            三季度：累计引进企业220户
            四季度：累计引进企业390户
            """,
            id="floor-overshot",
        ),
        pytest.param(
            """
            任务：接待游客约202万人次
            一季度：接待游客30万人次
            二季度：累计接待游客90万人次
            三季度：累计接待游客150万人次
            四季度：累计接待游客202万人次
            """,
            id="about",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            开展培训20场 | 开展培训5场 | 开展培训5场 | 开展培训5场 | 开展培训5场
            """,
            id="sum-of-quarters",
        ),
        pytest.param(
            """
            任务：商品销售额增速7%
            一季度：本季度商品销售额增速7%
            二季度：本季度商品销售额增速7%
            三季度：本季度商品销售额增速7%
            四季度：本季度商品销售额增速7%
            """,
            id="standing-rate",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            新建口袋公园2座 | 完成选址 | 开工建设口袋公园3座 | 推进施工 | 累计建成口袋公园2座
            """,
            id="another-stage",
        ),
        pytest.param(
            """
            任务：培育专精特新企业1家
            一季度：排摸
            二季度：专精特新企业推荐2家
            三季度：专精特新企业推荐2家
            四季度：专精特新企业推荐2家，新增1家
            """,
            id="nominated-not-won",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            新建充电桩800个 | 建成100个 | 累计建成300个 | 累计建成550个 | 累计建成800个
            """,
            id="nameless-quarters",
        ),
        pytest.param(
            """
            任务：减少抛荒500亩
            一季度：减少抛荒100亩
            二季度：累计减少抛荒250亩
            三季度：累计减少抛荒400亩
            四季度：累计减少抛荒500亩
            """,
            id="decrease",
        ),
        pytest.param(
            """
            任务：完成税收23.6亿元
            一季度：完成税收5.64亿元
            二季度：累计完成税收9.57亿元
            三季度：累计完成税收16.54亿元
            四季度：累计完成税收23.58亿元
            """,
            id="rounded",
        ),
        pytest.param(
            """
            任务 | 到2028年目标 | 一季度 | 四季度
            建成充电桩 | 累计建成充电桩400个 | 建成充电桩30个 | 累计建成充电桩120个
            """,
            id="the-target-of-a-later-year",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("Y201", drawing)
