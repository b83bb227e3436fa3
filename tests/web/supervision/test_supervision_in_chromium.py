"""In a real browser: a red task, its order, the unit's reply, the closing; desk and phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from duban.web.ledger.models import Task
from duban.web.supervision.models import Order, OrderState
from duban.web.supervision.standing import write_lights

pytestmark = pytest.mark.django_db(transaction=True)


def shown(window: Any, path: str, name: str) -> None:
    """The page fits both sizes and complains of nothing."""
    for size, (width, height) in {"desk": (1366, 768), "phone": (390, 844)}.items():
        window.page.set_viewport_size({"width": width, "height": height})
        window.go(path)
        assert window.overflow() <= 0, (path, size)
        window.picture(f"supervision-{name}-{size}")
    window.page.set_viewport_size({"width": 1366, "height": 768})


def test_an_order_goes_out_and_is_closed(cast: Any, task: Task, visit: Callable[..., Any]) -> None:
    write_lights([task], timezone.localdate())
    office, head = visit(), visit()
    office.sign_in("office")
    shown(office, "/supervision/", "lights")
    office.go(task.get_absolute_url())
    office.page.click("#supervision summary:has-text('签发督办单')")
    office.page.check("#supervision input[value=yellow]")
    office.page.click("#supervision button:has-text('签发')")
    office.page.wait_for_selector("text=已签发柳溪镇督")
    order = Order.objects.get()
    shown(office, order.get_absolute_url(), "order")

    head.sign_in("unit_head")
    shown(head, "/", "home-of-head")
    head.page.click("a:has-text('1号')")
    head.page.fill("#reply", "已增加班组")
    head.page.click("text=提交回复")
    head.page.wait_for_selector("text=已回复")

    office.go(order.get_absolute_url())
    office.page.fill("#close", "现场核实")
    office.page.click("button:has-text('办结督办单')")
    office.page.wait_for_selector("text=督办单已结束")
    order.refresh_from_db()
    assert order.state == OrderState.CLOSED

    shown(office, f"/supervision/books/new/{cast.town.pk}/?preset=yinchuan-2025", "book")
    office.page.click("button:has-text('试算')")
    office.page.wait_for_selector("text=项任务变灯")
    office.page.fill("#text", "名称: 样例\n进度灯: []")
    office.page.click("button:has-text('启用')")
    office.page.wait_for_selector("[role=alert]:has-text('规则有')")
    shown(office, "/rhythm/month/", "month")
    assert [line for line in office.complaints if "422" not in line] == []
    assert head.complaints == []
