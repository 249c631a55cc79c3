"""Marks for series and sides as SVG paths, so that a chart reads without its colours."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

# Drawn around 0,0 within about 5 px; the order is that of the classes series-1 … series-6.
_PATHS: Final = (
    "M-4.5-4.5h9v9h-9z",  # square
    "M0-5a5 5 0 1 1 0 10a5 5 0 1 1 0-10z",  # circle
    "M0-5.5L5.2 4H-5.2z",  # triangle
    "M0-6L6 0L0 6L-6 0z",  # diamond
    "M0 5.5L5.2-4H-5.2z",  # triangle on its point
    "M-5-1.8h3.2V-5h3.6v3.2H5v3.6H1.8V5h-3.6V1.8H-5z",  # cross
)
_OPEN: Final = frozenset({1, 4})
MOST_SERIES: Final = len(_PATHS)


@dataclass(frozen=True, slots=True)
class Mark:
    """One symbol at a place; `said` is its figure for pointer and ear."""

    x: Decimal
    y: Decimal
    said: str


def symbol(index: int) -> tuple[str, str]:
    """The path of the series at `index` (from 0) and its CSS class."""
    return _PATHS[index], "chart-symbol-open" if index in _OPEN else "chart-symbol"
