"""The sample year for tests: built once by `duban demo` itself, in a process of its own.

Ask for the session fixture `demo_year`: the data directory, for looking at. Whoever writes takes
a copy (`copy_of`). `demo_site` is a served copy for one module of tests: its `address`, and
`password(login)` for the people of `demo-accounts.json`; it stands on the sample's own day.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "demo-year"
MAKES_THE_YEAR = {".py", ".md", ".yaml", ".csv", ".geojson"}

#: the environment without what tests set for themselves
BARE = {
    key: value for key, value in os.environ.items() if not key.startswith(("DUBAN_", "DJANGO_"))
}


def duban(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One run of the command line as a person would."""
    command = [sys.executable, "-m", "duban", *words]
    return subprocess.run(
        command, capture_output=True, text=True, env=BARE | more, timeout=900, check=False
    )


def digest_of_sources() -> str:
    """Of everything that the sample year is made by."""
    digest = sha256((ROOT / "requirements" / "lock.txt").read_bytes())
    for path in sorted((ROOT / "src" / "duban").rglob("*")):
        if path.suffix in MAKES_THE_YEAR:
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def built_once() -> Path:
    """The sample year as these sources make it, built by whichever process comes first.

    It is kept under `var/`, so that the run on the other database and the next one find it there;
    what other sources made is swept away.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    folder = KEPT / digest_of_sources()
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in KEPT.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            draft = folder.with_suffix(".draft")
            made = duban("demo", "--data", str(draft), "--no-serve", "--json")
            if made.returncode != 0:
                raise RuntimeError(made.stderr)
            draft.rename(folder)
    return folder


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
