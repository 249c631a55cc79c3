"""The pieces that every page of a redline is made of."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from commontable.engines.comparison.redline.phrases import Phrases
from commontable.engines.comparison.redline.sections import opens_section

LONGEST_OPEN = 12
"""Rows of an overview that stand open: the text below is what people came for."""


def deleted(text: str, said: str, attributes: str = "", sign: str = "") -> str:
    """Words that are gone; ``said`` is spoken, not seen; ``sign`` is seen."""
    return f'<del{attributes}><span class="said">{escape(said)} </span>{escape(text)}</del>{sign}'


def inserted(text: str, said: str, attributes: str = "", sign: str = "") -> str:
    """Words that are new."""
    return f'<ins{attributes}><span class="said">{escape(said)} </span>{escape(text)}</ins>{sign}'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str) -> Iterator[str]:
    """A table of cells that are markup already; the first of a row is its head.

    Each cell knows its column's head, for a phone, where a row becomes a card.
    """
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}">'
    yield '<table class="told"><thead><tr>'
    yield "".join(f"<th scope=col>{escape(head)}</th>" for head in heads)
    yield "</tr></thead><tbody>"
    for row in rows:
        cells = "".join(
            f'<td data-label="{escape(head)}">{cell}</td>'
            for head, cell in zip(heads[1:], row[1:], strict=True)
        )
        yield f'<tr><th scope=row data-label="{escape(heads[0])}">{row[0]}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def folded_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str
) -> Iterator[str]:
    """The same table without columns that are empty in every row; a long one is folded."""
    kept = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    shown = [[row[at] for at in kept] for row in rows]
    long = len(rows) > LONGEST_OPEN
    if long:
        yield f"<details><summary>{escape(caption)} ({len(rows)})</summary>"
    yield from table([heads[at] for at in kept], shown, caption=caption)
    if long:
        yield "</details>"


def paragraph(form: str, text: str, first_words: Sequence[str], moved: str = "") -> str:
    """A paragraph in its form; sections stand at the margin, what is listed under them within."""
    if form == "heading":
        return f"<h3>{text}</h3>"
    classes = ["item"] if form == "item" and not opens_section(first_words) else []
    classes += [moved] if moved else []
    return f'<p class="{" ".join(classes)}">{text}</p>' if classes else f"<p>{text}</p>"


def notes(warnings: Iterable[str], phrases: Phrases) -> Iterator[str]:
    """What the reader of a document warned of."""
    for warning in warnings:
        yield f'<p role="note"><strong>{escape(phrases.note)}</strong> {escape(warning)}</p>'
