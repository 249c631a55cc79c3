"""The words a line may use, and the names it may call: issues, regions, unions, units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commontable.bargaining.words import Better, Bound, TermKind
from commontable.coalition.codes import Codes

KIND_WORDS: dict[str, TermKind] = {
    **{kind.value: kind for kind in TermKind},
    "raises": TermKind.RAISE,
    "lump": TermKind.LUMP_SUM,
    "lumps": TermKind.LUMP_SUM,
    "flat": TermKind.FLAT_RAISE,
    "yesno": TermKind.YES_NO,
    "words": TermKind.TEXT,
}
BOUND_WORDS: dict[str, Bound] = {
    "min": Bound.MINIMUM,
    "minimum": Bound.MINIMUM,
    "max": Bound.MAXIMUM,
    "maximum": Bound.MAXIMUM,
}
BETTER_WORDS: dict[str, Better] = {
    word.value: word for word in (Better.HIGHER, Better.LOWER, Better.EARLIER, Better.LATER)
}
EVERYWHERE = "all"
_PAY = re.compile(r"wage|raise", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IssueName:
    """An issue a line may name."""

    issue_id: int
    name: str
    slug: str

    @property
    def keys(self) -> tuple[str, ...]:
        """As it may be written, folded."""
        return (fold(self.name), fold(self.slug))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    issues: Sequence[IssueName]
    codes: Codes

    @property
    def example(self) -> str:
        """An issue's name for the examples: one that is about pay if there is any, or nothing."""
        paid = (issue.name for issue in self.issues if _PAY.search(issue.name))
        return next(paid, self.issues[0].name if self.issues else "")

    def issue(self, issue_id: int) -> IssueName:
        return next(issue for issue in self.issues if issue.issue_id == issue_id)


def fold(text: str) -> str:
    """As compared: no case, single blanks."""
    return " ".join(text.casefold().split())
