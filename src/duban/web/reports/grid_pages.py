"""Many at once: the grid that takes a paste from Excel, and the sheet filled in offline."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.design.downloads import XLSX, download
from duban.web.handling.asked import today
from duban.web.refusals import ReasonMissing
from duban.web.reports.batch import Given, lines_of, take_in
from duban.web.reports.sheet import offline_sheet, read_back, tally


@require_http_methods(["GET", "POST"])
def grid(request: MemberRequest) -> HttpResponse:
    """Rows are saved one report at a time; what was not taken stays as typed, with the reason."""
    request.member.must(Right.FILE)
    on, answers, typed = today(), [], {}
    if request.method == "POST":
        typed = request.POST.dict()
        answers = take_in(request.member, _given(typed), on)
    refused = {answer.key.rpartition("-V")[0]: answer for answer in answers if not answer.taken}
    remarked = {answer.key.rpartition("-V")[0]: answer for answer in answers if answer.remarks}
    rows: list[dict[str, Any]] = []
    for line in lines_of(request.member, on):
        name = line.key.rpartition("-V")[0]
        held = "" if line.value is None else f"{line.value:f}"
        lost = refused.get(name)
        rows.append(
            {
                "line": line,
                "value": typed.get(f"v:{lost.key}", held) if lost else held,
                "progress": typed.get(f"w:{lost.key}", line.progress) if lost else line.progress,
                "why": "" if lost is None else lost.why,
                "remarks": remarked[name].remarks if name in remarked else [],
            }
        )
    drawn = {row["line"].key.rpartition("-V")[0] for row in rows}
    gone = [(one, _kept(typed, one.key)) for name, one in refused.items() if name not in drawn]
    counts = tally(answers)
    context = {"rows": rows, "gone": gone, "answered": bool(answers), **counts}
    return render(request, "reports/grid.html", context, status=409 if counts["left"] else 200)


def _given(typed: dict[str, str]) -> list[Given]:
    """The cells of the form that were touched: `v:KEY` and `w:KEY` beside what they showed."""
    keys = dict.fromkeys(name[2:] for name in typed if name[:2] in ("v:", "w:"))
    given = []
    for key in keys:
        value, words = (_touched(typed, cell, key) for cell in "vw")
        if value is not None or words is not None:
            where = typed.get(f"t:{key}", key)[:80]
            given.append(Given(key, value, words, where, empties=True))
    return given


def _touched(typed: dict[str, str], cell: str, key: str) -> str | None:
    """What stands in a cell; None where nobody touched it, whatever line ends a browser sends."""
    text, shown = (typed.get(f"{name}:{key}", "").splitlines() for name in (cell, f"b{cell}"))
    return None if text == shown else "\n".join(text)


def _kept(typed: dict[str, str], key: str) -> list[str]:
    """What was typed into the cells of a line."""
    return [text for cell in "vw" if (text := _touched(typed, cell, key))]


@require_safe
def sheet(request: MemberRequest) -> HttpResponse:
    request.member.must(Right.FILE)
    on = today()
    name = _("填报%(day)s.xlsx") % {"day": on.isoformat()}
    return download(offline_sheet(lines_of(request.member, on)), XLSX, name)


@require_POST
def upload(request: MemberRequest) -> HttpResponse:
    """Each row of the sheet is answered: taken, or why not."""
    request.member.must(Right.FILE)
    file = request.FILES.get("file")
    if file is None:
        raise ReasonMissing(_("请选择填好的.xlsx表。"))
    answers = take_in(request.member, read_back(file.read(), file.name or ""), today())
    return render(request, "reports/uploaded.html", {"answers": answers, **tally(answers)})
