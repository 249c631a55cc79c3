"""The append-only log: one ledger for the coalition, one for each union's private entries.

Nothing here points at other domains by foreign key: an entry must outlive whatever it tells of.
"""

from __future__ import annotations

from django.db import models


class Ledger(models.Model):
    """The head of one chain. Its row is locked while an entry is appended."""

    coalition_id = models.BigIntegerField()
    union_id = models.BigIntegerField(null=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition_id", "union_id"],
                nulls_distinct=False,
                name="one_ledger_per_tenant",
            ),
        ]

    def __str__(self) -> str:
        of = f"union {self.union_id}" if self.union_id else "the coalition"
        return f"ledger of {of}"


class Entry(models.Model):
    """Who did what, when it happened, when it was entered, and what it changed."""

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="entries")
    coalition_id = models.BigIntegerField()
    union_id = models.BigIntegerField(null=True)
    position = models.PositiveBigIntegerField()
    occurred_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["ledger_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["ledger", "position"], name="one_entry_per_position"),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="entry_by_subject"),
            models.Index(fields=["coalition_id", "-id"], name="entry_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.verb} {self.subject_label}"
