"""What every request carries: the member, the address for the journal, the way refusals go out."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from duban.web.accounts.in_place import answer_in_place, came_from, written
from duban.web.accounts.member import Member
from duban.web.accounts.models import User
from duban.web.accounts.posts import member_of
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
        door = super().process_view(request, view_func, view_args, view_kwargs)
        return None if door is None else signed_out(request, door)


def signed_out(request: HttpRequest, door: HttpResponseBase) -> HttpResponseBase:
    """`door` for who opened a page; who sent something from a page of this site gets back to it
    from there, and what was typed is not lost on the way."""
    page, sends = came_from(request), request.method not in ("GET", "HEAD")
    from_htmx = "HX-Request" in request.headers
    if sends and from_htmx:
        return above_page(request, "accounts/_signed_out.html", {}, event="signed-out")
    texts = written(request) if sends and page else []
    if texts:
        context = {"written": texts, "page": page}
        return render(request, "accounts/signed_out.html", context, status=HTTPStatus.FORBIDDEN)
    if sends or from_htmx:
        door = redirect_to_login(page or ("/" if sends else request.get_full_path()))
    if from_htmx:
        # a fragment must not be replaced by a whole sign-in page
        door.headers["HX-Redirect"] = door.headers["Location"]
        del door.headers["Location"]
        door.status_code = HTTPStatus.OK
    return door


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
    if from_htmx:
        return above_page(request, "design/refusal.html", {"refusal": refusal}, refusal.status)
    context = {"refusal": refusal, "written": written(request) if may_be_mended else ()}
    return render(request, "design/refused.html", context, status=refusal.status)


def above_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    status: HTTPStatus = HTTPStatus.FORBIDDEN,
    *,
    event: str = "",
) -> HttpResponse:
    """A notice for htmx above the page, which stays as it is; `event` is what its script hears."""
    response = render(request, template, context, status=status)
    response.headers["HX-Retarget"] = "#notices"
    response.headers["HX-Reselect"] = "unset"
    response.headers["HX-Reswap"] = "innerHTML show:#notices:top"
    if event:
        response.headers["HX-Trigger"] = event
    return response
