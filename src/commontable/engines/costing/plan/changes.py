"""Whom a changed plan concerns: the profiles of workers for whom any number in it is another."""

from typing import Any

import numpy as np
import numpy.typing as npt

from commontable.engines.costing.plan.arrays import (
    BenefitArrays,
    Codes,
    LineArrays,
    PaymentArrays,
    PercentArrays,
)
from commontable.engines.costing.plan.build import Plan
from commontable.engines.costing.workers import Mask

type Tables = LineArrays | PercentArrays | PaymentArrays | BenefitArrays

_BY_GROUP = {
    LineArrays: ("mills", "parts"),
    PercentArrays: ("number", "flat", "least", "most", "hours", "cap", "by_fte"),
    PaymentArrays: ("cents", "parts"),
    BenefitArrays: ("employer", "premium", "copay"),
}
"""Arrays that begin with a group; the others hold for everybody."""


def profiles_concerned(before: Plan, after: Plan) -> Mask:
    """[profile]; both plans are for the same workers, and the same stays fit them.

    Who is grouped otherwise than before is taken to be concerned.
    """
    mine, other = before.arrays, after.arrays
    here, there = before.workers, after.workers
    # The same stays fit both: wage groups and when they change are the same.
    changed = _rows(mine.wage.rates, other.wage.rates)
    concerned: Mask = changed[here.wage_group] | changed[here.wage_group_after]
    for one, two, old, new in (
        (mine.line, other.line, here.line_group, there.line_group),
        (mine.percent, other.percent, here.percent_group, there.percent_group),
        (mine.payment, other.payment, here.payment_group, there.payment_group),
        (mine.benefit, other.benefit, here.benefit_group, there.benefit_group),
    ):
        concerned |= _concerned(one, two, old, new)
    profiles = np.zeros(len(after.standing.workers.profiles), np.bool_)
    profiles[here.profile[concerned]] = True
    return profiles


def _concerned(mine: Tables, other: Tables, old: Codes, new: Codes) -> Mask:
    everybody: Mask = np.ones(len(old), np.bool_)
    if mine is other and old is new:
        return ~everybody
    if not (old is new or np.array_equal(old, new)):
        return everybody
    changed: Mask | None = None
    for name, one, two in zip(mine._fields, mine, other, strict=True):
        if name in _BY_GROUP[type(mine)]:
            if one.shape != two.shape:
                return everybody
            rows = _rows(one, two)
            changed = rows if changed is None else changed | rows
        elif not np.array_equal(one, two):
            return everybody
    return everybody if changed is None else changed[old]


def _rows(mine: npt.NDArray[Any], other: npt.NDArray[Any]) -> Mask:
    """Which groups have any other number."""
    if mine is other:
        return np.zeros(len(mine), np.bool_)
    differs: Mask = (mine != other).reshape(len(mine), -1).any(axis=1)
    return differs
