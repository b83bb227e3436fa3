"""How rows are spread, for the database to choose its ways by."""

from __future__ import annotations

from django.db import OperationalError, connection

#: so many rows of an index are looked at: enough to tell a key from a column where all are alike
ROWS = 1000


def weigh_rows() -> None:
    """Let SQLite look, which it does only when told to; other databases do by themselves.

    Until it has looked, it takes any index that begins with a column asked for to be a short way,
    though all tasks of a district are of one jurisdiction. While another writes for longer than
    anybody waits, what was seen last holds until it looks again.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
        try:
            cursor.execute("ANALYZE")
        except OperationalError as busy:
            if "locked" not in str(busy):
                raise
