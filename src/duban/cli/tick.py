"""`duban tick --data DIR`: one day's work of supervision; running it again changes nothing."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="数据目录")
    parser.add_argument("--date", metavar="DAY", help="哪一天，如 2026-09-18（默认今天）")
    parser.add_argument("--json", action="store_true", help="以 JSON 打印结果")


def run(arguments: argparse.Namespace) -> int:
    try:
        wanted = None if arguments.date is None else date.fromisoformat(arguments.date)
    except ValueError:
        print(f"日期请写成2026-09-18的样子，不能写：{arguments.date}", file=sys.stderr)
        return 2
    from duban.web.config.start import start  # noqa: PLC0415

    start(arguments.data)
    from django.conf import settings  # noqa: PLC0415

    from duban.web import clock  # noqa: PLC0415
    from duban.web.supervision.channels import ROBOT_A_MINUTE  # noqa: PLC0415
    from duban.web.supervision.digests import held_back  # noqa: PLC0415
    from duban.web.supervision.ticking import tick  # noqa: PLC0415

    if settings.DAY is not None and wanted not in (None, settings.DAY):
        print("示范站点的日期是固定的，请用 duban demo --date 来移动。", file=sys.stderr)
        return 2
    day = clock.today() if wanted is None else wanted
    counts, waiting = tick(day).form(), held_back()
    if arguments.json:
        print(json.dumps({"day": str(day), **counts, "waiting": waiting}, ensure_ascii=False))
        return 0
    print(
        f"{day}：亮灯变化{counts['lights']}项，亮灯记录{counts['history']}条，"
        f"通知{counts['notices']}条，建议{counts['proposals']}条，"
        f"提醒{counts['digests']}人，发出{counts['sent']}件。"
    )
    if waiting:
        print(f"群机器人每分钟只收{ROBOT_A_MINUTE}条，还有{waiting}件待发，请过一分钟再运行。")
    return 0
