"""A union's own notes on what crossed the table: nobody else's to read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.bargaining.models.issues import Issue
from commontable.bargaining.models.proposals import Proposal
from commontable.bargaining.models.sessions import BargainingSession
from commontable.coalition.ownership import EnteredFact


class InternalNote(EnteredFact):
    text = models.TextField()
    session = models.ForeignKey(
        BargainingSession, models.PROTECT, related_name="+", null=True, blank=True
    )
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="+", null=True, blank=True)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(union__isnull=False), name="an_internal_note_is_a_unions"
            ),
            models.CheckConstraint(
                condition=Q(session__isnull=False, issue=None, proposal=None)
                | Q(session=None, issue__isnull=False, proposal=None)
                | Q(session=None, issue=None, proposal__isnull=False),
                name="note_on_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
