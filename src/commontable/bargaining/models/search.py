"""What can be found by its words: a copy of the record, kept beside it by the services."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from commontable.bargaining.models.campaigns import Campaign
from commontable.bargaining.models.tables import Table
from commontable.bargaining.words import SearchKind, search_kinds, sides
from commontable.coalition.ownership import UnionPrivate


class SearchEntry(UnionPrivate):
    """The words of one thing of the record, or of a part of it where it is long.

    A copy, made anew whenever the thing changes; nothing else is ever read from it. ``team_only``
    words are for whoever may record at the table. ``issues`` are ids. The page it leads to is that
    of ``page`` and ``page_id``: a note leads to what it is on.

    The column ``words``, its lexemes, is the database's own: generated from label, title and body,
    so that it cannot differ from them.
    """

    kind = models.CharField(max_length=15, choices=search_kinds)
    subject_id = models.PositiveBigIntegerField()
    team_only = models.BooleanField(default=False)
    part = models.PositiveSmallIntegerField(default=1)
    page = models.CharField(max_length=15)
    page_id = models.PositiveBigIntegerField()
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+", db_index=False)
    table = models.ForeignKey(
        Table, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    side = models.CharField(max_length=10, choices=sides, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    issues = ArrayField(models.PositiveBigIntegerField(), default=list, blank=True)
    label = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=500)
    context = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "search entries"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "union", "kind", "subject_id", "team_only", "part"],
                nulls_distinct=False,
                name="found_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="note") | Q(union__isnull=False), name="a_found_note_is_a_unions"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()

    @property
    def kind_of_one(self) -> Promise:
        """What the thing is called, in the reader's language."""
        return SearchKind(self.kind).one
