"""A term as somebody enters it, checked before a service keeps it.

``TermEntry`` has the fields of ``models.facts.TermFields``. Which of the four values is set
follows from the kind: a date, a yes or no, words (a ratio is kept as the words ``1:4``, so that
1:3 stays exact), and a number for everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from commontable.bargaining.models.facts import TermFields
from commontable.bargaining.words import Better, Bound, TermKind
from commontable.coalition.codes import Codes
from commontable.common.errors import CommontableError

MOST_YEARS = 20
MOST_PERCENT = Decimal(100)
# A raise of 0.03 is more likely 3 % written as a fraction than three hundredths of a percent.
UNLIKELY_PERCENT = Decimal("0.1")
WHOLE_DIGITS, DECIMALS = 14, 6
_LONGEST_NAME = 200

PERCENT_OF_PAY = "percent of pay"
PERCENT = "percent"

_BY_SIZE = frozenset({Better.HIGHER, Better.LOWER, Better.NONE})
_BY_TIME = frozenset({Better.EARLIER, Better.LATER, Better.NONE})
_BY_ANSWER = frozenset({Better.YES, Better.NO, Better.NONE})
_JUDGED_UP = frozenset(
    {
        TermKind.RAISE,
        TermKind.LUMP_SUM,
        TermKind.FLAT_RAISE,
        TermKind.AMOUNT,
        TermKind.PERCENT,
        TermKind.FLOOR,
    }
)
_RATIO = re.compile(r"^([1-9]\d{0,5}):([1-9]\d{0,5})$")


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One measurable promise. Scopes are codes; an empty one means everywhere, everybody."""

    issue_id: int
    kind: TermKind
    value: Decimal | None = None
    value_date: date | None = None
    value_yes: bool | None = None
    value_text: str | None = None
    unit: str = ""
    bound: Bound | str = ""
    better: Better = Better.NONE
    contract_year: int | None = None
    effective_on: date | None = None
    clause: str = ""
    source: str = ""
    note: str = ""
    regions: tuple[str, ...] = ()
    unions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()

    @classmethod
    def of(cls, term: TermFields) -> TermEntry:
        """A term of the record as it was entered."""
        facts = {each.name: getattr(term, each.name) for each in fields(cls)}
        for scope in ("regions", "unions", "units", "classifications"):
            facts[scope] = tuple(facts[scope])
        facts["kind"], facts["better"] = TermKind(term.kind), Better(term.better)
        return cls(**facts)

    def fields(self) -> dict[str, object]:
        """The model's fields by name: ``Term(proposal=…, **entry.fields())``."""
        facts = {each.name: getattr(self, each.name) for each in fields(self)}
        for scope in ("regions", "unions", "units", "classifications"):
            facts[scope] = list(facts[scope])
        return facts

    def for_year(self, year: int, value: Decimal) -> TermEntry:
        """The same promise in one contract year, counted from 1."""
        return replace(self, contract_year=year, value=value)


def value_field(kind: TermKind) -> str:
    """Which of the four values a kind of term fills."""
    match kind:
        case TermKind.DATE:
            return "value_date"
        case TermKind.YES_NO:
            return "value_yes"
        case TermKind.TEXT | TermKind.RATIO:
            return "value_text"
        case _:
            return "value"


def default_better(kind: TermKind, *, ratio: str = "") -> Better:
    """The direction taken when none is given; NONE where guessing could turn a flag around.

    Pay is better higher. ``1:4`` reads staff to patients, so more is better; ``4:1`` patients
    to staff, so fewer are. Whether a cap, a duration, a date or a yes is good for members
    depends on what it is of: somebody has to say it. A bound changes none of this: "at most
    $750" is still better higher.
    """
    if kind in _JUDGED_UP:
        return Better.HIGHER
    found = _RATIO.match(ratio) if kind is TermKind.RATIO else None
    if found and found[1] != found[2]:
        return Better.HIGHER if int(found[1]) < int(found[2]) else Better.LOWER
    return Better.NONE


def directions(kind: TermKind) -> frozenset[Better]:
    """The directions that make sense for a kind."""
    match kind:
        case TermKind.DATE:
            return _BY_TIME
        case TermKind.YES_NO:
            return _BY_ANSWER
        case TermKind.TEXT:
            return frozenset({Better.NONE})
        case _:
            return _BY_SIZE


def closest(word: str, known: Iterable[str]) -> str:
    """The known word somebody probably meant, or nothing."""
    by_fold = {each.casefold(): each for each in known}
    found = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.5)
    return by_fold[found[0]] if found else ""


def check_term(entry: TermEntry, *, codes: Codes, where: str = "Terms") -> list[str]:
    """Warnings about a term that may be kept as it is.

    Raises:
        CommontableError: a code nobody has, a value that does not fit its kind, a percentage
            or a contract year out of reason, a direction or bound that makes no sense.
    """
    _check_scope("region", entry.regions, codes.regions, where)
    _check_scope("union", entry.unions, codes.unions, where)
    _check_scope("unit", entry.units, codes.units, where)
    if any(not name.strip() or len(name) > _LONGEST_NAME for name in entry.classifications):
        raise CommontableError(
            "A classification has a name.", expected=f"1 to {_LONGEST_NAME} letters", where=where
        )
    _check_value(entry, where)
    _check_words(entry, where)
    if entry.contract_year is not None and not 1 <= entry.contract_year <= MOST_YEARS:
        raise CommontableError(
            "Contract years are counted from 1.",
            expected=f"1 to {MOST_YEARS}",
            came=str(entry.contract_year),
            where=where,
        )
    return _warnings(entry, where)


def _check_scope(what: str, named: tuple[str, ...], known: Mapping[str, str], where: str) -> None:
    for code in named:
        if code not in known:
            nearest = closest(code, known)
            meant = f"{nearest}? Or one of: " if nearest else "one of: "
            raise CommontableError(
                f"There is no {what} “{code}” in this coalition.",
                expected=meant
                + (", ".join(known) or f"none are entered yet; add the {what} first"),
                came=code,
                where=where,
            )


def _check_value(entry: TermEntry, where: str) -> None:
    wanted = value_field(entry.kind)
    given = [
        name
        for name in ("value", "value_date", "value_yes", "value_text")
        if getattr(entry, name) is not None
    ]
    said = {
        "value": "a number",
        "value_date": "a date",
        "value_yes": "yes or no",
        "value_text": "a ratio like 1:4" if entry.kind is TermKind.RATIO else "words",
    }
    if given != [wanted]:
        raise CommontableError(
            f"“{entry.kind.label}” takes {said[wanted]}, and nothing else.",
            expected=said[wanted],
            came=" and ".join(said[name] for name in given) or "nothing",
            where=where,
        )
    if entry.value_text is not None:
        if not entry.value_text.strip():
            raise CommontableError("The words are missing.", expected="words", where=where)
        if entry.kind is TermKind.RATIO and not _RATIO.match(entry.value_text):
            raise CommontableError(
                "A ratio is two whole numbers.",
                expected="a ratio like 1:4",
                came=entry.value_text,
                where=where,
            )
    if entry.value is not None:
        _check_number(entry, entry.value, where)


def kept_exactly(value: Decimal) -> bool:
    """Whether the database keeps the number as it is."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS and value.adjusted() < WHOLE_DIGITS


def _check_number(entry: TermEntry, value: Decimal, where: str) -> None:
    if not kept_exactly(value):
        raise CommontableError(
            "That number cannot be kept exactly.",
            expected=f"at most {WHOLE_DIGITS} digits and {DECIMALS} decimals",
            came=str(value),
            where=where,
        )
    if is_percent(entry) and abs(value) > MOST_PERCENT:
        raise CommontableError(
            "That is out of reason for a percentage.",
            expected="between -100 and 100, 3 meaning 3 %",
            came=format(value, "f"),
            where=where,
        )


def _check_words(entry: TermEntry, where: str) -> None:
    if entry.better not in directions(entry.kind):
        raise CommontableError(
            f"“{entry.better.label}” makes no sense for “{entry.kind.label}”.",
            expected=", ".join(sorted(str(each.value) for each in directions(entry.kind))),
            came=str(entry.better.value),
            where=where,
        )
    refused = {TermKind.FLOOR: Bound.MAXIMUM, TermKind.CAP: Bound.MINIMUM}.get(entry.kind)
    if entry.bound and entry.bound not in set(Bound):
        raise CommontableError(
            "There is no such bound.",
            expected=", ".join(Bound.values),
            came=str(entry.bound),
            where=where,
        )
    if entry.bound and entry.kind in {TermKind.TEXT, TermKind.YES_NO}:
        raise CommontableError(
            f"“{entry.kind.label}” has no “at least” or “at most”.",
            expected="no bound, or the words saying it",
            came=str(entry.bound),
            where=where,
        )
    if refused and entry.bound == refused:
        raise CommontableError(
            f"“{entry.kind.label}” cannot also be “{refused.label}”.", where=where
        )
    for name, most in (("unit", 60), ("clause", _LONGEST_NAME), ("source", 500)):
        if len(getattr(entry, name)) > most:
            raise CommontableError(
                f"The {name} is too long.", expected=f"at most {most} letters", where=where
            )


def is_percent(entry: TermEntry) -> bool:
    """Whether the value is read in percent."""
    return entry.kind in {TermKind.RAISE, TermKind.PERCENT} or entry.unit.startswith(PERCENT)


def _warnings(entry: TermEntry, where: str) -> list[str]:
    warnings = []
    if is_percent(entry) and entry.value and abs(entry.value) < UNLIKELY_PERCENT:
        hundredfold = format((entry.value * 100).normalize(), "f")
        warnings.append(
            f"{where}: {format(entry.value, 'f')} % is very little. Was {hundredfold} % meant?"
        )
    if entry.better is Better.NONE and entry.kind is not TermKind.TEXT:
        said = " or ".join(sorted(str(b.value) for b in directions(entry.kind) - {Better.NONE}))
        warnings.append(
            f"{where}: nobody said which way is better for members ({said}), so its movement"
            " is shown and not judged."
        )
    return warnings
