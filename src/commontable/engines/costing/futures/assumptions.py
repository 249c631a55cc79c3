"""What is assumed to be uncertain, with how much, and the words that stand beside every chart."""

from dataclasses import dataclass

from commontable.engines.costing.errors import CostingError


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Yearly shares as fractions: 0.08 is 8 percent a year.

    - ``turnover``: of the workers, who leave in a year.
    - ``replaced``: of their seats, those that are filled at once, by a hire at the lowest step.
    - ``turnover_spread``: the standard deviation of the logarithm of that share between futures.
    - ``overtime_spread``: the same for overtime hours against those of the census.
    - ``medical_spread``: standard deviation of each year's medical trend around the contract's.
    - ``inflation``, ``inflation_spread``: by how much prices rise in a year, and the standard
      deviation of each year's. They change what the dollars buy, not how many there are.
    """

    turnover: float = 0.08
    turnover_spread: float = 0.15
    overtime_spread: float = 0.10
    medical_spread: float = 0.02
    replaced: float = 1.0
    inflation: float = 0.025
    inflation_spread: float = 0.01

    def __post_init__(self) -> None:
        for name, least, most in (
            ("turnover", 0, 0.9),
            ("turnover_spread", 0, 1.0),
            ("overtime_spread", 0, 1.0),
            ("medical_spread", 0, 0.5),
            ("replaced", 0, 1.0),
            ("inflation", -0.2, 0.5),
            ("inflation_spread", 0, 0.5),
        ):
            value = getattr(self, name)
            if not least <= value <= most:
                raise CostingError(
                    f"assumptions, {name}",
                    expected=f"a share from {least} to {most}",
                    got=str(value),
                    fix="Write 0.08 for eight percent.",
                )

    def in_words(self) -> str:
        """What the chart's small print says."""
        filled = "are" if self.replaced == 1 else f"{self.replaced:.0%} of them are"
        return (
            f"{self.turnover:.1%} of the workers leave in a year (between futures the share varies "
            f"by {self.turnover_spread:.0%}) and {filled} replaced at once at the lowest step; "
            f"overtime hours vary by {self.overtime_spread:.0%}, each year's medical trend by "
            f"{self.medical_spread:.1%} around the contract's. Prices rise by {self.inflation:.1%} "
            f"a year, varying by {self.inflation_spread:.1%}; they change real dollars alone. "
            "Estimates, not offers: rounded to whole dollars."
        )
