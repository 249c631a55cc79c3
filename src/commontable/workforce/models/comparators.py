"""What other employers pay for the same job in the same place, as somebody published it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.coalition.ownership import EnteredFact
from commontable.workforce.words import rate_bases


class Comparator(EnteredFact):
    """One rate of one employer on a day. A later one of the same employer and job stands for it."""

    classification = models.CharField(max_length=200)
    region = models.CharField(max_length=20)
    employer = models.CharField(max_length=200)
    mills = models.PositiveIntegerField(help_text="Mills an hour.")
    basis = models.CharField(max_length=10, choices=rate_bases, default="average")
    bonus = models.PositiveIntegerField(null=True, blank=True, help_text="Cents a year.")
    source = models.CharField(max_length=300)
    dated_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["classification", "region", "employer", "-dated_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mills__range=(1, 1_000_000)), name="comparator_up_to_a_thousand_dollars"
            ),
        ]
        indexes = [
            models.Index(fields=["coalition", "region", "classification"], name="comparator_by_job")
        ]

    def __str__(self) -> str:
        return f"{self.classification} {self.region} at {self.employer}"
