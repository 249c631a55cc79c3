"""A whole contract's text, split into its articles."""

from __future__ import annotations

from dataclasses import dataclass

from commontable.common.errors import CommontableError
from commontable.engines import documents

_NUMBERED = {"article", "section"}
_ATTACHED = {"appendix", "letter", "named"}
_LONGEST_NUMBER, _LONGEST_TITLE = 20, 300


@dataclass(frozen=True, slots=True)
class SplitArticle:
    number: str
    title: str
    text: str


def split_articles(text: str) -> list[SplitArticle]:
    """The articles of a contract, appendices and letters after them; what stands before the first
    heading is left out.

    Raises:
        CommontableError: nothing in it, or no heading.
    """
    try:
        document = documents.read_text(text, "the pasted text")
    except documents.DocumentError as error:
        raise CommontableError(str(error), where="Text") from error
    found: list[SplitArticle] = []
    for article in document.articles:
        body = "\n\n".join(
            " ".join(document.shown[paragraph.start : paragraph.end])
            for paragraph in article.paragraphs
        )
        if article.kind in _NUMBERED and article.number:
            number = article.number
        elif article.kind in _ATTACHED:
            number = _attached_number(article, found)
        else:
            continue
        title = (article.title or article.heading)[:_LONGEST_TITLE]
        found.append(SplitArticle(number, title, body))
    if not found:
        raise CommontableError(
            "No article heading was found.",
            expected="headings such as “ARTICLE 12. WAGES”, each on a line of its own",
            where="Text",
        )
    return found


def _attached_number(article: documents.Article, before: list[SplitArticle]) -> str:
    """``App. A``, ``Letter 3``: as cited where it has a number, else by its place among them."""
    word = {"appendix": "App.", "letter": "Letter"}.get(article.kind, "Part")
    taken = {each.number for each in before}
    number = f"{word} {article.number}"[:_LONGEST_NUMBER] if article.number else ""
    place = 1
    while not number or number in taken:
        number = f"{word} ({place})"
        place += 1
    return number
