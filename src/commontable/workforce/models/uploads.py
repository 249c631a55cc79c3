"""Files on their way in, and what was learned about those who send them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commontable.coalition.ownership import UnionPrivate
from commontable.workforce.models.censuses import Census
from commontable.workforce.words import UploadStatus, import_kinds, upload_statuses


class Source(UnionPrivate):
    """Somebody whose files come again: how their columns and values were read the last time.

    ``columns`` maps headings to our columns (empty: left out), ``values`` each column's values to
    ours, ``choices`` what else was said (hours per week, full-time hours …).
    """

    kind = models.CharField(max_length=20, choices=import_kinds)
    name = models.CharField(max_length=200)
    columns = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "union", "kind", "name"],
                nulls_distinct=False,
                name="one_source_per_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Upload(UnionPrivate):
    """A file that was uploaded and is not yet confirmed.

    The file as it came, its first rows and what reading it gave lie in ``folder`` under the media
    folder, and go with the row: confirmed, discarded, or forgotten after a week.
    """

    kind = models.CharField(max_length=20, choices=import_kinds)
    source = models.CharField(max_length=200)
    as_of = models.DateField()
    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    folder = models.CharField(max_length=32)
    status = models.CharField(max_length=10, choices=upload_statuses, default=UploadStatus.WAITING)
    begun_by = models.ForeignKey(
        "coalition.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    begun_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True)
    permille = models.PositiveSmallIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    plan = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    fault = models.TextField(blank=True)
    corrects = models.ForeignKey(Census, models.PROTECT, related_name="+", null=True, blank=True)
    correction_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(permille__lte=1000), name="upload_progress_up_to_the_whole"
            ),
            models.UniqueConstraint(fields=["folder"], name="one_upload_per_folder"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} from {self.source}"
