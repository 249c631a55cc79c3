"""The words costing is described in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScenarioKind(models.TextChoices):
    """Where a scenario's terms are from."""

    POSITION = "position", _("What a side stands on")
    PROPOSAL = "proposal", _("One proposal")
    WHAT_IF = "what_if", _("What if")
    DOCUMENT = "document", _("Typed terms")


class Ask(models.TextChoices):
    """What is asked of the pricing process and kept."""

    OFFER = "offer", _("A scenario")
    GAP = "gap", _("The gap between two scenarios")
    FUTURES = "futures", _("Futures")
    EXPORT = "export", _("A file of it")


class ExportForm(models.TextChoices):
    """What a costing is written out as."""

    WORKBOOK = "xlsx", _("Workbook of live formulas")
    PDF = "pdf", _("Summary as PDF")
    CSV = "csv", _("Every sum as CSV")
    PARQUET = "parquet", _("Every sum as Parquet")


class PricingStatus(models.TextChoices):
    WAITING = "waiting", _("waiting")
    WORKING = "working", _("being priced")
    DONE = "done", _("priced")
    FAILED = "failed", _("cannot be priced")


def scenario_kinds() -> list[tuple[str, str]]:
    """For a field's ``choices``: a callable, so that a new kind makes no migration."""
    return [(kind.value, str(kind.label)) for kind in ScenarioKind]


def asks() -> list[tuple[str, str]]:
    """As above."""
    return [(ask.value, str(ask.label)) for ask in Ask]


def pricing_statuses() -> list[tuple[str, str]]:
    """As above."""
    return [(status.value, str(status.label)) for status in PricingStatus]
