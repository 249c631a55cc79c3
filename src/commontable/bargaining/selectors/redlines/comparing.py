"""Two or three texts of a ground compared. What was worked out is kept under its texts' hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from commontable.bargaining.drafting.matching import heading_of_number
from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.selectors.redlines.grounds import Ground, Position, Subject
from commontable.common.errors import CommontableError
from commontable.engines import documents
from commontable.engines.comparison import redline

# A few hundred kilobytes for an article of some pages.
KEPT_REDLINES: Kept[str, redline.Redline | redline.ThreeWay] = Kept(at_most=64)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One text held against the base, or with ``second`` two of them."""

    base: Position
    first: Position
    second: Position | None
    found: redline.Redline | redline.ThreeWay

    @property
    def three(self) -> redline.ThreeWay | None:
        """The comparison of three texts, where there are three."""
        return self.found if isinstance(self.found, redline.ThreeWay) else None

    @property
    def the_two(self) -> redline.Redline:
        """The base and the first text; the second may be compared as well."""
        return self.found.ours if isinstance(self.found, redline.ThreeWay) else self.found


def compared(
    ground: Ground, base: Position, first: Position, second: Position | None = None
) -> Comparison:
    """The redline of the chosen positions, article by article, in the ground's order.

    Raises:
        CommontableError: the texts cannot be read as words.
    """
    chosen = [base, first, *([second] if second is not None else [])]
    texts = [[subject.text_at(position) for subject in ground.subjects] for position in chosen]
    names = [subject.name for subject in ground.subjects]
    listed = [[subject.is_in(position) for subject in ground.subjects] for position in chosen]
    labels = [position.label for position in chosen]
    named = json.dumps([names, labels, texts, listed]).encode()
    key = hashlib.sha256(named).hexdigest()
    found = KEPT_REDLINES.get(key)
    if found is None:
        found = _compare(ground, chosen)
        KEPT_REDLINES.keep(key, found)
    return Comparison(base, first, second, found)


def _compare(ground: Ground, chosen: list[Position]) -> redline.Redline | redline.ThreeWay:
    places = [
        [place for place, subject in enumerate(ground.subjects) if subject.is_in(position)]
        for position in chosen
    ]
    try:
        read = [
            _document([ground.subjects[place] for place in known], position)
            for known, position in zip(places, chosen, strict=True)
        ]
    except documents.DocumentError as error:
        raise CommontableError(str(error), where=ground.subjects[0].name) from error
    if len(read) > 2:  # noqa: PLR2004 - the third is the other side's
        return redline.compare_three(
            read[0], read[1], read[2], places=(places[0], places[1], places[2])
        )
    return redline.compare(read[0], read[1], places=(places[0], places[1]))


def _document(subjects: Sequence[Subject], position: Position) -> documents.Document:
    return documents.read_articles(
        [_given(subject, position) for subject in subjects], position.label
    )


def _given(subject: Subject, position: Position) -> documents.GivenArticle:
    text = subject.text_at(position)
    article = position.article or subject.article
    if article is None:
        return documents.GivenArticle("named", "", "", subject.heading, text)
    kind, word, number = heading_of_number(article.number)
    return documents.GivenArticle(kind, word, number, article.title, text)


def numbers_changed(before: str, after: str) -> list[str]:
    """The numbers that differ between two texts of an article: “sixty (60) to ninety (90)”.

    Empty where one of the texts has no words.
    """
    try:
        read = [
            documents.read_articles([documents.GivenArticle("article", "", "", "", text)], name)
            for name, text in (("before", before), ("after", after))
        ]
    except documents.DocumentError:
        return []
    return [str(number) for number in redline.compare(*read, places=([0], [0])).numbers]
