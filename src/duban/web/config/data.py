"""The data directory: database, files, keys and what is built from the sources, one folder.

DIR/secret.key         signs sessions; mode 0600
DIR/duban.sqlite3      unless DUBAN_DATABASE_URL names a PostgreSQL
DIR/files/             what people hand in, never served as static files
DIR/static/            style sheets and scripts, collected by `duban serve`
DIR/locale/            translations, compiled from the .po files
DIR/demo-day           the day a sample site stands on; only `duban demo` writes it
"""

from __future__ import annotations

import os
import secrets
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from duban.web.config.messages import compile_messages

APPS = Path(__file__).parent.parent

SAMPLE_DAY = "demo-day"

#: seconds for which a worker keeps its connection: to open a file anew for every request, with its
#: settings and the whole schema, takes as long as a fourth of a small page
KEPT = 60

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def prepare(folder: Path) -> Path:
    """`folder` with everything in it that must exist before the settings are read."""
    for part in (folder, folder / "files", folder / "static"):
        part.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret_key(folder)
    compile_messages(APPS, folder / "locale")
    return folder


def secret_key(folder: Path) -> str:
    """The key of this data directory, made on first use by whoever comes first."""
    path = folder / "secret.key"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        pass
    draft = folder / f"secret.key.{os.getpid()}.{secrets.token_hex(4)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        # a link refuses to replace: two starts at once agree on one key
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii")


def sample_day(folder: Path) -> date | None:
    """The day the sample site in `folder` stands on; None where a real one lives."""
    try:
        return date.fromisoformat((folder / SAMPLE_DAY).read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return None


def database(folder: Path | None, url: str) -> dict[str, Any]:
    """Django's description of the database: `url` if given, else SQLite in `folder`."""
    if url:
        return _postgres(url)
    name = ":memory:" if folder is None else str(folder / "duban.sqlite3")
    return {
        "ENGINE": "duban.web.config.sqlite",
        "NAME": name,
        "CONN_MAX_AGE": KEPT,
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def _postgres(url: str) -> dict[str, Any]:
    """postgres://user:password@host:port/name?option=value

    ValueError names what is wrong, without the password.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"DUBAN_DATABASE_URL 应以 postgres:// 开头，现为“{parts.scheme}://”。")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": KEPT,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
