"""Signing in and out, the second factor where a person has one, and the person's own password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import devices_for_user, match_token
from django_otp import login as second_factor_login

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import User
from duban.web.journal.record import record

#: session key of somebody whose password was right and whose second factor is still asked
HALF_WAY = "half_way"


class SignInForm(forms.Form):
    """A name (login name, or the person's name if only one bears it) and a password."""

    username = forms.CharField(
        label=gettext_lazy("登录名"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=gettext_lazy("密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    user: User | None = None

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self.request = request

    def clean(self) -> dict[str, Any]:
        facts = self.cleaned_data
        if "username" not in facts or "password" not in facts:
            return facts
        meant = User.objects.called(facts["username"])
        username = facts["username"] if meant is None else meant.username
        user = authenticate(self.request, username=username, password=facts["password"])
        if user is None:
            raise forms.ValidationError(_("登录名或密码不对。连续输错5次，账号将锁定15分钟。"))
        self.user = user
        return facts


class SecondFactorForm(forms.Form):
    token = forms.CharField(
        label=gettext_lazy("动态口令"),
        max_length=8,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    target = _target(request)
    if request.user.is_authenticated:
        return redirect(target)
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user is not None:
        if any(devices_for_user(form.user)):
            request.session[HALF_WAY] = {"user": form.user.pk, "next": target}
            return redirect("accounts:second-factor")
        login(request, form.user, settings.AUTHENTICATION_BACKENDS[1])
        return redirect(target)
    if getattr(request, "axes_locked_out", False):
        return locked_out(request)
    status = 422 if form.errors else 200
    return render(request, "accounts/sign_in.html", {"form": form, "next": target}, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    half_way = request.session.get(HALF_WAY)
    if half_way is None:
        return redirect("accounts:sign-in")
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = User.objects.filter(pk=half_way["user"], is_active=True).first()
        device = None if user is None else match_token(user, form.cleaned_data["token"])
        if user is not None and device is not None:
            login(request, user, settings.AUTHENTICATION_BACKENDS[1])
            second_factor_login(request, device)
            request.session.pop(HALF_WAY, None)
            return redirect(half_way["next"])
        form.add_error("token", _("动态口令不对或已过期，请输入手机上新的一组数字。"))
    status = 422 if form.errors else 200
    return render(request, "accounts/second_factor.html", {"form": form}, status=status)


@login_not_required
def locked_out(
    request: HttpRequest, _response: object = None, _credentials: object = None
) -> HttpResponse:
    """What axes shows after too many failures."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"limit": settings.AXES_FAILURE_LIMIT, "minutes": minutes}
    return render(request, "accounts/locked_out.html", context, status=429)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("accounts:sign-in")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: MemberRequest) -> HttpResponse:
    """A person changes the own password."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = form.save()
            user.must_change_password = False
            user.save(update_fields=["must_change_password"])
            record(user, "person.change_password", user, jurisdiction=_home(request))
        update_session_auth_hash(request, user)
        messages.success(request, _("密码已修改。"))
        return redirect("accounts:profile")
    status = 422 if form.errors else 200
    return render(request, "accounts/password.html", {"form": form}, status=status)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chinese or English, kept in a cookie of this browser."""
    code = request.POST.get("language", "")
    response = redirect(_target(request))
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=31_536_000,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _home(request: MemberRequest) -> int | None:
    return next((post.jurisdiction_id for post in request.member.posts), None)


def _target(request: HttpRequest) -> str:
    """Where `next` asks to go, if it stays on this site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(asked, hosts, require_https=request.is_secure()):
        return asked if asked != reverse("accounts:sign-in") else resolve_url("boards:today")
    return resolve_url(settings.LOGIN_REDIRECT_URL)
