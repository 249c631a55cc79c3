"""Unions, their locals, the units they bargain for, and how many people that is, on which day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commontable.coalition.models.coalition import Employer, Facility, Region
from commontable.coalition.ownership import CoalitionOwned


class Union(CoalitionOwned):
    """An affiliate. When it was in the coalition is told by its memberships."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "code"], name="one_union_per_code")
        ]

    def __str__(self) -> str:
        return self.code


class UnionMembership(CoalitionOwned):
    """A union's time in the coalition. It may leave and join again: history keeps both."""

    union = models.ForeignKey(Union, models.PROTECT, related_name="memberships")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["joined_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gt=F("joined_on")),
                name="left_after_joining",
            ),
            models.UniqueConstraint(
                fields=["union"], condition=Q(left_on=None), name="one_open_membership_per_union"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.union} from {self.joined_on}" + (
            f" to {self.left_on}" if self.left_on else ""
        )


class Local(CoalitionOwned):
    union = models.ForeignKey(Union, models.PROTECT, related_name="locals")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["union", "name"], name="one_local_per_name_in_union")
        ]

    def __str__(self) -> str:
        return self.name


class BargainingUnit(CoalitionOwned):
    """The workers one contract covers: local, employer and place."""

    local = models.ForeignKey(Local, models.PROTECT, related_name="units")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=200)
    contract_expires = models.DateField(null=True, blank=True)
    health_care = models.BooleanField(
        default=True, help_text="Decides which statutory notice periods apply."
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["local", "name"], name="one_unit_per_name_in_local")
        ]

    def __str__(self) -> str:
        return self.name


class Headcount(CoalitionOwned):
    """How many workers, on which day, by whose count: of a unit, a local, a union or of all."""

    affiliate = models.ForeignKey(
        Union, models.PROTECT, related_name="headcounts", null=True, blank=True
    )
    local = models.ForeignKey(
        Local, models.PROTECT, related_name="headcounts", null=True, blank=True
    )
    unit = models.ForeignKey(
        BargainingUnit, models.PROTECT, related_name="headcounts", null=True, blank=True
    )
    counted_on = models.DateField()
    workers = models.PositiveIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["counted_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(affiliate=None, local=None)
                | Q(affiliate=None, unit=None)
                | Q(local=None, unit=None),
                name="headcount_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        of = self.unit or self.local or self.affiliate or self.coalition
        return f"{of}: {self.workers:,} on {self.counted_on}"
