"""The pattern: what another group settled elsewhere, entered with its source."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.bargaining.models.campaigns import Campaign
from commontable.bargaining.models.facts import EnteredFact, TermFields


class Pattern(EnteredFact):
    """Another group's settlement, in terms of this campaign's issues.

    What was settled at a table of the coalition's own is a ``Settlement`` there; this is for the
    rest. ``replaces`` keeps the entry before a correction.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="patterns")
    group = models.CharField(max_length=200)
    reached_on = models.DateField()
    source = models.CharField(max_length=500)
    note = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )

    class Meta:
        ordering = ["-reached_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="a_pattern_has_a_source")
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.reached_on}"


class PatternTerm(TermFields):
    pattern = models.ForeignKey(Pattern, models.PROTECT, related_name="terms")
