"""`duban token NAME --data DIR`: a key to the API as that person, printed once."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="登录名或姓名")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="数据目录")


def run(arguments: argparse.Namespace) -> int:
    from duban.web.config.start import start  # noqa: PLC0415

    start(arguments.data)
    from duban.web.accounts.models import User  # noqa: PLC0415
    from duban.web.accounts.tokens import issue_token  # noqa: PLC0415

    user = User.objects.called(arguments.name)
    if user is None:
        print(f"没有叫“{arguments.name}”的人员，或不止一个；请用登录名。", file=sys.stderr)
        return 2
    if not user.is_active:
        print(f"“{arguments.name}”的账号已停用。", file=sys.stderr)
        return 2
    print(issue_token(user, "命令行签发"))
    return 0
