"""Working papers beside the record, as private as their table. They are corrected in place."""

import functools

import django.db.models.deletion
from django.db import migrations, models

import commontable.bargaining.words
from commontable.common.row_security import Parent, protect

UNION, PERSON = Parent("coalition_union", private=False), Parent("coalition_person", private=False)
DRAFT = {
    "union_id": UNION,
    "campaign_id": Parent("bargaining_campaign", private=False),
    "table_id": Parent("bargaining_table", private=True),
    "taken_in_by_id": PERSON,
    "changed_by_id": PERSON,
    "proposal_id": Parent("bargaining_proposal", private=True),
    "contract_id": Parent("bargaining_contract", private=True),
}
PIECE = {
    "union_id": UNION,
    "draft_id": Parent("bargaining_draft", private=True),
    "article_id": Parent("bargaining_article", private=True),
    "issue_id": Parent("bargaining_issue", private=True),
    "changed_by_id": PERSON,
}


class Migration(migrations.Migration):
    dependencies = [
        ("bargaining", "0002_row_security"),
        ("coalition", "0004_authority_withdrawn_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.DraftPurpose,
                        ),
                        max_length=10,
                    ),
                ),
                (
                    "contract_kind",
                    models.CharField(
                        blank=True,
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.ContractKind,
                        ),
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.DraftStatus,
                        ),
                        default="open",
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=255)),
                ("media_type", models.CharField(max_length=120)),
                ("size", models.PositiveBigIntegerField(help_text="In bytes.")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "received_at",
                    models.DateTimeField(help_text="By the mail's Received header, else taken in."),
                ),
                (
                    "by_mail",
                    models.BooleanField(default=False, help_text="A mail server wrote the time."),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("sender", models.CharField(blank=True, max_length=500)),
                ("subject", models.CharField(blank=True, max_length=500)),
                ("message_id", models.CharField(blank=True, max_length=500)),
                ("attachments", models.JSONField(blank=True, default=list)),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        help_text="The attachment that is read, by hash; empty: the file.",
                        max_length=64,
                    ),
                ),
                ("reading", models.JSONField()),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("taken_in_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closing_note", models.TextField(blank=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="bargaining.campaign",
                    ),
                ),
                (
                    "changed_by",
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
                    "contract",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="bargaining.contract",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="bargaining.proposal",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="bargaining.table",
                    ),
                ),
                (
                    "taken_in_by",
                    models.ForeignKey(
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
                "ordering": ["-taken_in_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="DraftPiece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("number", models.CharField(blank=True, max_length=20)),
                ("heading", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True)),
                ("before", models.TextField(blank=True, null=True)),
                (
                    "taken",
                    models.CharField(
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.WordsTaken,
                        ),
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                (
                    "alike",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Percent of the words' runs shared with the article it was matched to.",
                    ),
                ),
                ("terms", models.JSONField(blank=True, default=list)),
                ("more_terms", models.TextField(blank=True)),
                ("doubts", models.JSONField(blank=True, default=list)),
                ("dropped", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bargaining.article",
                    ),
                ),
                (
                    "changed_by",
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
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="bargaining.draft",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bargaining.issue",
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
                "ordering": ["draft_id", "position", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["table", "status"], name="drafts_of_a_table"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("contract_kind", ""), ("purpose", "proposal"), ("table__isnull", False)
                    ),
                    models.Q(
                        ("purpose", "contract"),
                        ("table", None),
                        models.Q(("contract_kind", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_draft_is_a_tables_or_a_contract",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proposal__isnull", False), ("status", "passed")),
                    models.Q(models.Q(("status", "passed"), _negated=True), ("proposal", None)),
                    _connector="OR",
                ),
                name="a_passed_draft_has_its_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contract__isnull", False), ("status", "loaded")),
                    models.Q(models.Q(("status", "loaded"), _negated=True), ("contract", None)),
                    _connector="OR",
                ),
                name="a_loaded_draft_has_its_contract",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="draft_has_a_hash"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "open")),
                fields=("campaign", "union", "table", "contract_kind", "sha256"),
                name="one_open_draft_per_file",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="draftpiece",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lte", models.F("last"))),
                name="a_piece_has_its_words_in_order",
            ),
        ),
        protect("bargaining_draft", private=True, parents=DRAFT),
        protect("bargaining_draftpiece", private=True, parents=PIECE),
    ]
