"""Terms that act on rates: the schedule, its steps, a worker's own rate."""

from typing import Final

from commontable.engines.costing.terms import fields as f
from commontable.engines.costing.terms.fields import Field
from commontable.engines.costing.terms.kind import Kind

_RAISE = (
    Field("percent", f.raise_percent, "percent of each rate"),
    Field("cents_per_hour", f.mills_from_cents, "cents added to each rate"),
    Field("dollars_per_hour", f.mills_from_dollars, "dollars added to each rate"),
    Field("dollars_per_year", f.cents, "dollars a year for full time, over the hours of a year"),
)
_RAISE_BY = tuple(field.name for field in _RAISE)

WAGE_KINDS: Final = (
    Kind(
        "schedule",
        "wage",
        10,
        "new rates by step for classifications in regions",
        (Field("steps", f.steps, "dollars an hour by step", required=True),),
    ),
    Kind(
        "two_tier",
        "wage",
        15,
        "a lower scale for those hired from a day on",
        (
            Field("percent", f.percent("1", "100"), "percent of the scale", required=True),
            Field("hired_from", f.day, "first day of hire on the lower scale", required=True),
            Field(
                "until_years",
                f.count(1, 40),
                "years of service after which the main scale is paid",
            ),
        ),
    ),
    Kind(
        "dropped_step",
        "wage",
        20,
        "the lowest step goes; who sits on it moves up one",
        (),
    ),
    Kind(
        "new_top_step",
        "wage",
        25,
        "one more step above the highest",
        (
            Field("percent", f.raise_percent, "percent above the highest step"),
            Field("dollars_per_hour", f.mills_from_dollars, "its rate"),
            Field(
                "at_once_after_years",
                f.count(0, 60),
                "years of service with which the top step moves at once; the others move on "
                "their next anniversary",
            ),
        ),
        one_of=("percent", "dollars_per_hour"),
    ),
    Kind(
        "equity_increase",
        "wage",
        30,
        "a raise for some, before the general one of the same day",
        _RAISE,
        one_of=_RAISE_BY,
    ),
    Kind(
        "alignment",
        "wage",
        40,
        "rates brought up towards another region's, same job, same step",
        (
            Field("to_region", f.text, "the region whose schedule is followed", required=True),
            Field("percent", f.percent("0", "200"), "of that rate", default=1_000_000),
            Field(
                "close",
                f.percent("0", "100"),
                "how much of the distance is closed",
                default=1_000_000,
            ),
        ),
    ),
    Kind(
        "general_increase",
        "wage",
        50,
        "the general wage increase, across the board or in its scope",
        _RAISE,
        one_of=_RAISE_BY,
    ),
    Kind(
        "wage_floor",
        "wage",
        60,
        "no rate below this",
        (
            Field("dollars_per_hour", f.mills_from_dollars, "the floor", required=True),
            Field(
                "ripple",
                f.word("none", "cents", "percent"),
                "none: only what is below rises, and steps compress. cents, percent: what "
                "the lowest step of a schedule gains, every step gains",
                default="none",
            ),
        ),
    ),
    Kind(
        "step_freeze",
        "wage",
        0,
        "no step falls due from effective until until",
        (
            Field(
                "afterwards",
                f.word("lost", "restored"),
                "whether missed steps are given back on the day after",
                default="lost",
            ),
        ),
    ),
)
