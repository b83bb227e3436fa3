from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_past_names"),
        ("ledger", "0010_tasks_in_short"),
        ("reports", "0008_adoptions_in_plain_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="report",
            name="report_of_period",
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["period", "state", "part", "corrects"], name="report_of_round"
            ),
        ),
    ]
