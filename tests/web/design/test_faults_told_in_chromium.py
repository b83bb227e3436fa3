"""What a page says when the network or the site fails, in the page's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

ASK = "() => { htmx.ajax('GET', '/help-me/', {target: '#notices'}).catch(() => {}); }"
TOLD = {
    "zh-hans": ("网络不通，刚才的操作没有送达", "系统出错，刚才的操作没有保存"),
    "en": ("The network does not answer", "The system failed"),
}


@pytest.mark.parametrize("language", TOLD)
def test_a_fault_is_told_in_the_page_s_language(
    language: str, cast: Any, visit: Callable[..., Any]
) -> None:
    window = visit()
    window.sign_in("liaison")
    window.window.add_cookies(
        [{"name": "django_language", "value": language, "url": window.address}]
    )
    window.go("/")
    unreachable, broken = TOLD[language]
    window.page.route("**/help-me/", lambda route: route.abort())
    window.page.evaluate(ASK)
    window.page.wait_for_selector(f".toast-error:has-text('{unreachable}')")
    window.page.unroute("**/help-me/")
    window.page.route("**/help-me/", lambda route: route.fulfill(status=500, body=""))
    window.page.evaluate(ASK)
    window.page.wait_for_selector(f".toast-error:has-text('{broken}')")
