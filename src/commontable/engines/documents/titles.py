"""The title of an article, which may stand under its number and run over lines."""

from commontable.engines.documents.candidates import is_bare
from commontable.engines.documents.headings import Heading, heading_of, is_title
from commontable.engines.documents.typography import DASHES

_MOST_TITLE_LINES = 3
_MOST_TITLE_WORDS = 12
_CENTRED = 4
_MOST_UNTITLED = 0.6
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


def title_lines(
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
        wide = "  " in text and (more or heading.title)
        other = heading_of(text)
        if (
            (other is not None and not is_bare(other) and not _is_subject(other, heading))
            or not is_title(text)
            or wide
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


def titles_above(lines: list[str], headings: list[tuple[int, Heading]]) -> dict[int, int]:
    """The lines of titles that stand over their numbers, "DEFINITIONS" over "ARTICLE ONE".

    Only where most articles without a title have one there: then it is how this text is set.
    """
    untitled = [
        at
        for at, heading in headings
        if heading.kind == "article" and not heading.title and not heading.body
    ]
    taken = {at for at, _ in headings}
    found: dict[int, int] = {}
    for at in untitled:
        above = [place for place in range(max(at - 3, 0), at) if lines[place].strip()][-1:]
        if not above or above[0] in taken:
            continue
        text = lines[above[0]].strip()
        alone = above[0] == 0 or not lines[above[0] - 1].strip()
        short = is_title(text, _MOST_TITLE_WORDS) and not text.endswith((".", ":"))
        if alone and short and text[0].isupper():
            found[at] = above[0]
    return found if len(found) > _MOST_UNTITLED * len(untitled) and len(found) > 1 else {}


def _is_subject(line: Heading, heading: Heading) -> bool:
    """ "Article 66 – Vacation" under "LETTER OF AGREEMENT 66-20" says what the letter is on."""
    return heading.kind == "letter" and line.kind == "article" and not line.body
