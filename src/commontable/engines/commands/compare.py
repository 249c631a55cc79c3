"""``commontable compare OLD NEW``: the redline of two files, or of three, to see or to keep."""

import argparse
import os
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from commontable.engines.comparison.redline import (
    Hand,
    Redline,
    RedlineError,
    ThreeWay,
    as_docx,
    as_html,
    as_json,
    as_text,
    compare,
    compare_three,
    three_as_docx,
    three_as_html,
    three_as_json,
    three_as_text,
)
from commontable.engines.documents import (
    Document,
    DocumentError,
    Received,
    read_apart,
)

FORMATS = ("text", "html", "docx", "json")
_FAILED = 2
_NARROWEST, _WIDEST = 40, 120
_TWO_AUTHOR, _THREE_AUTHORS = ("Commontable",), ("Ours", "Theirs")


@dataclass(frozen=True, slots=True)
class _Text:
    """One text to compare; ``word`` is the Word file it was read from."""

    document: Document
    word: bytes | None


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``compare`` to a program's commands."""
    parser = subparsers.add_parser(
        "compare",
        help="show what changed between two contracts or proposals, or three",
        description="Articles are matched by what they say, whatever their numbers. Reads .docx, "
        ".pdf, .txt, .md, .html and .eml files. Three files are a status quo, ours and theirs.",
    )
    parser.add_argument("old", type=Path, metavar="OLD", help="the earlier text, or the status quo")
    parser.add_argument("new", type=Path, metavar="NEW", help="the later text, or ours")
    parser.add_argument("theirs", type=Path, nargs="?", metavar="THEIRS", help="theirs")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write here, not to the screen")
    parser.add_argument(
        "--side-by-side", action="store_true", help="html: a column for each text, not one text"
    )
    parser.add_argument(
        "--author",
        action="append",
        metavar="NAME",
        help="docx: author of the changes; of three files twice, for ours and for theirs",
    )
    parser.add_argument(
        "--date",
        type=_moment,
        action="append",
        metavar="WHEN",
        help="docx: ISO date and time of the changes, such as 2026-03-01T22:40+00:00 (now); of "
        "three files once for both, or twice",
    )
    parser.add_argument(
        "--attachment",
        action="append",
        metavar="NAME",
        help="of a mail with several documents attached, the one to compare; for two mails twice",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare and write; 0 when done, 2 with the reason on standard error when not."""
    try:
        _check(args)
        paths = [path for path in (args.old, args.new, args.theirs) if path is not None]
        texts = _read_all(paths, args.attachment or [])
        content = _written(texts, args)
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


def _check(args: argparse.Namespace) -> None:
    """Refuse what the format has no use for, so that nothing asked for is quietly left out."""
    uses = (
        ("--side-by-side", args.side_by_side, "html"),
        ("--author", args.author, "docx"),
        ("--date", args.date, "docx"),
    )
    for option, given, form in uses:
        if given and args.format != form:
            raise RedlineError(
                f"{option} with --format {form}", f"--format {args.format}", "commontable compare"
            )


def _read_all(paths: list[Path], attachments: list[str]) -> list[_Text]:
    unused = set(attachments)
    texts = [_read(path, attachments, unused) for path in paths]
    if unused:
        raise DocumentError(
            "--attachment with the name of a document attached to one of the mails",
            ", ".join(sorted(unused)),
            "commontable compare",
        )
    return texts


def _read(path: Path, attachments: list[str], unused: set[str]) -> _Text:
    if not path.is_file():
        came = "a folder" if path.is_dir() else "nothing there"
        raise DocumentError("a file to read", came, str(path))
    received = _meant(read_apart(path, path.name), attachments, unused)
    if received.document is None:
        raise DocumentError("a text with words in it", "a mail without any", path.name)
    own_word = received.format == "docx" and received.name == path.name
    return _Text(received.document, path.read_bytes() if own_word else None)


def _meant(received: Received, attachments: list[str], unused: set[str]) -> Received:
    """Of a mail, the document attached to it, or what it says itself.

    Of several the one in ``attachments``, whose name is then taken out of ``unused``.
    """
    if received.message is None:
        return received
    readable = [
        attachment.received
        for attachment in received.message.attachments
        if attachment.received is not None and attachment.received.document is not None
    ]
    named = [each for each in readable if each.name in attachments]
    unused.difference_update(each.name for each in named)
    readable = named or readable
    if len(readable) > 1:
        names = ", ".join(each.name for each in readable)
        raise DocumentError(
            "a mail with one document attached",
            f"one with {len(readable)}: {names}",
            received.name,
            "Name the one you mean with --attachment, or save it and compare that.",
        )
    return readable[0] if readable else received


def _written(texts: list[_Text], args: argparse.Namespace) -> bytes:
    old, new = texts[0], texts[1]
    if len(texts) > 2:  # noqa: PLR2004 - the third is theirs
        return _written_of_three(
            compare_three(old.document, new.document, texts[2].document), old.word, args
        )
    redline = compare(old.document, new.document)
    if args.format == "docx":
        hand = _hands(args, _TWO_AUTHOR)[0]
        return as_docx(redline, author=hand.author, at=hand.at, original=old.word)
    return _written_of_two(redline, args).encode()


def _written_of_two(redline: Redline, args: argparse.Namespace) -> str:
    if args.format == "json":
        return as_json(redline, indent=1) + "\n"
    if args.format == "html":
        return as_html(redline, layout=_layout(args))
    width, colour = _screen(args)
    return as_text(redline, width=width, colour=colour)


def _written_of_three(three: ThreeWay, word: bytes | None, args: argparse.Namespace) -> bytes:
    if args.format == "docx":
        ours, theirs = _hands(args, _THREE_AUTHORS)
        return three_as_docx(three, ours=ours, theirs=theirs, original=word)
    if args.format == "json":
        return (three_as_json(three, indent=1) + "\n").encode()
    if args.format == "html":
        return three_as_html(three, layout=_layout(args)).encode()
    width, colour = _screen(args)
    return three_as_text(three, width=width, colour=colour).encode()


def _layout(args: argparse.Namespace) -> Literal["inline", "side-by-side"]:
    return "side-by-side" if args.side_by_side else "inline"


def _hands(args: argparse.Namespace, usual: tuple[str, ...]) -> list[Hand]:
    """One author for two texts, two for three. The clock is read here, at the edge."""
    authors = tuple(args.author or usual)
    moments = tuple(args.date or (datetime.now(UTC),))
    if len(authors) != len(usual):
        raise RedlineError(
            f"--author {'once' if len(usual) == 1 else 'twice, for ours and for theirs'}",
            f"it {len(authors)} times",
            "commontable compare",
        )
    if len(moments) not in {1, len(usual)}:
        raise RedlineError(
            f"--date once{'' if len(usual) == 1 else ' or twice'}",
            f"it {len(moments)} times",
            "commontable compare",
        )
    each = moments if len(moments) == len(usual) else moments * len(usual)
    return [Hand(author, at) for author, at in zip(authors, each, strict=True)]


def _screen(args: argparse.Namespace) -> tuple[int, bool]:
    """How many columns to write, and whether in colour."""
    on_screen = args.output is None and sys.stdout.isatty()
    columns = shutil.get_terminal_size().columns if on_screen else 100
    width = max(_NARROWEST, min(columns, _WIDEST))
    return width, on_screen and "NO_COLOR" not in os.environ


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected an ISO date and time such as 2026-03-01T22:40+00:00, got {written!r}"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
