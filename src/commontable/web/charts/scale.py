"""From values to pixels: a linear scale and round tick values, exact to the tenth of a pixel."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

TENTH = Decimal("0.1")
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def place(pixels: Decimal) -> Decimal:
    """A position rounded to the tenth of a pixel, as it is written into the drawing."""
    return pixels.quantize(TENTH)


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps `low`…`high` onto `start`…`end`; `end` may be less than `start` (upward axes)."""

    low: Decimal
    high: Decimal
    start: Decimal
    end: Decimal

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"A scale needs low < high; got low {self.low} and high {self.high}.")

    def __call__(self, value: Decimal) -> Decimal:
        """The pixel of `value`."""
        share = (value - self.low) / (self.high - self.low)
        return place(self.start + share * (self.end - self.start))


def nice_ticks(values: Iterable[Decimal], about: int = 5) -> tuple[Decimal, ...]:
    """Round, evenly spaced values that enclose all of `values`; about `about` of them.

    Steps are 1, 2, 2.5 or 5 times a power of ten. One value, or all alike, gets room around it;
    no values gets 0 to 1, so that an empty chart still has its frame.
    """
    stated = list(values)
    if not stated:
        return (Decimal(0), Decimal(1))
    low, high = min(stated), max(stated)
    if low == high:
        room = abs(low) / 2 or Decimal(1)
        low, high = (min(low, Decimal(0)), high + room) if low >= 0 else (low - room, Decimal(0))
    raw = (high - low) / max(1, about - 1)
    power = Decimal(1).scaleb(raw.adjusted())
    step = next(power * size for size in _STEPS if power * size >= raw)
    first = (low / step).to_integral_value(rounding=ROUND_FLOOR)
    last = (high / step).to_integral_value(rounding=ROUND_CEILING)
    return tuple(step * (first + index) for index in range(int(last - first) + 1))
