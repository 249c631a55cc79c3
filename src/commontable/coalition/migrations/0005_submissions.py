"""What a form was sent for, once: a second arrival is led to what the first one made."""

import django.db.models.deletion
from django.db import migrations, models

from commontable.common.row_security import Parent, append_only, protect


class Migration(migrations.Migration):
    dependencies = [
        ("coalition", "0004_authority_withdrawn_at_once"),
        ("common", "0001_tenancy_functions"),
    ]
    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("address", models.TextField()),
                ("kept_at", models.DateTimeField(auto_now_add=True)),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.person",
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
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                fields=("coalition", "person", "key"), name="a_form_is_accepted_once"
            ),
        ),
        protect(
            "coalition_submission",
            private=True,
            parents={
                "union_id": Parent("coalition_union", private=False),
                "person_id": Parent("coalition_person", private=False),
            },
        ),
        append_only("coalition_submission"),
    ]
