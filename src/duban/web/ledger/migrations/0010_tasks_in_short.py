from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_past_names"),
        ("ledger", "0009_deleted_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=[
                    "jurisdiction",
                    "heading",
                    "state",
                    "due",
                    "period",
                    "position",
                    "plan",
                    "edition",
                    "year",
                ],
                name="task_in_short",
            ),
        ),
    ]
