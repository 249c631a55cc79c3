"""``commontable document FILE``: what a file of a contract or proposal says, as it is read."""

import argparse
import json
import sys
from pathlib import Path

from commontable.engines.documents import (
    Document,
    DocumentError,
    Received,
    as_data,
    read_apart,
)

FORMATS = ("text", "json")
_FAILED = 2
_HEADING = 72


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``document`` to a program's commands."""
    parser = subparsers.add_parser(
        "document",
        help="show what a file says: articles, tracked changes, comments, attachments",
        description="Reads .docx, .pdf, .txt, .md, .html and .eml files, in a process of its own.",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--outline", action="store_true", help="text: headings only")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read and print; 0 when done, 2 with the reason on standard error when not."""
    try:
        if not args.file.is_file():
            came = "a folder" if args.file.is_dir() else "nothing there"
            raise DocumentError("a file to read", came, str(args.file))
        received = read_apart(args.file, args.file.name)
    except (DocumentError, OSError) as reason:
        sys.stderr.write(f"commontable document: {reason}\n")
        return _FAILED
    if args.format == "json":
        sys.stdout.write(json.dumps(as_data(received), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(received, outline=args.outline)) + "\n")
    return 0


def _lines(received: Received, *, outline: bool) -> list[str]:
    pages = f", {received.pages} pages" if received.pages else ""
    lines = [
        f"{received.name}: {received.format}, {received.size:,} bytes{pages}",
        f"SHA-256 {received.sha256}",
    ]
    lines += [f"! {warning}" for warning in received.warnings]
    lines += _message_lines(received)
    if received.document is not None:
        lines += _document_lines(received.document, outline=outline)
    lines += [
        f"{mark.kind} by {mark.author or 'nobody named'}"
        f"{f', {mark.at:%Y-%m-%d %H:%M}' if mark.at else ''}: {mark.text.strip()}"
        for mark in received.marks
    ]
    lines += [
        f"comment by {comment.author or 'nobody named'} on “{comment.on}”: {comment.text}"
        for comment in received.comments
    ]
    lines += [f"{each.kind}: {each.text}" for each in received.apart]
    return lines


def _message_lines(received: Received) -> list[str]:
    message = received.message
    if message is None:
        return []
    came = message.received_at.isoformat() if message.received_at else "not known"
    lines = [
        f"from {', '.join(map(str, message.sender))}",
        f"to {', '.join(map(str, message.to))}",
        f"subject {message.subject}",
        f"received {came}",
        f"message {message.message_id}",
    ]
    for each in message.attachments:
        lines.append(f"attachment {each.name}: {each.media_type}, {each.size:,} bytes")
        lines.append(f"  SHA-256 {each.sha256}")
        lines.append(f"  {each.refusal or 'read'}")
    return lines


def _document_lines(document: Document, *, outline: bool) -> list[str]:
    lines: list[str] = []
    for article in document.articles:
        lines += ["", article.full_name, "=" * min(len(article.full_name), _HEADING)]
        if outline:
            lines[-1:] = []
            lines.append(f"  {len(article.words):,} words")
            continue
        for each in article.paragraphs:
            if each.kind == "row":
                cells = (" ".join(document.shown[start:end]) for start, end in each.cells)
                lines.append(" | ".join(cells))
            else:
                lines += [" ".join(document.shown[each.start : each.end]), ""]
    return lines
