"""Regions as clauses name them: by code, by name, or as "elsewhere"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_ELSEWHERE = re.compile(
    r"\belsewhere\b"
    r"|\b(?:in\s)?(?:all|every)\sother\s(?:regions?|markets?|service\sareas?|areas?|locations?)\b"
    r"|\bthe\s(?:other|remaining)\s(?:regions?|markets?|service\sareas?|areas?)\b"
    r"|\b(?:the\s)?rest\sof\sthe\s(?:regions|markets|country)\b|\bother\sregions\b",
    re.IGNORECASE,
)
_EVERYWHERE = re.compile(
    r"\b(?:in\s)?(?:all|every|each)\s(?:of\sthe\s)?(?:regions?|markets?|service\sareas?)\b|\bsystem-?wide\b",
    re.IGNORECASE,
)


_AREA = r"(?:regions?|markets?|service\sareas?|areas?)"
_AREA_AFTER = re.compile(rf"[\s-]{_AREA}\b", re.IGNORECASE)
# What stands in capitals before "area" and is no place's name: "the Service Area", "Each Region".
_NO_NAME = (
    "the|a|an|in|of|for|to|at|on|by|and|or|with|within|across|from|each|every|all|any|some|no|such|this|that|these|those"
    "|same|other|remaining|whole|entire|respective|several|both|first|second|third|one|two|three|four|its|their|our"
    "|your|his|her|service|market|region|regional|labor|geographic|geographical|home|work|working|job|patient|care"
    "|clinical|unit|department|specialty|subject|assigned|break|rest|parking|training|common|public|metropolitan|rural"
    "|urban|local|bargaining|employer|employer's|employee|medical|hospital|facility|storage|pay|wage|wages|raises?"
    "|increases?|is|are|be|shall|will|may|if|when|where|effective|year|years"
)
_NAME = rf"(?!(?i:{_NO_NAME})\b)[A-Z][\w.'’-]*(?:\s(?!(?i:{_NO_NAME})\b)[A-Z][\w.'’-]*){{0,2}}"
_UNKNOWN = re.compile(
    rf"(?<![\w-])(?P<names>{_NAME}(?:(?:,\s(?:and\s|or\s)?|\sand\s|\sor\s|\s?[/&]\s?)(?:the\s)?{_NAME}){{0,9}})\s(?i:{_AREA})\b"
)
_ONE_NAME = re.compile(_NAME)


@dataclass(frozen=True, slots=True)
class Where:
    """Regions that a clause names at ``start:end``; ``others``: all but those named before.

    ``unknown`` is the name of a region that nobody said would be named: "in the Valley region".
    """

    start: int
    end: int
    codes: tuple[str, ...] = ()
    others: bool = False
    unknown: str = ""


class Places:
    """The regions that may be named: code to further names."""

    def __init__(self, regions: Mapping[str, Sequence[str]]) -> None:
        self.codes = tuple(regions)
        self._by_name: dict[str, str] = {}
        self._given = {" ".join(name.split()) for names in regions.values() for name in names}
        for code, names in regions.items():
            for name in (code, *names):
                if name.strip():
                    self._by_name[_fold(name)] = code
        names = sorted(self._by_name, key=len, reverse=True)
        written = "|".join(re.escape(name).replace(r"\ ", r"[\s-]") for name in names)
        self._pattern = (
            re.compile(rf"(?<![\w-])(?:{written})(?![\w-])", re.IGNORECASE) if names else None
        )

    def named_in(self, text: str) -> list[Where]:
        """Every mention in order; several in a row ("SCAL and NW") are one."""
        found: list[Where] = []
        if self._pattern is not None:
            for match in self._pattern.finditer(text):
                code = self._by_name[_fold(match[0])]
                if _fold(match[0]) != _fold(code) or self._is_meant(match, text):
                    found.append(Where(match.start(), match.end(), (code,)))
        found += _unknown_in(text, found)
        found += [Where(m.start(), m.end(), others=True) for m in _ELSEWHERE.finditer(text)]
        found += [Where(m.start(), m.end()) for m in _EVERYWHERE.finditer(text)]
        found.sort(key=lambda each: each.start)
        joined: list[Where] = []
        for each in found:
            last = joined[-1] if joined else None
            if last and last.codes and each.codes and _is_list(text[last.end : each.start]):
                codes = tuple(dict.fromkeys((*last.codes, *each.codes)))
                joined[-1] = Where(last.start, each.end, codes)
            else:
                joined.append(each)
        return joined

    def _is_meant(self, match: re.Match[str], text: str) -> bool:
        """Whether a code's letters are the region: "co" in "co-worker" is none, "Metro" may be.

        A code is written in capitals; other letters are meant where the region is called just so,
        or where "region" or the like follows.
        """
        return (
            match[0].upper() == match[0]
            or " ".join(match[0].split()) in self._given
            or _AREA_AFTER.match(text, match.end()) is not None
        )


def not_known(name: str) -> str:
    """What is said of a region that is named and that nobody knows here."""
    return f"a region not known here: {name}"


def _unknown_in(text: str, known: Sequence[Where]) -> list[Where]:
    """Names before "region", "market" or "area" that are none of the regions known."""
    found = []
    for match in _UNKNOWN.finditer(text):
        for name in _ONE_NAME.finditer(match["names"]):
            start = match.start("names") + name.start()
            end = match.start("names") + name.end()
            if not any(each.start < end and start < each.end for each in known):
                found.append(Where(start, end, unknown=name[0]))
    return found


_BETWEEN = re.compile(
    r"^\s?(?:,|/|&|\band\b|,\s?and\b|\(|\))?\s?(?:(?:in|for|the)\s)?$", re.IGNORECASE
)


def _is_list(between: str) -> bool:
    return bool(_BETWEEN.match(between))


def _fold(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())
