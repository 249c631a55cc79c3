"""Exhibits' custody, what their files say, and the archives people asked for."""

import functools

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import commontable.bargaining.words
from commontable.common.row_security import Parent, append_only, protect

UNION, PERSON = Parent("coalition_union", private=False), Parent("coalition_person", private=False)
EXHIBIT, TABLE = (
    Parent("bargaining_exhibit", private=True),
    Parent("bargaining_table", private=True),
)
PRIVATE = {
    "bargaining_custodyentry": {"union_id": UNION, "entered_by_id": PERSON, "exhibit_id": EXHIBIT},
    "bargaining_exhibitreading": {"union_id": UNION, "exhibit_id": EXHIBIT},
    "bargaining_exhibitexport": {"union_id": UNION, "asked_by_id": PERSON, "table_id": TABLE},
}


class Migration(migrations.Migration):
    dependencies = [
        ("bargaining", "0008_sessions_called_off"),
        ("coalition", "0004_authority_withdrawn_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExhibitReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read_at", models.DateTimeField()),
                ("text", models.TextField(blank=True)),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                ("remark", models.CharField(blank=True, max_length=500)),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.coalition",
                    ),
                ),
                (
                    "exhibit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reading",
                        to="bargaining.exhibit",
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
            name="CustodyEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.CustodyKind,
                        ),
                        max_length=15,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("from_whom", models.CharField(blank=True, max_length=200)),
                ("to_whom", models.CharField(blank=True, max_length=200)),
                ("how", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                ("copy_sha256", models.CharField(blank=True, max_length=64)),
                ("copy_pages", models.PositiveIntegerField(blank=True, null=True)),
                ("first_page_number", models.CharField(blank=True, max_length=30)),
                ("last_page_number", models.CharField(blank=True, max_length=30)),
                ("archive_sha256", models.CharField(blank=True, max_length=64)),
                ("sums_sha256", models.CharField(blank=True, max_length=64)),
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
                    "exhibit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custody",
                        to="bargaining.exhibit",
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
                "verbose_name_plural": "custody entries",
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("copy_sha256__regex", "^([0-9a-f]{64})?$"),
                            ("archive_sha256__regex", "^([0-9a-f]{64})?$"),
                            ("sums_sha256__regex", "^([0-9a-f]{64})?$"),
                        ),
                        name="custody_has_hashes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by", ""), _negated=True), name="custody_has_a_hand"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExhibitExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "exhibits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveBigIntegerField()
                    ),
                ),
                ("prefix", models.CharField(blank=True, max_length=10)),
                ("first_number", models.PositiveIntegerField(default=1)),
                ("without_faulty", models.BooleanField(default=False)),
                ("receipt_only", models.BooleanField(default=False)),
                (
                    "status",
                    models.CharField(
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.ExportStatus,
                        ),
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("moved_at", models.DateTimeField()),
                ("failure", models.TextField(blank=True)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("sums_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "size",
                    models.PositiveBigIntegerField(blank=True, help_text="In bytes.", null=True),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.person",
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
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bargaining.table",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("exhibits", []), _negated=True),
                        name="an_export_has_an_exhibit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sha256__regex", "^([0-9a-f]{64})?$"),
                            models.Q(
                                models.Q(("status", "done"), _negated=True),
                                models.Q(("sha256", ""), ("sums_sha256", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="a_finished_export_has_a_hash",
                    ),
                ],
            },
        ),
        *(protect(table, private=True, parents=parents) for table, parents in PRIVATE.items()),
        append_only("bargaining_custodyentry"),
    ]
