"""What these sources make and many tests begin with: made once, kept for all processes.

It lies under `var/`, so that the run on the other database and the next one find it there; what
other sources made is swept away. Two such things: the sample year (`tests.web.demo`) and a
database with every migration done (`migrated_file`, `migrated_on`), of which each test database
is a copy.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

ROOT = Path(__file__).resolve().parents[2]
MAKES_IT = {".py", ".md", ".yaml", ".csv", ".geojson"}

#: the environment without what tests set for themselves
BARE = {
    key: value for key, value in os.environ.items() if not key.startswith(("DUBAN_", "DJANGO_"))
}


def digest_of_sources() -> str:
    """Of everything that the sample year and the database are made by."""
    digest = sha256((ROOT / "requirements" / "lock.txt").read_bytes())
    for path in sorted((ROOT / "src" / "duban").rglob("*")):
        if path.suffix in MAKES_IT:
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def alone(room: Path) -> Iterator[None]:
    """Within this, no other process is."""
    room.mkdir(parents=True, exist_ok=True)
    with (room / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` filled, by whichever process came first."""
    room = ROOT / "var" / name
    folder = room / digest_of_sources()
    with alone(room):
        if not folder.exists():
            for old in room.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            draft = folder.with_suffix(".draft")
            make(draft)
            draft.rename(folder)
    return folder


def _migrate(folder: Path, **more: str) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    where = {"DUBAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "duban.web.config.settings"}
    done = subprocess.run(
        command, env=BARE | where | more, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)


def migrated_file() -> Path:
    """An SQLite file; only to be copied."""
    return kept("migrated", _migrate) / "duban.sqlite3"


def migrated_on(server: str) -> str:
    """The name of a database on `server` (postgres://…); only to be copied."""
    ours = f"duban_migrated_{sha256(str(ROOT).encode()).hexdigest()[:8]}_"
    name, draft = ours + digest_of_sources(), ours + "draft"
    room = ROOT / "var" / "migrated-on-postgresql"
    with alone(room), psycopg.connect(server, autocommit=True) as connection:
        asked = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        there = {row[0] for row in connection.execute(asked, [ours])}
        if name not in there:
            for old in there:
                connection.execute(SQL("DROP DATABASE {}").format(Identifier(old)))
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(draft)))
            url = urlsplit(server)._replace(path=f"/{draft}").geturl()
            _migrate(room / "data", DUBAN_DATABASE_URL=url)
            done = SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(done.format(Identifier(draft), Identifier(name)))
    return name
