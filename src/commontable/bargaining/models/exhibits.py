"""Exhibits: files as they came, numbered per party, known by their hash."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.bargaining.models.tables import Table
from commontable.bargaining.words import parties
from commontable.coalition.ownership import EnteredFact


class Exhibit(EnteredFact):
    """A file, unaltered: its bytes lie in storage under their SHA-256."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="exhibits")
    session = models.ForeignKey(
        "bargaining.BargainingSession",
        models.PROTECT,
        related_name="exhibits",
        null=True,
        blank=True,
    )
    proposal = models.ForeignKey(
        "bargaining.Proposal", models.PROTECT, related_name="exhibits", null=True, blank=True
    )
    party = models.CharField(max_length=2, choices=parties)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    handed_by = models.CharField(max_length=200, blank=True)
    alternative_text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["party", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "party", "number"], name="one_exhibit_per_number"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="exhibit_has_a_hash"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"{self.party}-{self.number}"
