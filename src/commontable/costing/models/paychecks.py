"""The paycheck page that members read: what was let out, by whom, and what is public of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.coalition.ownership import EnteredFact, UnionPrivate
from commontable.costing.models.bases import Basis

_HASH = "^[0-9a-f]{64}$"


class PaycheckRelease(EnteredFact):
    """Somebody with authority let a paycheck page out, and signed for it.

    Attributes:
        choice: for each offer its scenario, what it is called, and the ids of the terms that went
            out.
        content: the tables from which anybody's paycheck is worked out.
    """

    basis = models.ForeignKey(Basis, models.PROTECT, related_name="paycheck_releases")
    number = models.PositiveIntegerField(help_text="Of the edition, counted per address.")
    address = models.SlugField(max_length=100)
    title = models.CharField(max_length=200)
    choice = models.JSONField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signed_as = models.CharField(max_length=200)
    released_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["address", "number"], name="one_paycheck_per_number"),
            models.CheckConstraint(condition=Q(sha256__regex=_HASH), name="a_paycheck_has_a_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"


class PaycheckWithdrawal(EnteredFact):
    """A paycheck page taken back: its address says so from then on, and shows nothing else."""

    release = models.OneToOneField(PaycheckRelease, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.release} withdrawn"


class PublicPaycheck(UnionPrivate):
    """What the public address answers from, and nothing that leads to the record.

    Whoever has no sign-in reads this table alone, one address at a time. On a withdrawal the
    content is emptied.
    """

    release = models.OneToOneField(PaycheckRelease, models.PROTECT, related_name="published")
    address = models.SlugField(max_length=100)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    whose = models.CharField(max_length=200)
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    content = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["address", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["address", "number"], name="one_public_paycheck"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, content__isnull=False)
                | Q(withdrawn_at__isnull=False, content__isnull=True),
                name="a_withdrawn_paycheck_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}, {self.number}"
