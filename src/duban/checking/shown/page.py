"""Findings beside the source as one HTML file, without a script and without anything from outside.

Each task that something was found in stands with its texts on the left and its findings on the
right; the places are marked in the texts. Tasks without findings are folded away below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from duban.checking.places import Places
from duban.checking.view import PlanView, TaskView
from duban.plan import Finding, Place, Plan, Task
from duban.plan.wording import SEVERITY, field_label, subject, tally, where

_STYLE = """
:root{--ink:#22262e;--paper:#faf8f3;--line:#d9d3c5;--blue:#1f4e8c;--red:#a3261b;--amber:#8a5a00}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.7 "Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
main{max-width:1200px;margin:0 auto;padding:24px 20px 64px}
h1,h2{font-family:"Source Han Serif SC","Noto Serif CJK SC","SimSun",serif;font-weight:600}
h1{font-size:24px;margin:0 0 4px}h2{font-size:17px;margin:0 0 8px}
.sum{color:#5a5f68;margin:0 0 24px}
section{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:24px;
border-top:1px solid var(--line);padding:20px 0}
dl{margin:0;display:grid;grid-template-columns:8em minmax(0,1fr);gap:4px 12px}
dt{color:#5a5f68}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
mark{background:#fbe2a8;color:inherit;border-bottom:2px solid var(--amber)}
.whole{background:#fdf3d8}
article{background:#fff;border:1px solid var(--line);border-left:4px solid var(--blue);
padding:10px 14px;margin:0 0 12px}
article.error{border-left-color:var(--red)}article.warning{border-left-color:var(--amber)}
article h3{font-size:14px;margin:0 0 4px}article p{margin:0 0 4px}
table{border-collapse:collapse;font-size:13px;margin:6px 0}
th,td{border:1px solid var(--line);padding:2px 8px;text-align:left;font-weight:400}
th{color:#5a5f68;white-space:nowrap;vertical-align:top}small{color:#5a5f68}
article:target{outline:2px solid var(--blue)}
@media(max-width:760px){section{grid-template-columns:1fr}}
@media print{section{break-inside:avoid}}
"""


def write_page(path: Path, plans: Sequence[Plan], findings: Sequence[Finding]) -> None:
    path.write_text(page(plans, findings), encoding="utf-8")


def page(plans: Sequence[Plan], findings: Sequence[Finding]) -> str:
    body = "".join(
        _plan(plan, [(at, one) for at, one in enumerate(findings) if one.plan == number])
        for number, plan in enumerate(plans)
    )
    title = escape("、".join(plan.document.title for plan in plans))
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>核对结果：{title}</title><style>{_STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _plan(plan: Plan, findings: Sequence[tuple[int, Finding]]) -> str:
    view = PlanView(plan)
    by_task: dict[int, list[tuple[int, Finding]]] = {}
    loose: list[tuple[int, Finding]] = []
    for at, finding in findings:
        for number in finding.tasks:
            by_task.setdefault(number, []).append((at, finding))
        if not finding.tasks:
            loose.append((at, finding))
    parts = [
        f"<h1>{escape(plan.document.title)}</h1>",
        f'<p class="sum">{escape(plan.document.source.name)}，{len(plan.tasks)}项任务；'
        f"{tally(finding for _, finding in findings)}</p>",
    ]
    if loose:
        parts.append(f"<h2>全文</h2>{''.join(_card(at, finding) for at, finding in loose)}")
    quiet = []
    for task in view.tasks:
        own = [] if task.task.number is None else by_task.get(task.task.number, [])
        if own:
            cards = "".join(_card(at, finding) for at, finding in own)
            parts.append(f"<section><div>{_source(task, own)}</div><div>{cards}</div></section>")
        else:
            quiet.append(f"<section><div>{_source(task, ())}</div><div></div></section>")
    if quiet:
        summary = f"<summary>没有发现问题的任务 {len(quiet)} 项</summary>"
        parts.append(f"<details>{summary}{''.join(quiet)}</details>")
    return "".join(parts)


def _card(at: int, finding: Finding) -> str:
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
        for name, value in finding.values.items()
    )
    place = where(finding)
    return (
        f'<article class="{finding.severity}" id="f{at}">'
        f"<h3>{SEVERITY[finding.severity]} · {finding.rule} {escape(finding.name)}</h3>"
        f"<p>{escape(finding.message)}</p>"
        + (f"<table>{rows}</table>" if rows else "")
        + f"<small>{escape(subject(finding))}{'，' + escape(place) if place else ''}</small>"
        "</article>"
    )


def _source(view: TaskView, findings: Sequence[tuple[int, Finding]]) -> str:
    task = view.task
    number = "" if task.number is None else f"{task.number}　"
    rows = "".join(
        f"<dt>{escape(field_label(name))}</dt>{_cell(task, name, text, findings)}"
        for name, text in (*_duties(task), *view.cells.items())
        if text
    )
    return f"<h2>{number}{escape(task.title)}</h2><dl>{rows}</dl>"


def _duties(task: Task) -> Iterator[tuple[str, str]]:
    yield "path", " / ".join(task.path)
    yield "leaders", "、".join(task.leaders)
    yield "lead_units", "、".join(task.lead_units)
    yield "co_units", "、".join(task.co_units)
    yield "due", "" if task.due is None else str(task.due)


def _cell(task: Task, name: str, text: str, findings: Sequence[tuple[int, Finding]]) -> str:
    """The text with the figures marked that a finding points to, or marked as a whole."""
    own = [finding for _, finding in findings if name in finding.fields]
    if not own:
        return f"<dd>{escape(text)}</dd>"
    anchors = {_anchor(place) for place in Places().of(task, name)}
    spans = sorted(
        {
            (place.start, place.end)
            for finding in own
            for place in finding.places
            if place.start is not None and place.end is not None and _anchor(place) in anchors
        }
    )
    spans = [span for span in spans if span[1] <= len(text)]
    if not spans:
        return f'<dd class="whole">{escape(text)}</dd>'
    pieces, at = [], 0
    for start, end in spans:
        if start < at:
            continue
        pieces += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
        at = end
    return f"<dd>{''.join(pieces)}{escape(text[at:])}</dd>"


def _anchor(place: Place) -> tuple[object, ...]:
    return (place.page, place.sheet, place.table, place.row, place.column, place.line)
