"""The ledger page, its workbook and saved filters; the page of one task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast
from urllib.parse import parse_qs, urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.plan import Place
from duban.web import clock
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.member import Member
from duban.web.accounts.models import Organisation
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import Right
from duban.web.design.downloads import XLSX, download
from duban.web.design.periods import due_words
from duban.web.design.places import place_words, places_words
from duban.web.ledger.excerpting import source_of_task
from duban.web.ledger.fields import MAX_NAME, label_said, line_of
from duban.web.ledger.filters import COLUMNS, SIZES, Filter
from duban.web.ledger.listing import (
    ORDERS,
    Census,
    Choice,
    choices_of,
    for_table,
    keys_of_all,
    keys_on,
    narrowed,
    ordered,
    rows_with,
    tree_of,
)
from duban.web.ledger.models import Correction, Edition, Plan, SavedFilter, Task
from duban.web.ledger.models.tasks import TaskQuerySet
from duban.web.ledger.reviewing import Chosen, Reviewer
from duban.web.ledger.searching import words_of
from duban.web.ledger.sheets import workbook
from duban.web.ledger.showing import places_of
from duban.web.ledger.table import cells_of, rows_of

MOST_PRINTED = 1000
WIDTHS = {
    "title": 40,
    "path": 24,
    "lead": 16,
    "co": 24,
    "quarters": 26,
    "fields": 30,
    "note": 24,
    "plan": 28,
}


def _seen(request: MemberRequest) -> TaskQuerySet:
    request.member.must(Right.SEE)
    return Task.objects.visible_to(request.member)


@require_safe
def tasks(request: MemberRequest) -> HttpResponse:
    wanted = Filter.of(dict(request.GET.lists()))
    member = request.member
    member.must(Right.SEE)
    found = narrowed(_seen(request), wanted) if wanted.active else None
    everything = Census.of_all(member)
    census = everything if found is None else Census.of(found)
    page = _page_of(wanted, census.total)
    table = rows_of(_rows_on(page, found, wanted, member), wanted)
    choices = choices_of(member, everything, wanted)
    if wanted.heading:
        census = Census.of(narrowed(_seen(request), replace(wanted, heading="")))
    context: dict[str, Any] = {
        "wanted": wanted,
        "words": words_of(wanted.q),
        "page": page,
        "table": table,
        "groups": wanted.sort == "order",
        "heads": list(_heads(wanted, table.columns)),
        "whole_address": wanted.address(heading=""),
        "chooser": [(name, _(label), name in table.columns) for name, label, _shown in COLUMNS],
        "tree": tree_of(census, wanted),
        "choices": choices,
        "sizes": [(size, wanted.address(size=size)) for size in SIZES],
        "bars": bars_of(request),
        "saved": _saved(request.member),
        "address": wanted.address(page=1),
        "chosen": list(_narrowing(wanted, choices)),
        "papers_of": _papers_of(request, wanted),
    }
    return render(request, "ledger/tasks.html", context)


@prepared
def _saved(member: Member) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(user=member.user)


def _page_of(wanted: Filter, total: int) -> Page[int]:
    """The page asked for, as numbers of its rows; `total`: how many there are on all pages."""
    return Paginator(range(total), wanted.size).get_page(wanted.page)


def _rows_on(
    page: Page[int], found: TaskQuerySet | None, wanted: Filter, member: Member
) -> list[Task]:
    """Those of the page; `found` None where nothing narrows the ledger."""
    shown = cast(range, page.object_list)
    if found is None:
        return rows_with(keys_of_all(member, wanted.sort, shown))
    return rows_with(list(keys_on(found, wanted.sort, shown)))


def _papers_of(request: MemberRequest, wanted: Filter) -> str:
    """The choices that a paper about this list begins with: the plan, and the unit where the list
    is that of one. Empty for whoever writes none, and for a list of several plans."""
    own = request.member.where(Right.WRITE)
    if wanted.plan is None or not request.member.may(Right.WRITE):
        return ""
    plan = Plan.objects.filter(own, pk=wanted.plan).first()
    if plan is None:
        return ""
    choices = {"plan": plan.pk}
    name = wanted.unit or wanted.lead
    held = Organisation.objects.filter(jurisdiction=plan.jurisdiction_id, name=name).first()
    if name and held is not None:
        choices["unit"] = held.pk
    return urlencode(choices)


def bars_of(request: MemberRequest) -> SafeString:
    """What other apps let the person do to ticked tasks; nothing where there is nothing."""
    bars = (import_string(name)(request) for name in settings.TASK_BARS)
    return mark_safe("".join(bars))  # noqa: S308  # each is a rendered template


@require_safe
def tasks_print(request: MemberRequest) -> HttpResponse:
    """What the filter finds, on one page for paper."""
    wanted = Filter.of(dict(request.GET.lists()))
    seen = _seen(request)
    found = narrowed(seen, wanted)
    table = rows_of(list(for_table(ordered(found, wanted.sort))[:MOST_PRINTED]), wanted)
    context = {
        "wanted": wanted,
        "words": (),
        "table": table,
        "groups": wanted.sort == "order",
        "heads": [
            (name, label, "", "") for name, label, _way, _order in _heads(wanted, table.columns)
        ],
        "chosen": list(
            _narrowing(wanted, choices_of(request.member, Census.of_all(request.member), wanted))
        ),
        "address": wanted.address(page=1),
        "count": found.count(),
        "most": MOST_PRINTED,
        "on": clock.today(),
    }
    return render(request, "ledger/tasks_print.html", context)


def _heads(wanted: Filter, columns: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """The table's heads: column, label, the address that sorts by it, how it is sorted now."""
    for name, label, _shown in COLUMNS:
        if name not in columns:
            continue
        way = wanted.address(sort=wanted.turned(name)) if name in ORDERS else ""
        order = {name: "ascending", f"-{name}": "descending"}.get(wanted.sort, "")
        yield name, _(label), way, order


LABELS = {
    "q": "搜索",
    "plan": "计划",
    "year": "年份",
    "heading": "目标类别",
    "leader": "牵头领导",
    "lead": "牵头单位",
    "co": "配合单位",
    "unit": "单位",
    "period": "时期",
    "due": "完成时限",
    "state": "状态",
    "light": "亮灯",
}


def _narrowing(wanted: Filter, choices: Iterable[Choice]) -> Iterator[tuple[str, str, str]]:
    """What narrows the list, as chips that take it away again: label, value, address without."""
    spoken = {
        name: dict(options).get(chosen, chosen).partition("（")[0]
        for name, _label, options, chosen in choices
    }
    for name, value in wanted.active.items():
        empty = None if name in ("plan", "year") else ""
        yield _(LABELS[name]), spoken.get(name) or value, wanted.address(**{name: empty})


@require_safe
def tasks_sheet(request: MemberRequest) -> HttpResponse:
    """What the ledger page shows, all pages of it, as a workbook."""
    wanted = Filter.of(dict(request.GET.lists()))
    found = list(for_table(ordered(narrowed(_seen(request), wanted), wanted.sort)))
    table = rows_of(found, wanted)
    heads: list[tuple[str, int]] = []
    for name, label, _shown in COLUMNS:
        if name not in table.columns:
            continue
        if name == "light":
            heads += [(_(label), 8), (_("亮灯原因"), 30)]
        elif name in ("quarters", "fields"):
            spelled = table.periods if name == "quarters" else table.headers
            heads += [(head, WIDTHS[name]) for head in spelled]
        else:
            heads.append((_(label), WIDTHS.get(name, 12)))
    rows = (cells_of(row, table.columns) for row in table.rows)
    book = workbook(_("任务台账"), heads, rows, _("台账"))
    return download(book, XLSX, _("任务台账.xlsx"))


@require_POST
def save_filter(request: MemberRequest) -> HttpResponse:
    """Keep the filter of the page under a name."""
    address = Filter.of(parse_qs(request.POST.get("address", ""))).address()
    name = line_of(request.POST.get("name", ""), 40)
    target = f"{reverse('ledger:tasks')}?{address}"
    if not name:
        messages.error(request, _("请给筛选起个名字。"))
        return redirect(target)
    SavedFilter.objects.update_or_create(
        user=request.user, name=name, defaults={"address": address[:2000]}
    )
    messages.success(request, _("筛选“%(name)s”已保存。") % {"name": name})
    return redirect(target)


@require_POST
def drop_filter(request: MemberRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(SavedFilter, pk=pk, user=request.user)
    held.delete()
    messages.success(request, _("筛选“%(name)s”已删除。") % {"name": held.name})
    return redirect("ledger:tasks")


@require_safe
def task(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything of one task, and where each piece stands in the source."""
    held = get_object_or_404(
        _seen(request)
        .select_related("plan", "edition", "entry", "edition__confirmed_by", "jurisdiction")
        .prefetch_related("units__organisation", "leaders"),
        pk=pk,
    )
    words = held.wording
    shown = Reviewer(held.edition, [held.entry], Chosen())(held.entry)
    places = places_of(words)
    context = {
        "task": held,
        "words": words,
        "shown": shown,
        "stones": [
            (value, words_at(places, value.name), label_said(value.name))
            for value in shown.milestones
        ],
        "others": [(value, words_at(places, value.name)) for value in shown.others],
        "people": [(value, words_at(places, value.name)) for value in shown.people],
        "due": due_words(held.due) if held.due else "",
        "title_at": words_at(places, "title") or place_words(words.place),
        "figures": [(figure, label_said(figure.field)) for figure in words.quantities],
        "shares": words.allocations,
        "corrections": Correction.objects.filter(
            Q(entry=held.entry) | Q(other=held.entry)
        ).select_related("entry", "other", "by", "undone_by"),
        "sees_source": Edition.objects.visible_to(request.member)
        .filter(pk=held.edition_id)
        .exists(),
        "neighbours": _neighbours(request, held),
    }
    return render(request, "ledger/task.html", context)


@require_safe
def task_source(request: MemberRequest, pk: int) -> HttpResponse:
    """The rows and lines of the source on which one task stands, for everyone who sees the task."""
    held = get_object_or_404(_seen(request).select_related("plan", "edition", "entry"), pk=pk)
    name = request.GET.get("at", "")[:MAX_NAME] or "title"
    context = {
        "task": held,
        "edition": held.edition,
        "source": source_of_task(held.edition, held.entry, name),
        "label": label_said(name),
    }
    return render(request, "ledger/task_source.html", context)


def words_at(places: Mapping[str, Sequence[Place]], name: str) -> str:
    """Where a value stands, as an official would say it."""
    return places_words(places.get(name, ()))


def _neighbours(request: MemberRequest, held: Task) -> tuple[Task | None, Task | None]:
    beside = _seen(request).filter(plan=held.plan_id)
    before = beside.filter(position__lt=held.position).order_by("-position").first()
    after = beside.filter(position__gt=held.position).order_by("position").first()
    return before, after
