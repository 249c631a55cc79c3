"""The coalition and the places it bargains about."""

from __future__ import annotations

from django.db import models

from commontable.coalition.ownership import CoalitionOwned


class Coalition(models.Model):
    """Unions that bargain together with one employer. The root of a tenancy."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(unique=True)
    time_zone = models.CharField(max_length=60, default="America/Los_Angeles")

    def __str__(self) -> str:
        return self.name


class Employer(CoalitionOwned):
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "name"], name="one_employer_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class Region(CoalitionOwned):
    """A place of bargaining; its code (``SCAL``) is what terms are scoped by."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "code"], name="one_region_per_code")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Facility(CoalitionOwned):
    region = models.ForeignKey(Region, models.PROTECT, related_name="facilities")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "facilities"
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "region", "name"], name="one_facility_per_name_in_region"
            )
        ]

    def __str__(self) -> str:
        return self.name
