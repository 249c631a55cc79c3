"""Where each article of a whole contract begins and ends."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from commontable.engines.documents.headings import (
    ArticleKind,
    Heading,
    heading_level,
    heading_of,
    is_title,
    number_value,
)
from commontable.engines.documents.lines import Line, level_of, source_of
from commontable.engines.documents.pages import PAGE_END
from commontable.engines.documents.typography import DASHES, QUOTES

FRONT_TITLE = "Before the first article"
WHOLE_TITLE = "Whole text"

_MOST_TITLE_LINES = 3
_MOST_TITLE_WORDS = 12
_CENTRED = 4
_CONTINUED = re.compile(rf"\bcont(?:inued|[{QUOTES}]?d)\b", re.IGNORECASE)
_NUMBERED_CAPITALS = re.compile(
    rf"^(?P<number>\d{{1,2}}|[IVXLC]{{1,6}})[.)]\s+(?P<title>[A-Z][A-Z &,/{QUOTES}()-]{{3,}})$"
)
_NUMBERED = re.compile(r"^(?P<number>\d{1,3}[A-Z]?|[IVXLC]{1,6})[.)]\s+(?P<title>\S.*)$")
_GOES_ON = (
    *DASHES,
    "&",
    ",",
    "/",
    " and",
    " of",
    " for",
    " the",
    " to",
    " AND",
    " OF",
    " FOR",
    " TO",
)
_LEAST_NUMBERED = 2
_LEAST_LISTED = 3
_LIST_IS_SHORTER = 3


@dataclass(frozen=True, slots=True)
class Opening:
    """An article's heading and the lines ``first:last`` of its body.

    ``sources`` are the lines, as they were read, on which the heading stands.
    """

    kind: ArticleKind
    word: str
    number: str
    title: str
    heading: str
    first: int
    last: int
    body: str = ""
    sources: tuple[int, ...] = ()


def openings(lines: list[str]) -> tuple[list[Opening], list[str]]:
    """The articles of a text, and warnings; a text without headings is one whole article.

    Lines that only list articles, as contents without page numbers do, are emptied in ``lines``.
    """
    headings = _headings(lines)
    chosen = [(at, heading) for at, heading in headings if heading.kind not in ("section", "front")]
    if not any(heading.kind == "article" for _, heading in chosen):
        # Sections and plain headings count as articles, up to the letters and appendices.
        attached = (at for at, heading in chosen if heading.kind in ("letter", "appendix"))
        last = next(attached, len(lines))
        sections = [(at, heading) for at, heading in headings if heading.kind == "section"]
        own = [(at, heading) for at, heading in sections or _unnamed_headings(lines) if at < last]
        chosen = sorted(chosen + own, key=lambda pair: pair[0])
    else:
        chosen = _with_fellow_headings(lines, chosen)
    if not chosen:
        warning = "No article heading was found: the whole text is compared as one article."
        whole = Opening("whole", "", "", WHOLE_TITLE, WHOLE_TITLE, 0, len(lines))
        return [whole], [warning]
    found = _with_titles(lines, _once_each(lines, _after_listing(lines, chosen)))
    front = Opening("front", "", "", FRONT_TITLE, FRONT_TITLE, 0, chosen[0][0])
    return [replace(front, last=found[0][0]), *(opening for _, opening in found)], []


def _headings(lines: list[str]) -> list[tuple[int, Heading]]:
    headings: list[tuple[int, Heading]] = []
    before, over_the_page = "", False
    for at, line in enumerate(lines):
        stripped = line.strip()
        if not stripped:
            over_the_page = over_the_page or line == PAGE_END
            before = before if over_the_page else ""
            continue
        if stripped[0] in "#§" or stripped[0].isupper():
            # A sentence may go on over the page, but then it ends like one.
            open_sentence = before if not over_the_page or stripped.endswith(".") else ""
            heading = heading_of(stripped, open_sentence, level_of(line))
            if heading is not None:
                headings.append((at, heading))
                stripped = ""
        before, over_the_page = stripped, False
    return headings


def _unnamed_headings(lines: list[str]) -> list[tuple[int, Heading]]:
    """Markdown headings, or "4. HOURS OF WORK", in a text that names no article or section."""
    levels = [(at, level) for at, line in enumerate(lines) if (level := heading_level(line))]
    counted = Counter(level for _, level in levels if level)
    for level in sorted(counted):
        if counted[level] >= _LEAST_NUMBERED or level == max(counted):
            return [(at, _plain_heading(lines[at], own)) for at, own in levels if own == level]
    numbered = []
    for at, line in enumerate(lines):
        found = _NUMBERED_CAPITALS.match(line.strip())
        if found:
            title, number = found["title"].strip(), found["number"]
            heading = Heading("article", "", number_value(number), title, line.strip())
            numbered.append((at, heading))
    return numbered if len(numbered) >= _LEAST_NUMBERED else []


def _plain_heading(line: str, level: int) -> Heading:
    text = line.strip().strip("#").strip()
    numbered = _NUMBERED.match(text)
    if numbered:
        number, title = number_value(numbered["number"]), numbered["title"]
        return Heading("article", "", number, title, text, level)
    return Heading("named", "", "", text, text, level)


def _with_fellow_headings(
    lines: list[str], chosen: list[tuple[int, Heading]]
) -> list[tuple[int, Heading]]:
    """Markdown headings of the articles' own level, and titles that open a page among letters."""
    at_known = {at for at, _ in chosen}
    level = Counter(heading.level for _, heading in chosen).most_common(1)[0][0]
    letters = [at for at, heading in chosen if heading.kind == "letter"]
    untitled = {at for at, heading in chosen if not heading.title and not heading.body}
    fellows: list[tuple[int, Heading]] = []
    for at, line in enumerate(lines):
        if at in at_known:
            continue
        if level and heading_level(line) == level and not _titles_heading(lines, at, untitled):
            fellows.append((at, _plain_heading(line, level)))
        elif letters and at > letters[0] and _opens_page(lines, at):
            text = line.strip()
            fellows.append((at, Heading("named", "", "", text, text)))
    return sorted(chosen + fellows, key=lambda pair: pair[0])


def _titles_heading(lines: list[str], at: int, untitled: set[int]) -> bool:
    """ "WAGES", a heading of its own, directly under "ARTICLE 12", is its title."""
    above = (place for place in range(at - 1, -1, -1) if lines[place].strip())
    return next(above, -1) in untitled


def _opens_page(lines: list[str], at: int) -> bool:
    """A centred title in capitals, first on its page, of one line."""
    line = lines[at]
    text = line.strip()
    if not text or text != text.upper() or not text[0].isalpha() or not is_title(text):
        return False
    above = next(
        (lines[p] for p in range(at - 1, -1, -1) if lines[p] == PAGE_END or lines[p].strip()), ""
    )
    under = lines[at + 1].strip() if at + 1 < len(lines) else ""
    alone = not under or under != under.upper()
    centred = len(line) - len(line.lstrip()) >= _CENTRED
    return above == PAGE_END and alone and centred and len(text.split()) > 1


def _after_listing(
    lines: list[str], chosen: list[tuple[int, Heading]]
) -> list[tuple[int, Heading]]:
    """Without a list of the articles before the articles: their numbers start again.

    Between its headings a list has a few words, the articles after it many more.
    """
    numbered = [
        (order, int(heading.number))
        for order, (_, heading) in enumerate(chosen)
        if heading.kind == "article" and heading.number.isdigit()
    ]
    falls = ((b[0], b[1]) for a, b in pairwise(numbered) if b[1] < a[1])
    again, number = next(falls, (0, 0))
    first = numbered[0][0] if numbered else 0
    if again - first < _LEAST_LISTED or number > numbered[0][1]:
        return chosen
    words_at = [chosen[first][0], chosen[again][0], len(lines)]
    listed = sum(len(line.split()) for line in lines[words_at[0] : words_at[1]])
    written = sum(len(line.split()) for line in lines[words_at[1] : words_at[2]])
    if listed * _LIST_IS_SHORTER * (len(chosen) - again) > written * (again - first):
        return chosen
    for place in range(words_at[0], words_at[1]):
        lines[place] = ""
    return chosen[:first] + chosen[again:]


def _once_each(lines: list[str], chosen: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Headings listed before the text (contents without pages) and continued ones count once."""
    last_place: dict[tuple[str, str], int] = {}
    first_letter = len(chosen)
    for order, (_, heading) in enumerate(chosen):
        if heading.kind in ("letter", "appendix") and first_letter == len(chosen):
            first_letter = order
        if heading.number:
            last_place[heading.kind, heading.number] = order
    kept: list[tuple[int, Heading]] = []
    seen: set[tuple[str, str]] = set()
    titles: dict[tuple[str, str], str] = {}
    last_number = 0
    for order, (at, heading) in enumerate(chosen):
        key = (heading.kind, heading.number)
        following = chosen[order + 1][0] if order + 1 < len(chosen) else len(lines)
        empty = not heading.body and not any(line.strip() for line in lines[at + 1 : following])
        if heading.number and empty and last_place[key] != order and key not in seen:
            lines[at] = ""  # it listed an article and is no part of any
            continue
        if heading.kind == "article" and heading.number and key in titles:
            again = _same_title(lines, at, heading, titles[key])
            if again or _CONTINUED.search(heading.written):
                # A running header: the title under it repeats as well.
                lines[at] = ""
                for place in range(at + 1, min(at + again, len(lines))):
                    lines[place] = ""
                continue
            in_turn = heading.number.isdigit() and int(heading.number) in (1, last_number + 1)
            if order > first_letter or not in_turn:
                continue
        if heading.kind == "article":
            titles[key] = heading.title or _line_under(lines, at)[1]
            last_number = int(heading.number) if heading.number.isdigit() else last_number
        seen.add(key)
        kept.append((at, heading))
    return kept


def _same_title(lines: list[str], at: int, heading: Heading, known: str) -> int:
    """How many lines below a repeated heading repeat its title, plus one for the heading; or 0."""
    distance, under = _line_under(lines, at)
    if heading.title:
        return 1 if _letters(heading.title) == _letters(known) else 0
    return distance + 1 if _letters(under) == _letters(known) else 1


def _line_under(lines: list[str], at: int) -> tuple[int, str]:
    for place in range(at + 1, min(at + 4, len(lines))):
        if lines[place].strip():
            return place - at, lines[place].strip()
    return 0, ""


def _letters(title: str) -> str:
    return "".join(letter for letter in title.upper() if letter.isalnum())


def _with_titles(lines: list[str], chosen: list[tuple[int, Heading]]) -> list[tuple[int, Opening]]:
    heading_lines = {at for at, _ in chosen}
    found: list[tuple[int, Opening]] = []
    for order, (at, heading) in enumerate(chosen):
        last = chosen[order + 1][0] if order + 1 < len(chosen) else len(lines)
        title, written, first = heading.title, heading.written, at + 1
        if not heading.body:
            more, first = _title_lines(lines, at, last, heading, heading_lines)
            # "WORK SCHEDULES –" over "(PENDLETON COTTAGE)" keeps its dash, as on one line.
            tail = written[len(written.rstrip(f" {DASHES}")) :] if more and title else ""
            title = " ".join([title + tail, *more]).strip(f" .:{DASHES}")
            written = " ".join([written, *more])
        opening = Opening(
            heading.kind,
            heading.word,
            heading.number,
            title,
            " ".join(written.split()),
            first,
            last,
            _text_after_title(lines[at], heading.body),
            tuple(source_of(line) for line in lines[at:first]),
        )
        found.append((at, opening))
    return found


def _text_after_title(line: str, body: str) -> str:
    skipped = len(line.split()) - len(body.split())
    return Line(body, source_of(line), skipped=skipped) if body else ""


def _title_lines(
    lines: list[str], at: int, last: int, heading: Heading, heading_lines: set[int]
) -> tuple[list[str], int]:
    """A title that stands under "ARTICLE 12", or runs over the next lines."""
    more: list[str] = []
    first = at + 1
    indent = len(lines[at]) - len(lines[at].lstrip())
    for place in range(at + 1, min(at + 2 + _MOST_TITLE_LINES, last)):
        text = lines[place].strip()
        if not text:
            if more or (heading.title and not heading.written.endswith(_GOES_ON)):
                break
            continue
        if len(more) == _MOST_TITLE_LINES or place in heading_lines:
            break
        if (
            heading_of(text) is not None
            or not is_title(text)
            or len(text.split()) > _MOST_TITLE_WORDS
        ):
            break
        so_far = more[-1] if more else heading.written if heading.title else ""
        capitals = text.upper() == text and any(letter.isalpha() for letter in text)
        own_indent = len(lines[place]) - len(lines[place].lstrip())
        centred = own_indent >= max(_CENTRED, indent)
        if so_far:
            same_hand = capitals and heading.title.upper() == heading.title
            runs_over = so_far.endswith(_GOES_ON) or (bool(more) and centred)
            if not (same_hand or (runs_over and text[0] in "(" + text[0].upper())):
                break
        elif text.endswith(".") and not capitals:
            break
        more.append(text)
        first = place + 1
    return more, first
