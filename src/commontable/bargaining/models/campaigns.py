"""A contract campaign: one round of bargaining with the employer, by year."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commontable.coalition.ownership import CoalitionOwned, EnteredFact


class Campaign(CoalitionOwned):
    employer = models.ForeignKey("coalition.Employer", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    contract_expires = models.DateField(null=True, blank=True)
    health_care = models.BooleanField(null=True, blank=True)
    workers = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "name", "year"], name="one_campaign_per_name_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class CampaignEvent(EnteredFact):
    """Something that happened beside the table: a hearing, a strike notice, a strike."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=60)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    what = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")), name="event_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.on}"
