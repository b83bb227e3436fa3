"""Names that organisations bore before, kept beside them; filled from their changes of name."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def fill(apps: Any, _editor: Any) -> None:
    organisations = apps.get_model("accounts", "Organisation").objects
    turns = apps.get_model("accounts", "Succession").objects.filter(kind="renamed")
    for turn in turns.order_by("organisation", "day", "id"):
        held = organisations.get(pk=turn.organisation_id)
        held.past_names.append({"name": turn.name, "until": turn.day.isoformat()})
        held.save(update_fields=["past_names"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_governing_and_turns")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="past_names",
            field=models.JSONField(default=list, editable=False, verbose_name="曾用名"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
