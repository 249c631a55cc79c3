"""``commontable compare OLD NEW``: the redline of two files, to the terminal or into a file."""

import argparse
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from commontable.engines.comparison.redline import (
    Redline,
    RedlineError,
    as_docx,
    as_html,
    as_json,
    as_text,
    compare,
)
from commontable.engines.documents import (
    LARGEST_TEXT,
    Document,
    DocumentError,
    read_bytes,
    read_docx,
)

FORMATS = ("text", "html", "docx", "json")
_FAILED = 2
_NARROWEST, _WIDEST = 40, 120


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``compare`` to a program's commands."""
    parser = subparsers.add_parser(
        "compare",
        help="show what changed between two contracts or proposals",
        description="Articles are matched by what they say, whatever their numbers. "
        "Reads .txt, .md and .docx files.",
    )
    parser.add_argument("old", type=Path, metavar="OLD", help="the earlier text")
    parser.add_argument("new", type=Path, metavar="NEW", help="the later text")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write here, not to the screen")
    parser.add_argument("--side-by-side", action="store_true", help="html: two columns")
    parser.add_argument("--author", default="Commontable", help="docx: author of the changes")
    parser.add_argument(
        "--date",
        type=_moment,
        metavar="WHEN",
        help="docx: ISO date and time of the changes, such as 2026-03-01T22:40+00:00 (now)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare and write; 0 when done, 2 with the reason on standard error when not."""
    try:
        redline = compare(_read(args.old), _read(args.new))
        content = _written(redline, args)
        if args.output is not None:
            args.output.write_bytes(content)
        elif args.format == "docx" and sys.stdout.isatty():
            raise RedlineError("--output FILE for a Word file", "a terminal", "commontable compare")
        else:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
    except (RedlineError, DocumentError, OSError) as reason:
        sys.stderr.write(f"commontable compare: {reason}\n")
        return _FAILED
    return 0


def _read(path: Path) -> Document:
    if not path.is_file():
        came = "a folder" if path.is_dir() else "nothing there"
        raise DocumentError("a file to read", came, str(path))
    size = path.stat().st_size
    if size > LARGEST_TEXT:
        raise DocumentError("at most 20 MB", f"{size:,} bytes", str(path))
    content = path.read_bytes()
    if path.suffix.lower() == ".docx":
        return read_docx(content, path.name)
    return read_bytes(content, path.name)


def _written(redline: Redline, args: argparse.Namespace) -> bytes:
    if args.format == "docx":
        # The clock is read here, at the edge; the engine is told the moment.
        return as_docx(redline, author=args.author, at=args.date or datetime.now(UTC))
    if args.format == "json":
        return (as_json(redline, indent=1) + "\n").encode()
    if args.format == "html":
        return as_html(redline, layout="side-by-side" if args.side_by_side else "inline").encode()
    on_screen = args.output is None and sys.stdout.isatty()
    columns = shutil.get_terminal_size().columns if on_screen else 100
    colour = on_screen and "NO_COLOR" not in os.environ
    return as_text(redline, width=max(_NARROWEST, min(columns, _WIDEST)), colour=colour).encode()


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected an ISO date and time such as 2026-03-01T22:40+00:00, got {written!r}"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
