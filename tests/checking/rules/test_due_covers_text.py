"""D405 正文中的最后期限不应晚于完成期限"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标 | 期限
            排查自建房 | 9月底前完成排查整治 | 2026-06
            """,
            id="later-in-the-text",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("D405", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标 | 期限
            排查自建房 | 6月底前完成排查整治 | 2026-06
            """,
            id="as-due",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 期限
            排查自建房 | 4月底前完成排查，6月底前完成整治 | 2026-06
            """,
            id="earlier",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 期限
            排查自建房 | 9月底前完成排查整治 |
            """,
            id="no-date",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("D405", drawing)
