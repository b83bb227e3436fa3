"""The command line: one module a command, imported only when it is asked for.

A command module has `HELP` nowhere but in the table below, `add_arguments(parser)` and
`run(arguments) -> int`, the exit status. Input that cannot be read ends in status 2 with one
sentence on stderr.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module

#: command, the module that runs it, what it does
COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("duban.cli.read", "读一份计划，打印摘要或 JSON"),
    "quantities": ("duban.cli.quantities", "读出一段文字里的数量"),
    "check": ("duban.cli.check", "核对一份或几份计划"),
    "write": ("duban.cli.write", "把一份计划写成任务清单（docx、xlsx、pdf）"),
    "rule": ("duban.cli.rule", "说明一条核对规则"),
    "link": ("duban.cli.link", "找出两份计划里的同一项工作"),
    "serve": ("duban.cli.serve", "启动网站"),
    "demo": ("duban.cli.demo", "建一个示范数据目录并启动网站"),
    "tick": ("duban.cli.tick", "做一天的督办：亮灯、催办、建议、提醒"),
    "token": ("duban.cli.token", "为一个人签发接口令牌"),
}

#: what a shell reports of a program that a closed pipe ended
READER_GONE = 141

#: new objects before the collector looks for rings among them: a command makes many objects and
#: hardly a ring, and by the usual 700 a tenth of its time goes into looking
_BEFORE_COLLECTING = 50_000

#: columns of a help text
_WIDTH = 100


def _usage() -> str:
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:<{width}}  {text}" for name, (_, text) in COMMANDS.items())
    return f"用法：duban 命令 [参数]\n\n{rows}\n\nduban 命令 --help 看该命令的参数。"


def main(argv: Sequence[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else list(argv)
    if not words or words[0] in ("-h", "--help"):
        print(_usage())
        return 0 if words else 2
    if words[0] not in COMMANDS:
        print(f"没有“{words[0]}”这个命令。\n\n{_usage()}", file=sys.stderr)
        return 2
    gc.set_threshold(_BEFORE_COLLECTING)
    module_name, text = COMMANDS[words[0]]
    command = import_module(module_name)
    parser = argparse.ArgumentParser(
        prog=f"duban {words[0]}",
        description=text,
        # without a width argparse loads shutil and four archive formats to ask the terminal
        formatter_class=partial(argparse.HelpFormatter, width=_WIDTH),
    )
    command.add_arguments(parser)
    arguments = parser.parse_args(words[1:])
    try:
        status: int = command.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads our lines has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    return status
