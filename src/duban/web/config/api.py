"""The JSON API: every app's router, the keys it takes, and its answers when it declines."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from duban.web.accounts.api import BrowserAuth, TokenAuth
from duban.web.accounts.api import router as accounts
from duban.web.accounts.journal_api import router as journal
from duban.web.accounts.organisations_api import router as organisations
from duban.web.accounts.people_api import router as people
from duban.web.boards.api import router as boards
from duban.web.boards.maps_api import router as maps
from duban.web.boards.public_api import router as publishing
from duban.web.boards.rhythm_api import router as beats
from duban.web.config.typed import FitParser
from duban.web.handling.api import router as handling
from duban.web.handling.files_api import router as files
from duban.web.handling.names_api import router as names
from duban.web.handling.papers_api import router as changes
from duban.web.ledger.api import router as ledger
from duban.web.papers.api import router as written
from duban.web.refusals import Refusal
from duban.web.reports.api import router as reports
from duban.web.reports.days_api import router as working_days
from duban.web.supervision.api import router as supervision
from duban.web.supervision.books_api import router as rule_books
from duban.web.supervision.papers_api import router as chasing


class DescribedOnce(NinjaAPI):
    """Whose description is put together once: it hangs on nobody who asks, nor on a language."""

    @cache  # noqa: B019 - there is one, for as long as the process
    def described(self, path_prefix: str) -> OpenAPISchema:
        return super().get_openapi_schema(path_prefix=path_prefix)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        return self.described(path_prefix or self.get_root_path(path_params or {}))


api = DescribedOnce(
    title="督办 API",
    version=version("duban"),
    description=(
        "政府任务清单的读取、核对与督办。"
        "拒绝的四种回答：403 无权，404 无此内容，409 现在不能，422 内容不全。"
    ),
    auth=[TokenAuth(), BrowserAuth()],
    docs_url=None,
    urls_namespace="api",
    parser=FitParser(),
)
api.add_router("", accounts)
api.add_router("", organisations)
api.add_router("", people)
api.add_router("", journal)
api.add_router("", ledger)
api.add_router("", handling)
api.add_router("", changes)
api.add_router("", files)
api.add_router("", names)
api.add_router("", supervision)
api.add_router("", chasing)
api.add_router("", rule_books)
api.add_router("", reports)
api.add_router("", written)
api.add_router("", boards)
api.add_router("", beats)
api.add_router("", working_days)
api.add_router("", publishing)
api.add_router("", maps)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=error.status)


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:  # noqa: ARG001
    return api.create_response(request, {"detail": _("没有权限。")}, status=403)


@api.exception_handler(ObjectDoesNotExist)
@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Exception) -> HttpResponse:  # noqa: ARG001
    return api.create_response(request, {"detail": _("没有这项内容，或您无权查看。")}, status=404)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001
    sentence = _("请先登录，或带上有效的接口令牌。")
    response = api.create_response(request, {"detail": sentence}, status=401)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [
        {"at": ".".join(map(str, fault.get("loc", ()))), "fault": fault.get("msg", "")}
        for fault in error.errors
    ]
    body = {"detail": _("内容不合要求，请对照 faults 逐项更正。"), "faults": faults}
    return api.create_response(request, body, status=422)
