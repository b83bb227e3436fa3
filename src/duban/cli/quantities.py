"""`duban quantities TEXT`: the quantities of a text as JSON; `-` reads one text a line."""

from __future__ import annotations

import argparse
import sys

from duban.plan.form import dumps, quantity_to_form
from duban.reading.quantities import quantities_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="文字", help="一段文字；“-”表示从标准输入逐行读取")
    parser.add_argument("--header", default="", help="所在栏目的表头，如“总投资(万元)”")


def run(arguments: argparse.Namespace) -> int:
    if arguments.text != "-":
        print(line(arguments.text, arguments.header, 1))
        return 0
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for text in sys.stdin:
        print(line(text.rstrip("\r\n"), arguments.header, None), flush=True)
    return 0


def line(text: str, header: str, indent: int | None) -> str:
    """One JSON array of the quantities of `text`."""
    return dumps([quantity_to_form(one) for one in quantities_in(text, header=header)], indent)
