"""The ledger's page of 100 tasks with all their quarters against the issue list of Redmine.

Where Debian's packages `redmine`, `redmine-sqlite`, `ruby-sqlite3` and `puma` are installed, the
same 100 tasks are made issues of a public project there, their four quarters four custom fields
shown as columns, in a database of their own in SQLite. Both servers run beside each other with
two workers, and are asked in turns by four people who ask anew as soon as they were answered.
Redmine's page is asked for without a sign-in, ours with one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.bench.crowd import Ask, ask_at_once
from tools.bench.district import made
from tools.bench.row import Bound, Row, unmeasured
from tools.bench.serving import duban_serve, environment, free_port, running

REDMINE = Path("/usr/share/redmine")
LOADER = Path(__file__).with_name("peers") / "redmine.rb"
TIMES, ROUNDS, PEOPLE, TURNS = 10.0, 3, 4, 5
WHAT = "requests a second, ledger of 100 tasks : Redmine's issue list"


def rows() -> Iterator[Row]:
    if not (REDMINE / "config.ru").exists() or shutil.which("puma") is None:
        yield unmeasured(WHAT, TIMES, "Redmine is not installed")
        return
    with tempfile.TemporaryDirectory(prefix="duban-bench-") as name:
        folder = Path(name)
        env = environment(DJANGO_SETTINGS_MODULE="tools.bench.ledgers.settings")
        found = made(folder / "ours", env, ledgers=1)
        with _redmine(folder, found["tasks"]) as theirs, duban_serve(folder / "ours", env) as ours:
            last = found["tasks"][-1]["title"]
            page = f"/ledger/tasks/?plan={found['plans'][0]}&size=100"
            own, peer = each_second(
                (ours, Ask(page, found["office"], shows=last)),
                (theirs, Ask("/projects/list/issues?sort=id&per_page=100", shows=last)),
            )
            yield Row(WHAT, own, peer, TIMES, "a s", Bound.AT_LEAST)


def each_second(*asked: tuple[int, Ask]) -> list[float]:
    """How many answers each server gives in a second, all rounds together."""
    seconds = [0.0] * len(asked)
    for number in range(ROUNDS + 1):
        for place, (port, ask) in enumerate(asked):
            began = time.perf_counter()
            ask_at_once(port, [[ask] * TURNS] * PEOPLE)
            # the first round brings modules and templates into memory
            seconds[place] += (time.perf_counter() - began) * (number > 0)
    return [ROUNDS * PEOPLE * TURNS / one for one in seconds]


@contextmanager
def _redmine(folder: Path, tasks: list[Mapping[str, Any]]) -> Iterator[int]:
    """Redmine in production with these tasks; its port."""
    env = {
        **os.environ,
        "RAILS_ENV": "production",
        "X_DEBIAN_SITEID": "default",
        "DATABASE_URL": f"sqlite3:{folder / 'redmine.sqlite3'}?timeout=10000",
    }
    wanted = {"fields": ["Q1", "Q2", "Q3", "Q4"], "tasks": tasks}
    for words, text in ((["db:migrate"], ""), (["runner", str(LOADER)], json.dumps(wanted))):
        subprocess.run(
            ["bundle", "exec", "rails", *words],
            cwd=REDMINE,
            env=env,
            input=text,
            text=True,
            check=True,
            capture_output=True,
        )
    port = free_port()
    command = ["puma", "-e", "production", "-b", f"tcp://127.0.0.1:{port}", "-t", "2:4", "-w", "0"]
    with running([*command, "config.ru"], port, env, REDMINE):
        yield port
