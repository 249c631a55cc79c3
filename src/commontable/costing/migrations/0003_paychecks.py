"""The paycheck page: what was let out, and what anybody may read of it at its address."""

import django.db.models.deletion
from django.db import migrations, models

from commontable.common.row_security import Parent, append_only, protect

UNION = {"union_id": Parent("coalition_union", private=False)}
FACT = UNION | {"entered_by_id": Parent("coalition_person", private=False)}
RELEASE = {"release_id": Parent("costing_paycheckrelease", private=True)}

# Somebody without a seat reads what is public at the one address they name, and nothing else.
BY_ADDRESS = "address = (SELECT ct_public_address())"


class Migration(migrations.Migration):
    dependencies = [
        ("coalition", "0004_authority_withdrawn_at_once"),
        ("costing", "0002_row_security"),
        ("common", "0002_public_address"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaycheckRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "number",
                    models.PositiveIntegerField(help_text="Of the edition, counted per address."),
                ),
                ("address", models.SlugField(max_length=100)),
                ("title", models.CharField(max_length=200)),
                ("choice", models.JSONField()),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("signed_as", models.CharField(max_length=200)),
                ("released_at", models.DateTimeField()),
                (
                    "basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paycheck_releases",
                        to="costing.basis",
                    ),
                ),
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
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PaycheckWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
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
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="costing.paycheckrelease",
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
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublicPaycheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.SlugField(max_length=100)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("whose", models.CharField(max_length=200)),
                ("released_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("content", models.JSONField(blank=True, null=True)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.coalition",
                    ),
                ),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published",
                        to="costing.paycheckrelease",
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
            options={
                "ordering": ["address", "-number"],
            },
        ),
        migrations.AddConstraint(
            model_name="paycheckrelease",
            constraint=models.UniqueConstraint(
                fields=("address", "number"), name="one_paycheck_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="paycheckrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="a_paycheck_has_a_hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicpaycheck",
            constraint=models.UniqueConstraint(
                fields=("address", "number"), name="one_public_paycheck"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicpaycheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("content__isnull", False), ("withdrawn_at", None)),
                    models.Q(("content__isnull", True), ("withdrawn_at__isnull", False)),
                    _connector="OR",
                ),
                name="a_withdrawn_paycheck_is_empty",
            ),
        ),
        protect(
            "costing_paycheckrelease",
            private=True,
            parents=FACT | {"basis_id": Parent("costing_basis", private=True)},
        ),
        protect("costing_paycheckwithdrawal", private=True, parents=FACT | RELEASE),
        protect(
            "costing_publicpaycheck",
            private=True,
            parents=UNION | RELEASE,
            also_readable=BY_ADDRESS,
        ),
        append_only("costing_paycheckrelease"),
        append_only("costing_paycheckwithdrawal"),
    ]
