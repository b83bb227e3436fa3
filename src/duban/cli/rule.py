"""`duban rule CODE`: what a rule asks for, with an example that fires and one that does not."""

from __future__ import annotations

import argparse
import sys

from duban.checking import RULES
from duban.checking.pages import page_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", metavar="规则", help="如 C101；不写则列出全部规则")


def run(arguments: argparse.Namespace) -> int:
    if arguments.code is None:
        print("\n".join(f"{rule.code}  {rule.name}" for rule in RULES))
        return 0
    page = page_of(arguments.code.upper())
    if page is None:
        print(f"没有“{arguments.code}”这条规则；不带参数可列出全部规则。", file=sys.stderr)
        return 2
    print(page.strip())
    return 0
