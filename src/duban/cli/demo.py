"""`duban demo`: a data directory with a fictional district, its people and plans; then the site."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="数据目录")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="端口（8000）")
    parser.add_argument("--no-serve", action="store_true", help="只建数据，不启动网站")
    parser.add_argument("--json", action="store_true", help="以 JSON 打印账号")


def run(arguments: argparse.Namespace) -> int:
    from duban.web.config.start import start  # noqa: PLC0415

    start(arguments.data)
    from duban.web.config.demo.people import accounts  # noqa: PLC0415
    from duban.web.config.demo.steps import fill  # noqa: PLC0415

    fill(arguments.data, lambda step: print(f"示范数据：{step}", file=sys.stderr))
    listed = accounts(arguments.data)
    if arguments.json:
        print(json.dumps(listed, ensure_ascii=False, indent=2), flush=True)
    else:
        print("账号（登录名 / 密码）：")
        for account in listed:
            place = f"{account['jurisdiction']}{account['organisation']}"
            print(f"  {account['login']:<16} {account['password']}  {account['name']}（{place}）")
    if arguments.no_serve:
        return 0
    from duban.cli import serve  # noqa: PLC0415

    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    words = ["--data", str(arguments.data), "--port", str(arguments.port)]
    return serve.run(parser.parse_args(words))
