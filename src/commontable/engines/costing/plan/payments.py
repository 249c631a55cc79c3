"""Amounts on a day: lump sums, ratification bonuses, yearly contributions to an account."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from commontable.engines.costing import components as c
from commontable.engines.costing.calendar import day_of
from commontable.engines.costing.plan.arrays import PaymentArrays
from commontable.engines.costing.plan.standing import (
    Standing,
    groups_of,
    meant_by,
    refuse_two_at_once,
    rules_by_key,
)
from commontable.engines.costing.terms import Term
from commontable.engines.costing.workers import Groups, Ints

_ONCE: Final = ("lump_sum", "ratification_bonus")


@dataclass(frozen=True, slots=True, eq=False)
class Payments:
    """``terms`` by payment: for a yearly one, all that may be in force on its day."""

    groups: Groups
    terms: tuple[tuple[Term, ...], ...]
    arrays: PaymentArrays


@dataclass(frozen=True, slots=True, eq=False)
class _Payment:
    day: int
    terms: tuple[Term, ...]
    cents: Ints
    parts: Ints


def payments_of(standing: Standing) -> Payments:
    terms = standing.of("payment")
    if standing.held is not None:
        terms = [term for term in terms if term.kind.name not in _ONCE]
    groups = groups_of(standing.workers, terms, family="payment")
    first, closing = standing.time.first_day, standing.time.bounds[-1]
    payments: list[_Payment] = []
    for term in terms:
        if term.kind.name in _ONCE:
            rows = groups.meant(meant_by(term))
            cents = np.where(rows, term.number("dollars"), 0)
            parts = np.where(rows, term.number("percent"), 0)
            payments.append(_Payment(day_of(term.effective), (term,), cents, parts))
    yearly = [term for term in terms if term.kind.name not in _ONCE]
    for same in rules_by_key(yearly).values():
        refuse_two_at_once(same, standing.workers)
        for when in sorted({day for term in same for day in _days(term, standing)}):
            cents = np.zeros(len(groups), np.int64)
            standing_then: list[Term] = []
            for term in same:
                if term.acts_over(when):
                    rows = groups.meant(meant_by(term))
                    amount = term.number("dollars") if when in _days(term, standing) else 0
                    cents = np.where(rows, amount, cents)
                    standing_then.append(term)
            payments.append(
                _Payment(day_of(when), tuple(standing_then), cents, np.zeros_like(cents))
            )
    due = sorted(
        (payment for payment in payments if first <= payment.day < closing),
        key=lambda payment: (payment.day, payment.terms[0].kind.rank),
    )
    shape = (len(groups), 0)
    return Payments(
        groups,
        tuple(payment.terms for payment in due),
        PaymentArrays(
            day=np.array([payment.day for payment in due], np.int64),
            cents=np.stack([p.cents for p in due], axis=1) if due else np.zeros(shape, np.int64),
            parts=np.stack([p.parts for p in due], axis=1) if due else np.zeros(shape, np.int64),
            by_fte=np.array([bool(p.terms[-1].values["by_fte"]) for p in due], np.bool_),
            is_pay=np.array([p.terms[-1].kind.name in _ONCE for p in due], np.bool_),
            pensionable=np.array(
                [bool(p.terms[-1].values.get("pensionable")) for p in due], np.bool_
            ),
            component=np.array(
                [
                    c.LUMP_SUMS if p.terms[-1].kind.name in _ONCE else c.RETIREE_ACCOUNTS
                    for p in due
                ],
                np.int64,
            ),
        ),
    )


def _days(term: Term, standing: Standing) -> Iterator[date]:
    month, day = (int(part) for part in str(term.values["paid_on"]).split("-"))
    for year in range(standing.time.start.year, standing.time.end.year + 1):
        when = date(year, month, day)
        if standing.time.start <= when < standing.time.end and term.acts_over(when):
            yield when
