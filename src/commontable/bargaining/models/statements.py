"""What was said: commitments asked, made and refused, admissions, and quotes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.bargaining.models.campaigns import Campaign
from commontable.bargaining.models.exhibits import Exhibit
from commontable.bargaining.models.issues import Issue
from commontable.bargaining.models.sessions import BargainingSession
from commontable.bargaining.words import sides, statement_kinds
from commontable.coalition.ownership import EnteredFact


class Statement(EnteredFact):
    """Somebody's words, with who they were then. A wrong entry is corrected by a further one."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=20, choices=statement_kinds)
    side = models.CharField(max_length=10, choices=sides)
    speaker = models.CharField(max_length=200)
    role_then = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()
    words = models.TextField()
    session = models.ForeignKey(
        BargainingSession, models.PROTECT, related_name="statements", null=True, blank=True
    )
    issue = models.ForeignKey(
        Issue, models.PROTECT, related_name="statements", null=True, blank=True
    )
    picture = models.ForeignKey(Exhibit, models.PROTECT, related_name="+", null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected_by", null=True, blank=True
    )

    class Meta:
        ordering = ["said_on", "id"]

    def __str__(self) -> str:
        return f"{self.speaker}, {self.said_on}"


class StatementApproval(EnteredFact):
    """Wording approved for the public, with consent; or taken back. The latest counts."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="approvals")
    wording = models.TextField(blank=True)
    consent = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(public=False) | (Q(consent=True) & ~Q(wording="")),
                name="public_words_have_consent",
            )
        ]

    def __str__(self) -> str:
        return f"wording of {self.statement}"
