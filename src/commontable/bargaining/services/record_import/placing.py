"""How a term of the file becomes terms of the record, and what has no place there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from commontable.bargaining.entries import PERCENT, PERCENT_OF_PAY, TermEntry, default_better
from commontable.bargaining.services.record_import.contents import TermFacts
from commontable.bargaining.words import TermKind

_YEAR_WORDS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), 1
    )
}
_BY_YEAR = re.compile(
    rf"^(?:the )?({'|'.join(_YEAR_WORDS)}) year$|^year (\d{{1,2}})$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the record has no place for, or keeps otherwise than the file says it."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.text}"


def year_of(by: str) -> int | None:
    """``third year`` is 3; None for words that name no contract year."""
    found = _BY_YEAR.match(by.strip())
    if not found:
        return None
    return _YEAR_WORDS[found[1].lower()] if found[1] else int(found[2])


def place_term(term: TermFacts, issue_id: int) -> list[TermEntry]:
    """The terms of the record that say what the file's term says.

    Raises become one term per contract year, counted from the first; lump sums likewise, a zero
    saying that there is none. What has no split by years is kept as words.
    """
    if term.raises or term.lump_sums:
        return [
            *_yearly(term, issue_id, TermKind.RAISE, PERCENT, term.raises),
            *_yearly(term, issue_id, TermKind.LUMP_SUM, PERCENT_OF_PAY, term.lump_sums),
        ]
    if term.raises_total is not None:
        said = f"raises in all: {format(term.raises_total, 'f')} {term.unit}".strip()
        return [_entry(term, issue_id, TermKind.TEXT, value_text=said)]
    if term.value is not None:
        kind = _kind(term)
        return [_entry(term, issue_id, kind, value=term.value, unit=term.unit)]
    return [_entry(term, issue_id, TermKind.TEXT, value_text=term.text)]


def _kind(term: TermFacts) -> TermKind:
    """An issue called a floor has floors; a unit in percent makes a percentage; else an amount."""
    last = term.issue.casefold().split()[-1]
    if last == "floor" and term.bound in {None, "minimum"}:
        return TermKind.FLOOR
    return TermKind.PERCENT if term.unit.startswith(PERCENT) else TermKind.AMOUNT


def _yearly(
    term: TermFacts, issue_id: int, kind: TermKind, unit: str, figures: Sequence[Decimal]
) -> Iterator[TermEntry]:
    for year, figure in enumerate(figures, 1):
        yield _entry(term, issue_id, kind, value=figure, unit=unit, year=year)


def _entry(
    term: TermFacts,
    issue_id: int,
    kind: TermKind,
    *,
    value: Decimal | None = None,
    value_text: str | None = None,
    unit: str = "",
    year: int | None = None,
) -> TermEntry:
    by = f"by {term.by}" if term.by else ""
    return TermEntry(
        issue_id=issue_id,
        kind=kind,
        value=value,
        value_text=value_text,
        unit=unit,
        bound=term.bound if term.bound and kind is not TermKind.TEXT else "",
        better=default_better(kind),
        contract_year=year or (year_of(term.by) if term.by else None),
        source=term.source,
        note="; ".join(filter(None, (term.note, by))),
        regions=term.regions,
    )


def remarks_on(term: TermFacts) -> Iterator[Remark]:
    """What of a term could not be placed as a figure."""
    if term.raises_total is not None:
        total = format(term.raises_total, "f")
        yield Remark(
            term.line,
            f"{term.issue}: raises_total {total} {term.unit} has no split by years, so it is no"
            " raise of any year. Kept as words.",
        )
    elif term.text:
        yield Remark(
            term.line,
            f"{term.issue}: “{term.text}” is words, not a figure. Kept as words; its movement"
            " is shown and not judged.",
        )
    if term.bound and term.text:
        yield Remark(term.line, f"{term.issue}: a bound ({term.bound}) on words has no place.")
    if term.raises and term.lump_sums and len(term.raises) != len(term.lump_sums):
        yield Remark(
            term.line,
            f"{term.issue}: {len(term.raises)} raises but {len(term.lump_sums)} lump sums; each"
            " is counted from the first contract year.",
        )
    if term.by and year_of(term.by) is None:
        yield Remark(
            term.line, f"{term.issue}: “by {term.by}” names no contract year. Kept as a note."
        )
