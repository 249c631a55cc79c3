"""Sessions: when and where they were to be, who came, who left the room, what came of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commontable.bargaining.models.tables import Table
from commontable.bargaining.words import caucus_moves, sides
from commontable.coalition.ownership import EnteredFact, UnionPrivate


class BargainingSession(UnionPrivate):
    """A meeting of a table, by ordinal. Its dates stand in its schedules, the latest counting."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="sessions")
    ordinal = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["table_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["table", "ordinal"], name="one_session_per_ordinal"),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="ordinals_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"session {self.ordinal}"


class SessionSchedule(EnteredFact):
    """The dates and the place as announced; a change is a new schedule."""

    session = models.ForeignKey(BargainingSession, models.PROTECT, related_name="schedules")
    days = ArrayField(models.DateField())
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(days=[]), name="a_session_has_a_day"),
        ]

    def __str__(self) -> str:
        return ", ".join(str(day) for day in self.days)


class SessionCancellation(EnteredFact):
    """A session is called off, as it was scheduled last; a later schedule sets it anew."""

    schedule = models.OneToOneField(SessionSchedule, models.PROTECT, related_name="cancellation")
    side = models.CharField(max_length=10, choices=sides, blank=True)
    reason = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_cancellation_says_why")
        ]

    def __str__(self) -> str:
        return f"cancelled: {self.reason[:80]}"


class SessionReport(EnteredFact):
    """The same session as somebody else reported it. Kept and shown, never merged away."""

    session = models.ForeignKey(BargainingSession, models.PROTECT, related_name="reports")
    reported_by = models.CharField(max_length=200)
    published_on = models.DateField(null=True, blank=True)
    ordinal_said = models.PositiveSmallIntegerField(null=True, blank=True)
    days_said = ArrayField(models.DateField(), default=list, blank=True)
    weekday_said = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of the first day as published; Monday is 0."
    )
    place_said = models.CharField(max_length=300, blank=True)
    wording = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday_said=None) | Q(weekday_said__lte=6), name="a_day_of_the_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session} as reported by {self.reported_by}"


class Attendance(EnteredFact):
    session = models.ForeignKey(BargainingSession, models.PROTECT, related_name="attendance")
    side = models.CharField(max_length=10, choices=sides)
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        "coalition.Person", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["side", "name"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "side", "name"], name="present_once_per_session"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CaucusEvent(EnteredFact):
    """One side leaves the room, or comes back."""

    session = models.ForeignKey(BargainingSession, models.PROTECT, related_name="caucuses")
    side = models.CharField(max_length=10, choices=sides)
    move = models.CharField(max_length=3, choices=caucus_moves)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.side} caucus {self.move}"


class CaucusCorrection(EnteredFact):
    """A going out or coming back was entered wrong. It stays; its latest correction counts."""

    event = models.ForeignKey(CaucusEvent, models.PROTECT, related_name="corrections")
    at = models.DateTimeField(
        null=True, blank=True, help_text="When it was; empty: it did not happen."
    )
    reason = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_caucus_correction_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.reason[:80]}"


class Sidebar(EnteredFact):
    """A small talk off the table."""

    session = models.ForeignKey(BargainingSession, models.PROTECT, related_name="sidebars")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    participants = models.TextField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("at")), name="sidebar_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"sidebar: {self.participants[:60]}"


class SessionOutcome(EnteredFact):
    """What came of it: the wording for the public and the team's own, kept apart."""

    session = models.ForeignKey(BargainingSession, models.PROTECT, related_name="outcomes")
    public_wording = models.TextField(blank=True)
    internal_wording = models.TextField(blank=True)
    no_further_dates = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.public_wording[:80] or "outcome"
