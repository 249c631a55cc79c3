"""The words the workforce is described in, in the field's spelling."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportKind(models.TextChoices):
    CENSUS = "census", _("Census")
    SCHEDULE = "schedule", _("Wage schedule")
    COMPARATORS = "comparators", _("Comparators")


class UploadStatus(models.TextChoices):
    """Where a file is on its way in; nothing of it is kept before somebody confirms."""

    WAITING = "waiting", _("waiting to be opened")
    OPENED = "opened", _("opened: its columns are to be said")
    READING = "reading", _("being read")
    READ = "read", _("read: to be confirmed")
    FAILED = "failed", _("cannot be read")


class BenefitKind(models.TextChoices):
    MEDICAL = "medical", _("Medical plan")
    DENTAL = "dental", _("Dental plan")
    VISION = "vision", _("Vision plan")
    LIFE = "life", _("Life and disability")
    PENSION = "pension", _("Pension")
    SAVINGS = "savings", _("Savings plan")
    RETIREE = "retiree", _("Retiree medical")
    BONUS = "bonus", _("Bonus")
    LEAVE = "leave", _("Paid leave")
    DIFFERENTIAL = "differential", _("Differential")
    OTHER = "other", _("Other")


class RateBasis(models.TextChoices):
    """What a comparator's rate is."""

    AVERAGE = "average", _("average paid")
    START = "start", _("starting rate")
    TOP = "top", _("top of the schedule")
    OFFERED = "offered", _("advertised")


def import_kinds() -> list[tuple[str, str]]:
    """For a field's ``choices``: a callable, so that a new kind makes no migration."""
    return [(kind.value, str(kind.label)) for kind in ImportKind]


def upload_statuses() -> list[tuple[str, str]]:
    """As above."""
    return [(status.value, str(status.label)) for status in UploadStatus]


def benefit_kinds() -> list[tuple[str, str]]:
    """As above."""
    return [(kind.value, str(kind.label)) for kind in BenefitKind]


def rate_bases() -> list[tuple[str, str]]:
    """As above."""
    return [(basis.value, str(basis.label)) for basis in RateBasis]
