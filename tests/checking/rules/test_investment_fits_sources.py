"""C108 总投资应等于各项资金来源之和"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 资金来源 | 总投资(万元)
            改造管网 | 市级财政300万元、区级财政200万元 | 600
            """,
            id="hundred-short",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("C108", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 资金来源 | 总投资(万元)
            改造管网 | 市级财政300万元、区级财政300万元 | 600
            """,
            id="fits",
        ),
        pytest.param(
            """
            任务 | 资金来源 | 总投资(万元)
            改造管网 | 市、区级财政 | 600
            """,
            id="no-amounts",
        ),
        pytest.param(
            """
            任务 | 资金来源 | 总投资(万元)
            改造危房 | 市级补助3万元/户，区级补助2万元/户 | 140
            """,
            id="a-unit",
        ),
        pytest.param(
            """
            任务 | 资金来源 | 总投资(万元)
            改造管网 | 市级财政300万元、区级财政200万元 | /
            """,
            id="no-total",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("C108", drawing)
