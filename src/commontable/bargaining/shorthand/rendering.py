"""Terms written back as lines that read as the same terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from commontable.bargaining.entries import (
    PERCENT,
    PERCENT_OF_PAY,
    TermEntry,
    default_better,
)
from commontable.bargaining.shorthand.tokens import KEYS, quote
from commontable.bargaining.shorthand.values import MONEY, SHORT_PER
from commontable.bargaining.shorthand.vocabulary import (
    BETTER_WORDS,
    BOUND_WORDS,
    Vocabulary,
    fold,
)
from commontable.bargaining.words import Bound, TermKind

_YEARLY = frozenset({TermKind.RAISE, TermKind.LUMP_SUM, TermKind.FLAT_RAISE})
_SHORT = {TermKind.LUMP_SUM: "lump", TermKind.FLAT_RAISE: "flat"}
_OWN_UNIT = {
    TermKind.RAISE: PERCENT,
    TermKind.LUMP_SUM: PERCENT_OF_PAY,
    TermKind.FLAT_RAISE: f"{MONEY} per hour",
    TermKind.PERCENT: PERCENT,
}
_PER_UNIT = f"{MONEY} per "
_ONE_WORD = re.compile(r"^[a-z]+$")
_UNIT_WORD = re.compile(r"^[a-z][a-z-]*(?::[a-z][a-z-]*)?$")
_YEAR_WORD = re.compile(r"^y\d+$")
_MONEY_UNITS = {f"{MONEY} per hour": "/hr", f"{MONEY} per year": "/yr", MONEY: ""}


def render_terms(entries: Iterable[TermEntry], vocabulary: Vocabulary) -> str:
    """Lines for terms in their order; the years of one raise stand in one line."""
    lines: list[str] = []
    for _, run in groupby(entries, key=_run):
        terms = list(run)
        if _counts_up(terms):
            lines.append(_render(terms, vocabulary))
        else:
            lines += [_render([term], vocabulary) for term in terms]
    return "\n".join(lines)


def _run(entry: TermEntry) -> TermEntry:
    """What years of one raise have in common."""
    if entry.kind not in _YEARLY or entry.contract_year is None:
        return entry
    return replace(entry, value=Decimal(0), contract_year=1)


def _counts_up(terms: Sequence[TermEntry]) -> bool:
    return [term.contract_year for term in terms] == list(range(1, len(terms) + 1))


def _render(terms: Sequence[TermEntry], vocabulary: Vocabulary) -> str:
    entry = terms[0]
    words = [_issue(entry, vocabulary), *_scopes(entry)]
    if entry.effective_on:
        words.append(f"from:{entry.effective_on.isoformat()}")
    if entry.kind in _YEARLY:
        if not _counts_up(terms):
            words.append(f"year:{entry.contract_year or 'none'}")
    elif entry.contract_year is not None:
        words.append(f"year:{entry.contract_year}")
    words += [
        f"{key}:{quote(said)}"
        for key in ("clause", "source", "note")
        if (said := getattr(entry, key))
    ]
    value, unit_written = _value(terms)
    if not unit_written:
        words.append(f"in:{quote(entry.unit)}")
    default = default_better(entry.kind, ratio=entry.value_text or "")
    spoken = entry.better in BETTER_WORDS.values() and entry.kind is not TermKind.TEXT
    if entry.better != default and not spoken:
        words.append(f"better:{entry.better.value}")
    words += [_SHORT.get(entry.kind, str(entry.kind.value)), value]
    if entry.bound:
        words.append("min" if entry.bound == Bound.MINIMUM else "max")
    if entry.better != default and spoken:
        words.append(str(entry.better.value))
    return " ".join(words)


def _issue(entry: TermEntry, vocabulary: Vocabulary) -> str:
    issue = vocabulary.issue(entry.issue_id)
    name = fold(issue.name)
    others = (key for other in vocabulary.issues if other != issue for key in other.keys)
    mistakable = any(key.startswith(f"{name} ") for key in others)
    plain = (
        not mistakable
        and not issue.name.startswith(("#", '"'))
        and issue.name == issue.name.strip()
    )
    return issue.name if plain and name == issue.name.casefold() else quote(issue.name)


def _scopes(entry: TermEntry) -> list[str]:
    words: list[str] = []
    for key, codes in (
        ("region", entry.regions),
        ("union", entry.unions),
        ("unit", entry.units),
        ("class", entry.classifications),
    ):
        if key in {"region", "union"} and codes and all(_is_plain(code) for code in codes):
            words.append(f"{key}:{','.join(codes)}")
        else:
            words += [f"{key}:{quote(code)}" for code in codes]
    return words


def _is_plain(code: str) -> bool:
    return code.isalnum()


def _number(value: Decimal | None) -> str:
    """As one types it: the database's ``20.000000`` is ``20``."""
    text = format(value or Decimal(0), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _dollars(value: Decimal) -> str:
    """Whole, or with its cents: ``$25``, ``$3.50``."""
    text = _number(value)
    return f"${text}0" if "." in text and len(text.partition(".")[2]) == 1 else f"${text}"


def _value(terms: Sequence[TermEntry]) -> tuple[str, bool]:
    """The value as written, and whether it says its unit."""
    entry = terms[0]
    if entry.value_date is not None:
        return entry.value_date.isoformat(), entry.unit == ""
    if entry.value_yes is not None:
        return "yes" if entry.value_yes else "no", entry.unit == ""
    if entry.value_text is not None:
        ratio = entry.kind is TermKind.RATIO
        written = entry.value_text if ratio else quote(entry.value_text)
        if ratio and _reads_as_unit(entry.unit):
            return f"{written} {entry.unit}", True
        return written, entry.unit == ""
    if entry.kind in _YEARLY:
        return _years(terms)
    return _figure(entry)


def _years(terms: Sequence[TermEntry]) -> tuple[str, bool]:
    entry = terms[0]
    figures = "/".join(_number(term.value) for term in terms)
    paid = entry.kind is TermKind.LUMP_SUM and entry.unit == MONEY
    if paid and all((term.value or 0) >= 0 for term in terms):
        return f"${figures}", True
    return figures, entry.unit == _OWN_UNIT[entry.kind]


def _figure(entry: TermEntry) -> tuple[str, bool]:
    number, unit = _number(entry.value), entry.unit
    if unit == _OWN_UNIT.get(entry.kind, ""):
        return number, True
    per = unit.removeprefix(_PER_UNIT)
    if (entry.value or 0) >= 0:
        if unit in _MONEY_UNITS:
            return f"{_dollars(entry.value or Decimal(0))}{_MONEY_UNITS[unit]}", True
        if per != unit and _ONE_WORD.match(per) and per not in SHORT_PER:
            return f"{_dollars(entry.value or Decimal(0))}/{per}", True
    if unit == PERCENT:
        return f"{number}%", True
    of = unit.removeprefix(f"{PERCENT} of ")
    if of != unit and _reads_as_unit(of) and not of.startswith("of "):
        return f"{number}% {of}", True
    # Behind a percent a word is what it is a share of: another unit is said whole.
    of_its_own = entry.kind is TermKind.PERCENT or unit.startswith((PERCENT, MONEY))
    if _reads_as_unit(unit) and not of_its_own:
        return f"{number} {unit}", True
    return number, False


def _reads_as_unit(unit: str) -> bool:
    """Whether these words after a value are read as its unit, and as nothing else."""
    words = unit.split(" ")
    return all(
        _UNIT_WORD.match(word)
        and word.partition(":")[0] not in KEYS
        and word not in BOUND_WORDS
        and word not in BETTER_WORDS
        and not _YEAR_WORD.match(word)
        for word in words
    )
