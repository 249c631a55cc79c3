"""Measurable promises in contract language: what, how much, for whom, from when, said where.

``read_promises`` suggests; a person decides. It goes by rules alone, so that each suggestion can
say why it was made, and the same words always give the same answer.
"""

from commontable.engines.reading.promises.promise import (
    Bound,
    Confidence,
    Doubt,
    Findings,
    Kind,
    Promise,
)
from commontable.engines.reading.promises.reading import read_promises

__all__ = [
    "Bound",
    "Confidence",
    "Doubt",
    "Findings",
    "Kind",
    "Promise",
    "read_promises",
]
