"""Tentative agreements, their withdrawal, declared deadlock, and the settlement."""

from __future__ import annotations

from django.db import models

from commontable.bargaining.models.contracts import Article
from commontable.bargaining.models.facts import EnteredFact, TermFields
from commontable.bargaining.models.issues import Issue
from commontable.bargaining.models.proposals import Proposal
from commontable.bargaining.models.tables import Table
from commontable.bargaining.words import declared, sides
from commontable.coalition.ownership import UnionPrivate


class TentativeAgreement(EnteredFact):
    """Initialled and dated by both sides."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="tentative_agreements")
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="tentative_agreements", null=True, blank=True
    )
    article = models.ForeignKey(Article, models.PROTECT, related_name="+", null=True, blank=True)
    union_initials = models.CharField(max_length=60)
    union_initialled_on = models.DateField()
    employer_initials = models.CharField(max_length=60)
    employer_initialled_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"TA on {self.proposal}" if self.proposal else "TA"


class TentativeAgreementIssue(UnionPrivate):
    agreement = models.ForeignKey(TentativeAgreement, models.PROTECT, related_name="issue_links")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="agreement_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "issue"], name="agreed_once_per_ta")
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.issue}"


class TentativeAgreementWithdrawal(EnteredFact):
    """A side takes its agreement back: itself a fact worth recording."""

    agreement = models.OneToOneField(TentativeAgreement, models.PROTECT, related_name="withdrawal")
    side = models.CharField(max_length=10, choices=sides)
    at = models.DateTimeField()
    by = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.agreement} withdrawn by the {self.side}"


class IssueDeclaration(EnteredFact):
    """An issue is declared off the table, deadlocked, or open again, by a side, at a time."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="declarations")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="declarations")
    status = models.CharField(max_length=15, choices=declared)
    side = models.CharField(max_length=10, choices=sides)
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.issue}: {self.status}"


class Settlement(EnteredFact):
    """What was settled in the end, as announced, with its terms."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="settlements")
    reached_on = models.DateField()
    effective_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["reached_on", "id"]

    def __str__(self) -> str:
        return f"settlement of {self.reached_on}"


class SettlementTerm(TermFields):
    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="terms")
