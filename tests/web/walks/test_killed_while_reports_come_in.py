"""The real server is killed while a unit sends 200 reports: what was answered stands, whole.

DUBAN_KILL_ROUNDS sets how often (2 by default; 20 where every change is checked).
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from tests.web.demo import free_port
from tests.web.kept import BARE, migrated_file

ROUNDS = int(os.environ.get("DUBAN_KILL_ROUNDS", "2"))
SENDERS = 4
REPORTS = 200
ROOT = Path(__file__).parents[3]


def seeding(what: str, folder: Path) -> Any:
    command = [sys.executable, "-m", "tests.web.walks.seeding", what, str(folder)]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=BARE | {"DUBAN_JOBS": "inline"},
        cwd=ROOT,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A data directory in which 200 reports are owed, and what a sender must know."""
    folder = tmp_path_factory.mktemp("killed") / "DIR"
    folder.mkdir()
    shutil.copyfile(migrated_file(), folder / "duban.sqlite3")
    known = seeding("make", folder)
    assert len(known["duties"]) == REPORTS
    return folder, known


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The server with all its workers, in a group of its own."""
    port = free_port()
    words = ["serve", "--data", str(folder), "--port", str(port), "--no-jobs"]
    process = subprocess.Popen(
        [sys.executable, "-m", "duban", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=BARE,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        yield process, port
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)
        process.stdout.close()


class Sender:
    """Sends every report, saved and then submitted; remembers what the server answered well."""

    def __init__(self, token: str, port: int) -> None:
        self.token, self.port = token, port
        self.saved: dict[tuple[int, int], str] = {}
        self.submitted: set[int] = set()
        self.kill_at = threading.Event()
        self.limit = 0

    def ask(self, method: str, path: str, body: Any) -> Any:
        """The body of a good answer. OSError or HTTPException when the server is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        head = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            connection.request(method, f"/api{path}", json.dumps(body), head)
            answer = connection.getresponse()
            text = answer.read()
            assert answer.status == 200, text.decode()
            return json.loads(text)
        finally:
            connection.close()

    def send(self, number: int, duty: dict[str, int]) -> None:
        place = (duty["assignment"], duty["period"])
        value = str(number + 1)
        body = {"values": {str(duty["indicator"]): value}, "progress": f"建成{value}户"}
        try:
            held = self.ask("PUT", f"/reports/of/{place[0]}/{place[1]}", body)
            self.saved[place] = value
            self.ask("POST", f"/reports/{held['id']}/submit", {})
            self.submitted.add(held["id"])
        except (OSError, http.client.HTTPException):
            return
        if len(self.submitted) >= self.limit:
            self.kill_at.set()


def send_until_killed(process: subprocess.Popen[str], sender: Sender, known: Any) -> None:
    """Kill the whole group, server and workers, at once, amid the reports."""

    def kill() -> None:
        assert sender.kill_at.wait(120), "the reports do not come in"
        os.killpg(process.pid, signal.SIGKILL)

    with ThreadPoolExecutor(SENDERS + 1) as pool:
        killing = pool.submit(kill)
        sending = [
            pool.submit(sender.send, number, duty) for number, duty in enumerate(known["duties"])
        ]
        for one in (killing, *sending):
            one.result()


@pytest.mark.skipif(sys.platform != "linux", reason="kills a group of processes")
@pytest.mark.parametrize("number", range(ROUNDS))
def test_what_was_answered_stands_and_nothing_is_half_there(
    number: int, made: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    seeded, known = made
    folder = tmp_path / "DIR"
    shutil.copytree(seeded, folder)
    with served(folder) as (process, port):
        sender = Sender(known["token"], port)
        # a new place in every round, the same when it is run again
        sender.limit = 10 + 37 * number % 110
        send_until_killed(process, sender, known)
    assert len(sender.submitted) < REPORTS, "nothing was left to interrupt"

    found = seeding("look", folder)
    held = {(row["assignment"], row["period"]): row for row in found["reports"]}
    assert len(held) == len(found["reports"])
    for place, value in sender.saved.items():
        assert list(held[place]["values"].values()) == [value]
    states = {row["id"]: row["state"] for row in found["reports"]}
    assert {states[key] for key in sender.submitted} == {"submitted"}
    _nothing_is_half_there(found)
    _the_rest_goes_in(folder, known, held)


def _nothing_is_half_there(found: dict[str, Any]) -> None:
    """A report has its figure with its words, its sender with its state, one line an act."""
    lines = Counter((verb, key) for verb, key in found["lines"])
    for row in found["reports"]:
        [value] = row["values"].values()
        assert (row["version"], row["progress"]) == (1, f"建成{value}户")
        assert (row["state"], row["sent_by"]) in {
            ("draft", None),
            ("submitted", "示例·liaison"),
        }
        assert lines.pop(("report.begin", row["id"])) == 1
        assert lines.pop(("report.submit", row["id"]), 0) == int(row["state"] == "submitted")
    assert not lines


def _the_rest_goes_in(folder: Path, known: dict[str, Any], held: dict[Any, Any]) -> None:
    """The server starts again on what is left, and takes one more report."""
    place = next(
        duty for duty in known["duties"] if (duty["assignment"], duty["period"]) not in held
    )
    with served(folder) as (_process, port):
        sender = Sender(known["token"], port)
        sender.send(0, place)
    assert len(sender.submitted) == 1
