"""Scenarios: terms laid over the contract of a basis, pinned as they were."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.coalition.ownership import EnteredFact
from commontable.costing.models.bases import Basis
from commontable.costing.words import ScenarioKind, scenario_kinds


class Scenario(EnteredFact):
    """An offer as it is priced, with where each of its terms is from. It never changes.

    What a side stands on moves with the record: then a further version replaces it, and
    yesterday's stays. ``as_of`` pins it to a moment instead.

    Attributes:
        offer: the engine's YAML, whole: what was translated and what was assumed.
        assumptions: YAML, the terms a researcher added, each with its note.
        reading: how the record was read: ``taken`` (a line for each term, by its id in the
            offer) and ``left`` (each by name, with the reason).
    """

    basis = models.ForeignKey(Basis, models.PROTECT, related_name="scenarios")
    kind = models.CharField(max_length=12, choices=scenario_kinds)
    name = models.CharField(max_length=200)
    side = models.CharField(max_length=10, blank=True)
    table = models.ForeignKey(
        "bargaining.Table", models.PROTECT, related_name="+", null=True, blank=True
    )
    proposal = models.ForeignKey(
        "bargaining.Proposal", models.PROTECT, related_name="+", null=True, blank=True
    )
    as_of = models.DateTimeField(null=True, blank=True)
    offer = models.TextField()
    offer_sha256 = models.CharField(max_length=64)
    assumptions = models.TextField(blank=True)
    reading = models.JSONField(default=dict)
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=ScenarioKind.POSITION) | (Q(table__isnull=False) & ~Q(side="")),
                name="a_position_is_a_sides_at_a_table",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ScenarioKind.PROPOSAL) | Q(proposal__isnull=False),
                name="a_scenario_of_a_proposal_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def follows(self) -> bool:
        """Whether it is to say what the side stands on now."""
        return self.kind == ScenarioKind.POSITION and self.as_of is None
