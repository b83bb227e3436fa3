"""What people add to a reading, and the year by which a reading was dated."""

from __future__ import annotations

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def date_readings(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    editions = apps.get_model("ledger", "Edition")
    editions.objects.update(read_year=models.F("year"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ledger", "0003_plans_without_year")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="edition",
            name="read_year",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.RunPython(date_readings, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="correction",
            name="kind",
            field=models.CharField(
                choices=[
                    ("value", "更正"),
                    ("split", "拆分"),
                    ("join", "合并"),
                    ("drop", "删去"),
                    ("add", "补录"),
                ],
                default="value",
                max_length=8,
            ),
        ),
    ]
