"""Answers of the pricing process, kept under the hash of all that went into them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commontable.coalition.ownership import EnteredFact, UnionPrivate
from commontable.costing.models.scenarios import Scenario
from commontable.costing.words import PricingStatus, asks, pricing_statuses


class Result(EnteredFact):
    """One answer. ``question`` is the hash of its inputs, which ``inputs`` list by their hashes.

    An answer is never changed: other inputs are another question.
    """

    question = models.CharField(max_length=64)
    ask = models.CharField(max_length=10, choices=asks)
    inputs = models.JSONField()
    answer = models.JSONField()
    milliseconds = models.PositiveIntegerField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "union", "question"],
                nulls_distinct=False,
                name="one_answer_to_a_question",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ask} {self.question[:12]}"


class Pricing(UnionPrivate):
    """A question on its way: waiting, being priced, answered, or why it cannot be.

    ``against`` is the other scenario where the gap between two is asked for.
    """

    question = models.CharField(max_length=64)
    ask = models.CharField(max_length=10, choices=asks)
    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="+")
    against = models.ForeignKey(Scenario, models.PROTECT, related_name="+", null=True, blank=True)
    details = models.JSONField(default=dict)
    status = models.CharField(
        max_length=10, choices=pricing_statuses, default=PricingStatus.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    fault = models.TextField(blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "union", "question"],
                nulls_distinct=False,
                name="one_pricing_of_a_question",
            ),
            models.CheckConstraint(condition=Q(done__lte=F("of")), name="pricing_up_to_the_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.get_ask_display()}: {self.scenario}"
