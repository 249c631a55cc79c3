"""From lines to words: where marks and comments stand in the documents they were read into."""

from dataclasses import dataclass

from commontable.engines.documents.document import Document
from commontable.engines.documents.origins import Origins
from commontable.engines.documents.word.view import Spot


@dataclass(frozen=True, slots=True)
class Place:
    """Words ``start:end`` of a document; for a heading, the place where its article begins."""

    start: int
    end: int
    article: int | None
    in_heading: bool = False


NOWHERE = Place(0, 0, None)


def placed(spot: Spot | None, document: Document, origins: Origins) -> Place:
    """Where ``spot`` is in ``document``; in a line that was left out, the nearest place before."""
    if spot is None:
        return NOWHERE
    start = origins.place(spot.line, spot.word)
    if start is None:
        return _in_heading(spot, document, origins)
    end = start
    if (spot.last_line, spot.last_word) > (spot.line, spot.word):
        last = origins.place(spot.last_line, max(spot.last_word - 1, 0))
        end = start if last is None else max(last + 1, start)
    return Place(start, end, _article(document, origins.runs[spot.line][-1][1]))


def _in_heading(spot: Spot, document: Document, origins: Origins) -> Place:
    index = origins.headings.get(spot.line)
    if index is not None:
        start = document.articles[index].start
        return Place(start, start, index, in_heading=True)
    for line in range(spot.line - 1, -1, -1):
        if line in origins.headings and line not in origins.runs:
            start = document.articles[origins.headings[line]].start
            return Place(start, start, None)
        if line in origins.runs:
            start = max(at + count for _, at, count in origins.runs[line])
            return Place(start, start, None)
    return NOWHERE


def _article(document: Document, word: int) -> int | None:
    found = document.article_at(word)
    return found.index if found is not None else None
