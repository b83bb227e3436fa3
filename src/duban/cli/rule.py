"""`duban rule CODE`: what a rule asks for, with an example that fires and one that does not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from duban.checking import RULES
from duban.checking.pages import page_of
from duban.plan.wording import SEVERITY

#: the family that a code's first letter names
FAMILIES = {
    "C": "合计与分解",
    "Y": "全年进度",
    "U": "单位与数字",
    "D": "日期",
    "R": "责任分工",
    "F": "格式",
    "X": "几份文件之间",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", metavar="规则", help="如 C101；不写则列出全部规则")


def run(arguments: argparse.Namespace) -> int:
    if arguments.code is None:
        print("\n\n".join(_families()))
        return 0
    page = page_of(arguments.code.upper())
    if page is None:
        print(f"没有“{arguments.code}”这条规则；不带参数可列出全部规则。", file=sys.stderr)
        return 2
    print(page.strip())
    return 0


def _families() -> Iterator[str]:
    """Each family with its rules in the order of their codes."""
    for letter, family in FAMILIES.items():
        own = sorted((rule.code, rule) for rule in RULES if rule.code[0] == letter)
        rows = [f"  {code}  {SEVERITY[rule.severity]}  {rule.name}" for code, rule in own]
        yield "\n".join((f"{letter} {family}", *rows))
