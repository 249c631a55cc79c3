"""An authority given by mistake can be ended on its first day, or before it."""

from datetime import timedelta

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coalition", "0003_row_security")]
    operations = [
        migrations.RemoveConstraint("authority", "authority_ends_after_it_begins"),
        migrations.AddConstraint(
            "authority",
            models.CheckConstraint(
                condition=models.Q(until_on=None)
                | models.Q(until_on__gte=models.F("from_on") - timedelta(days=1)),
                name="authority_ends_after_it_begins",
            ),
        ),
    ]
