"""The seal on the journal: triggers by which the database refuses to change or delete a line.

A later migration that rebuilds the table (SQLite does so for most changes) must seal again.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "journal_entry"
REFUSAL = "journal lines cannot be changed or deleted"

SEAL: Mapping[str, tuple[str, ...]] = {
    "sqlite": (
        f"CREATE TRIGGER journal_no_update BEFORE UPDATE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER journal_no_delete BEFORE DELETE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION journal_sealed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        f"CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION journal_sealed()",
        f"CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_sealed()",
    ),
}
BREAK: Mapping[str, tuple[str, ...]] = {
    "sqlite": ("DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete"),
    "postgresql": (
        f"DROP TRIGGER journal_no_change ON {TABLE}",
        f"DROP TRIGGER journal_no_truncate ON {TABLE}",
    ),
}


def seal(connection: BaseDatabaseWrapper) -> None:
    _run(connection, SEAL)


def break_seal(connection: BaseDatabaseWrapper) -> None:
    """For taking the migration back, and for emptying a test's database; nothing else."""
    _run(connection, BREAK)


def _run(connection: BaseDatabaseWrapper, statements: Mapping[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
