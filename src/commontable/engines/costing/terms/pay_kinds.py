"""Terms that act on the pay slip: hourly lines, payments on a day."""

from typing import Final

from commontable.engines.costing.terms import fields as f
from commontable.engines.costing.terms.fields import Field
from commontable.engines.costing.terms.kind import Kind

_PENSIONABLE = Field("pensionable", f.flag, "whether it counts for the pension", default=False)
_BY_FTE = Field("by_fte", f.flag, "in proportion to the share of full time", default=True)

PAY_KINDS: Final = (
    Kind(
        "longevity",
        "line",
        10,
        "an hourly addition by years of service",
        (
            Field("bands", f.bands, "what is added from how many years", required=True),
            Field("counts_for_overtime", f.flag, "part of the overtime rate", default=True),
            Field("pensionable", f.flag, "whether it counts for the pension", default=True),
        ),
    ),
    Kind(
        "differential",
        "line",
        20,
        "an hourly addition on all regular hours: certificate, degree, lead work",
        (
            Field("percent", f.percent("0", "100"), "percent of the rate"),
            Field("dollars_per_hour", f.mills_from_dollars, "dollars an hour"),
            Field("counts_for_overtime", f.flag, "part of the overtime rate", default=True),
            Field("pensionable", f.flag, "whether it counts for the pension", default=True),
        ),
        one_of=("percent", "dollars_per_hour"),
    ),
    Kind(
        "overtime",
        "line",
        30,
        "the overtime rate, of the rate with what counts for it",
        (Field("multiplier", f.multiplier, "times the rate", required=True), _PENSIONABLE),
    ),
    Kind(
        "shift_differential",
        "line",
        40,
        "an hourly addition on evening, night or weekend hours; the rate of standby hours",
        (
            Field(
                "hours",
                f.word("evening", "night", "weekend", "standby"),
                "which hours",
                required=True,
            ),
            Field("percent", f.percent("0", "100"), "percent of the rate"),
            Field("dollars_per_hour", f.mills_from_dollars, "dollars an hour"),
            Field("pensionable", f.flag, "whether it counts for the pension", default=True),
        ),
        one_of=("percent", "dollars_per_hour"),
    ),
    Kind(
        "hourly_contribution",
        "line",
        50,
        "what the employer pays into a fund for each regular hour paid",
        (
            Field(
                "to",
                f.word("pension", "training_fund", "workers_compensation", "medical", "other"),
                "into which",
                required=True,
            ),
            Field("dollars_per_hour", f.mills_from_dollars, "dollars an hour", required=True),
        ),
    ),
    Kind(
        "lump_sum",
        "payment",
        10,
        "a payment on one day that does not enter the rate",
        (
            Field("percent", f.percent("0", "100"), "of a year's base pay at the day's rate"),
            Field("dollars", f.cents, "dollars"),
            _BY_FTE,
            _PENSIONABLE,
        ),
        one_of=("percent", "dollars"),
    ),
    Kind(
        "ratification_bonus",
        "payment",
        20,
        "a payment for ratifying by a day",
        (
            Field("percent", f.percent("0", "100"), "of a year's base pay at the day's rate"),
            Field("dollars", f.cents, "dollars"),
            _BY_FTE,
            _PENSIONABLE,
        ),
        one_of=("percent", "dollars"),
    ),
    Kind(
        "retiree_account",
        "payment",
        30,
        "a yearly contribution to a retiree's health account",
        (
            Field("dollars", f.cents, "dollars a year", required=True),
            Field("paid_on", f.month_day, "each year on this day", required=True),
            _BY_FTE,
        ),
    ),
)
