"""What every scenario of a campaign is priced on: whose rows, under which contract."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.coalition.ownership import EnteredFact


class Basis(EnteredFact):
    """A census, the contract in force as the engine reads it, and how issues become terms.

    It never changes: a further version replaces it. The coalition's is priced on every row of
    its census; one union's own on the rows of that union, and is that union's alone.

    Attributes:
        contract: the engine's YAML, as it was typed.
        readings: YAML, by an issue's short name: which term of the engine it is.
    """

    campaign = models.ForeignKey("bargaining.Campaign", models.PROTECT, related_name="+")
    census = models.ForeignKey("workforce.Census", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    census_sha256 = models.CharField(max_length=64)
    contract = models.TextField()
    contract_sha256 = models.CharField(max_length=64)
    readings = models.TextField(blank=True)
    starts_on = models.DateField()
    years = models.PositiveSmallIntegerField()
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "bases"
        constraints = [
            models.CheckConstraint(condition=Q(years__range=(1, 20)), name="basis_of_some_years"),
        ]

    def __str__(self) -> str:
        return self.name
