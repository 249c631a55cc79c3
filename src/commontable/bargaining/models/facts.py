"""The base of every measurable promise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commontable.bargaining.words import betters, bounds, term_kinds
from commontable.coalition.ownership import EnteredFact, UnionPrivate

__all__ = ["EnteredFact", "TermFields"]


class TermFields(UnionPrivate):
    """One measurable promise: what, how much, for whom, from when, and where it is written.

    Exactly one of the four values is set. Scopes are codes; an empty list means everywhere.
    ``better`` says which direction is better for members, so that movement can be judged.
    """

    issue = models.ForeignKey("bargaining.Issue", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=term_kinds)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    value_date = models.DateField(null=True, blank=True)
    value_yes = models.BooleanField(null=True, blank=True)
    value_text = models.TextField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    bound = models.CharField(max_length=10, choices=bounds, blank=True)
    better = models.CharField(max_length=10, choices=betters)
    contract_year = models.PositiveSmallIntegerField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    clause = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    regions = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    unions = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    units = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    classifications = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    value__isnull=False,
                    value_date=None,
                    value_yes__isnull=True,
                    value_text=None,
                )
                | Q(
                    value=None,
                    value_date__isnull=False,
                    value_yes__isnull=True,
                    value_text=None,
                )
                | Q(
                    value=None,
                    value_date=None,
                    value_yes__isnull=False,
                    value_text=None,
                )
                | Q(
                    value=None,
                    value_date=None,
                    value_yes__isnull=True,
                    value_text__isnull=False,
                ),
                name="%(class)s_has_one_value",
            ),
            models.CheckConstraint(
                condition=Q(contract_year=None) | Q(contract_year__range=(1, 20)),
                name="%(class)s_year_in_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value_as_said} {self.unit}".strip()

    @property
    def value_as_said(self) -> str:
        return value_as_said(self)


class HasOneValue(Protocol):
    """Whatever holds the four values, of which one is set."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def value_date(self) -> date | None: ...
    @property
    def value_yes(self) -> bool | None: ...
    @property
    def value_text(self) -> str | None: ...


def value_as_said(term: HasOneValue) -> str:
    """The one value that is set, as plain text."""
    if term.value is not None:
        return format(term.value.normalize(), "f")
    if term.value_date is not None:
        return term.value_date.isoformat()
    if term.value_yes is not None:
        return "yes" if term.value_yes else "no"
    return term.value_text or ""
