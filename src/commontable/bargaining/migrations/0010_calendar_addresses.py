"""An address of one's own for calendar programs; found by the hash of its secret, and only so."""

import django.db.models.deletion
from django.db import migrations, models

from commontable.common.row_security import Parent, protect

# Whoever asks is not signed in: shown is the one row whose secret they name, see 0005_sheets.
BY_HASH = "token_hash = (SELECT ct_public_address())"


class Migration(migrations.Migration):
    dependencies = [
        ("bargaining", "0009_custody"),
        ("coalition", "0004_authority_withdrawn_at_once"),
        ("common", "0002_public_address"),
    ]
    operations = [
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.coalition",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.person",
                    ),
                ),
            ],
            options={"verbose_name_plural": "calendar addresses"},
        ),
        protect(
            "bargaining_calendaraddress",
            private=False,
            parents={"person_id": Parent("coalition_person", private=False)},
            also_readable=BY_HASH,
        ),
    ]
