import django.db.models.deletion
from django.db import migrations, models

import commontable.workforce.words


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("coalition", "0004_authority_withdrawn_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="BenefitInventory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("effective_from", models.DateField()),
                ("document", models.CharField(max_length=300)),
                ("page", models.CharField(blank=True, max_length=40)),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.bargainingunit",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "benefit inventories",
                "ordering": ["unit_id", "-effective_from", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Census",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "source",
                    models.CharField(help_text="Who sent it, in answer to what.", max_length=200),
                ),
                ("as_of", models.DateField()),
                ("file_name", models.CharField(max_length=255)),
                ("file_sha256", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("workers", models.PositiveIntegerField()),
                ("refused_rows", models.PositiveIntegerField(default=0)),
                ("pseudonyms", models.BooleanField(default=True)),
                ("plan", models.JSONField(default=dict)),
                ("correction_reason", models.TextField(blank=True)),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.coalition",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="workforce.census",
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
                "verbose_name_plural": "censuses",
                "ordering": ["-as_of", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Comparator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("classification", models.CharField(max_length=200)),
                ("region", models.CharField(max_length=20)),
                ("employer", models.CharField(max_length=200)),
                ("mills", models.PositiveIntegerField(help_text="Mills an hour.")),
                (
                    "basis",
                    models.CharField(
                        choices=commontable.workforce.words.rate_bases,
                        default="average",
                        max_length=10,
                    ),
                ),
                (
                    "bonus",
                    models.PositiveIntegerField(blank=True, help_text="Cents a year.", null=True),
                ),
                ("source", models.CharField(max_length=300)),
                ("dated_on", models.DateField()),
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
                "ordering": ["classification", "region", "employer", "-dated_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Upload",
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
                        choices=commontable.workforce.words.import_kinds, max_length=20
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                ("as_of", models.DateField()),
                ("file_name", models.CharField(max_length=255)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("folder", models.CharField(max_length=32)),
                (
                    "status",
                    models.CharField(
                        choices=commontable.workforce.words.upload_statuses,
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("moved_at", models.DateTimeField(auto_now=True)),
                ("permille", models.PositiveSmallIntegerField(default=0)),
                ("rows", models.PositiveBigIntegerField(default=0)),
                ("plan", models.JSONField(default=dict)),
                ("facts", models.JSONField(default=dict)),
                ("fault", models.TextField(blank=True)),
                ("correction_reason", models.TextField(blank=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workforce.census",
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
                "ordering": ["-begun_at"],
            },
        ),
        migrations.CreateModel(
            name="PseudonymKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret", models.BinaryField(max_length=32)),
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
            ],
        ),
        migrations.CreateModel(
            name="Source",
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
                        choices=commontable.workforce.words.import_kinds, max_length=20
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("columns", models.JSONField(default=dict)),
                ("values", models.JSONField(default=dict)),
                ("choices", models.JSONField(default=dict)),
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
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="WageSchedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=200)),
                ("effective_from", models.DateField()),
                ("document", models.CharField(max_length=300)),
                ("page", models.CharField(blank=True, max_length=40)),
                ("clause", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                (
                    "affiliate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.union",
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
                "ordering": ["name", "-effective_from", "-id"],
            },
        ),
        migrations.CreateModel(
            name="WageRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("classification", models.CharField(max_length=200)),
                ("region", models.CharField(blank=True, max_length=20)),
                ("step", models.PositiveSmallIntegerField()),
                ("mills", models.PositiveIntegerField()),
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
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="workforce.wageschedule",
                    ),
                ),
            ],
            options={
                "ordering": ["classification", "region", "step"],
            },
        ),
        migrations.CreateModel(
            name="BenefitLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=commontable.workforce.words.benefit_kinds, max_length=20
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("tier", models.CharField(blank=True, max_length=60)),
                (
                    "premium",
                    models.PositiveIntegerField(blank=True, help_text="Cents a month.", null=True),
                ),
                (
                    "employee_share",
                    models.PositiveIntegerField(blank=True, help_text="Cents a month.", null=True),
                ),
                ("copays", models.CharField(blank=True, max_length=300)),
                (
                    "of_pay",
                    models.PositiveIntegerField(
                        blank=True, help_text="Basis points of pay.", null=True
                    ),
                ),
                (
                    "a_year",
                    models.PositiveIntegerField(blank=True, help_text="Cents a year.", null=True),
                ),
                ("clause", models.CharField(blank=True, max_length=200)),
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
                    "inventory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="workforce.benefitinventory",
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
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inventory", "position"), name="one_line_per_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("employee_share", None),
                            models.Q(
                                ("employee_share__lte", models.F("premium")),
                                ("premium__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="share_within_the_premium",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("of_pay", None), ("of_pay__lte", 10000), _connector="OR"
                        ),
                        name="at_most_all_of_pay",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="census",
            constraint=models.CheckConstraint(
                condition=models.Q(("workers__gt", 0)), name="census_of_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="census",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrects", None),
                    models.Q(("correction_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="census_correction_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="comparator",
            index=models.Index(
                fields=["coalition", "region", "classification"], name="comparator_by_job"
            ),
        ),
        migrations.AddConstraint(
            model_name="comparator",
            constraint=models.CheckConstraint(
                condition=models.Q(("mills__range", (1, 1000000))),
                name="comparator_up_to_a_thousand_dollars",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("permille__lte", 1000)), name="upload_progress_up_to_the_whole"
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(fields=("folder",), name="one_upload_per_folder"),
        ),
        migrations.AddConstraint(
            model_name="pseudonymkey",
            constraint=models.UniqueConstraint(
                fields=("coalition", "union"), name="one_pseudonym_key", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                fields=("coalition", "union", "kind", "name"),
                name="one_source_per_name",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="wageschedule",
            index=models.Index(
                fields=["coalition", "name", "effective_from"], name="schedule_by_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="wagerate",
            constraint=models.UniqueConstraint(
                fields=("schedule", "classification", "region", "step"), name="one_rate_per_step"
            ),
        ),
        migrations.AddConstraint(
            model_name="wagerate",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__range", (1, 99))), name="step_from_1_to_99"
            ),
        ),
        migrations.AddConstraint(
            model_name="wagerate",
            constraint=models.CheckConstraint(
                condition=models.Q(("mills__range", (1, 1000000))),
                name="rate_up_to_a_thousand_dollars",
            ),
        ),
    ]
