"""What every request carries: the member, the address for the journal, the way refusals go out."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from duban.web.accounts.in_place import answer_in_place, written
from duban.web.accounts.member import Member, member_of
from duban.web.accounts.models import User
from duban.web.journal.record import address_now
from duban.web.refusals import NotAllowed, Refusal


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in; what views take."""

    user: User
    member: Member
    htmx: HtmxDetails


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless it says otherwise; the API answers for itself."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> Any:
        if request.path.startswith("/api/"):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        response = super().handle_no_permission(request, view_func)
        if "HX-Request" in request.headers:
            # a fragment must not be replaced by a whole sign-in page
            response.headers["HX-Redirect"] = response.headers["Location"]
            del response.headers["Location"]
            response.status_code = HTTPStatus.OK
        return response


class MemberMiddleware:
    """Sets `request.member`, holds people to a due change of password, renders refusals."""

    #: what may be asked for while a new password is due
    OPEN: ClassVar = frozenset({"accounts:password", "accounts:sign-out", "accounts:language"})

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        set_address = address_now.set(request.META.get("REMOTE_ADDR") or None)
        try:
            if isinstance(request.user, User):
                request.member = member_of(request.user)  # type: ignore[attr-defined]
            return self.answer(request)
        finally:
            address_now.reset(set_address)

    def process_view(
        self,
        request: HttpRequest,
        _view: object,
        _arguments: object,
        _words: object,
    ) -> HttpResponse | None:
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or not user.must_change_password or match is None:
            return None
        if match.view_name in self.OPEN or request.path.startswith("/api/"):
            return None
        messages.info(request, _("请先设置您自己的密码。"))
        return redirect("accounts:password")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        return render_refusal(request, error)


def render_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """One line in the form that was sent, or for htmx above the page that was asked from; a page
    of its own where there is no such form, and for what may not be done at all."""
    from_htmx = "HX-Request" in request.headers
    may_be_mended = not from_htmx and not isinstance(refusal, NotAllowed)
    in_place = answer_in_place(request, refusal) if may_be_mended else None
    if in_place is not None:
        return in_place
    response = render(
        request,
        "design/refusal.html" if from_htmx else "design/refused.html",
        {"refusal": refusal, "written": written(request) if may_be_mended else ()},
        status=refusal.status,
    )
    if from_htmx:
        response.headers["HX-Retarget"] = "#notices"
        response.headers["HX-Reswap"] = "innerHTML show:#notices:top"
    return response
