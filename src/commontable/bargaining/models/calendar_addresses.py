"""The address under which a calendar program reads somebody's sessions."""

from __future__ import annotations

from django.db import models

from commontable.coalition.ownership import CoalitionOwned


class CalendarAddress(CoalitionOwned):
    """One for each person. Of the secret in the address only its hash is kept."""

    person = models.OneToOneField("coalition.Person", models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "calendar addresses"

    def __str__(self) -> str:
        return f"calendar address of {self.made_at:%Y-%m-%d}"
