"""Tables, what a local one waits for, ground rules and pre-conditions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commontable.bargaining.models.campaigns import Campaign
from commontable.bargaining.words import methods, precondition_event_kinds, sides, table_kinds
from commontable.coalition.ownership import EnteredFact, UnionPrivate


class Table(UnionPrivate):
    """Where proposals cross: the common table, or a union's own local one."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="tables")
    kind = models.CharField(max_length=10, choices=table_kinds)
    method = models.CharField(max_length=20, choices=methods, default="positional")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="common", union=None) | Q(kind="local", union__isnull=False),
                name="a_local_table_is_a_unions",
            ),
            models.UniqueConstraint(
                fields=["campaign", "union", "name"],
                nulls_distinct=False,
                name="one_table_per_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TableDependency(EnteredFact):
    """What a local table waits for at the common one: an issue, or all of it."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="waits_for")
    on_table = models.ForeignKey(Table, models.PROTECT, related_name="+")
    issue = models.ForeignKey(
        "bargaining.Issue", models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "table dependencies"
        constraints = [
            models.CheckConstraint(condition=~Q(table=F("on_table")), name="waits_for_another")
        ]

    def __str__(self) -> str:
        return f"{self.table} waits for {self.issue or self.on_table}"


class GroundRule(EnteredFact):
    """An agreed rule of procedure. ``replaces`` keeps the one before it."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="ground_rules")
    text = models.TextField()
    agreed_on = models.DateField()
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )

    class Meta:
        ordering = ["agreed_on", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Precondition(EnteredFact):
    """A demand made before bargaining will start."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="preconditions")
    side = models.CharField(max_length=10, choices=sides)
    text = models.TextField()
    imposed_on = models.DateField()

    class Meta:
        ordering = ["imposed_on", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class PreconditionEvent(EnteredFact):
    precondition = models.ForeignKey(Precondition, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=precondition_event_kinds)
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
