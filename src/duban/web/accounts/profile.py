"""A person's own page: posts, the second factor, keys to the API."""

from __future__ import annotations

from base64 import b32encode

import segno
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp.plugins.otp_totp.models import TOTPDevice

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import ApiToken
from duban.web.accounts.sign_in import SecondFactorForm
from duban.web.accounts.sign_in_journal import home_of
from duban.web.accounts.tokens import issue_token, revoke_token
from duban.web.journal.record import record
from duban.web.refusals import ReasonMissing


@require_safe
def profile(request: MemberRequest) -> HttpResponse:
    context = {
        "second_factor": TOTPDevice.objects.filter(user=request.user, confirmed=True).exists(),
        "tokens": request.user.api_tokens.all(),
    }
    return render(request, "accounts/profile.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def enrol(request: MemberRequest) -> HttpResponse:
    """Show a code for the person's phone; the first right number makes it the second factor."""
    if TOTPDevice.objects.filter(user=request.user, confirmed=True).exists():
        return redirect("accounts:profile")
    device, _made = TOTPDevice.objects.get_or_create(
        user=request.user, confirmed=False, defaults={"name": "手机"}
    )
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["token"]):
            with transaction.atomic():
                device.confirmed = True
                device.save(update_fields=["confirmed"])
                record(
                    request.user,
                    "person.enrol_second_factor",
                    request.user,
                    jurisdiction=home_of(request.user),
                )
            messages.success(request, _("两步验证已启用，下次登录须输入动态口令。"))
            return redirect("accounts:profile")
        form.add_error("token", _("这组数字不对，请核对手机时间后重试。"))
    code = segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=2)
    status = 422 if form.errors else 200
    context = {"form": form, "code": code, "key": b32encode(device.bin_key).decode("ascii")}
    return render(request, "accounts/enrol.html", context, status=status)


@require_POST
@transaction.atomic
def drop_second_factor(request: MemberRequest) -> HttpResponse:
    TOTPDevice.objects.filter(user=request.user).delete()
    record(
        request.user,
        "person.drop_second_factor",
        request.user,
        jurisdiction=home_of(request.user),
    )
    messages.success(request, _("两步验证已停用。"))
    return redirect("accounts:profile")


@require_POST
def add_token(request: MemberRequest) -> HttpResponse:
    label = request.POST.get("label", "").strip()
    if not label:
        raise ReasonMissing(_("请写明令牌的用途。"))
    token = issue_token(request.user, label[:60])
    context = {
        "second_factor": TOTPDevice.objects.filter(user=request.user, confirmed=True).exists(),
        "tokens": request.user.api_tokens.all(),
        "new_token": token,
    }
    return render(request, "accounts/profile.html", context)


@require_POST
def end_token(request: MemberRequest, pk: int) -> HttpResponse:
    revoke_token(get_object_or_404(ApiToken, pk=pk, user=request.user), request.user)
    messages.success(request, _("令牌已作废。"))
    return redirect("accounts:profile")
