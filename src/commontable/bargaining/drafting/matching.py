"""Articles of the record as a document, so that what arrives can be matched with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commontable.engines import documents
from commontable.engines.comparison import redline
from commontable.engines.documents.headings import ArticleKind
from commontable.engines.documents.typography import canonical_words

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Named:
    """Words under a number and a title; ``key`` is whatever the caller knows them by."""

    key: int
    number: str
    title: str
    text: str


def as_document(name: str, articles: Iterable[Named]) -> documents.Document:
    """The articles as one document, in their order; each keeps its place as its index."""
    shown: list[str] = []
    made: list[documents.Article] = []
    for index, each in enumerate(articles):
        words = tuple(each.text.split())
        start, end = len(shown), len(shown) + len(words)
        shown += words
        kind, word, number = heading_of_number(each.number)
        made.append(
            documents.Article(
                index=index,
                kind=kind,
                word=word,
                number=number,
                title=each.title,
                heading=f"{word} {number}. {each.title}".strip(),
                start=start,
                end=end,
                words=tuple(canonical_words(list(words))),
                shown=words,
                paragraphs=(documents.Paragraph("text", start, end),) if words else (),
            )
        )
    every = tuple(word for article in made for word in article.words)
    return documents.Document(name, every, tuple(shown), tuple(made))


def heading_of_number(number: str) -> tuple[ArticleKind, str, str]:
    """How an article of that number is headed: its kind, its word, and the bare number."""
    head, _, rest = number.partition(" ")
    if head == "App.":
        return "appendix", "Appendix", rest
    if head == "Letter":
        return "letter", "Letter", rest
    return "article", "Article", number


@dataclass(frozen=True, slots=True)
class Partner:
    """The article of the record that a piece speaks of; ``alike`` in percent."""

    key: int
    alike: int


def partners(known: list[Named], arrived: list[Named]) -> dict[int, Partner]:
    """For each piece that has one, by its key, the article it was matched to by its words."""
    if not known or not arrived:
        return {}
    found: dict[int, Partner] = {}
    matches = redline.match_articles(as_document("record", known), as_document("draft", arrived))
    for match in matches:
        if match.old is not None and match.new is not None:
            key = arrived[match.new.index].key
            partner = Partner(known[match.old.index].key, round(match.alike * _PERCENT))
            # The piece that carries the rest speaks for a split article; its parts speak too.
            if key not in found or not match.part:
                found[key] = partner
    return found
