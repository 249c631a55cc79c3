"""Comparison sheets: what one is to show, its frozen versions, and what of them is public."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commontable.bargaining.models.facts import EnteredFact
from commontable.bargaining.models.tables import Table
from commontable.coalition.ownership import UnionPrivate

_HASH = r"^[0-9a-f]{64}$"


class Sheet(UnionPrivate):
    """What a sheet shows: its columns and rows. What it says is computed, and frozen in versions.

    ``address`` is where its public editions stand; given at the first release, kept from then on.
    """

    table = models.ForeignKey(Table, models.PROTECT, related_name="sheets")
    title = models.CharField(max_length=200)
    definition = models.JSONField()
    address = models.SlugField(max_length=100, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["table", "title"], name="one_sheet_per_title")
        ]

    def __str__(self) -> str:
        return self.title


class SheetVersion(EnteredFact):
    """A numbered version, as it was computed: the content, its hash, and what it stands on.

    ``sequence`` is the last place in the table's order of crossing that was counted, ``heads`` the
    length and head of each ledger when it was computed.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    as_of = models.DateTimeField()
    definition = models.JSONField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField()
    heads = models.JSONField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["sheet_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="one_version_per_number"),
            models.CheckConstraint(condition=Q(sha256__regex=_HASH), name="a_version_has_a_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, version {self.number}"


class SheetWording(EnteredFact):
    """The team's words on a row, beside the record; the latest counts, empty takes it back."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="wordings")
    row = models.CharField(max_length=40)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:80] or "no wording"


class SheetRelease(EnteredFact):
    """Somebody with authority let these rows and columns of a version out, and signed for it."""

    version = models.ForeignKey(SheetVersion, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(help_text="Of the public edition, counted per sheet.")
    address = models.SlugField(max_length=100)
    title = models.CharField(max_length=200)
    rows = ArrayField(models.CharField(max_length=40))
    columns = ArrayField(models.CharField(max_length=40))
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signed_as = models.CharField(max_length=200)
    released_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["address", "number"], name="one_edition_per_number"),
            models.CheckConstraint(
                condition=~Q(rows=[]) & ~Q(columns=[]), name="a_release_holds_something"
            ),
            models.CheckConstraint(condition=Q(sha256__regex=_HASH), name="a_release_has_a_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, public edition {self.number}"


class SheetReleaseWithdrawal(EnteredFact):
    """A release taken back: the public address says so from then on, and shows nothing else."""

    release = models.OneToOneField(SheetRelease, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.release} withdrawn"


class PublicEdition(UnionPrivate):
    """What the public address shows: a released rendering, and nothing that leads to the record.

    Whoever has no sign-in reads this table alone, one address at a time (the policy
    ``also_readable``). On a withdrawal the content and files are emptied here, so that the
    database itself no longer has anything to show; the release and its withdrawal stay as facts.
    """

    release = models.OneToOneField(SheetRelease, models.PROTECT, related_name="edition")
    address = models.SlugField(max_length=100)
    number = models.PositiveIntegerField()
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    content = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    letter = models.BinaryField(null=True, blank=True)
    a4 = models.BinaryField(null=True, blank=True)
    word = models.BinaryField(null=True, blank=True)
    workbook = models.BinaryField(null=True, blank=True)

    class Meta:
        ordering = ["address", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["address", "number"], name="one_public_edition"),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at=None,
                    content__isnull=False,
                    letter__isnull=False,
                    a4__isnull=False,
                    word__isnull=False,
                    workbook__isnull=False,
                )
                | Q(
                    withdrawn_at__isnull=False,
                    content__isnull=True,
                    letter=None,
                    a4=None,
                    word=None,
                    workbook=None,
                ),
                name="a_withdrawn_edition_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}, {self.number}"
