"""The log is read newest first; every read is narrowed to the coalition."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_entries_follow_the_head")]
    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["coalition_id", "-id"], name="entry_newest_first"),
        ),
    ]
