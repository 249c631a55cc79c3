"""Exhibits: files as they came, numbered per party, known by their hash."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commontable.bargaining.models.tables import Table
from commontable.bargaining.words import (
    ExportStatus,
    custody_kinds,
    export_statuses,
    parties,
)
from commontable.coalition.ownership import EnteredFact, UnionPrivate

_HASH_OR_NOTHING = r"^([0-9a-f]{64})?$"


class Exhibit(EnteredFact):
    """A file, unaltered: its bytes lie in storage under their SHA-256."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="exhibits")
    session = models.ForeignKey(
        "bargaining.BargainingSession",
        models.PROTECT,
        related_name="exhibits",
        null=True,
        blank=True,
    )
    proposal = models.ForeignKey(
        "bargaining.Proposal", models.PROTECT, related_name="exhibits", null=True, blank=True
    )
    party = models.CharField(max_length=2, choices=parties)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    handed_by = models.CharField(max_length=200, blank=True)
    alternative_text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["party", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "party", "number"], name="one_exhibit_per_number"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="exhibit_has_a_hash"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"{self.party}-{self.number}"


class CustodyEntry(EnteredFact):
    """What happened to an exhibit, or to a copy of it: when, from whose hands into whose, and how.

    ``by`` did it: took it in, copied it, handed it on. A copy made of it is known by
    ``copy_sha256``; in an export its pages may have running numbers, and the archive has a hash
    of its own, and one of the list of hashes in it.
    """

    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="custody")
    kind = models.CharField(max_length=15, choices=custody_kinds)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    from_whom = models.CharField(max_length=200, blank=True)
    to_whom = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    copy_sha256 = models.CharField(max_length=64, blank=True)
    copy_pages = models.PositiveIntegerField(null=True, blank=True)
    first_page_number = models.CharField(max_length=30, blank=True)
    last_page_number = models.CharField(max_length=30, blank=True)
    archive_sha256 = models.CharField(max_length=64, blank=True)
    sums_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "custody entries"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(copy_sha256__regex=_HASH_OR_NOTHING)
                & Q(archive_sha256__regex=_HASH_OR_NOTHING)
                & Q(sums_sha256__regex=_HASH_OR_NOTHING),
                name="custody_has_hashes",
            ),
            models.CheckConstraint(condition=~Q(by=""), name="custody_has_a_hand"),
        ]

    def __str__(self) -> str:
        return f"{self.exhibit} {self.kind}"


class ExhibitReading(UnionPrivate):
    """What an exhibit's file says, for the search: its text, or why it has none that can be read.

    A form feed stands between pages. Made anew when the reader has become better.
    """

    exhibit = models.OneToOneField(Exhibit, models.PROTECT, related_name="reading")
    read_at = models.DateTimeField()
    text = models.TextField(blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    remark = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"reading of {self.exhibit}"


class ExhibitExport(UnionPrivate):
    """An archive somebody asked for: what is to be in it, how far it is, and where it ended.

    ``exhibits`` are ids, in the order of the archive. ``sha256`` is its name in the store.
    """

    table = models.ForeignKey(Table, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("coalition.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    exhibits = ArrayField(models.PositiveBigIntegerField())
    prefix = models.CharField(max_length=10, blank=True)
    first_number = models.PositiveIntegerField(default=1)
    without_faulty = models.BooleanField(default=False)
    receipt_only = models.BooleanField(default=False)
    status = models.CharField(
        max_length=10, choices=export_statuses, default=ExportStatus.WAITING.value
    )
    done = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField()
    failure = models.TextField(blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    sums_sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="In bytes.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(exhibits=[]), name="an_export_has_an_exhibit"),
            models.CheckConstraint(
                condition=Q(sha256__regex=_HASH_OR_NOTHING)
                & (~Q(status="done") | ~Q(sha256="", sums_sha256="")),
                name="a_finished_export_has_a_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"
