"""A contract or proposal read into articles, paragraphs and words."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from commontable.engines.documents.articles import Opening, openings
from commontable.engines.documents.contents import without_contents
from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.headings import ArticleKind, heading_of
from commontable.engines.documents.margins import without_line_numbers
from commontable.engines.documents.origins import Origins
from commontable.engines.documents.pages import without_running_lines
from commontable.engines.documents.paragraphs import Block, ParagraphKind, blocks_of
from commontable.engines.documents.typography import QUOTES, canonical_words, plain_text

LARGEST_TEXT = 20 * 1024 * 1024
"""Characters. A 300-page contract has under one million."""

_MOST_CONTROL_CHARACTERS = 0.01
_SAMPLE = 100_000
_PUNCTUATION = f".,;:(){QUOTES}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words ``start:end`` of the document; ``cells`` are a table row's cells the same way."""

    kind: ParagraphKind
    start: int
    end: int
    cells: tuple[tuple[int, int], ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article, appendix or letter: its heading apart, its words without the heading.

    ``number`` is "12" however it was written ("XII", "Twelve"), "A" for Appendix A, "" without
    one. ``words`` are compared, ``shown`` are the same words as written.
    """

    index: int
    kind: ArticleKind
    word: str
    number: str
    title: str
    heading: str
    start: int
    end: int
    words: tuple[str, ...] = field(repr=False)
    shown: tuple[str, ...] = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """How people cite it: "12", "Appendix A", or the title where there is no number."""
        if self.kind in ("article", "section") and self.number:
            return self.number
        if self.kind == "appendix" and self.number:
            return f"{self.word.capitalize()} {self.number}"
        return self.heading

    @property
    def full_name(self) -> str:
        """The heading as a reader would say it: "Article 12. Wages"."""
        if self.kind in ("article", "section", "appendix") and self.number:
            called = f"{self.word.capitalize()} {self.number}"
            return f"{called}. {self.title}" if self.title else called
        return self.heading


@dataclass(frozen=True, slots=True)
class GivenArticle:
    """An article somebody knows already: its heading apart from its text, which may be empty."""

    kind: ArticleKind
    word: str
    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """All articles in order. ``words`` and ``shown`` run through all of them.

    ``warnings`` are sentences for the reader; ``left_out`` counts lines of running headers,
    footers, page numbers and tables of contents that are no part of the language.
    """

    name: str
    words: tuple[str, ...] = field(repr=False)
    shown: tuple[str, ...] = field(repr=False)
    articles: tuple[Article, ...]
    warnings: tuple[str, ...] = ()
    left_out: int = 0

    def article_at(self, word: int) -> Article | None:
        """The article that holds word ``word``; None past the end."""
        place = bisect_right(self.articles, word, key=lambda article: article.start) - 1
        found = self.articles[place] if place >= 0 else None
        return found if found is not None and found.start <= word < found.end else None


def read_bytes(content: bytes, name: str) -> Document:
    """A UTF-8 (or Windows-1252) text or markdown file read into a document.

    Raises ``DocumentError`` for an empty, binary or too large file.
    """
    if len(content) > LARGEST_TEXT:
        raise DocumentError("at most 20 MB of text", f"{len(content):,} bytes", name)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return read_text(content.decode("utf-16", errors="replace"), name)
    if b"\0" in content[:_SAMPLE] or content.startswith(
        (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
    ):
        raise DocumentError(
            "a text, markdown or .docx file", f"a binary file ({content[:4]!r} ...)", name
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return read_text(text, name)


def read_text(text: str, name: str = "text") -> Document:
    """``text`` read into a document; ``name`` is used in errors only.

    Raises ``DocumentError`` when it is empty, binary or longer than ``LARGEST_TEXT``.
    """
    check_text(text, name)
    pages = [page.split("\n") for page in plain_text(text).split("\f")]
    return read_lines(pages, name)[0]


def check_text(text: str, name: str) -> None:
    """Raises ``DocumentError`` for text that is empty, binary or longer than ``LARGEST_TEXT``."""
    if len(text) > LARGEST_TEXT:
        raise DocumentError("at most 20 million characters", f"{len(text):,}", name)
    if not text.strip():
        raise DocumentError("a text with words in it", "an empty file", name)
    sample = text[:_SAMPLE]
    odd = sum(unicodedata.category(letter) == "Cc" and not letter.isspace() for letter in sample)
    if "\0" in sample or odd > _MOST_CONTROL_CHARACTERS * len(sample) + 5:
        raise DocumentError(
            "text",
            "a binary file with control characters in it",
            name,
            "Save it as .docx, .pdf or .txt.",
        )


def read_lines(
    pages: Sequence[Sequence[str]], name: str, left_out: int = 0
) -> tuple[Document, Origins]:
    """The lines of all pages read into a document, and where each of them stands in it.

    A file without pages is one page; ``left_out`` lines of it were left out before.
    Raises ``DocumentError`` when no words are left.
    """
    lines, running = without_running_lines(without_line_numbers([list(page) for page in pages]))
    lines, contents, entries = without_contents(lines)
    found, warnings = openings(lines, entries)
    opened, origins = _with_blocks(lines, found), Origins()
    document = _assembled(name, opened, warnings, left_out + running + contents, origins)
    if not document.articles:
        raise DocumentError("a text with words in it", "only page numbers or contents", name)
    return document, origins


def read_articles(given: Sequence[GivenArticle], name: str) -> Document:
    """Articles that are known one by one, each with its own text, read into paragraphs.

    A text that begins with its own heading is read without it. Raises ``DocumentError`` when all
    together are longer than ``LARGEST_TEXT``.
    """
    if sum(len(each.text) for each in given) > LARGEST_TEXT:
        raise DocumentError("at most 20 million characters", "more in all", name)
    lines: list[str] = []
    found: list[Opening] = []
    for each in given:
        first = len(lines)
        lines += _without_own_heading(plain_text(each.text).split("\n"), each)
        heading = f"{each.word} {each.number}".strip()
        heading = f"{heading}. {each.title}" if heading and each.title else heading or each.title
        found.append(
            Opening(each.kind, each.word, each.number, each.title, heading, first, len(lines))
        )
        lines.append("")
    return _assembled(name, _with_blocks(lines, found), [], 0, Origins())


def _without_own_heading(lines: list[str], given: GivenArticle) -> list[str]:
    for at, line in enumerate(lines):
        if line.strip():
            own = heading_of(line)
            repeats = own is not None and not own.body and own.kind == given.kind
            if repeats and own is not None and own.number == given.number:
                return lines[at + 1 :]
            break
    return lines


class _Vocabulary:
    """Whether a word occurs in the document; read from the lines only when a hyphen asks."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._words: frozenset[str] | None = None

    def __call__(self, word: str) -> bool:
        if self._words is None:
            words = " ".join(self._lines).lower().split()
            self._words = frozenset(found.strip(_PUNCTUATION) for found in words)
        return word.lower().strip(_PUNCTUATION) in self._words


_Opened = list[tuple[Opening, list[Block]]]


def _with_blocks(lines: list[str], found: list[Opening]) -> _Opened:
    vocabulary = _Vocabulary(lines)
    opened: _Opened = []
    for opening in found:
        body = lines[opening.first : opening.last]
        if opening.body:
            body = [opening.body, *body]
        blocks = blocks_of(body, vocabulary)
        if blocks or opening.kind not in ("front", "whole"):
            opened.append((opening, blocks))
    return opened


def _assembled(
    name: str, opened: _Opened, warnings: list[str], left_out: int, origins: Origins
) -> Document:
    shown = [word for _, blocks in opened for block in blocks for word in block.shown]
    words = tuple(canonical_words(shown))
    all_shown = tuple(shown)
    articles: list[Article] = []
    at = 0
    for index, (opening, blocks) in enumerate(opened):
        start = at
        paragraphs: list[Paragraph] = []
        origins.headings |= dict.fromkeys(opening.sources, index)
        for block in blocks:
            _note_origins(block, at, origins)
            cells = tuple((at + first, at + last) for first, last in block.cells)
            end = at + len(block.shown)
            paragraphs.append(Paragraph(block.kind, at, end, cells, block.table))
            at = end
        articles.append(
            Article(
                index=index,
                kind=opening.kind,
                word=opening.word,
                number=opening.number,
                title=opening.title,
                heading=opening.heading,
                start=start,
                end=at,
                words=words[start:at],
                shown=all_shown[start:at],
                paragraphs=tuple(paragraphs),
            )
        )
    return Document(name, words, all_shown, tuple(articles), tuple(warnings), left_out)


def _note_origins(block: Block, at: int, origins: Origins) -> None:
    ends = [*(first for _, _, first in block.origins[1:]), len(block.shown)]
    for (source, skipped, first), end in zip(block.origins, ends, strict=True):
        origins.add(source, skipped, at + first, end - first)
