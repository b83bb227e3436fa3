from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("handling", "0003_names_of_units"),
    ]

    operations = [
        migrations.AlterField(
            model_name="completion",
            name="state",
            field=models.CharField(
                choices=[
                    ("reported", "待核查"),
                    ("passed", "核查通过"),
                    ("sent_back", "退办"),
                    ("recalled", "已撤回"),
                ],
                default="reported",
                max_length=10,
                verbose_name="结果",
            ),
        ),
    ]
