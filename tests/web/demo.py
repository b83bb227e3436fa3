"""The sample year for tests: built once by `duban demo` itself, in a process of its own.

Ask for the session fixture `demo_year`: the data directory, for looking at. Whoever writes takes
a copy (`copy_of`). `demo_site` is a served copy for one module of tests: its `address`, and
`password(login)` for the people of `demo-accounts.json`; it stands on the sample's own day.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.web.kept import BARE, kept


def duban(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One run of the command line as a person would."""
    command = [sys.executable, "-m", "duban", *words]
    return subprocess.run(
        command, capture_output=True, text=True, env=BARE | more, timeout=900, check=False
    )


def built_once() -> Path:
    """The sample year as these sources make it, built by whichever process comes first."""
    return kept("demo-year", _build)


def _build(folder: Path) -> None:
    made = duban("demo", "--data", str(folder), "--no-serve", "--json")
    if made.returncode != 0:
        raise RuntimeError(made.stderr)


def copy_of(folder: Path, target: Path) -> Path:
    """A copy that may be written to. Nobody may be writing to `folder` meanwhile."""
    shutil.copytree(folder, target)
    return target


@dataclass(frozen=True)
class Site:
    """A server over `data`; `process` is the one to end it by."""

    address: str
    data: Path
    process: subprocess.Popen[str]

    def password(self, login: str) -> str:
        listed = json.loads((self.data / "demo-accounts.json").read_text(encoding="utf-8"))
        found: str = next(one["password"] for one in listed if one["login"] == login)
        return found

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served(data: Path) -> Iterator[Site]:
    """`duban serve` over `data` on a free port, ended afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "duban", "serve", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=BARE
    )
    assert process.stdout is not None
    try:
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        yield Site(f"http://127.0.0.1:{port}", data, process)
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()
