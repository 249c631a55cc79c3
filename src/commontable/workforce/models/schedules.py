"""Wage schedules: what a contract pays by classification, region and step, from a day on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.coalition.ownership import EnteredFact, UnionPrivate


class WageSchedule(EnteredFact):
    """One dated version of a schedule. Versions of one schedule share its name and its affiliate.

    Never edited: another version with the same day takes its place, and the log keeps both.
    """

    name = models.CharField(max_length=200)
    affiliate = models.ForeignKey(
        "coalition.Union", models.PROTECT, related_name="+", null=True, blank=True
    )
    effective_from = models.DateField()
    document = models.CharField(max_length=300)
    page = models.CharField(max_length=40, blank=True)
    clause = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name", "-effective_from", "-id"]
        indexes = [
            models.Index(fields=["coalition", "name", "effective_from"], name="schedule_by_name")
        ]

    def __str__(self) -> str:
        return f"{self.name} from {self.effective_from}"


class WageRate(UnionPrivate):
    """One cell: mills an hour. An empty region is every region the schedule does not name."""

    schedule = models.ForeignKey(WageSchedule, models.PROTECT, related_name="rates")
    classification = models.CharField(max_length=200)
    region = models.CharField(max_length=20, blank=True)
    step = models.PositiveSmallIntegerField()
    mills = models.PositiveIntegerField()

    class Meta:
        ordering = ["classification", "region", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "classification", "region", "step"], name="one_rate_per_step"
            ),
            models.CheckConstraint(condition=Q(step__range=(1, 99)), name="step_from_1_to_99"),
            models.CheckConstraint(
                condition=Q(mills__range=(1, 1_000_000)), name="rate_up_to_a_thousand_dollars"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.classification} {self.region} step {self.step}".replace("  ", " ")
