"""The pieces that every page of a redline is made of."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from commontable.engines.comparison.redline.phrases import Phrases


def deleted(text: str, said: str, attributes: str = "", sign: str = "") -> str:
    """Words that are gone; ``said`` is spoken, not seen; ``sign`` is seen."""
    return f'<del{attributes}><span class="said">{escape(said)} </span>{escape(text)}</del>{sign}'


def inserted(text: str, said: str, attributes: str = "", sign: str = "") -> str:
    """Words that are new."""
    return f'<ins{attributes}><span class="said">{escape(said)} </span>{escape(text)}</ins>{sign}'


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str, classes: str = ""
) -> Iterator[str]:
    """A table of cells that are markup already; the first of a row is its head."""
    name = f' class="{classes}"' if classes else ""
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}">'
    yield f"<table{name}><thead><tr>"
    yield "".join(f"<th scope=col>{escape(head)}</th>" for head in heads)
    yield "</tr></thead><tbody>"
    for row in rows:
        cells = "".join(f"<td>{cell}</td>" for cell in row[1:])
        yield f"<tr><th scope=row>{row[0]}</th>{cells}</tr>"
    yield "</tbody></table></div>"


def notes(warnings: Iterable[str], phrases: Phrases) -> Iterator[str]:
    """What the reader of a document warned of."""
    for warning in warnings:
        yield f'<p role="note"><strong>{escape(phrases.note)}</strong> {escape(warning)}</p>'
