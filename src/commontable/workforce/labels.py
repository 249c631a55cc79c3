"""What columns and kinds of files are called on the page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commontable.engines.costing.census.columns import column_of
from commontable.web.figures import money, number, percent
from commontable.workforce.mapping import CENSUS, COMPARATORS, SCHEDULE
from commontable.workforce.selectors.steps import Why
from commontable.workforce.words import ImportKind

_LABELS = {target.key: target.label for target in (*COMPARATORS, *SCHEDULE, *CENSUS)}


@dataclass(frozen=True, slots=True)
class Beginning:
    """The words above the form that takes a file up."""

    heading: Promise
    lead: Promise
    submit: Promise


BEGINNINGS = {
    ImportKind.CENSUS: Beginning(
        gettext_lazy("Bring in a census"),
        gettext_lazy(
            "One row for each worker, as the employer sent it. You say which column is what, see"
            " what it adds up to and which rows are refused, and only then it is kept."
        ),
        gettext_lazy("Look at the file"),
    ),
    ImportKind.SCHEDULE: Beginning(
        gettext_lazy("Bring in a wage schedule"),
        gettext_lazy(
            "A line for each step, or a column for each step: classification, region, step and"
            " rate. A line without a region is for every region the schedule does not name."
        ),
        gettext_lazy("Look at the file"),
    ),
    ImportKind.COMPARATORS: Beginning(
        gettext_lazy("Bring in comparators"),
        gettext_lazy(
            "One line for what one employer pays for one of our jobs in one region, with its source"
            " and its date."
        ),
        gettext_lazy("Look at the file"),
    ),
}


def column_label(key: str) -> str:
    """``"base_rate_mills"`` is "Base rate, dollars an hour"."""
    if not key:
        return _("The whole row")
    return str(_LABELS.get(key, key.replace("_", " ")))


_DIMENSIONS = {
    "union": gettext_lazy("Workers by union"),
    "region": gettext_lazy("Workers by region"),
    "facility": gettext_lazy("Workers by facility"),
    "classification": gettext_lazy("Workers by classification"),
    "step": gettext_lazy("Workers by step"),
}
_REASONS = {
    Why.RED_CIRCLED: gettext_lazy("red-circled"),
    Why.OFF_SCHEDULE: gettext_lazy("paid off the schedule"),
    Why.NO_SUCH_STEP: gettext_lazy("no step, or one the schedule does not have"),
    Why.OTHER_RATE: gettext_lazy("another rate than the step's"),
    Why.NO_SCHEDULE: gettext_lazy("no schedule for the job in that region"),
}


def dimension_label(name: str) -> str:
    """``"union"`` is "Workers by union"."""
    return str(_DIMENSIONS[name])


def why_label(why: Why) -> str:
    """Why somebody is on the list of those who sit on no step."""
    return str(_REASONS[why])


def cell(column: str, value: object) -> str:
    """A cell of a census as people write it: mills as dollars, quarter-hours as hours."""
    if value is None:
        return ""
    known = column_of(column)
    if isinstance(value, int) and known is not None and known.scale > 1:
        share = Decimal(value) / known.scale
        if column == "base_rate_mills":
            return money(share, 2 if value % 10 == 0 else 3)
        if column == "fte_basis_points":
            return percent(share * 100)
        return number(share)
    return str(value)
