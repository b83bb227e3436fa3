"""Seals the journal: from here on its lines can only be added."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from duban.web.journal import seal


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    seal.seal(editor.connection)


def backwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    seal.break_seal(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
