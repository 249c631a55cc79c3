"""Numbers as contracts write them: "sixty (60)", "two and one-half percent (2.5 %)", "$1,500"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from commontable.engines.reading.promises.promise import plain
from commontable.engines.reading.promises.spelled import SPELLED, value_of

Measure = Literal["percent", "money", "count"]

_FIGURE = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
_PART = r"(?:\s?[½¼¾]|[\s-]\d/\d|(?<=\b\d)/\d)"
_PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_PERCENT = r"(?:%|percent\b|per\s?cent\b|pct\b)"
_CENTS = r"(?:¢|cents?\b)"
_LARGE = {"k": 1_000, "thousand": 1_000, "million": 1_000_000, "m": 1_000_000}
_SCALE = r"(?:\s?(?:thousand|million)\b|[km]\b)"

_QUANTITY = re.compile(
    rf"(?P<spelled>{SPELLED}(?:\sof\s(?:one|a)(?=\s(?:percent|per\scent)))?)"
    rf"(?:\s(?P<spelled_unit>{_PERCENT}|dollars?(?:\s(?:and\s)?(?P<cents>{SPELLED})\scents?)?|cents?))?"
    rf"(?:\s?\(\s?(?P<dollar>(?:US)?\$\s?)?(?P<figure>{_FIGURE}{_PART}?|[½¼¾])(?P<scale>{_SCALE})?"
    rf"\s?(?P<figure_unit>{_PERCENT}|{_CENTS}|dollars?)?"
    r"(?P<inside>\s[^()\d]{1,30})?\)"
    rf"(?:[\s-]?(?P<after_unit>{_PERCENT}|{_CENTS}|dollars?\b))?)?"
    rf"|(?P<money>(?:US)?\$\s?)(?P<amount>{_FIGURE})(?P<money_scale>{_SCALE})?"
    rf"|(?<![\w.$/:,-])(?P<minus>[-\N{{MINUS SIGN}}])?(?P<plain>{_FIGURE}{_PART}?|[½¼¾])"
    rf"(?:\s?(?P<plain_unit>{_PERCENT}|{_CENTS}|dollars?\b))?"
    rf"(?:\s?\((?P<words>{SPELLED})(?:\s(?:{_PERCENT}|dollars?))?\))?"
    rf"(?:\s(?P<late_unit>{_PERCENT}|{_CENTS}|dollars?\b))?",
    re.IGNORECASE,
)
# What looks like a number and is the name of something.
_REFERENCE = re.compile(
    r"(?:\b(?:sections?|articles?|steps?|paragraphs?|subsections?|appendix|chapters?|pages?|no\.|nos\."
    r"|numbers?|ORS|OAR|USC|U\.S\.C\.|CFR|letters?|items?|bills?|rules?|grades?|ranges?|levels?|tiers?"
    r"|exhibits?|attachments?|schedules?|locals?|titles?|part|form|step)\s?\(?|[§#]\s?)$",
    re.IGNORECASE,
)
# "time and one-half (1-1/2)" is a rate of pay, "five/eight (5/8)" a kind of schedule.
_PART_OF_MORE = re.compile(r"(?:\btime\sand\s(?:a\s)?|/)$", re.IGNORECASE)
# "in Year Two and two and one-half percent in Year Three": "Two" is the year's.
_YEAR_BEFORE = re.compile(r"\byears?\s$", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[A-Za-z]+|[^A-Za-z\s]+")
_GOES_ON = re.compile(
    r"^(?:[:/]\d|\d|[A-Z]\d|\.\d|-\d{2,}|(?:st|nd|rd|th)\b|\s?[ap]\.?m\b|\()", re.IGNORECASE
)
_YEARLIKE = re.compile(r"^(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it is measured in.

    ``doubt`` says that the words and the figures disagree, or cannot be read; then ``value`` is
    the figures' and must not be used.
    """

    measure: Measure
    value: Decimal
    start: int
    end: int
    twice: bool = False
    doubt: str = ""


def quantities_in(text: str) -> Iterator[Quantity]:
    """Every number of a sentence that may be measured, in order."""
    at = 0
    while (found := _QUANTITY.search(text, at)) is not None:
        at = found.end()
        if _YEAR_BEFORE.search(text, 0, found.start()):
            at = found.start() + len(_FIRST_WORD.match(text, found.start())[0])  # type: ignore[index]  # it begins with one
            continue
        if _PART_OF_MORE.search(text, 0, found.start()):
            continue
        if found["spelled"]:
            quantity = _spelled(found)
        elif found["amount"]:
            quantity = _money(found)
        else:
            quantity = _figure(found, text)
        if quantity is not None and not _REFERENCE.search(text, 0, quantity.start):
            yield quantity


def _spelled(found: re.Match[str]) -> Quantity | None:
    end = found.end()
    words = value_of(found["spelled"].split(" of ")[0])
    cents = value_of(found["cents"]) if found["cents"] else None
    if words is not None and cents is not None:
        words += cents / 100
    units = [found["spelled_unit"], found["figure_unit"], found["after_unit"]]
    measure = _measure(units, dollar=bool(found["dollar"]))
    if found["figure"] is None:
        if words is None:
            return None
        if measure == "money" and (found["spelled_unit"] or "").startswith("cent"):
            words /= 100
        return Quantity(measure, words, found.start(), end)
    figures = _number(found["figure"], found["scale"])
    in_cents = [unit for unit in units if unit and unit.lower().startswith(("cent", "¢"))]
    if measure == "money" and in_cents and not (found["cents"] or found["dollar"]):
        figures = figures / 100
    words_unit = (found["spelled_unit"] or "cent" if in_cents else found["spelled_unit"]) or ""
    if words is not None and words_unit.lower().startswith("cent"):
        words /= 100
    if words is None and _ends_as(found["spelled"], figures):
        doubt = ""
    elif words is None:
        doubt = (
            f"“{found['spelled']}” cannot be read as a number; the figures say {plain(figures)}."
        )
    elif words != figures:
        doubt = (
            f"The words say “{found['spelled']}” ({plain(words)}) and the figures {plain(figures)}."
        )
    else:
        doubt = ""
    return Quantity(measure, figures, found.start(), end, twice=True, doubt=doubt)


def _ends_as(spelled: str, figures: Decimal) -> bool:
    """ "in two and three percent (3%)": the number's own words are the last of the run."""
    words = spelled.split()
    return any(value_of(" ".join(words[at:])) == figures for at in range(1, len(words)))


def _money(found: re.Match[str]) -> Quantity:
    value = _number(found["amount"], found["money_scale"])
    return Quantity("money", value, found.start(), found.end(), twice=True)


def _figure(found: re.Match[str], text: str) -> Quantity | None:
    unit = found["plain_unit"] or found["late_unit"]
    written = found["plain"]
    if unit is None and (
        _GOES_ON.match(text[found.end() :])
        or (_YEARLIKE.match(written) and not text[found.end() :].lstrip().startswith("hours"))
    ):
        return None
    value = _number(written, None)
    if found["minus"]:
        value = -value
    measure = _measure([unit], dollar=False)
    if unit and unit.lower().startswith(("cent", "¢")):
        value /= 100
    doubt = ""
    if found["words"]:
        words = value_of(found["words"])
        if words != value:
            doubt = f"The figures say {plain(value)} and the words “{found['words']}”."
    end = found.end()
    if unit is None and not found["words"]:
        end = found.end("plain")
    return Quantity(
        measure, value, found.start(), end, twice=bool(unit or found["words"]), doubt=doubt
    )


def _measure(units: list[str | None], *, dollar: bool) -> Measure:
    said = [unit.lower() for unit in units if unit]
    if any(unit.startswith(("%", "per", "pct")) for unit in said):
        return "percent"
    if dollar or any(unit.startswith(("dollar", "cent", "¢")) for unit in said):
        return "money"
    return "count"


def _number(written: str, scale: str | None) -> Decimal:
    text = written.strip().replace(",", "")
    part = Decimal(0)
    if text and text[-1] in _PARTS:
        part, text = _PARTS[text[-1]], text[:-1].strip()
    elif "/" in text:
        top, below = re.split(r"/", text.split()[-1].split("-")[-1])
        part = Decimal(top) / Decimal(below) if int(below) else Decimal(0)
        text = text[: text.rindex("/") - 1].rstrip(" -")
    value = Decimal(text or 0) + part
    return value * _LARGE[scale.strip().lower()] if scale else value
