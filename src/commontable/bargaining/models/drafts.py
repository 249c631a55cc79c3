"""Working papers beside the record: a file as it arrived, and what people make of it.

A draft is no fact: it is corrected in place until it is passed, loaded or discarded. What came of
it is in the record; the draft itself stays, closed, with the file's hash.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.bargaining.models.campaigns import Campaign
from commontable.bargaining.models.contracts import Article, Contract
from commontable.bargaining.models.issues import Issue
from commontable.bargaining.models.proposals import Proposal
from commontable.bargaining.models.tables import Table
from commontable.bargaining.words import (
    DraftPurpose,
    DraftStatus,
    WordsTaken,
    contract_kinds,
    draft_purposes,
    draft_statuses,
    words_taken,
)
from commontable.coalition.ownership import UnionPrivate


class Draft(UnionPrivate):
    """A document that arrived: a proposal for a table, or a whole contract for a campaign.

    ``reading`` is what the file says (``engines.documents.as_data``) and never changes; ``facts``
    are the fields of the pass as somebody typed them last. ``version`` counts the saves of the
    facts, ``savers`` says whose they were: whoever saves says which one they saw.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="drafts")
    table = models.ForeignKey(Table, models.PROTECT, related_name="drafts", null=True, blank=True)
    purpose = models.CharField(max_length=10, choices=draft_purposes)
    contract_kind = models.CharField(max_length=12, choices=contract_kinds, blank=True)
    status = models.CharField(max_length=10, choices=draft_statuses, default=DraftStatus.OPEN)

    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)

    received_at = models.DateTimeField(help_text="By the mail's Received header, else taken in.")
    by_mail = models.BooleanField(default=False, help_text="A mail server wrote the time.")
    sent_at = models.DateTimeField(null=True, blank=True)
    sender = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=500, blank=True)
    attachments = models.JSONField(default=list, blank=True)
    part = models.CharField(
        max_length=64,
        blank=True,
        help_text="The attachment that is read, by hash; empty: the file.",
    )
    reading = models.JSONField()
    facts = models.JSONField(default=dict, blank=True)

    version = models.PositiveIntegerField(default=1)
    savers = models.JSONField(default=list, blank=True, help_text="Who made each version after 1.")
    taken_in_at = models.DateTimeField(auto_now_add=True)
    taken_in_by = models.ForeignKey("coalition.Person", models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        "coalition.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_note = models.TextField(blank=True)
    proposal = models.OneToOneField(
        Proposal, models.PROTECT, related_name="draft", null=True, blank=True
    )
    contract = models.OneToOneField(
        Contract, models.PROTECT, related_name="draft", null=True, blank=True
    )

    class Meta:
        ordering = ["-taken_in_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose=DraftPurpose.PROPOSAL, table__isnull=False, contract_kind="")
                | (Q(purpose=DraftPurpose.CONTRACT, table=None) & ~Q(contract_kind="")),
                name="a_draft_is_a_tables_or_a_contract",
            ),
            models.CheckConstraint(
                condition=Q(status=DraftStatus.PASSED, proposal__isnull=False)
                | (~Q(status=DraftStatus.PASSED) & Q(proposal=None)),
                name="a_passed_draft_has_its_proposal",
            ),
            models.CheckConstraint(
                condition=Q(status=DraftStatus.LOADED, contract__isnull=False)
                | (~Q(status=DraftStatus.LOADED) & Q(contract=None)),
                name="a_loaded_draft_has_its_contract",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="draft_has_a_hash"
            ),
            models.UniqueConstraint(
                fields=["campaign", "union", "table", "contract_kind", "sha256"],
                condition=Q(status=DraftStatus.OPEN),
                nulls_distinct=False,
                name="one_open_draft_per_file",
            ),
        ]
        indexes = [models.Index(fields=["table", "status"], name="drafts_of_a_table")]

    def __str__(self) -> str:
        return self.subject or self.file_name

    @property
    def is_open(self) -> bool:
        return self.status == DraftStatus.OPEN


class DraftPiece(UnionPrivate):
    """One article of a draft as it was found and corrected.

    ``first:last`` are its words in the document that was read; ``before`` its words before the
    tracked changes. ``terms`` are the suggestions with what was decided on each
    (``draft_terms.Suggestion``), ``more_terms`` lines somebody added. ``version`` counts its saves.
    """

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="pieces")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    before = models.TextField(null=True, blank=True)
    taken = models.CharField(max_length=10, choices=words_taken, default=WordsTaken.PROPOSED)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    article = models.ForeignKey(Article, models.PROTECT, related_name="+", null=True, blank=True)
    alike = models.PositiveSmallIntegerField(
        default=0, help_text="Percent of the words' runs shared with the article it was matched to."
    )
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="+", null=True, blank=True)
    terms = models.JSONField(default=list, blank=True)
    more_terms = models.TextField(blank=True)
    doubts = models.JSONField(default=list, blank=True)
    dropped = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    savers = models.JSONField(default=list, blank=True, help_text="Who made each version after 1.")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        "coalition.Person", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["draft_id", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lte=models.F("last")), name="a_piece_has_its_words_in_order"
            )
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.number, self.heading))) or "Before the first heading"

    @property
    def words(self) -> str:
        """Those that go on: as proposed, as before the tracked changes, or as corrected."""
        if self.taken == WordsTaken.BEFORE and self.before is not None:
            return self.before
        return self.text

    @property
    def name(self) -> str:
        """As people cite it: “Article 13, Subcontracting”."""
        number = f"Article {self.number}" if self.number[:1].isdigit() else self.number
        return ", ".join(filter(None, (number, self.heading)))
