"""What crossed the table: proposals, their language and terms, what they answer, their end."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q

from commontable.bargaining.models.contracts import Article
from commontable.bargaining.models.facts import EnteredFact, TermFields
from commontable.bargaining.models.issues import Issue
from commontable.bargaining.models.sessions import BargainingSession
from commontable.bargaining.models.tables import Table
from commontable.bargaining.words import (
    BASELINES,
    Side,
    channels,
    proposal_event_kinds,
    proposal_kinds,
    sides,
)
from commontable.coalition.ownership import UnionPrivate


class Proposal(EnteredFact):
    """One pass. ``number`` is given by the system, per table and side.

    ``sequence`` is the order of crossing at the table. When it was passed may be known to the
    minute (``passed_at``), to the day (``passed_on``), only as standing on a day
    (``standing_on``), or not at all: a record must cope with what was never published. A wrong
    entry is corrected by a further ``revision`` with the same number; the first one stays.
    """

    table = models.ForeignKey(Table, models.PROTECT, related_name="proposals")
    session = models.ForeignKey(
        BargainingSession, models.PROTECT, related_name="proposals", null=True, blank=True
    )
    side = models.CharField(max_length=10, choices=sides)
    number = models.PositiveIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=proposal_kinds)
    title = models.CharField(max_length=300)
    passed_at = models.DateTimeField(null=True, blank=True)
    passed_on = models.DateField(null=True, blank=True)
    standing_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=20, choices=channels)
    handed_by = models.CharField(max_length=200, blank=True)
    handed_to = models.CharField(max_length=200, blank=True)
    witnesses = models.CharField(max_length=300, blank=True)
    reason_given = models.TextField(
        blank=True, help_text="Why this side says it moved, in its own words."
    )
    note = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected_by", null=True, blank=True
    )
    correction_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["table_id", "sequence", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "side", "number", "revision"], name="one_proposal_per_number"
            ),
            models.UniqueConstraint(
                fields=["table", "sequence", "revision"], name="one_proposal_per_place_in_order"
            ),
            models.CheckConstraint(
                condition=Q(revision=1, corrects=None) | Q(revision__gt=1, corrects__isnull=False),
                name="a_later_revision_corrects",
            ),
        ]
        indexes = [models.Index(fields=["table", "side", "-sequence"], name="proposal_by_side")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """``U-12`` or ``E-12``, as people say it."""
        return f"{'U' if self.side == Side.UNION else 'E'}-{self.number}"

    @property
    def is_baseline(self) -> bool:
        """Whether later positions are measured from it: never from a supposal or informal item."""
        return self.kind in BASELINES

    @property
    def when(self) -> datetime | date | None:
        return self.passed_at or self.passed_on or self.standing_on


class ProposalIssue(UnionPrivate):
    """The issues a proposal speaks to."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="issue_links")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="proposal_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "issue"], name="each_issue_once")
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.issue}"


class ProposalAnswer(UnionPrivate):
    """A counter: which earlier proposal this one answers."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="answers")
    answered = models.ForeignKey(Proposal, models.PROTECT, related_name="answered_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "answered"], name="answered_once"),
            models.CheckConstraint(
                condition=~Q(proposal=F("answered")), name="answers_another_proposal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} answers {self.answered}"


class Language(UnionPrivate):
    """The words proposed for one article (or a new one, by its heading)."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="language")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="+", null=True, blank=True)
    article = models.ForeignKey(Article, models.PROTECT, related_name="+", null=True, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "language"

    def __str__(self) -> str:
        return self.heading or str(self.article or "language")


class Term(TermFields):
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="terms")


class ProposalEvent(EnteredFact):
    """A proposal is withdrawn, or superseded by another of the same side."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=proposal_event_kinds)
    at = models.DateTimeField()
    sequence = models.PositiveIntegerField(help_text="Its place in the table's order of crossing.")
    by = models.CharField(max_length=200, blank=True)
    superseded_by = models.ForeignKey(
        Proposal, models.PROTECT, related_name="supersedes", null=True, blank=True
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal"], name="a_proposal_ends_once"),
            models.CheckConstraint(
                condition=Q(kind="superseded", superseded_by__isnull=False)
                | Q(kind="withdrawn", superseded_by=None),
                name="superseded_by_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} {self.kind}"
