"""Where each article of a whole contract begins and ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from commontable.engines.documents.candidates import (
    are_references,
    named_headings,
    with_fellow_headings,
    without_names,
)
from commontable.engines.documents.contents import Entry
from commontable.engines.documents.headings import ArticleKind, Heading
from commontable.engines.documents.lines import Line, source_of
from commontable.engines.documents.listed import letters_of, missed_headings, numbered_as_listed
from commontable.engines.documents.titles import title_lines, titles_above
from commontable.engines.documents.typography import DASHES, QUOTES

FRONT_TITLE = "Before the first article"
WHOLE_TITLE = "Whole text"

_CONTINUED = re.compile(rf"\bcont(?:inued|[{QUOTES}]?d)\b", re.IGNORECASE)
_LETTER = re.compile(r"^[A-HJKM-UWYZ]$")
_NUMERAL_LETTERS = {"1": "I", "5": "V", "10": "X", "50": "L", "100": "C"}
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


def openings(lines: list[str], entries: Sequence[Entry] = ()) -> tuple[list[Opening], list[str]]:
    """The articles of a text, and warnings; a text without headings is one whole article.

    ``entries`` are what its table of contents lists, a witness where a heading is unclear.

    Lines that only list articles, as contents without page numbers do, are emptied in ``lines``.
    """
    warnings: list[str] = []
    headings = named_headings(lines)
    chosen = [(at, heading) for at, heading in headings if heading.kind not in ("section", "front")]
    if are_references(lines, chosen):
        chosen = [(at, heading) for at, heading in chosen if heading.kind != "article"]
    if not any(heading.kind == "article" for _, heading in chosen):
        # Sections and plain headings count as articles, up to the letters and appendices.
        attached = (at for at, heading in chosen if heading.kind in ("letter", "appendix"))
        last = next(attached, len(lines))
        sections = [(at, heading) for at, heading in headings if heading.kind == "section"]
        plain = without_names(lines, sections, entries)
        own = [(at, heading) for at, heading in plain if at < last]
        chosen = sorted(chosen + own, key=lambda pair: pair[0])
    else:
        chosen = with_fellow_headings(lines, chosen)
        chosen = sorted(chosen + missed_headings(lines, entries, chosen), key=lambda pair: pair[0])
        chosen, warnings = numbered_as_listed(chosen, entries)
    # What looked like headings may all turn out to be references or strays.
    kept = _lettered(_once_each(lines, _after_listing(lines, chosen))) if chosen else []
    found = _with_titles(lines, kept)
    if not found:
        warning = "No article heading was found: the whole text is compared as one article."
        whole = Opening("whole", "", "", WHOLE_TITLE, WHOLE_TITLE, 0, len(lines))
        return [whole], [warning]
    front = Opening("front", "", "", FRONT_TITLE, FRONT_TITLE, 0, found[0][0])
    return [front, *(opening for _, opening in found)], warnings


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
            last_place[heading.kind + heading.word.upper(), heading.number] = order
    kept: list[tuple[int, Heading]] = []
    seen: set[tuple[str, str]] = set()
    titles: dict[tuple[str, str], str] = {}
    last_number = 0
    strays = _strays(chosen)

    def named_elsewhere(order: int) -> set[str]:
        others = [*(each for _, each in kept), *(each for _, each in chosen[order + 1 :])]
        return {each.title for each in others if each.kind == "named"}

    for order, (at, heading) in enumerate(chosen):
        if order in strays:
            continue
        key = (heading.kind + heading.word.upper(), heading.number)
        following = chosen[order + 1][0] if order + 1 < len(chosen) else len(lines)
        empty = not heading.body and not any(line.strip() for line in lines[at + 1 : following])
        if heading.number and empty and last_place[key] != order and key not in seen:
            lines[at] = ""  # it listed an article and is no part of any
            continue
        if heading.kind in ("article", "appendix") and heading.number and key in titles:
            again = _same_title(lines, at, heading, titles[key])
            if again or _CONTINUED.search(heading.written):
                # A running header: the title under it repeats as well.
                lines[at] = ""
                for place in range(at + 1, min(at + again, len(lines))):
                    lines[place] = ""
                continue
            in_turn = heading.number.isdigit() and int(heading.number) in (1, last_number + 1)
            if heading.kind == "article" and (order > first_letter or not in_turn):
                continue
            if heading.kind == "appendix" and kept[-1][1].number == heading.number:
                continue
        if heading.kind == "article":
            turn = not heading.number.isdigit() or int(heading.number) == last_number + 1
            if heading.body and not heading.title and not turn:
                continue  # "... as provided in" / "Article 35. However, the Sheriff ..."
            last_number = int(heading.number) if heading.number.isdigit() else last_number
        if heading.kind in ("article", "appendix"):
            titles[key] = heading.title or _line_under(lines, at)[1]
        if empty and heading.kind == "named" and heading.title in named_elsewhere(order):
            continue  # the cover or a list named it before it came
        seen.add(key)
        kept.append((at, heading))
    return kept


def _strays(chosen: list[tuple[int, Heading]]) -> set[int]:
    """Articles named out of turn that come again in their turn: "Article 35. However ..."."""
    articles = [
        (order, int(heading.number))
        for order, (_, heading) in enumerate(chosen)
        if heading.kind == "article" and heading.number.isdigit()
    ]
    in_turn = {
        number: order
        for (_, before), (order, number) in pairwise([(-1, 0), *articles])
        if number == before + 1
    }
    return {
        order
        for (_, before), (order, number) in pairwise([(-1, 0), *articles])
        if number > before + 1 and in_turn.get(number, order) > order
    }


def _same_title(lines: list[str], at: int, heading: Heading, known: str) -> int:
    """How many lines below a repeated heading repeat its title, plus one for the heading; or 0."""
    distance, under = _line_under(lines, at)
    if heading.title:
        return 1 if letters_of(heading.title) == letters_of(known) else 0
    return distance + 1 if letters_of(under) == letters_of(known) else 1


def _line_under(lines: list[str], at: int) -> tuple[int, str]:
    for place in range(at + 1, min(at + 4, len(lines))):
        if lines[place].strip():
            return place - at, lines[place].strip()
    return 0, ""


def _with_titles(lines: list[str], chosen: list[tuple[int, Heading]]) -> list[tuple[int, Opening]]:
    heading_lines = {at for at, _ in chosen}
    found: list[tuple[int, Opening]] = []
    above = titles_above(lines, chosen)
    for order, (at, heading) in enumerate(chosen):
        last = chosen[order + 1][0] if order + 1 < len(chosen) else len(lines)
        title, written, first = heading.title, heading.written, at + 1
        if not heading.body:
            more, first = title_lines(lines, at, last, heading, heading_lines)
            if at in above and not more:
                title = lines[above[at]].strip()
                written = f"{written} {title}"
                lines[above[at]] = ""
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


def _lettered(kept: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Appendix I after Appendix H is a letter; after Appendix II it would be a numeral."""
    letters = {
        heading.word.upper()
        for _, heading in kept
        if heading.kind == "appendix" and _LETTER.match(heading.number)
    }
    lettered: list[tuple[int, Heading]] = []
    for at, heading in kept:
        letter = _NUMERAL_LETTERS.get(heading.number, "")
        written = bool(letter) and re.search(rf"\b{letter}\b", heading.written) is not None
        if written and heading.kind == "appendix" and heading.word.upper() in letters:
            lettered.append((at, replace(heading, number=letter)))
        else:
            lettered.append((at, heading))
    return lettered


def _text_after_title(line: str, body: str) -> str:
    skipped = len(line.split()) - len(body.split())
    return Line(body, source_of(line), skipped=skipped) if body else ""
