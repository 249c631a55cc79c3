"""Whether a text is one that was out already, under another date.

Two texts are compared by their shingles: every run of four words, folded, without days. Their
likeness is the share of shingles in both, of all in either.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from commontable.engines.reading.facts.fact import Fact, Kind
from commontable.engines.reading.facts.folded import Folded
from commontable.engines.reading.facts.reading import read_facts

ALIKE = 80
"""Percent of all shingles of both texts: from here on one is the other again."""

WITHIN = 90
"""Percent of the shorter text's shingles: from here on it stands in the longer, with words"
" around."""

_LEAST_WORDS = 25  # a shorter text is only called a repost when it is the same to the word
_SHINGLE = 4
_DAYS: tuple[Kind, ...] = ("date", "deadline")
_FIGURES: tuple[Kind, ...] = ("money", "percentage", "headcount", "session", "case")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ANY_DAY = date(2000, 1, 1)  # the year of a day plays no part: days are left out


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is left of a text to compare it with others: keep it, and the text is not needed again.

    ``figures`` are its amounts, percentages, counts, sessions and cases, as words.
    """

    words: int
    shingles: frozenset[int] = field(repr=False)
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: ``percent`` of all shingles, ``within`` of the shorter text's.

    ``only_first`` and ``only_second`` are figures that the other does not have: the same words
    with another figure are a repost that somebody changed, which a reader has to be told.
    """

    percent: int
    within: int
    is_repost: bool
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text, the same on every machine. Never raises."""
    facts = read_facts(text, published=_ANY_DAY)
    words = [word.casefold() for word in _WORD.findall(Folded(_without_days(text, facts)).text)]
    runs = range(max(len(words) - _SHINGLE + 1, 1 if words else 0))
    shingles = frozenset(_hashed(words[at : at + _SHINGLE]) for at in runs)
    figures = tuple(
        f"{each.kind} {each.value_as_data()}" for each in facts if each.kind in _FIGURES
    )
    return Fingerprint(len(words), shingles, figures)


def likeness(first: Fingerprint, second: Fingerprint) -> Likeness:
    """How alike two texts are, and whether the one is the other at another date."""
    both = len(first.shingles & second.shingles)
    either = len(first.shingles | second.shingles)
    shorter = min(len(first.shingles), len(second.shingles))
    percent = both * 100 // either if either else 0
    within = both * 100 // shorter if shorter else 0
    short = min(first.words, second.words) < _LEAST_WORDS
    again = percent == 100 if short else percent >= ALIKE or within >= WITHIN  # noqa: PLR2004 - all of it
    ours, theirs = Counter(first.figures), Counter(second.figures)
    return Likeness(
        percent,
        within,
        again,
        tuple((ours - theirs).elements()),
        tuple((theirs - ours).elements()),
    )


def is_repost(first: str, second: str) -> bool:
    """Whether two texts are the same update, whatever days they bear."""
    return likeness(fingerprint(first), fingerprint(second)).is_repost


def _without_days(text: str, facts: tuple[Fact, ...]) -> str:
    parts: list[str] = []
    done = 0
    for fact in facts:
        if fact.kind in _DAYS:
            parts += [text[done : fact.start], " "]
            done = fact.end
    return "".join([*parts, text[done:]])


def _hashed(words: list[str]) -> int:
    spelled = " ".join(words).encode("utf-8", errors="replace")
    return int.from_bytes(blake2b(spelled, digest_size=8).digest())
