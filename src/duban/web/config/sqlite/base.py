"""Django's SQLite, but for how long who would write looks away while another writes.

SQLite itself sleeps longer with each look, up to a tenth of a second, though another's transaction
takes a few thousandths: with two workers half of a sending was sleep. It is named as the ENGINE of
the database, as Django's documentation has it ("Subclassing the built-in database backends").
"""

from __future__ import annotations

import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

#: seconds between two looks whether the other is done
GRAIN = 0.0005


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        """Begin as soon as nobody else writes; OperationalError after the `timeout` of OPTIONS."""
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5)
        until = time.monotonic() + seconds
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._begun(until):
                time.sleep(GRAIN)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    def _begun(self, until: float) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as busy:
            if "locked" not in str(busy) or time.monotonic() > until:
                raise
            return False
        return True
