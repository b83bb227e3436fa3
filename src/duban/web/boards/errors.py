"""Pages for what goes wrong, in plain words with a way out."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web.accounts.http import above_page
from duban.web.accounts.in_place import answer_in_place, written
from duban.web.refusals import Refusal

Answer = Callable[[HttpRequest], HttpResponse]


def _page(
    request: HttpRequest, status: int, heading: str, sentence: str, advice: str
) -> HttpResponse:
    context = {"code": status, "heading": heading, "sentence": sentence, "advice": advice}
    return render(request, "design/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        400,
        _("请求不完整"),
        _("服务器没有看懂这次请求。"),
        _("请返回上一页重试；若是上传文件，请看看是否过大。"),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        403,
        _("没有权限"),
        _("您的角色不能做这件事。"),
        _("如确有需要，请与系统管理员联系。"),
    )


class Outdated(Refusal):
    """The page is older than the sign-in it was sent under."""

    status = HTTPStatus.FORBIDDEN
    heading = gettext_lazy("页面已过期")

    def __init__(self) -> None:
        super().__init__(
            _(
                "这个页面打开得太久，或是在另一个窗口里重新登录过，刚才的没有保存。请核对后再办一次。"
            )
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form again with what was typed; for htmx a notice, on which the page gets a new token."""
    refusal = Outdated()
    if "HX-Request" in request.headers:
        context = {"refusal": refusal}
        return above_page(request, "design/refusal.html", context, event="outdated")
    in_place = answer_in_place(request, refusal) if request.user.is_authenticated else None
    if in_place is not None:
        return in_place
    return render(
        request,
        "design/refused.html",
        {"refusal": refusal, "written": written(request)},
        status=refusal.status,
    )


def wrong_way(answer: Answer) -> Answer:
    """Middleware: who opens an address that only takes forms, by reloading or from a note, is told
    so instead of being shown nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        opened = request.method == "GET" and not request.path.startswith("/api/")
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not opened:
            return response
        page = _page(
            request,
            405,
            _("这个地址不能直接打开"),
            _("它只接收页面上的按钮送来的内容，没有可看的页。"),
            _("请从导航重新进入；没有保存的内容，返回上一页可能还在。"),
        )
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        404,
        _("没有这一页"),
        _("没有这项内容，或您无权查看。"),
        _("请核对地址，或从导航重新进入。"),
    )


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Renders without the request: whatever broke must not break this page too."""
    context = {
        "code": 500,
        "heading": _("系统出错"),
        "sentence": _("系统处理时出了错，刚才的操作没有保存。"),
        "advice": _("请稍后重试；若再次出现，请把时间告诉系统管理员。"),
    }
    return HttpResponse(render_to_string("design/error.html", context), status=500)
