"""Who made a change, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from commontable.engines.comparison.redline.errors import RedlineError


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose changes they are, and the moment that stands on each; it must know its time zone."""

    author: str
    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise RedlineError("a moment with its time zone", self.at.isoformat(), "as_docx")


type Hands = tuple[Hand, ...]


def together(hands: Iterable[Hands]) -> Hands:
    """All of them, each once, in the order they come."""
    return tuple(dict.fromkeys(hand for some in hands for hand in some))
