"""Headings that the contents name and no rule knows: misread by a scan, or never "Article"."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from commontable.engines.documents.contents import Entry
from commontable.engines.documents.headings import (
    ArticleKind,
    Heading,
    heading_of,
    is_title,
    number_value,
)
from commontable.engines.documents.typography import DASHES

_ALIKE = 85  # of 100: a scan misreads a letter or two
_TITLE_ALIKE = 90
_LEAST_LETTERS = 5
_LEAST_FOUND = 3
_MOST_WORDS = 20
_NUMBERED = re.compile(
    rf"^(?P<number>\d{{1,3}}[A-Z]?|[IVXLC]{{1,6}}|[A-Z])[.):\s{DASHES}]+(?P<title>\S.*)$"
)


def letters_of(text: str) -> str:
    """What is left of a heading when only its letters and figures count."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def missed_headings(
    lines: list[str], entries: Sequence[Entry], known: list[tuple[int, Heading]]
) -> list[tuple[int, Heading]]:
    """Lines that say what a listed article's heading says, between its listed neighbours."""
    listed = [
        (entry, heading)
        for entry in entries
        if (heading := heading_of(entry.text)) is not None
        and heading.kind != "section"
        and (heading.number or heading.title)
    ]
    if not listed:
        return []
    places: list[int | None] = [_place_of(heading, known) for _, heading in listed]
    if None not in places:
        return []
    taken = {at for at, _ in known}
    found: list[tuple[int, Heading]] = []
    for order, (entry, heading) in enumerate(listed):
        if places[order] is not None:
            continue
        first = max((at for at in places[:order] if at is not None), default=-1) + 1
        last = min((at for at in places[order:] if at is not None), default=len(lines))
        at = _best(lines, range(first, last), entry.text, heading.title, taken)
        if at is None:
            continue
        places[order] = at
        taken.add(at)
        written = " ".join(lines[at].split()).strip(" #")
        title = heading.title or written
        found.append((at, Heading(heading.kind, heading.word, heading.number, title, written)))
    return found


def numbered_as_listed(
    known: list[tuple[int, Heading]], entries: Sequence[Entry]
) -> tuple[list[tuple[int, Heading]], list[str]]:
    """Articles with the number that the contents give their title, where their own is misread.

    It is when the contents know no such number, or when another article has it too. The second
    list says what was mended.
    """
    listed = [heading for entry in entries if (heading := heading_of(entry.text)) is not None]
    numbers = {letters_of(each.title): each.number for each in listed if each.kind == "article"}
    own = Counter(heading.number for _, heading in known if heading.kind == "article")
    mended: list[tuple[int, Heading]] = []
    said: list[str] = []
    for at, heading in known:
        number = numbers.get(letters_of(heading.title), "") if heading.kind == "article" else ""
        misread = heading.number not in numbers.values() or own[heading.number] > 1
        if number and number != heading.number and misread and not own[number]:
            said.append(
                f"“{heading.written}” is read as Article {number}, as the contents have it."
            )
            mended.append((at, replace(heading, number=number)))
        else:
            mended.append((at, heading))
    return mended, said


def _place_of(heading: Heading, known: list[tuple[int, Heading]]) -> int | None:
    for at, other in known:
        if heading.kind != other.kind:
            continue
        if heading.number and heading.number == other.number:
            return at
    title = letters_of(heading.title)
    for at, other in known:
        # A title may run over lines that are not joined yet, or be cut short in the contents.
        own = letters_of(other.title)
        short, long = sorted((title, own), key=len)
        if len(short) >= _LEAST_LETTERS and long.startswith(short):
            return at
    return None


def _best(
    lines: list[str], places: Iterable[int], text: str, title: str, taken: set[int]
) -> int | None:
    # Only a contents entry without a heading asks for it; most texts have none.
    from rapidfuzz import fuzz  # noqa: PLC0415

    whole, short = letters_of(text), letters_of(title)
    best: tuple[float, int] | None = None
    for at in places:
        line = lines[at].strip()
        if at in taken or not line or len(line.split()) > _MOST_WORDS:
            continue
        alone = at == 0 or not lines[at - 1].strip()
        begins = line[0] in "#§" or not line[0].islower()
        if not begins or not (alone or line.upper() == line or line[0] == "#"):
            continue
        letters = letters_of(line)
        alike = fuzz.ratio(letters, whole)
        sentence = line.endswith(".") or not is_title(line)
        if alike < _ALIKE and alone and len(short) >= _LEAST_LETTERS and not sentence:
            title_alike = fuzz.ratio(letters, short)
            alike = title_alike - 10 if title_alike >= _TITLE_ALIKE else 0
        if alike >= _ALIKE - 10 and (best is None or alike > best[0]):
            best = alike, at
    return best[1] if best is not None else None


def only_listed(lines: list[str], entries: Sequence[Entry]) -> list[tuple[int, Heading]]:
    """The headings of a text that calls none of them an article, as its contents list them."""
    if len(entries) < _LEAST_FOUND:
        return []
    outermost = min(entry.indent for entry in entries)
    wanted: dict[str, tuple[str, str]] = {}
    for entry in entries:
        if entry.indent > outermost + 1:
            continue
        number, title = _numbered(entry.text)
        if len(letters_of(title)) >= _LEAST_LETTERS - 1:
            wanted.setdefault(letters_of(title), (number, title))
    found: list[tuple[int, Heading]] = []
    for at, line in enumerate(lines):
        text = " ".join(line.split()).strip(" #")
        if not text or len(text.split()) > _MOST_WORDS or text.endswith((",", ";")):
            continue
        known = wanted.get(letters_of(_numbered(text)[1])) or wanted.get(letters_of(text))
        if known is None:
            continue
        number, title = known
        kind: ArticleKind = "article" if number else "named"
        found.append((at, Heading(kind, "", number_value(number), title, text)))
        wanted.pop(letters_of(title))
    missing = len(wanted)
    return found if len(found) >= max(_LEAST_FOUND, missing) else []


def _numbered(text: str) -> tuple[str, str]:
    found = _NUMBERED.match(text)
    return (found["number"], found["title"]) if found else ("", text)
