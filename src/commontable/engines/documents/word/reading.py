"""A .docx file read: its text with all changes accepted and rejected, its marks and comments."""

from dataclasses import dataclass

from commontable.engines.documents.document import Document, read_lines
from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.origins import Origins
from commontable.engines.documents.received import Apart, Comment, Mark
from commontable.engines.documents.typography import storable
from commontable.engines.documents.word.comments import Remark, remarks_of
from commontable.engines.documents.word.content import Block, Reader
from commontable.engines.documents.word.numbering import Numbering
from commontable.engines.documents.word.package import Package, Relations
from commontable.engines.documents.word.placing import placed
from commontable.engines.documents.word.styles import Styles
from commontable.engines.documents.word.view import (
    MarkedText,
    Seen,
    Viewer,
    numbered_marks,
    paragraphs_of,
)
from commontable.engines.documents.word.xml import w

_MAIN = "word/document.xml"
_NO_TEXT = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True, slots=True)
class WordFile:
    """What one Word file says. ``before`` is None where nothing is tracked."""

    document: Document
    before: Document | None
    marks: tuple[Mark, ...]
    comments: tuple[Comment, ...]
    apart: tuple[Apart, ...]
    warnings: tuple[str, ...]
    pages: int | None


@dataclass(frozen=True, slots=True)
class _View:
    seen: Seen
    document: Document
    origins: Origins


def read_word(content: bytes, name: str) -> WordFile:
    """A .docx (or .docm, whose macros are never opened) read into a document.

    Raises ``DocumentError`` for a file that is not one, is damaged, locked or unpacks to too much.
    """
    package = Package(content, name)
    main = package.related("").first("officeDocument") or _MAIN
    root = package.root(main)
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise DocumentError(
            "a .docx file",
            "a zip file without a Word document in it",
            name,
            "Attach the document itself, not an archive or another program's file.",
        )
    relations = package.related(main)
    styles = Styles(package.root(relations.first("styles")))
    numbering = Numbering(package.root(relations.first("numbering")))
    blocks = Reader(styles).blocks(body)
    marked = numbered_marks(blocks)
    notes = _notes(package, relations, styles)

    def seen(*, accepted: bool) -> Seen:
        viewer = Viewer(numbering.counting(), notes, accepted=accepted)
        viewer.write(blocks)
        return viewer.seen

    remarks = remarks_of(package, relations)
    after = _view(seen(accepted=True), name)
    tracked = bool(marked) or any(
        para.joined_after or para.joined_before for para in paragraphs_of(blocks)
    )
    before = _view(seen(accepted=False), name) if tracked else None
    return WordFile(
        after.document,
        before.document if before is not None else None,
        _marks(marked, after, before) if before is not None else (),
        _comments(remarks, after),
        _apart(package, relations, styles, numbering),
        (*after.document.warnings, *_warnings(package, relations, blocks)),
        _pages(package),
    )


def _view(seen: Seen, name: str) -> _View:
    lines: list[str] = seen.lines
    document, origins = read_lines([lines], name, left_out=seen.contents)
    return _View(seen, document, origins)


def _marks(marked: list[MarkedText], after: _View, before: _View) -> tuple[Mark, ...]:
    moves: dict[str, int] = {}
    found: list[Mark] = []
    for number, each in enumerate(marked):
        new = placed(after.seen.marks.get(number), after.document, after.origins)
        old = placed(before.seen.marks.get(number), before.document, before.origins)
        change = each.change
        added = change.kind in {"inserted", "moved-to"}
        move = moves.setdefault(change.move, len(moves) + 1) if change.move else None
        found.append(
            Mark(
                change.kind,
                change.author,
                change.at,
                storable(each.text),
                new.start,
                new.end,
                old.start,
                old.end,
                new.article,
                old.article,
                (new if added else old).in_heading,
                move,
            )
        )
    return tuple(found)


def _comments(remarks: list[Remark], view: _View) -> tuple[Comment, ...]:
    found: list[Comment] = []
    index = {remark.key: order for order, remark in enumerate(remarks)}
    for remark in remarks:
        anchor = remark.key
        while anchor not in view.seen.comments and remark.reply_to:
            anchor = remark.reply_to
            break
        place = placed(view.seen.comments.get(anchor), view.document, view.origins)
        on = " ".join(view.document.shown[place.start : place.end])
        found.append(
            Comment(
                remark.author,
                remark.at,
                remark.text,
                on,
                place.start,
                place.end,
                place.article,
                index.get(remark.reply_to),
                remark.resolved,
            )
        )
    return tuple(found)


def _notes(package: Package, relations: Relations, styles: Styles) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for kind, part, tag in (("foot", "footnotes", "footnote"), ("end", "endnotes", "endnote")):
        root = package.root(relations.first(part))
        for note in root.iter(w(tag)) if root is not None else ():
            if note.get(w("type"), "") not in _NO_TEXT:
                found[f"{kind}:{note.get(w('id'), '')}"] = Reader(styles).blocks(note)
    return found


def _apart(
    package: Package, relations: Relations, styles: Styles, numbering: Numbering
) -> tuple[Apart, ...]:
    found: dict[Apart, None] = {}
    for kind in ("header", "footer"):
        for part in relations.kinds.get(kind, ()):
            root = package.root(part)
            if root is None:
                continue
            viewer = Viewer(numbering.counting(), {}, accepted=True)
            viewer.write(Reader(styles).blocks(root))
            text = "\n".join(" ".join(line.split()) for line in viewer.seen.lines if line.strip())
            if text:
                found[Apart("header" if kind == "header" else "footer", text)] = None
    return tuple(found)


def _warnings(package: Package, relations: Relations, blocks: list[Block]) -> list[str]:
    said: list[str] = []
    if any(part.lower().endswith("vbaproject.bin") for part in package.parts):
        said.append("The file carries macros. Its text was read; the macros were not opened.")
    if "aFChunk" in relations.kinds:
        said.append("The file holds another file inside it, whose text was not read.")
    if any(kind == "subDocument" for kind, _ in relations.outside):
        said.append("The file takes text from another file, which did not come with it.")
    if not any(piece.text.strip() for para in paragraphs_of(blocks) for piece in para.pieces):
        said.append("The file has no text of its own.")
    return said


def _pages(package: Package) -> int | None:
    """As Word last counted them."""
    root = package.root("docProps/app.xml")
    for each in root.iter() if root is not None else ():
        if str(each.tag).endswith("}Pages") and (each.text or "").isdigit():
            return int(each.text) or None
    return None
