"""What a worker costs, taken apart; and what is measured beside it."""

from typing import Final

BASE_PAY = 0
LONGEVITY = 1
DIFFERENTIALS = 2
OVERTIME = 3
SHIFT_DIFFERENTIALS = 4
PAID_DAYS = 5
LUMP_SUMS = 6
BONUS = 7
RETIREE_ACCOUNTS = 8
MEDICAL = 9
COPAYS = 10
RETIREMENT = 11
TRAINING_FUND = 12
PAYROLL_TAX = 13
WORKERS_COMPENSATION = 14
OTHER_ROLL_UP = 15

# Beside the employer's cost: what the worker pays, and what is counted.
WORKER_PREMIUMS = 16
WORKER_COPAYS = 17
PERIODS = 18
QUARTER_HOURS = 19
EXIT_PAY = 20

COSTS: Final = 16
"""The first so many are the employer's cost, in cents."""

WIDTH: Final = 21

NAMES: Final = (
    "base pay",
    "longevity",
    "differentials",
    "overtime",
    "shift differentials",
    "paid days",
    "lump sums",
    "bonus",
    "retiree accounts",
    "medical",
    "copays",
    "retirement",
    "training fund",
    "payroll tax",
    "workers' compensation",
    "other roll-up",
    "workers' premiums",
    "workers' copays",
    "pay periods",
    "paid quarter-hours",
    "pay at the exit rate",
)

TAKEN_HOME: Final = (
    BASE_PAY,
    LONGEVITY,
    DIFFERENTIALS,
    OVERTIME,
    SHIFT_DIFFERENTIALS,
    LUMP_SUMS,
    BONUS,
)
"""What reaches the worker in money, before what she pays for premiums and copays."""

# Hours of a pay slip, in the order of the hours of ``Workers``.
REGULAR, OVERTIME_HOURS, EVENING, NIGHT, WEEKEND, STANDBY = range(6)
HOURS: Final = ("regular", "overtime", "evening", "night", "weekend", "standby")
