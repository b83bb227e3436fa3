"""`duban serve`: the site on one address, from one data directory."""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="数据目录")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="端口（8000）")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（127.0.0.1）")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="工作进程数（2）")
    parser.add_argument("--no-jobs", action="store_true", help="不启动后台任务进程")


def run(arguments: argparse.Namespace) -> int:
    from duban.web.config.start import collect_static, start  # noqa: PLC0415

    start(arguments.data)
    collect_static(arguments.data)
    from duban.web.config.server import serve  # noqa: PLC0415
    from duban.web.supervision.weighing import weigh_rows  # noqa: PLC0415

    weigh_rows()
    if not is_loopback(arguments.host) and os.environ.get("DUBAN_TLS") != "1":
        print(
            "注意：网站对本机以外开放，却没有启用 TLS，密码会以明文经过网络。\n"
            "请在前面架设 https，并设 DUBAN_TLS=1、DUBAN_PROXY=1、DUBAN_HOSTS=域名。",
            file=sys.stderr,
        )
    jobs = not arguments.no_jobs and os.environ.get("DUBAN_JOBS", "cluster") == "cluster"
    address = f"http://{arguments.host}:{arguments.port}/"
    serve(
        arguments.host,
        arguments.port,
        arguments.workers,
        jobs=jobs,
        ready=lambda: print(f"网址：{address}（按 Ctrl-C 停止）", flush=True),
    )
    return 0


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
