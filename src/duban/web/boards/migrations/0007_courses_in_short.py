from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0006_areas_in_plain_order"),
        ("ledger", "0008_rows_in_plain_order"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="coursepoint",
            index=models.Index(
                condition=models.Q(("latest", True)),
                fields=["task", "last_day", "wanted", "reached"],
                name="course_latest_in_short",
            ),
        ),
    ]
