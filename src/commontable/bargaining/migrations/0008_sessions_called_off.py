"""A session is called off with a reason: a fact like every other."""

import django.db.models.deletion
from django.db import migrations, models

import commontable.bargaining.words
from commontable.common.row_security import Parent, append_only, protect

TABLE = "bargaining_sessioncancellation"


class Migration(migrations.Migration):
    dependencies = [
        ("bargaining", "0007_who_saved_a_draft"),
        ("coalition", "0004_authority_withdrawn_at_once"),
    ]
    operations = [
        migrations.CreateModel(
            name="SessionCancellation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "side",
                    models.CharField(
                        blank=True, choices=commontable.bargaining.words.sides, max_length=10
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
                    "schedule",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancellation",
                        to="bargaining.sessionschedule",
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
            model_name="sessioncancellation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_cancellation_says_why"
            ),
        ),
        protect(
            TABLE,
            private=True,
            parents={
                "union_id": Parent("coalition_union", private=False),
                "entered_by_id": Parent("coalition_person", private=False),
                "schedule_id": Parent("bargaining_sessionschedule", private=True),
            },
        ),
        append_only(TABLE),
    ]
