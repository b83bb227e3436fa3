"""Fifty people at once in a district of 72,000 parts, through the real server, on both databases.

The district (`tools.bench.ledgers`) is 12 lists of 100 tasks; each task is led by one unit and
helped by five, and all report every month of twelve: 72,000 parts beside the 13,200 reports of
the units that lead. It is made anew for each run by the product's own steps (import, confirm,
issue, the day's work) and, for the months, in bulk.

`duban serve` runs as it is started for use, with its two workers; the jobs beside are left out.
In each of several rounds the fifty ask for one kind of page after another, the empty view among
them: all fifty at once, each anew as soon as he was answered, without a pause for thought. Every
figure is so taken under the same crowd, and a page's ratio to the empty view is that of the work
it causes: a crowd with pauses, or one that asks for all kinds mixed, would wait in one common
queue and find the pages nearer to each other than they are. Figures are the 95th percentile of
seconds from asking to the last byte, all rounds together; a wrong answer ends the measure.

The empty view asks for a sign-in and answers one line through all of the site's middleware.
Home, ledger and the board are asked by people of all roles; the form and the sending of a report
by fifty liaisons, who alone may. What is sent is a report not begun before: figures and words are
kept, checked, sent and written into the journal in one request.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from psycopg import sql

from tools.bench.crowd import TOKEN, Ask, ask_at_once, percentile
from tools.bench.ledgers import EMPTY
from tools.bench.ledgers.size import DISTRICT
from tools.bench.row import Row, unmeasured
from tools.bench.serving import ROOT, duban_serve, environment

ROUNDS, TURNS, PEOPLE = 5, 2, 50
#: people who ask before anything counts
WARM = 8
READING, SENDING, SUMMING = 6.0, 4.0, 8.0
SERVER = "postgres://postgres@127.0.0.1:5432"

District = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """What is measured: `asks` gives what each person asks in one round, by its number."""

    name: str
    limit: float
    asks: Callable[[District, int], list[list[Ask]]]


def _by_all(path: str) -> Callable[[District, int], list[list[Ask]]]:
    def asks(district: District, _round: int) -> list[list[Ask]]:
        return [[Ask(path, session)] * TURNS for session in district["crowd"]]

    return asks


def _duties(district: District, number: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Of each liaison who files, the reports that are his in a round: every one is sent once."""
    for filer in district["filers"][:PEOPLE]:
        yield filer["session"], filer["duties"][number * TURNS : (number + 1) * TURNS]


def _forms(district: District, number: int) -> list[list[Ask]]:
    return [
        [
            Ask(f"/reports/fill/{one['assignment']}/{one['period']}/", session, shows="report-form")
            for one in duties
        ]
        for session, duties in _duties(district, number)
    ]


def _sendings(district: District, number: int) -> list[list[Ask]]:
    return [
        [
            Ask(
                f"/reports/fill/{one['assignment']}/{one['period']}/save/",
                session,
                filled_in(one),
                status=302,
                shows="Location: /reports/\r\n",
            )
            for one in duties
        ]
        for session, duties in _duties(district, number)
    ]


def filled_in(duty: Mapping[str, Any]) -> str:
    """The form of a report that is not begun, filled in, with the button for sending it."""
    words = {
        "csrfmiddlewaretoken": TOKEN,
        "version": "0",
        "step": "submit",
        "progress": "本月按计划推进，完成阶段任务，现场检查3次，协调解决问题2个。",
        "problems": "",
        "next_steps": "继续按节点推进，做好质量安全管理。",
        "help_needed": "",
    }
    for place, key in enumerate(duty["figures"]):
        words |= {f"v-{key}": str(48 + 300 * (place == 0)), f"o-{key}": "", f"b-{key}": "|"}
    return urlencode(words)


#: the empty view comes first: what all others are held against
EMPTY_VIEW = Page("empty view", 1.0, _by_all(f"/{EMPTY}"))
PAGES = (
    Page("home page", READING, _by_all("/")),
    Page("ledger page", READING, _by_all("/ledger/tasks/")),
    Page("board at a glance", SUMMING, _by_all("/boards/")),
    Page("report form", READING, _forms),
    Page("sending a report", SENDING, _sendings),
)


def measured(
    port: int, district: District, pages: Sequence[Page] = PAGES, rounds: int = ROUNDS
) -> dict[str, float]:
    """By name of the page the 95th percentile in seconds, the empty view's with them."""
    every = (EMPTY_VIEW, *pages)
    for one in every:
        # each worker has its modules and templates in memory before anything counts
        ask_at_once(port, one.asks(district, rounds)[:WARM])
    seconds: dict[str, list[float]] = {one.name: [] for one in every}
    for number in range(rounds):
        for one in every:
            seconds[one.name] += ask_at_once(port, one.asks(district, number))
    return {name: percentile(held) for name, held in seconds.items()}


def rows() -> Iterator[Row]:
    for label, database in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        try:
            with database() as (folder, env):
                district = made(folder, env)
                with duban_serve(folder, env) as port:
                    found = measured(port, district)
        except psycopg.OperationalError as reason:
            why = str(reason).partition("\n")[0]
            yield from (unmeasured(f"{one.name}, {label}", one.limit, why) for one in PAGES)
            continue
        empty = found[EMPTY_VIEW.name] * 1000
        for one in PAGES:
            what = f"p95 of 50 people, {one.name} : empty view, {label}"
            yield Row(what, found[one.name] * 1000, empty, one.limit, "ms")


def made(folder: Path, env: Mapping[str, str], ledgers: int = DISTRICT.ledgers) -> District:
    """A district of so many lists in `folder`, or in the database that `env` names."""
    command = [sys.executable, "-m", "tools.bench.ledgers.make", str(folder), str(ledgers)]
    done = subprocess.run(
        command, env={**env, "DUBAN_JOBS": "inline"}, cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    found: District = json.loads(done.stdout)
    return found


@contextmanager
def _sqlite() -> Iterator[tuple[Path, dict[str, str]]]:
    with tempfile.TemporaryDirectory(prefix="duban-bench-") as folder:
        yield Path(folder), _environment()


@contextmanager
def _postgresql() -> Iterator[tuple[Path, dict[str, str]]]:
    """A database of its own; OperationalError where no server answers."""
    name = f"duban_bench_{os.getpid()}"
    database = sql.Identifier(name)
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=3) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(database))
        try:
            with tempfile.TemporaryDirectory(prefix="duban-bench-") as folder:
                yield Path(folder), _environment(DUBAN_DATABASE_URL=f"{SERVER}/{name}")
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


def _environment(**more: str) -> dict[str, str]:
    return environment(DJANGO_SETTINGS_MODULE="tools.bench.ledgers.settings", **more)
