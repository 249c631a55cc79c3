"""Figures as people write them: ``3/3/2/2``, ``$25.00/hr``, ``0.7%``, ``1:4``, ``2026-10-01``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commontable.bargaining.entries import MOST_YEARS, PERCENT, PERCENT_OF_PAY
from commontable.bargaining.shorthand.problems import LineError
from commontable.bargaining.shorthand.tokens import Word
from commontable.bargaining.words import TermKind

_NUMBER = r"[-+\N{MINUS SIGN}]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?"
_FIGURE = re.compile(
    rf"^(?P<money>\$)?(?P<number>{_NUMBER})(?P<percent>%)?(?:/(?P<per>[A-Za-z]+))?$"
)
_YEARS = re.compile(r"^[-+\N{MINUS SIGN}$\d.,%]+(?:/[-+\N{MINUS SIGN}$\d.,%]+)+$")
_DAY = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}$")
_RATIO = re.compile(r"^\d+:\d+$")
_NOT_SAID = {"-", "\N{EN DASH}"}
SHORT_PER = {"hr": "hour", "h": "hour", "yr": "year", "y": "year", "mo": "month", "wk": "week"}
ANSWERS = {"yes": True, "no": False}
MONEY = "USD"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the unit that was written onto it; ``unit`` empty where none was."""

    number: Decimal
    unit: str = ""


def kind_of(word: Word) -> TermKind | None:
    """The kind a value shows by its form alone; None where it shows none."""
    text = word.text
    if word.quoted:
        return None
    if _DAY.match(text):
        return TermKind.DATE
    if _RATIO.match(text):
        return TermKind.RATIO
    if text.lower() in ANSWERS:
        return TermKind.YES_NO
    if _YEARS.match(text) and "$" not in text:
        return TermKind.RAISE
    found = _FIGURE.match(text)
    if not found or not any(letter.isdigit() for letter in text):
        return None
    if found["money"]:
        return TermKind.AMOUNT
    return TermKind.PERCENT if found["percent"] else None


def looks_like_value(word: Word) -> bool:
    """Whether a word is meant as a figure, right or wrong."""
    return not word.quoted and word.text[:1] in "0123456789$+-.\N{MINUS SIGN}"


def read_day(word: Word) -> date:
    try:
        if _DAY.match(word.text):
            return date(*(int(part) for part in word.text.split("-")))
    except ValueError as error:
        raise LineError(
            word.column,
            "There is no such day.",
            expected="a date that exists, year-month-day",
            came=word.text,
        ) from error
    raise LineError(
        word.column, "That is no date.", expected="a date like 2026-10-01", came=word.text
    )


def read_answer(word: Word) -> bool:
    answer = ANSWERS.get(word.text.lower())
    if answer is None:
        raise LineError(
            word.column, "That is neither yes nor no.", expected="yes or no", came=word.text
        )
    return answer


def read_ratio(word: Word) -> str:
    if not _RATIO.match(word.text):
        raise LineError(
            word.column,
            "That is no ratio.",
            expected="two whole numbers, e.g. 1:4",
            came=word.text,
        )
    left, right = (int(part) for part in word.text.split(":"))
    if not left or not right:
        raise LineError(
            word.column, "A ratio has no zero in it.", expected="e.g. 1:4", came=word.text
        )
    return f"{left}:{right}"


def read_figure(word: Word) -> Figure:
    """One number: ``25.00``, ``$25.00/hr``, ``0.7%``."""
    found = _FIGURE.match(word.text)
    if not found or not any(letter.isdigit() for letter in found["number"]):
        raise LineError(
            word.column,
            "That is no number.",
            expected="a number like 25, $25.00/hr or 0.7%",
            came=word.text,
        )
    number = Decimal(found["number"].replace(",", "").replace("\N{MINUS SIGN}", "-"))
    if found["money"] and found["percent"]:
        raise LineError(
            word.column, "Dollars or percent, not both.", expected="$3 or 3%", came=word.text
        )
    per = found["per"] and SHORT_PER.get(found["per"].lower(), found["per"].lower())
    unit = MONEY if found["money"] else PERCENT if found["percent"] else ""
    if per:
        unit = f"{unit} per {per}".strip()
    return Figure(number, unit)


def read_years(word: Word, kind: TermKind) -> list[tuple[int, Figure]]:
    """A figure per contract year: ``3/3/2/2``; ``-`` leaves a year unsaid."""
    parts = word.text.split("/")
    # In "$0.50/hr" the stroke is no list of years.
    if len(parts) > 1 and parts[-1].isalpha():
        parts = ["/".join(parts)]
    if len(parts) > MOST_YEARS:
        raise LineError(
            word.column,
            "That is more years than a contract has.",
            expected=f"at most {MOST_YEARS}",
            came=str(len(parts)),
        )
    money = parts[0].startswith("$")
    years: list[tuple[int, Figure]] = []
    column = word.column
    for year, part in enumerate(parts, 1):
        if part not in _NOT_SAID:
            figure = read_figure(Word(part, column))
            if money and not figure.unit:
                figure = Figure(figure.number, MONEY)
            years.append((year, Figure(figure.number, _unit_of(kind, figure.unit, word))))
        column += len(part) + 1
    if not years:
        raise LineError(
            word.column, "No year has a figure.", expected="e.g. 3/3/2/2", came=word.text
        )
    units = {figure.unit for _, figure in years}
    if len(units) > 1:
        raise LineError(
            word.column, "All years take the same unit.", expected="e.g. $500/500", came=word.text
        )
    return years


def _unit_of(kind: TermKind, written: str, word: Word) -> str:
    match kind, written:
        case TermKind.RAISE, "" | "percent":
            return PERCENT
        case TermKind.RAISE, _:
            raise LineError(
                word.column,
                "A raise is in percent; a raise in money is “flat”.",
                expected="e.g. raise 3/3/2/2, or flat $0.50/0.50",
                came=word.text,
            )
        case TermKind.LUMP_SUM, "" | "percent":
            return PERCENT_OF_PAY
        case TermKind.FLAT_RAISE, "" | "USD":
            return f"{MONEY} per hour"
        case _:
            return written
