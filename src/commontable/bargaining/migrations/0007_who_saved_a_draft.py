"""Whose each save of a draft was: one's own saves are no surprise to oneself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bargaining", "0006_said_with_its_fact"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="savers",
            field=models.JSONField(
                blank=True, default=list, help_text="Who made each version after 1."
            ),
        ),
        migrations.AddField(
            model_name="draftpiece",
            name="savers",
            field=models.JSONField(
                blank=True, default=list, help_text="Who made each version after 1."
            ),
        ),
    ]
