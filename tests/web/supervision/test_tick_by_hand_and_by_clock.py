"""`duban tick` from the shell, and the schedule that the job process keeps."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django_q.models import Schedule

from duban.web.supervision.jobs import keep_time, tick_today
from duban.web.supervision.models import Tick


@pytest.mark.django_db
def test_the_schedule_stands_once() -> None:
    keep_time()
    keep_time()
    schedule = Schedule.objects.get()
    module, _dot, name = schedule.func.rpartition(".")
    assert getattr(sys.modules[module], name) is tick_today
    assert schedule.repeats == -1


@pytest.mark.django_db
def test_what_the_clock_calls_does_the_day() -> None:
    assert set(tick_today()) == {
        *("lights", "history", "notices", "proposals", "lapsed", "digests", "sent"),
    }
    assert Tick.objects.count() == 1


def shell(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("DUBAN_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "duban", "tick", "--data", str(folder), *words]
    return subprocess.run(
        command, capture_output=True, text=True, env=kept, timeout=120, check=False
    )


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    done = shell(tmp_path / "data", "--date", "2026-09-18", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["day"] == "2026-09-18"
    wrong = shell(tmp_path / "data", "--date", "9月18日")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "2026-09-18的样子" in wrong.stderr
