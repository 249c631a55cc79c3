"""Interest-based bargaining: interests and options, beside proposals and never mixed with them."""

from __future__ import annotations

from django.db import models

from commontable.bargaining.models.issues import Issue
from commontable.bargaining.models.tables import Table
from commontable.bargaining.words import sides
from commontable.coalition.ownership import EnteredFact


class Interest(EnteredFact):
    """Why a side cares about an issue."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="interests")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="interests")
    side = models.CharField(max_length=10, choices=sides)
    text = models.TextField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:80]


class Option(EnteredFact):
    """A way both sides might meet their interests; nobody's proposal."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="options")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="options")
    text = models.TextField()
    raised_on = models.DateField()

    class Meta:
        ordering = ["raised_on", "id"]

    def __str__(self) -> str:
        return self.text[:80]
