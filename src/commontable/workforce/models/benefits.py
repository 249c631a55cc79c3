"""What a bargaining unit has today besides its wages: the status quo that costing starts from."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commontable.coalition.ownership import EnteredFact, UnionPrivate
from commontable.workforce.words import benefit_kinds


class BenefitInventory(EnteredFact):
    """Everything a unit has, from a day on, with where it says so. A change is a new version."""

    unit = models.ForeignKey("coalition.BargainingUnit", models.PROTECT, related_name="+")
    effective_from = models.DateField()
    document = models.CharField(max_length=300)
    page = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["unit_id", "-effective_from", "-id"]
        verbose_name_plural = "benefit inventories"

    def __str__(self) -> str:
        return f"benefits of {self.unit} from {self.effective_from}"


class BenefitLine(UnionPrivate):
    """One plan, tier, bonus or contribution. Amounts are cents, shares of pay basis points."""

    inventory = models.ForeignKey(BenefitInventory, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=benefit_kinds)
    name = models.CharField(max_length=200)
    tier = models.CharField(max_length=60, blank=True)
    premium = models.PositiveIntegerField(null=True, blank=True, help_text="Cents a month.")
    employee_share = models.PositiveIntegerField(null=True, blank=True, help_text="Cents a month.")
    copays = models.CharField(max_length=300, blank=True)
    of_pay = models.PositiveIntegerField(null=True, blank=True, help_text="Basis points of pay.")
    a_year = models.PositiveIntegerField(null=True, blank=True, help_text="Cents a year.")
    clause = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["inventory", "position"], name="one_line_per_position"),
            models.CheckConstraint(
                condition=Q(employee_share=None)
                | Q(premium__isnull=False, employee_share__lte=F("premium")),
                name="share_within_the_premium",
            ),
            models.CheckConstraint(
                condition=Q(of_pay=None) | Q(of_pay__lte=10_000), name="at_most_all_of_pay"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.tier}".strip()
