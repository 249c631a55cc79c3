"""Every line that could open an article: named as one, marked as a heading, or listed."""

from collections import Counter
from collections.abc import Sequence

from commontable.engines.documents.contents import Entry
from commontable.engines.documents.headings import (
    Heading,
    heading_level,
    heading_of,
    is_title,
    looks_like_heading,
)
from commontable.engines.documents.lines import level_of
from commontable.engines.documents.listed import letters_of, only_listed
from commontable.engines.documents.pages import PAGE_END
from commontable.engines.documents.unnamed import plain_heading, unnamed_headings

_CENTRED = 4
_LEAST_NUMBERED = 2
_MOST_REFERENCES = 3
_LEAST_UNNAMED = 5
_TIMES_MORE = 3


def named_headings(lines: list[str]) -> list[tuple[int, Heading]]:
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
            if heading is not None and not _is_title_of_last(heading, at, headings, lines):
                headings.append((at, heading))
                stripped = ""
        before, over_the_page = stripped, False
    return headings


def _is_title_of_last(
    heading: Heading, at: int, headings: list[tuple[int, Heading]], lines: list[str]
) -> bool:
    """ "PREAMBLE" under "ARTICLE 1" is its title; "SCHEDULE" ends one that ran over the line.

    A letter's first line may name the article it is on.
    """
    if not headings or any(lines[p].strip() for p in range(headings[-1][0] + 1, at)):
        return False
    last = headings[-1][1]
    if last.kind == "letter" and heading.kind == "article":
        return heading.number != "1" and not last.body and not heading.body
    if not is_bare(heading):
        return False
    untitled = bool(last.number) and not last.title and not last.body
    return untitled or (heading.kind == "appendix" and at == headings[-1][0] + 1)


def is_bare(heading: Heading) -> bool:
    """ "PREAMBLE" or "SCHEDULE" with nothing after it: a heading, or the end of one."""
    attached = heading.kind == "appendix" and not heading.number and not heading.title
    return heading.kind == "named" or attached


def without_names(
    lines: list[str], sections: list[tuple[int, Heading]], entries: Sequence[Entry]
) -> list[tuple[int, Heading]]:
    """What stands for articles where nothing is called one: sections, or what the contents list.

    Sections 12.1, 12.2 are parts of what "12. HOURS" opens, where that is a heading too.
    """
    dotted = sum("." in heading.number for _, heading in sections)
    if sections and dotted < len(sections) / 2:
        return sections
    unnamed, listed = unnamed_headings(lines), only_listed(lines, entries)
    if len(listed) > len(unnamed):
        unnamed, listed = listed, unnamed
    known = {letters_of(heading.title) for _, heading in unnamed}
    unnamed += [(at, each) for at, each in listed if letters_of(each.title) not in known]
    return unnamed if len(unnamed) >= _LEAST_NUMBERED else sections or unnamed


def are_references(lines: list[str], named: list[tuple[int, Heading]]) -> bool:
    """Whether the few lines that say "Article" only refer to many headings that do not."""
    articles = sum(heading.kind == "article" for _, heading in named)
    if not 0 < articles <= _MOST_REFERENCES:
        return False
    return len(unnamed_headings(lines)) >= max(_TIMES_MORE * articles, _LEAST_UNNAMED)


def with_fellow_headings(
    lines: list[str], chosen: list[tuple[int, Heading]]
) -> list[tuple[int, Heading]]:
    """Markdown headings of the articles' own level, and titles that open a page among letters."""
    at_known = {at for at, _ in chosen}
    level = Counter(heading.level for _, heading in chosen).most_common(1)[0][0]
    letters = [at for at, heading in chosen if heading.kind == "letter"]
    untitled = {at for at, heading in chosen if not heading.title and not heading.body}
    worded = any(heading.kind == "article" and heading.word for _, heading in chosen)
    fellows: list[tuple[int, Heading]] = []
    for at, line in enumerate(lines):
        if at in at_known:
            continue
        if level and heading_level(line) == level:
            if looks_like_heading(line) or not is_title(line.strip(" #")):
                continue  # somebody's program took a sentence for a heading
            fellow = plain_heading(line, level)
            if _titles_heading(lines, at, untitled) or (fellow.number and worded):
                continue  # "3. Scope" is a part of an exhibit where articles say that they are
            fellows.append((at, fellow))
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
