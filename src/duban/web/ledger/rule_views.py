"""The page of a rule of the check, as the package keeps it.

page  = { block blank }
block = ("#" | "##") title | { "|" cell } rows, the second being the rule below the head | text
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duban.checking.pages import page_of
from duban.web.accounts.http import MemberRequest


@dataclass(frozen=True, slots=True)
class Block:
    """A title (`kind` h1 or h2), a paragraph (p) or a table with its head as the first row."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks_of(page: str) -> Iterator[Block]:
    for part in page.strip().split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("#"):
            marks, _, title = lines[0].partition(" ")
            yield Block(f"h{min(len(marks), 2)}", title)
        elif lines[0].startswith("|"):
            rows = [_cells(line) for line in lines]
            yield Block("table", rows=tuple(row for row in rows if set("".join(row)) - set("-: ")))
        else:
            yield Block("p", "".join(lines))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


@require_safe
def rule(request: MemberRequest, code: str) -> HttpResponse:
    page = page_of(code.upper())
    if page is None:
        raise Http404
    first, *blocks = blocks_of(page)
    return render(request, "ledger/rule.html", {"title": first.text, "blocks": blocks})
