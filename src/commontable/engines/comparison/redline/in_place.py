"""A text with its moved articles put back where the status quo has them.

Three texts are laid out along the status quo. An article that a side moves is shown once, in the
place the status quo gives it, with what the side alters inside and a note of where it goes.
"""

from collections.abc import Sequence
from dataclasses import replace

from commontable.engines.comparison.redline.matching import ArticleMatch
from commontable.engines.comparison.redline.redline import Redline, compare
from commontable.engines.documents.document import Article, Document, Paragraph


def moved_articles(redline: Redline) -> list[ArticleMatch]:
    """Whole articles that changed places with their neighbours, in the old order."""
    moved = [
        (match.old.index, match)
        for match in redline.matches
        if match.old is not None and match.new is not None
        if not match.part and not match.in_order
    ]
    return [match for _, match in sorted(moved, key=lambda pair: pair[0])]


def with_articles_in_place(redline: Redline) -> Redline:
    """The redline to the same new articles in the old order; itself where none moved."""
    moved = moved_articles(redline)
    if not moved:
        return redline
    partners = {
        match.old.index: match.new.index
        for match in redline.matches
        if match.old is not None and match.new is not None and not match.part
    }
    away = {match.new.index for match in moved if match.new is not None}
    order = [article.index for article in redline.new.articles if article.index not in away]
    for match in reversed(moved):
        if match.old is None or match.new is None:
            continue
        following = [n for o, n in sorted(partners.items()) if o > match.old.index and n in order]
        at = order.index(following[0]) if following else len(order)
        order.insert(at, match.new.index)
    return compare(redline.old, _reordered(redline.new, order))


def _reordered(document: Document, order: Sequence[int]) -> Document:
    articles: list[Article] = []
    at = 0
    for place, index in enumerate(order):
        article = document.articles[index]
        shift = at - article.start
        at = article.end + shift
        paragraphs = tuple(_shifted(paragraph, shift) for paragraph in article.paragraphs)
        articles.append(
            replace(
                article, index=place, start=article.start + shift, end=at, paragraphs=paragraphs
            )
        )
    return replace(
        document,
        words=tuple(word for article in articles for word in article.words),
        shown=tuple(word for article in articles for word in article.shown),
        articles=tuple(articles),
    )


def _shifted(paragraph: Paragraph, shift: int) -> Paragraph:
    return replace(
        paragraph,
        start=paragraph.start + shift,
        end=paragraph.end + shift,
        cells=tuple((start + shift, end + shift) for start, end in paragraph.cells),
    )
