"""What is assumed to be uncertain, with how much, and the words that stand beside every chart."""

from dataclasses import dataclass

from commontable.engines.costing.errors import CostingError


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Yearly shares as fractions: 0.08 is 8 percent a year.

    - ``turnover``: of the workers, who leave in a year; each is replaced at once by a hire.
    - ``turnover_spread``: the standard deviation of the logarithm of that share between futures.
    - ``overtime_spread``: the same for overtime hours against those of the census.
    - ``medical_spread``: standard deviation of each year's medical trend around the contract's.
    """

    turnover: float = 0.08
    turnover_spread: float = 0.15
    overtime_spread: float = 0.10
    medical_spread: float = 0.02

    def __post_init__(self) -> None:
        for name, most in (
            ("turnover", 0.9),
            ("turnover_spread", 1.0),
            ("overtime_spread", 1.0),
            ("medical_spread", 0.5),
        ):
            value = getattr(self, name)
            if not 0 <= value <= most:
                raise CostingError(
                    f"assumptions, {name}",
                    expected=f"a share from 0 to {most}",
                    got=str(value),
                    fix="Write 0.08 for eight percent.",
                )

    def in_words(self) -> str:
        """What the chart's small print says."""
        return (
            f"{self.turnover:.1%} of the workers leave in a year (between futures the share varies "
            f"by {self.turnover_spread:.0%}) and are replaced at once at the lowest step; overtime "
            f"hours vary by {self.overtime_spread:.0%}, each year's medical trend by "
            f"{self.medical_spread:.1%} around the contract's. Estimates, not offers: rounded to "
            "whole dollars."
        )
