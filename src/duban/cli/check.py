"""`duban check FILE…`: findings as a table, JSON, SARIF, a sheet, a page or an official paper.

Ends in 0 where nothing at the asked level was found, in 1 where something was, in 2 where an input
could not be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from duban.checking import Directory, check
from duban.checking.shown.page import write_page
from duban.checking.shown.sarif import sarif
from duban.checking.shown.sheet import write_sheet
from duban.checking.shown.table import table
from duban.linking import link
from duban.plan import Finding, Plan, Severity
from duban.plan.form import dumps, finding_to_form
from duban.reading import Unreadable, measure, read

#: --fail-on: the findings that make the status 1
LEVELS: dict[str, tuple[Severity, ...]] = {
    "error": (Severity.ERROR,),
    "warning": (Severity.ERROR, Severity.WARNING),
    "info": tuple(Severity),
    "never": (),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="文件", help="一份或几份计划")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="打印 JSON")
    form.add_argument("--sarif", action="store_true", help="打印 SARIF 2.1.0")
    parser.add_argument("--xlsx", type=Path, metavar="文件", help="另存为工作簿")
    parser.add_argument("--html", type=Path, metavar="文件", help="另存为网页，发现与原文并列")
    parser.add_argument(
        "--docx", type=Path, metavar="文件", help="另存为退回起草单位的公文，几份计划各存一份"
    )
    parser.add_argument(
        "--fail-on", choices=tuple(LEVELS), default="error", help="到这一级就以状态 1 结束"
    )
    parser.add_argument(
        "--directory", type=Path, metavar="文件", help="单位名录：每行一个单位，后面可列别名"
    )


def run(arguments: argparse.Namespace) -> int:
    try:
        plans = [measure(read(path)) for path in arguments.files]
        directory = _directory(arguments.directory)
    except Unreadable as reason:
        print(reason, file=sys.stderr)
        return 2
    links = link(plans[0], plans[1]) if len(plans) > 1 else ()
    findings = check(plans, links=links, directory=directory)
    if arguments.json:
        print(dumps({"findings": [finding_to_form(finding) for finding in findings]}))
    elif arguments.sarif:
        print(dumps(sarif(plans, findings)))
    else:
        print(table(plans, findings))
    if arguments.xlsx is not None:
        write_sheet(arguments.xlsx, plans, findings)
    if arguments.html is not None:
        write_page(arguments.html, plans, findings)
    if arguments.docx is not None:
        _write_papers(arguments.docx, plans, findings)
    graves = LEVELS[arguments.fail_on]
    return 1 if any(finding.severity in graves for finding in findings) else 0


def _write_papers(path: Path, plans: Sequence[Plan], findings: Sequence[Finding]) -> None:
    """One paper for each plan: 意见.docx, of several 意见-1.docx and 意见-2.docx."""
    from duban.writing.findings import findings_paper  # noqa: PLC0415 - slow to import
    from duban.writing.word import to_docx  # noqa: PLC0415

    for number, plan in enumerate(plans):
        own = [finding for finding in findings if finding.plan == number]
        target = path if len(plans) == 1 else path.with_stem(f"{path.stem}-{number + 1}")
        paper = findings_paper(plan, own, date.today())  # noqa: DTZ011 - the day of the desk
        target.write_bytes(to_docx(paper))


def _directory(path: Path | None) -> Directory | None:
    """The directory of units in a text file, or in the first sheet of a workbook."""
    if path is None:
        return None
    try:
        if path.suffix.lower() == ".xlsx":
            with path.open("rb") as file:
                rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
            return Directory.of([str(cell) for cell in row] for row in rows)
        return Directory.parse(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, CalamineError):
        raise Unreadable(f"读不了单位名录：{path}") from None
