"""``commontable read FILE``: the facts of an update, a letter or a page, each with its place."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from commontable.engines.documents import DocumentError
from commontable.engines.reading.facts import Fact, read_facts
from commontable.engines.reading.words import Words, words_of

FORMATS = ("text", "json")
_FAILED = 2


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``read`` to a program's commands."""
    parser = subparsers.add_parser(
        "read",
        help="the facts of an update, a letter or a web page, each with its place in it",
        description="Finds days, recurrences, deadlines, money, percentages, headcounts, sessions,"
        " labor board cases, hashtags, handles and places. Reads .txt, .md, .html, .docx, .pdf and"
        " .eml files. Start and end count characters of the text as read, from 0; --words keeps"
        " that text.",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--published",
        type=_day,
        metavar="DATE",
        help="the day of publication, as 2022-03-06: it gives days their year. A mail without it"
        " takes the day it was sent",
    )
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument(
        "--place",
        action="append",
        default=[],
        metavar="NAME",
        help="a name to know as a place: a region, a facility, a town; again for more",
    )
    parser.add_argument("--words", type=Path, metavar="OUT", help="write the text as read here")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read and print; 0 when done, 2 with the reason on standard error when not."""
    try:
        if not args.file.is_file():
            came = "a folder" if args.file.is_dir() else "nothing there"
            raise DocumentError("a file to read", came, str(args.file))
        words = words_of(args.file)
        published = args.published or words.sent_on
        if published is None:
            raise DocumentError(
                "the day of publication", "none", args.file.name, "Say --published 2022-03-06."
            )
        facts = read_facts(words.text, published=published, places=args.place)
        if args.words:
            args.words.write_bytes(words.text.encode("utf-8", errors="replace"))
    except (DocumentError, OSError) as reason:
        sys.stderr.write(f"commontable read: {reason}\n")
        return _FAILED
    if args.format == "json":
        told = json.dumps([fact.as_data() for fact in facts], ensure_ascii=False, indent=1)
    else:
        told = "\n".join(_lines(facts, words, published))
    sys.stdout.write(f"{told}\n")
    return 0


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a day as 2022-03-06, got {written!r}") from None


def _lines(facts: tuple[Fact, ...], words: Words, published: date) -> list[str]:
    received = words.received
    size = f"{len(words.text):,} characters as read"
    lines = [f"{received.name}: {received.format}, {size}, published {published}"]
    # What a document says of its articles is no news of an update.
    articles = received.document.warnings if received.document else ()
    lines += [f"! {warning}" for warning in received.warnings if warning not in articles]
    if not facts:
        return [*lines, "No facts found."]
    lines.append("")
    for fact in facts:
        place = f"{fact.start}-{fact.end}"
        written = " ".join(fact.text.split())
        lines.append(f"{place:>13}  {fact.kind:<10}  “{written}”  {_told(fact)}  {fact.confidence}")
        lines += [f"{'':>15}{note}" for note in fact.notes]
    return lines


def _told(fact: Fact) -> str:
    value = fact.value_as_data()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
