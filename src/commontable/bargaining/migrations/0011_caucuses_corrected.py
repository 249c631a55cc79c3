"""A going out or coming back that was entered wrong: the entry stays, a correction beside it."""

import django.db.models.deletion
from django.db import migrations, models

from commontable.common.row_security import Parent, append_only, protect

TABLE = "bargaining_caucuscorrection"


class Migration(migrations.Migration):
    dependencies = [
        ("bargaining", "0010_calendar_addresses"),
        ("coalition", "0004_authority_withdrawn_at_once"),
    ]
    operations = [
        migrations.CreateModel(
            name="CaucusCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "at",
                    models.DateTimeField(
                        blank=True, help_text="When it was; empty: it did not happen.", null=True
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.coalition",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.person",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="bargaining.caucusevent",
                    ),
                ),
                (
                    "union",
                    models.ForeignKey(
                        blank=True,
                        help_text="The one union this is private to; empty: the whole coalition's.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.union",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddConstraint(
            model_name="caucuscorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="a_caucus_correction_says_why",
            ),
        ),
        protect(
            TABLE,
            private=True,
            parents={
                "union_id": Parent("coalition_union", private=False),
                "entered_by_id": Parent("coalition_person", private=False),
                "event_id": Parent("bargaining_caucusevent", private=True),
            },
        ),
        append_only(TABLE),
    ]
