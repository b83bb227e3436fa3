"""`duban demo`: a data directory with a fictional district and its year up to a day; the site.

`--date` tells the year up to that day and lets the site stand on it; a later one moves it on.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="数据目录")
    parser.add_argument("--date", metavar="DAY", help="示范到哪一天，如 2026-09-18（默认）")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="端口（8000）")
    parser.add_argument("--no-serve", action="store_true", help="只建数据，不启动网站")
    parser.add_argument("--json", action="store_true", help="以 JSON 打印账号")


def run(arguments: argparse.Namespace) -> int:
    try:
        wanted = None if arguments.date is None else date.fromisoformat(arguments.date)
    except ValueError:
        print(f"日期请写成2026-09-18的样子，不能写：{arguments.date}", file=sys.stderr)
        return 2
    from duban.web.config.start import start  # noqa: PLC0415

    start(arguments.data)
    from duban.web.config.demo.people import accounts  # noqa: PLC0415
    from duban.web.config.demo.standing import Unfit  # noqa: PLC0415
    from duban.web.config.demo.steps import fill  # noqa: PLC0415

    try:
        fill(arguments.data, wanted, lambda line: print(f"示范数据：{line}", file=sys.stderr))
    except Unfit as unfit:
        print(unfit, file=sys.stderr)
        return 2
    _tell(accounts(arguments.data), arguments.data, as_json=arguments.json)
    if arguments.no_serve:
        return 0
    from duban.cli import serve  # noqa: PLC0415

    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    words = ["--data", str(arguments.data), "--port", str(arguments.port)]
    return serve.run(parser.parse_args(words))


def _tell(listed: list[Any], folder: Path, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(listed, ensure_ascii=False, indent=2), flush=True)
        return
    main = [account for account in listed if account["main"]]
    print("账号（登录名 / 密码）：")
    for account in main:
        place = f"{account['jurisdiction']}{account['organisation']}"
        print(f"  {account['login']:<16} {account['password']}  {account['name']}（{place}）")
    print(f"另有{len(listed) - len(main)}人的账号在 {folder / 'demo-accounts.json'}。")
