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


@dataclass(frozen=True, slots=True)
class Where:
    """Regions that a clause names at ``start:end``; ``others``: all but those named before."""

    start: int
    end: int
    codes: tuple[str, ...] = ()
    others: bool = False


class Places:
    """The regions that may be named: code to further names."""

    def __init__(self, regions: Mapping[str, Sequence[str]]) -> None:
        self.codes = tuple(regions)
        self._by_name: dict[str, str] = {}
        for code, names in regions.items():
            for name in (code, *names):
                if name.strip():
                    self._by_name[_fold(name)] = code
        names = sorted(self._by_name, key=len, reverse=True)
        written = "|".join(re.escape(name).replace(r"\ ", r"[\s-]") for name in names)
        # A code is written in capitals: "co" in "co-worker" is no region.
        self._pattern = (
            re.compile(rf"(?<![\w-])(?:{written})(?![\w-])", re.IGNORECASE) if names else None
        )

    def named_in(self, text: str) -> list[Where]:
        """Every mention in order; several in a row ("SCAL and NW") are one."""
        found: list[Where] = []
        if self._pattern is not None:
            for match in self._pattern.finditer(text):
                code = self._by_name[_fold(match[0])]
                if match[0].upper() != match[0] and _fold(match[0]) == code.casefold():
                    continue
                found.append(Where(match.start(), match.end(), (code,)))
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


_BETWEEN = re.compile(
    r"^\s?(?:,|/|&|\band\b|,\s?and\b|\(|\))?\s?(?:(?:in|for|the)\s)?$", re.IGNORECASE
)


def _is_list(between: str) -> bool:
    return bool(_BETWEEN.match(between))


def _fold(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())
