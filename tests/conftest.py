"""What every test may ask for."""

from __future__ import annotations

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.conf import settings as django_settings
from django.db import connection
from hypothesis import HealthCheck, settings
from tests.web.kept import migrated_file, migrated_on

# how long a case takes is the machine's matter: a busy one must not fail a right answer
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

# by its usual threshold the collector of rings takes a third of the time: it walks again and again
# through all that was imported and collected, which stays to the end
gc.set_threshold(10_000)

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
POSTGRESQL = ("127.0.0.1", 5432)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test that waits for a browser or a server needs none."""
    return len(os.sched_getaffinity(0)) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each worker begins with its share of the long ones, so that none is left alone at the end.

    Under `--dist worksteal` a worker has one stretch of the whole, and its end is taken by others.
    """
    workers: int = getattr(config, "workerinput", {}).get("workercount", 1)
    long = [item for item in items if item.get_closest_marker("long")]
    short = [item for item in items if not item.get_closest_marker("long")]
    share = -(-len(short) // workers)
    items[:] = [
        item
        for number in range(workers)
        for item in (*long[number::workers], *short[number * share : (number + 1) * share])
    ]


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


def absent(reason: str) -> NoReturn:
    """Ends a test that needs what this machine lacks: skipped by hand, failed in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def shared_folder(name: str) -> Path:
    """A folder of real documents beside the project; skips without it, fails in CI."""
    folder = SHARED / name
    if not folder.is_dir():
        absent(f"no real documents beside the project ({name})")
    return folder


def program(*names: str) -> str:
    """The path of the first of these programs that is installed."""
    for name in names:
        path = shutil.which(name)
        if path is not None:
            return path
    absent(f"{names[0]} is not installed")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Whether the test database is there before it is set up: the file is (see below)."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """The test database begins as a copy of one that has every migration done.

    Skips with a reason where the chosen database server does not answer.
    """
    chosen = django_settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        shutil.copyfile(migrated_file(), chosen["TEST"]["NAME"])
        return
    try:
        socket.create_connection((chosen["HOST"], int(chosen["PORT"] or 5432)), 2).close()
    except OSError:
        absent(f"no PostgreSQL answers at {chosen['HOST']}")
    chosen["TEST"]["TEMPLATE"] = migrated_on(os.environ["DUBAN_DATABASE_URL"])


@pytest.fixture(scope="session")
def corpus() -> Path:
    return shared_folder("corpus")


@pytest.fixture(scope="session")
def gold() -> Path:
    return shared_folder("gold")


@pytest.fixture(scope="session")
def scorer() -> Path:
    return shared_folder("tools") / "score.py"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser for page tests; Playwright is given this path and downloads nothing."""
    return program("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def soffice() -> str:
    return program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def postgresql() -> tuple[str, int]:
    """Host and port of a PostgreSQL that answers on this machine."""
    try:
        socket.create_connection(POSTGRESQL, timeout=1).close()
    except OSError:
        absent(f"no PostgreSQL answers on {POSTGRESQL[0]}:{POSTGRESQL[1]}")
    return POSTGRESQL


@pytest.fixture(scope="session")
def chinese_font() -> None:
    """A font that writes Chinese, for papers as PDF."""
    from duban.writing.typeset.fonts import folders, writes_chinese  # noqa: PLC0415 - typst is slow

    if not writes_chinese(folders()):
        absent("no Chinese font on this machine")


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine without a Chinese font: none of its own, and an empty folder that is named."""
    import typst  # noqa: PLC0415 - it is slow

    from duban.writing.typeset import fonts  # noqa: PLC0415

    def bare(*, include_system_fonts: bool, **more: Any) -> Any:
        return everything(include_system_fonts=False, **more)

    everything = typst.Fonts
    folder = tmp_path / "字体"
    folder.mkdir()
    monkeypatch.setenv(fonts.FONTS_VARIABLE, str(folder))
    monkeypatch.setattr(typst, "Fonts", bare)
    for found in (fonts.fonts_in, fonts.writes_chinese):
        found.cache_clear()
    yield
    for found in (fonts.fonts_in, fonts.writes_chinese):
        found.cache_clear()
