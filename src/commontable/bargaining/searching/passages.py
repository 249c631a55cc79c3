"""Where in a text the words asked for stand, and the passage that shows them best."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from commontable.bargaining.searching.asking import Term, fold, words_of

PASSAGE = 260
"""Letters of a passage."""

_LONGEST_ENDING = 4  # letters by which forms of a word differ: running and run
_SHORTEST_STEM = 2

type Stems = Callable[[Iterable[str]], Mapping[str, frozenset[str]]]
"""Gives each word's stems, as the index has them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A bit of text, and whether it is what was asked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    word: str


class Marker:
    """Marks what was asked for in any number of texts, once ``learn`` has seen them."""

    def __init__(self, terms: Sequence[Term]) -> None:
        wanted = [term for term in terms if not term.excluded]
        self._beginnings = {word for term in wanted if term.beginning for word in term.words}
        phrases = [tuple(words_of(phrase)) for term in wanted for phrase in term.phrases]
        self._phrases = [phrase for phrase in phrases if len(phrase) > 1]
        self._alone = {phrase[0] for phrase in phrases if len(phrase) == 1}
        self._needles = {word for phrase in phrases for word in phrase}
        self._means: dict[str, set[str]] = {needle: {needle} for needle in self._needles}
        patterns = sorted(map(_pattern, self._needles), key=len, reverse=True)
        self._near = re.compile("|".join(patterns)) if patterns else None

    def learn(self, texts: Iterable[str], stems: Stems) -> None:
        """Find out which words of the texts are forms of those asked for; asks for stems once."""
        near = {place.word for text in texts for place in self._places(text)}
        known = stems(near | self._needles) if near else {}
        for word in near:
            self._means[word] = {
                needle
                for needle in self._needles
                if word == needle
                or known.get(word, frozenset()) & known.get(needle, frozenset())
                or (needle in self._beginnings and word.startswith(needle))
            }

    def marked(self, text: str) -> list[Piece]:
        """The whole text with what was asked for marked."""
        return _pieces(text, 0, len(text), self._found(text))

    def passage(self, text: str) -> list[Piece]:
        """The stretch of the text with most of what was asked for, marked."""
        found = self._found(text)
        start, end = self._window(text, found)
        pieces = _pieces(text, start, end, [one for one in found if start <= one.start < end])
        if start > 0:
            pieces.insert(0, Piece("… "))
        if end < len(text):
            pieces.append(Piece(" …"))
        return pieces

    def _places(self, text: str) -> Iterator[_Place]:
        """Every word that may be a form of one asked for."""
        if self._near is None:
            return
        for match in self._near.finditer(fold(text)):
            word = match[0]
            plain = word.replace(",", "") if word[0].isdigit() else word
            yield _Place(match.start(), match.end(), plain)

    def _found(self, text: str) -> list[_Place]:
        places = [place for place in self._places(text) if self._means.get(place.word)]
        kept = {place for place in places if self._means[place.word] & self._alone}
        for phrase in self._phrases:
            kept |= self._in_a_row(text, places, phrase)
        return [place for place in places if place in kept] if kept else places

    def _in_a_row(self, text: str, places: list[_Place], phrase: Sequence[str]) -> set[_Place]:
        kept: set[_Place] = set()
        for first in range(len(places) - len(phrase) + 1):
            row = places[first : first + len(phrase)]
            fits = all(
                word in self._means[place.word] for word, place in zip(phrase, row, strict=True)
            )
            gaps = (text[a.end : b.start] for a, b in pairwise(row))
            if fits and not any(re.search(r"\w", gap) for gap in gaps):
                kept.update(row)
        return kept

    def _window(self, text: str, found: Sequence[_Place]) -> tuple[int, int]:
        """The stretch with the most different words asked for, from and to the ends of words."""
        if not found:
            return 0, _word_end(text, PASSAGE)
        best, best_score = 0, (0, 0)
        last = 0
        for first, place in enumerate(found):
            last = max(last, first)
            while last + 1 < len(found) and found[last + 1].end - place.start < PASSAGE * 3 // 4:
                last += 1
            inside = found[first : last + 1]
            different = set().union(*(self._means[one.word] for one in inside))
            if (len(different), len(inside)) > best_score:
                best, best_score = first, (len(different), len(inside))
        start = _word_start(text, max(0, found[best].start - PASSAGE // 4))
        return start, _word_end(text, max(start + PASSAGE, found[best].end))


def _pattern(word: str) -> str:
    """Whatever could be a form of the word; a number with or without its commas."""
    if word[0].isdigit():
        digits = ",?".join(re.escape(sign) for sign in word)
        return rf"(?<![\w.]){digits}(?!\w)"
    stem = word[: max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING)]
    return rf"(?<!\w){re.escape(stem)}\w*"


def _pieces(text: str, start: int, end: int, found: Iterable[_Place]) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for place in found:
        if place.start > at:
            pieces.append(Piece(text[at : place.start]))
        pieces.append(Piece(text[place.start : place.end], marked=True))
        at = place.end
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces


def _word_start(text: str, place: int) -> int:
    if place == 0:
        return 0
    blank = text.rfind(" ", max(0, place - 30), place)
    return blank + 1 if blank >= 0 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    blank = text.find(" ", place, place + 30)
    return blank if blank >= 0 else place
