"""What the kernel reads: whole numbers in arrays, nothing else.

Shapes: W workers, P pay periods, G wage groups, E segments of time between two changes of any
rate, S steps, L lines of a pay slip, B bands of service, A groups of lines, K stretches of periods
with the same percentages, Q percentages, C groups for them, J payments, D groups for those, M
months, F groups of benefits, Y contract years.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

type Ints = npt.NDArray[np.int64]
type Codes = npt.NDArray[np.int32]
type Shorts = npt.NDArray[np.int16]
type Flags = npt.NDArray[np.bool_]


class WorkerArrays(NamedTuple):
    """One row per worker."""

    profile: Codes
    wage_group: Codes
    wage_group_after: Codes  # from ``promoted`` on
    promoted: Ints
    step: Ints  # on the day of the census, from 1
    due_month: Ints  # months since 1970 of the next step, past the table for none
    due_of_month: Ints  # day of the month, from 0
    seniority: Ints
    hired: Ints
    left: Ints  # last day
    hours: Codes  # [W, 6]
    fte: Ints
    line_group: Codes
    percent_group: Codes
    payment_group: Codes
    benefit_group: Codes
    band_days: Ints  # [W, B - 1] day on which each band is reached
    jump_service: Ints  # [W, jumps] day on which the service that a jump takes is served


class TimeArrays(NamedTuple):
    """Days count from 1970."""

    bounds: Ints  # [P + 1] first day of each period
    known: Ints  # [1] the day of the census: no step before it
    segments: Ints  # [E + 1] first day of each segment
    stretches: Ints  # [K + 1] first day of each stretch
    stretch_year: Ints  # [K] contract year; -1 before the first
    stretch_ends_year: Flags  # [K]
    stretch_settles: Flags  # [K] the last of its contract year or of its tax year
    stretch_tax_year: Ints  # [K]
    month_first: Ints  # first day of each month from ``month_zero`` on
    month_zero: Ints  # [1]
    benefit_months: Ints  # [M] first day of each month of the contract years
    year_months: Ints  # [Y + 1] index into ``benefit_months``
    periods_a_year: Ints  # [1]
    waits: Flags  # [1] a step waits for the next period


class WageArrays(NamedTuple):
    rates: Ints  # [G, E, S] mills an hour
    lowest: Ints  # [G, E] step
    highest: Ints  # [G, E]
    rate_unit: Ints  # [1] mills to which a rate is rounded
    months_at: Ints  # [S + 1] months on each step before the next is due
    freeze_from: Ints
    freeze_end: Ints  # the day after the last
    freeze_back: Ints  # the day on which missed steps are given back
    freeze_restores: Flags
    freezes: Flags  # [G, freezes]
    jump_day: Ints
    jump_from: Ints  # [G, jumps] the step from which one moves up; 0 for none


class LineArrays(NamedTuple):
    """Lines in the order in which they are worked out; the first is base pay."""

    mills: Ints  # [A, E, B, L]
    parts: Ints  # [A, E, B, L] per million of the rate
    hours: Ints  # [L] column of hours
    component: Ints  # [L]
    on_total: Flags  # [L] of the rate with what was added before, not of the bare rate
    adds: Flags  # [L] is added to that rate
    base: Flags
    gross: Flags
    pensionable: Flags


class PercentArrays(NamedTuple):
    """Percentages in the order in which they are worked out."""

    number: Ints  # [C, K, Q] numerator
    flat: Ints  # [C, K, Q] cents a year
    least: Ints  # [C, K, Q] cents
    most: Ints  # [C, K, Q] cents, -1 for none
    hours: Ints  # [C, K, Q] paid quarter-hours in the year
    cap: Ints  # [C, K, Q] cents a calendar year, 0 for none
    by_fte: Flags  # [C, K, Q]
    divisor: Ints  # [Q]
    of: Ints  # [Q] 0 base, 1 gross, 2 pensionable
    yearly: Flags  # [Q] on the whole contract year, once it is over
    is_pay: Flags  # [Q] enters gross pay
    pensionable: Flags  # [Q]
    component: Ints  # [Q]


class PaymentArrays(NamedTuple):
    day: Ints  # [J] sorted
    cents: Ints  # [D, J]
    parts: Ints  # [D, J] per million of a year's base pay at the rate of the day
    by_fte: Flags  # [J]
    is_pay: Flags  # [J]
    pensionable: Flags  # [J]
    component: Ints  # [J]


class BenefitArrays(NamedTuple):
    """Sums of cents before each month: [F, M + 1]."""

    employer: Ints
    premium: Ints
    copay: Ints


class PlanArrays(NamedTuple):
    time: TimeArrays
    wage: WageArrays
    line: LineArrays
    percent: PercentArrays
    payment: PaymentArrays
    benefit: BenefitArrays
