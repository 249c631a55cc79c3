"""Sheets, their versions and releases, what is public of them, and patterns from elsewhere."""

import functools

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import commontable.bargaining.words
from commontable.common.row_security import Parent, append_only, protect

UNION = {"union_id": Parent("coalition_union", private=False)}
ENTERED = UNION | {"entered_by_id": Parent("coalition_person", private=False)}

PRIVATE = {
    "bargaining_pattern": ENTERED
    | {
        "campaign_id": Parent("bargaining_campaign", private=False),
        "replaces_id": Parent("bargaining_pattern", private=True),
    },
    "bargaining_patternterm": UNION
    | {
        "issue_id": Parent("bargaining_issue", private=True),
        "pattern_id": Parent("bargaining_pattern", private=True),
    },
    "bargaining_sheet": UNION | {"table_id": Parent("bargaining_table", private=True)},
    "bargaining_sheetversion": ENTERED | {"sheet_id": Parent("bargaining_sheet", private=True)},
    "bargaining_sheetwording": ENTERED | {"sheet_id": Parent("bargaining_sheet", private=True)},
    "bargaining_sheetrelease": ENTERED
    | {"version_id": Parent("bargaining_sheetversion", private=True)},
    "bargaining_sheetreleasewithdrawal": ENTERED
    | {"release_id": Parent("bargaining_sheetrelease", private=True)},
}
FACTS = [table for table in PRIVATE if table != "bargaining_sheet"]

# Somebody without a seat reads the editions at the one address they name, and nothing else; what
# was withdrawn there has no content any more (the constraint a_withdrawn_edition_is_empty).
BY_ADDRESS = "address = (SELECT ct_public_address())"


class Migration(migrations.Migration):
    dependencies = [
        ("bargaining", "0004_search"),
        ("common", "0002_public_address"),
        ("coalition", "0004_authority_withdrawn_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pattern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("group", models.CharField(max_length=200)),
                ("reached_on", models.DateField()),
                ("source", models.CharField(max_length=500)),
                ("note", models.TextField(blank=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patterns",
                        to="bargaining.campaign",
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
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="bargaining.pattern",
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
                "ordering": ["-reached_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PatternTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.TermKind,
                        ),
                        max_length=30,
                    ),
                ),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True),
                ),
                ("value_date", models.DateField(blank=True, null=True)),
                ("value_yes", models.BooleanField(blank=True, null=True)),
                ("value_text", models.TextField(blank=True, null=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                (
                    "bound",
                    models.CharField(
                        blank=True,
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.Bound,
                        ),
                        max_length=10,
                    ),
                ),
                (
                    "better",
                    models.CharField(
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.Better,
                        ),
                        max_length=10,
                    ),
                ),
                ("contract_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("effective_on", models.DateField(blank=True, null=True)),
                ("clause", models.CharField(blank=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=500)),
                ("note", models.TextField(blank=True)),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list
                    ),
                ),
                (
                    "unions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list
                    ),
                ),
                (
                    "units",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list
                    ),
                ),
                (
                    "classifications",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list
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
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bargaining.issue",
                    ),
                ),
                (
                    "pattern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="bargaining.pattern",
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
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("definition", models.JSONField()),
                ("address", models.SlugField(blank=True, max_length=100, null=True, unique=True)),
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
                        related_name="sheets",
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
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="SheetRelease",
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
                    models.PositiveIntegerField(
                        help_text="Of the public edition, counted per sheet."
                    ),
                ),
                ("address", models.SlugField(max_length=100)),
                ("title", models.CharField(max_length=200)),
                (
                    "rows",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40)
                    ),
                ),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40)
                    ),
                ),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("signed_as", models.CharField(max_length=200)),
                ("released_at", models.DateTimeField()),
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
            name="PublicEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.SlugField(max_length=100)),
                ("number", models.PositiveIntegerField()),
                ("released_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("content", models.JSONField(blank=True, null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("letter", models.BinaryField(blank=True, null=True)),
                ("a4", models.BinaryField(blank=True, null=True)),
                ("word", models.BinaryField(blank=True, null=True)),
                ("workbook", models.BinaryField(blank=True, null=True)),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.coalition",
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
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition",
                        to="bargaining.sheetrelease",
                    ),
                ),
            ],
            options={
                "ordering": ["address", "-number"],
            },
        ),
        migrations.CreateModel(
            name="SheetReleaseWithdrawal",
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
                        to="bargaining.sheetrelease",
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
            name="SheetVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.PositiveIntegerField()),
                ("as_of", models.DateTimeField()),
                ("definition", models.JSONField()),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("sequence", models.PositiveIntegerField()),
                ("heads", models.JSONField()),
                ("note", models.TextField(blank=True)),
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
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="bargaining.sheet",
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
                "ordering": ["sheet_id", "-number"],
            },
        ),
        migrations.AddField(
            model_name="sheetrelease",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="releases",
                to="bargaining.sheetversion",
            ),
        ),
        migrations.CreateModel(
            name="SheetWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("row", models.CharField(max_length=40)),
                ("text", models.CharField(blank=True, max_length=500)),
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
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wordings",
                        to="bargaining.sheet",
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
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="pattern",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="a_pattern_has_a_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="patternterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("value__isnull", False),
                        ("value_date", None),
                        ("value_text", None),
                        ("value_yes__isnull", True),
                    ),
                    models.Q(
                        ("value", None),
                        ("value_date__isnull", False),
                        ("value_text", None),
                        ("value_yes__isnull", True),
                    ),
                    models.Q(
                        ("value", None),
                        ("value_date", None),
                        ("value_text", None),
                        ("value_yes__isnull", False),
                    ),
                    models.Q(
                        ("value", None),
                        ("value_date", None),
                        ("value_text__isnull", False),
                        ("value_yes__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="patternterm_has_one_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="patternterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contract_year", None), ("contract_year__range", (1, 20)), _connector="OR"
                ),
                name="patternterm_year_in_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.UniqueConstraint(
                fields=("table", "title"), name="one_sheet_per_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicedition",
            constraint=models.UniqueConstraint(
                fields=("address", "number"), name="one_public_edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("a4__isnull", False),
                        ("content__isnull", False),
                        ("letter__isnull", False),
                        ("withdrawn_at", None),
                        ("word__isnull", False),
                        ("workbook__isnull", False),
                    ),
                    models.Q(
                        ("a4", None),
                        ("content__isnull", True),
                        ("letter", None),
                        ("withdrawn_at__isnull", False),
                        ("word", None),
                        ("workbook", None),
                    ),
                    _connector="OR",
                ),
                name="a_withdrawn_edition_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetversion",
            constraint=models.UniqueConstraint(
                fields=("sheet", "number"), name="one_version_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="a_version_has_a_hash"
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetrelease",
            constraint=models.UniqueConstraint(
                fields=("address", "number"), name="one_edition_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rows", []), _negated=True), models.Q(("columns", []), _negated=True)
                ),
                name="a_release_holds_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="a_release_has_a_hash"
            ),
        ),
        *(protect(table, private=True, parents=parents) for table, parents in PRIVATE.items()),
        protect(
            "bargaining_publicedition",
            private=True,
            parents=UNION | {"release_id": Parent("bargaining_sheetrelease", private=True)},
            also_readable=BY_ADDRESS,
        ),
        *(append_only(table) for table in FACTS),
    ]
