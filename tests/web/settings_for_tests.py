"""The site's own settings on a throw-away data directory; quick passwords, plain static files, and
no waiting for the disk.

DUBAN_TEST_DATABASE: sqlite (default) or postgresql (postgres@127.0.0.1:5432, or the server
that DUBAN_TEST_DATABASE_URL names).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="duban-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["DUBAN_DATA"] = str(_folder)
os.environ["DUBAN_JOBS"] = "inline"
if os.environ.get("DUBAN_TEST_DATABASE") == "postgresql":
    os.environ["DUBAN_DATABASE_URL"] = os.environ.get(
        "DUBAN_TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres"
    )
else:
    os.environ.pop("DUBAN_DATABASE_URL", None)

from duban.web.config.settings import *  # noqa: E402, F403
from duban.web.config.settings import DATABASES, STORAGES  # noqa: E402

if "sqlite" in DATABASES["default"]["ENGINE"]:
    # a file, as in use: a database in memory knows neither WAL nor waiting
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
    DATABASES["default"]["TEST"] = {"NAME": f"duban_test_{os.getpid()}"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
