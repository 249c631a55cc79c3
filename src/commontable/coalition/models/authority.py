"""Authority: who may do what, from when to when, for whom and at which table."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from commontable.coalition.models.people import Person
from commontable.coalition.ownership import UnionPrivate
from commontable.coalition.roles import Role, role_choices


class Authority(UnionPrivate):
    """A role somebody holds from a date: in the coalition, or (with ``union``) for one union.

    ``table`` narrows it to one table; without one it holds at every table of the coalition, or of
    that union. An end is a date, never a deletion: history keeps who could act when. One withdrawn
    before its first day was over ends the day before it began, and never counts again.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="authorities")
    role = models.CharField(max_length=30, choices=role_choices)
    table = models.ForeignKey(
        "bargaining.Table", models.PROTECT, related_name="+", null=True, blank=True
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["person__name", "from_on"]
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on") - timedelta(days=1)),
                name="authority_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(role="union_officer") | Q(union__isnull=False),
                name="union_officer_of_a_union",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {Role(self.role).label}"


class Invitation(UnionPrivate):
    """A seat offered by e-mail. The link is signed; whether it still counts, this row says."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations")
    email = models.CharField(max_length=254)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        return f"invitation of {self.person}"
