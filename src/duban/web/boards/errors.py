"""Pages for what goes wrong, in plain words with a way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        403,
        _("页面已过期"),
        _("这个页面打开得太久，或是在另一个窗口里重新登录过。"),
        _("请返回上一页刷新后再提交，已填内容可先复制下来。"),
    )


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
