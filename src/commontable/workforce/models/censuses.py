"""Censuses: that one is there, of which day, from which file. Its rows lie under their hash.

What tells of workers is in the file and never in the database: a row here is read by everybody in
the coalition, the file only through ``selectors.rows``.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.coalition.ownership import EnteredFact, UnionPrivate


class Census(EnteredFact):
    """A frozen snapshot of the workforce on a day. It never changes; a correction is a new one.

    ``plan`` is how the file was read: which heading was which column, which value was whose.
    """

    source = models.CharField(max_length=200, help_text="Who sent it, in answer to what.")
    as_of = models.DateField()
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    workers = models.PositiveIntegerField()
    refused_rows = models.PositiveIntegerField(default=0)
    pseudonyms = models.BooleanField(default=True)
    plan = models.JSONField(default=dict)
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected_by", null=True, blank=True
    )
    correction_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-as_of", "-id"]
        verbose_name_plural = "censuses"
        constraints = [
            models.CheckConstraint(condition=Q(workers__gt=0), name="census_of_somebody"),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(correction_reason=""),
                name="census_correction_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"census of {self.as_of}, {self.source}"


class PseudonymKey(UnionPrivate):
    """The secret by which employee numbers become pseudonyms, the same in each census.

    The coalition's censuses have one, a union's own have another, which nobody else can read.
    """

    secret = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "union"], nulls_distinct=False, name="one_pseudonym_key"
            )
        ]

    def __str__(self) -> str:
        return "pseudonym key"
