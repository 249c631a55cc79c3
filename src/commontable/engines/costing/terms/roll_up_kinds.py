"""Terms that follow pay or come by the month: bonus, benefits, funds, taxes."""

from typing import Final

from commontable.engines.costing.terms import fields as f
from commontable.engines.costing.terms.fields import Field
from commontable.engines.costing.terms.kind import Kind

_PENSIONABLE = Field("pensionable", f.flag, "whether it counts for the pension", default=False)
_BY_FTE = Field("by_fte", f.flag, "in proportion to the share of full time", default=True)

ROLL_UP_KINDS: Final = (
    Kind(
        "paid_days",
        "percent",
        10,
        "holidays or leave days more (or fewer) than today's, as the hours that are replaced",
        (
            Field("days", f.hundredths, "days a year more; fewer with a minus", required=True),
            Field(
                "replaced",
                f.percent("0", "200"),
                "how much of the time off is worked by somebody else",
                default=1_000_000,
            ),
        ),
    ),
    Kind(
        "bonus",
        "percent",
        20,
        "performance-sharing bonus for the contract year: target times payout",
        (
            Field("percent", f.percent("0", "100"), "target in percent of the year's pay"),
            Field("dollars", f.cents, "target in dollars for the year"),
            Field("payout", f.percent("0", "500"), "of the target", default=1_000_000),
            Field("minimum", f.cents, "dollars at least", default=0),
            Field("maximum", f.cents, "dollars at most"),
            Field("least_hours", f.hundredths, "paid hours in the year to be eligible"),
            Field("of", f.word("base", "gross"), "which pay the percent is of", default="gross"),
            _BY_FTE,
            _PENSIONABLE,
        ),
        one_of=("percent", "dollars"),
    ),
    Kind(
        "retirement_contribution",
        "percent",
        30,
        "what the employer pays into a retirement plan, in percent of pay",
        (
            Field("percent", f.percent("0", "100"), "of that pay", required=True),
            Field(
                "of",
                f.word("base", "gross", "pensionable"),
                "which pay it is a share of",
                default="pensionable",
            ),
        ),
    ),
    Kind(
        "training_fund",
        "percent",
        40,
        "education and training, in percent of each worker's pay",
        (
            Field("percent", f.percent("0", "100"), "of that pay", required=True),
            Field(
                "of",
                f.word("base", "gross", "pensionable"),
                "which pay it is a share of",
                default="gross",
            ),
        ),
    ),
    Kind(
        "payroll_tax",
        "percent",
        50,
        "the employer's payroll tax, up to a yearly wage base if there is one",
        (
            Field("percent", f.percent("0", "100"), "of gross pay", required=True),
            Field("wage_base", f.cents, "dollars of pay a calendar year that are taxed"),
        ),
    ),
    Kind(
        "workers_compensation",
        "percent",
        60,
        "workers' compensation insurance, in percent of pay",
        (
            Field("percent", f.percent("0", "100"), "of that pay", required=True),
            Field(
                "of",
                f.word("base", "gross", "pensionable"),
                "which pay it is a share of",
                default="gross",
            ),
        ),
    ),
    Kind(
        "other_roll_up",
        "percent",
        70,
        "anything else that follows pay, by its name",
        (
            Field("percent", f.percent("0", "100"), "of that pay", required=True),
            Field(
                "of",
                f.word("base", "gross", "pensionable"),
                "which pay it is a share of",
                default="base",
            ),
        ),
    ),
    Kind(
        "premium",
        "month",
        10,
        "what a health plan costs a month, by benefit tier",
        (Field("dollars", f.by_tier(f.cents), "dollars a month", required=True),),
    ),
    Kind(
        "premium_trend",
        "month",
        20,
        "by how much premiums rise on a day",
        (Field("percent", f.percent("-50", "100"), "percent", required=True),),
    ),
    Kind(
        "premium_share",
        "month",
        30,
        "what the worker pays of the premium",
        (
            Field("employee_percent", f.by_tier(f.percent("0", "100")), "percent of it"),
            Field("employee_dollars", f.by_tier(f.cents), "dollars a month"),
            Field("employer_most", f.by_tier(f.cents), "the employer's part is at most this"),
            Field(
                "part_time",
                f.word("full", "by_fte"),
                "whether the employer's part follows the share of full time",
                default="full",
            ),
        ),
        one_of=("employee_percent", "employee_dollars", "employer_most"),
    ),
    Kind(
        "copay",
        "month",
        40,
        "what the worker pays at each use, which the plan then does not pay",
        (
            Field("dollars", f.cents, "dollars at each use", required=True),
            Field(
                "uses",
                f.by_tier(f.hundredths),
                "uses a year of one enrolled worker, by benefit tier",
                required=True,
            ),
        ),
    ),
    Kind(
        "fund_contribution",
        "employer",
        10,
        "a yearly amount of the employer's, whoever works: a training fund",
        (
            Field("dollars", f.cents, "dollars a contract year", required=True),
            Field(
                "to",
                f.word("training_fund", "medical", "other"),
                "into which",
                default="training_fund",
            ),
        ),
    ),
)
