"""The administrator's pages about people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.web.accounts import people
from duban.web.accounts.forms import PersonForm, PostForm
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import written_key
from duban.web.accounts.models import Appointment, Jurisdiction, Organisation, User
from duban.web.accounts.rights import Right, Role

PAGE_ROWS = 50
#: one field of the filter bar: its name, its label, what may be chosen, what is
Choice = tuple[str, str, Sequence[tuple[Any, Any]], str]
STATES = ("active", "disabled")
FILTERS = ("q", "jurisdiction", "role", "state")


def _kept(request: MemberRequest) -> QuerySet[User]:
    request.member.must(Right.MANAGE_PEOPLE)
    posts = Appointment.objects.select_related("organisation__jurisdiction")
    return User.objects.visible_to(request.member).prefetch_related(Prefetch("appointments", posts))


def narrowed(people: QuerySet[User], words: str, role: str, state: str) -> QuerySet[User]:
    """By part of a name, a login or a unit; by role; `state` active or disabled."""
    posts = Appointment.objects.filter(user=OuterRef("pk"))
    if words:
        units = posts.filter(organisation__name__icontains=words)
        people = people.filter(
            Q(name__icontains=words) | Q(username__icontains=words) | Exists(units)
        )
    if role in Role.values:
        people = people.filter(Exists(posts.filter(role=role)))
    if state in STATES:
        people = people.filter(is_active=state == "active")
    return people.order_by("pk")


def _choices(request: MemberRequest, asked: Mapping[str, str]) -> Iterator[Choice]:
    within = request.member.where(Right.MANAGE_PEOPLE, jurisdiction="pk")
    places = [(one.pk, one.name) for one in Jurisdiction.objects.filter(within)]
    if len(places) > 1:
        yield "jurisdiction", _("辖区"), places, asked["jurisdiction"]
    yield "role", _("角色"), Role.choices, asked["role"]
    states = [("active", _("可登录")), ("disabled", _("已停用"))]
    yield "state", _("状态"), states, asked["state"]


@require_safe
def people_list(request: MemberRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip() for name in FILTERS}
    found = narrowed(_kept(request), asked["q"], asked["role"], asked["state"])
    place = written_key(asked["jurisdiction"])
    if place is not None:
        posts = Appointment.objects.filter(user=OuterRef("pk"), organisation__jurisdiction=place)
        found = found.filter(Exists(posts))
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "q": asked["q"],
        "choices": list(_choices(request, asked)),
        "count": _("%(count)s人") % {"count": page.paginator.count},
    }
    return render(request, "accounts/people.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def person_add(request: MemberRequest) -> HttpResponse:
    request.member.must(Right.MANAGE_PEOPLE)
    form = PersonForm(request.POST or None)
    post = PostForm(request.member, request.POST or None)
    if request.method == "POST" and form.is_valid() and post.is_valid():
        user, password = people.add_person(
            request.member,
            username=form.cleaned_data["username"],
            name=form.cleaned_data["name"],
            role=Role(post.cleaned_data["role"]),
            organisation=post.cleaned_data["organisation"],
        )
        context = {"person": user, "password": password, "act": _("已添加")}
        return render(request, "accounts/new_password.html", context)
    status = 422 if form.errors or post.errors else 200
    context = {"form": form, "post": post}
    return render(request, "accounts/person_add.html", context, status=status)


@require_http_methods(["GET", "POST"])
def person(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_kept(request), pk=pk)
    form = PersonForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        people.rename_person(
            request.member,
            User.objects.get(pk=pk),
            username=form.cleaned_data["username"],
            name=form.cleaned_data["name"],
        )
        messages.success(request, _("已保存。"))
        return redirect("accounts:person", pk)
    status = 422 if form.errors else 200
    context = {"person": found, "form": form, "post": PostForm(request.member)}
    return render(request, "accounts/person.html", context, status=status)


@require_POST
def person_active(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_kept(request), pk=pk)
    active = request.POST.get("active") == "1"
    people.set_active(request.member, found, active=active)
    messages.success(request, _("已启用。") if active else _("已停用。"))
    return redirect("accounts:person", pk)


@require_POST
def person_appoint(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_kept(request), pk=pk)
    post = PostForm(request.member, request.POST)
    if not post.is_valid():
        context = {"person": found, "form": PersonForm(instance=found), "post": post}
        return render(request, "accounts/person.html", context, status=422)
    organisation: Organisation = post.cleaned_data["organisation"]
    people.appoint(request.member, found, Role(post.cleaned_data["role"]), organisation)
    messages.success(request, _("已任职。"))
    return redirect("accounts:person", pk)


@require_POST
def person_dismiss(request: MemberRequest, pk: int, appointment: int) -> HttpResponse:
    found = get_object_or_404(_kept(request), pk=pk)
    people.dismiss(request.member, get_object_or_404(found.appointments, pk=appointment))
    messages.success(request, _("已撤去任职。"))
    return redirect("accounts:person", pk)


@never_cache
@require_POST
def person_password(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_kept(request), pk=pk)
    password = people.reset_password(request.member, found)
    context = {"person": found, "password": password, "act": _("已重置密码")}
    return render(request, "accounts/new_password.html", context)


@require_POST
def person_unlock(request: MemberRequest, pk: int) -> HttpResponse:
    people.unlock(request.member, get_object_or_404(_kept(request), pk=pk))
    messages.success(request, _("已解除锁定。"))
    return redirect("accounts:person", pk)
