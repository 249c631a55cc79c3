"""A redline as one self-contained HTML page: inline or side by side, no script, no network.

Deleted and inserted words are told apart without colour too: by ``del`` and ``ins``, by strike
and underline, and by words a screen reader speaks. Every word of a document is escaped.
"""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Literal

from commontable.engines.comparison.redline.match_words import said_of
from commontable.engines.comparison.redline.passages import (
    ArticleView,
    Passage,
    Piece,
    article_views,
)
from commontable.engines.comparison.redline.redline import Redline

Layout = Literal["inline", "side-by-side"]

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #767676;
  --gone: #8a1010; --gone-paper: #fdeaea; --come: #0b5a2b; --come-paper: #e6f5ea; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #161616; --line: #9a9a9a;
  --gone: #ffb3b3; --gone-paper: #4a1414; --come: #a9e8bd; --come-paper: #0f3b20; } }
body { font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 75rem; margin: 0 auto; padding: 1rem; }
del { color: var(--gone); background: var(--gone-paper); text-decoration: line-through; }
ins { color: var(--come); background: var(--come-paper); text-decoration: underline; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.kind, .move { font-size: .875rem; border: 1px solid var(--line); border-radius: .25rem;
  padding: 0 .35rem; font-weight: normal; }
.item { margin-inline-start: 2rem; }
.moved { border-inline-start: .25rem solid var(--line); padding-inline-start: .75rem; }
summary { cursor: pointer; color: inherit; }
table { border-collapse: collapse; margin-block: .75rem; }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: start;
  vertical-align: top; }
.sides { width: 100%; table-layout: fixed; } .sides > tbody > tr > td { width: 50%; }
.wide { overflow-x: auto; }
@media print { details > *:not(summary) { display: none; } section { break-inside: auto; }
  h2 { break-after: avoid; } }
"""


def as_html(redline: Redline, *, layout: Layout = "inline", language: str = "en") -> str:
    """A whole HTML page. ``layout`` is "inline" or "side-by-side"."""
    title = escape(f"{redline.old.name} compared with {redline.new.name}")
    body = "\n".join(_body(redline, layout))
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def as_html_fragment(redline: Redline, *, layout: Layout = "inline") -> str:
    """The same without page, heading and style, to stand inside another page.

    That page styles ``del``, ``ins`` and the classes ``kind``, ``move``, ``moved``, ``item``,
    ``sides``, ``wide`` and ``said`` (words for screen readers only).
    """
    return "\n".join(_body(redline, layout))


def _body(redline: Redline, layout: Layout) -> Iterator[str]:
    yield from _legend()
    yield from _overview(redline)
    for view in article_views(redline):
        match = view.match
        heading = " ".join(_piece(piece) for piece in view.heading)
        yield '<section class="article">'
        yield f'<h2>{heading} <span class="kind">{escape(said_of(match))}</span></h2>'
        if layout == "side-by-side":
            yield from _side_by_side(view)
        else:
            yield from _inline(view)
        yield "</section>"


def _legend() -> Iterator[str]:
    yield '<aside aria-label="Legend"><h2>How to read this</h2><ul>'
    yield "<li><del>struck through</del>: words that are gone</li>"
    yield "<li><ins>underlined</ins>: words that are new</li>"
    yield '<li><span class="move">moved</span>: text that stands in another place now</li>'
    yield "<li>Unchanged paragraphs are folded; open them to read on.</li></ul></aside>"


def _overview(redline: Redline) -> Iterator[str]:
    for warning in redline.warnings:
        yield f'<p role="note"><strong>Note:</strong> {escape(warning)}</p>'
    yield '<section><h2>Articles</h2><div class="wide"><table>'
    yield "<thead><tr><th scope=col>Before</th><th scope=col>Now</th>"
    yield "<th scope=col>What became of it</th></tr></thead><tbody>"
    for match in redline.matches:
        if match.kind != "same":
            before = escape(match.old.full_name) if match.old else "–"
            now = escape(match.new.full_name) if match.new else "–"
            yield f"<tr><td>{before}</td><td>{now}</td><td>{escape(said_of(match))}</td></tr>"
    yield "</tbody></table></div></section>"
    if redline.numbers:
        yield '<section><h2>Numbers that changed</h2><div class="wide"><table>'
        yield "<thead><tr><th scope=col>Article</th><th scope=col>Before</th><th scope=col>Now</th>"
        yield "<th scope=col>Clause</th></tr></thead><tbody>"
        for number in redline.numbers:
            cells = (number.article, number.old, number.new, number.clause)
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        yield "</tbody></table></div></section>"


def _inline(view: ArticleView) -> Iterator[str]:
    for folded, passages in groupby(view.passages, key=lambda passage: passage.kind == "same"):
        group = list(passages)
        if folded:
            yield f"<details><summary>{_folded(group)}</summary>"
        yield from _passages(group)
        if folded:
            yield "</details>"


def _passages(passages: Iterable[Passage]) -> Iterator[str]:
    for table, group in groupby(passages, key=lambda p: p.table if p.form == "row" else None):
        if table is None:
            yield from (_paragraph(passage, passage.pieces) for passage in group)
        else:
            rows = "".join(f"<tr>{_row(passage.pieces)}</tr>" for passage in group)
            yield f'<div class="wide"><table><tbody>{rows}</tbody></table></div>'


def _side_by_side(view: ArticleView) -> Iterator[str]:
    if not view.passages:
        return
    yield '<table class="sides"><thead><tr><th scope=col>Before</th><th scope=col>Now</th></tr>'
    yield "</thead><tbody>"
    for folded, passages in groupby(view.passages, key=lambda passage: passage.kind == "same"):
        group = list(passages)
        if folded:
            text = "".join(_passages(group))
            summary = f"<summary>{_folded(group)}</summary>"
            yield f"<tr><td colspan=2><details>{summary}{text}</details></td></tr>"
            continue
        for passage in group:
            before = [piece for piece in passage.pieces if piece.kind != "inserted"]
            now = [piece for piece in passage.pieces if piece.kind != "deleted"]
            if passage.kind == "moved-to":
                before = []
            sides = (_paragraph(passage, pieces) if pieces else "" for pieces in (before, now))
            yield "<tr>" + "".join(f"<td>{side}</td>" for side in sides) + "</tr>"
    yield "</tbody></table>"


def _folded(passages: list[Passage]) -> str:
    words = sum(passage.word_count for passage in passages)
    paragraphs = "paragraph" if len(passages) == 1 else "paragraphs"
    return f"{len(passages)} {paragraphs} unchanged, {words:,} words"


def _paragraph(passage: Passage, pieces: list[Piece]) -> str:
    if passage.form == "row":
        return f'<div class="wide"><table><tbody><tr>{_row(pieces)}</tr></tbody></table></div>'
    text = " ".join(_piece(piece) for piece in pieces)
    if passage.form == "heading":
        return f"<h3>{_moved(passage)}{text}</h3>"
    classes = [name for name in ("item",) if passage.form == name]
    classes += ["moved"] if passage.move else []
    attribute = f' class="{" ".join(classes)}"' if classes else ""
    return f"<p{attribute}>{_moved(passage)}{text}</p>"


def _moved(passage: Passage) -> str:
    move = passage.move
    if move is None:
        return ""
    where = f"from {move.old_article}" if passage.arrived else f"to {move.new_article}"
    return f'<span class="move">moved {escape(where)}</span> '


def _row(pieces: list[Piece]) -> str:
    return "".join(
        f"<td>{' '.join(_piece(piece) for piece in cell)}</td>"
        for _, cell in groupby(pieces, key=lambda piece: piece.cell)
    )


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.kind == "deleted":
        return f'<del><span class="said">deleted: </span>{text}</del>'
    if piece.kind == "inserted":
        return f'<ins><span class="said">inserted: </span>{text}</ins>'
    return text
