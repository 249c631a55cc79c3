"""Recognising where an article, appendix, letter or memorandum begins.

The shapes come from how contracts are written in general (``docs/reference/redline.md`` lists
them with examples); no title is known in advance.
"""

import re
from dataclasses import dataclass
from typing import Literal

from commontable.engines.documents.lines import level_of
from commontable.engines.documents.spelled import SMALL_NUMBERS
from commontable.engines.documents.typography import DASHES, QUOTES

ArticleKind = Literal["front", "article", "section", "appendix", "letter", "named", "whole"]

_UNITS, _TENS = SMALL_NUMBERS[:19], SMALL_NUMBERS[19:]
_SPELLED = {word: value for value, word in enumerate(_UNITS, 1)}
_SPELLED |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}

_SPELLED_NUMBER = (
    rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(_UNITS[::-1])}"
)
_NUMBER = (
    r"(?:No\.?\s*)?[\"“'‘]?(?P<number>\d+(?:[.-]\d+)*(?:-?[A-Za-z])?|[IVXLC]+(?:[.-]?[A-Z])?|[A-Z]"
    rf"|(?i:{_SPELLED_NUMBER}))(?![\w])[\"”'’]?"
)
# Printed dashes come out of a scan as ~, = or —-.
_REST = rf"(?P<stop>\s*(?:[.:)~=_\s{DASHES}]*|,(?=\s+[A-Z]{{2}})))\s*(?P<title>.*)$"
_PAGE = re.compile(
    r"(?:\s+Page\s+\d+(?:\s+of\s+\d+)?|\s+\d{1,3}\s+of\s+\d{1,3}|\s{3,}\d{1,3})\s*$", re.IGNORECASE
)
_ONLY_A_PAGE = re.compile(r"^\W*(?:page\s*)?(?:\d{1,3}|[ivxl]+)(?:\s+of\s+\d+)?\W*$", re.IGNORECASE)

_ARTICLE = re.compile(
    rf"^(?P<word>ARTICLE|Article|ART\.|Art\.|ART[IÍ]CULO|Art[ií]culo)(?:\s+|(?=\d)){_NUMBER}{_REST}"
)
_SECTION = re.compile(
    rf"^(?P<word>SECTION|Section|Sec\.|SEC\.|§|RULE|CLAUSE|CHAPTER)\s*{_NUMBER}{_REST}"
)
_ATTACHED = re.compile(
    r"^(?P<word>(?i:APPENDIX|ATTACHMENT|EXHIBIT|SCHEDULE|ANNEX|ADDENDUM|SUPPLEMENT))(?![A-Za-z])"
    rf"(?:\s+{_NUMBER})?{_REST}"
)
_LETTER = re.compile(
    r"^(?P<word>(?i:LETTERS?\s+OF\s+(?:AGREEMENT|UNDERSTANDING|INTENT)"
    r"|MEMORAND(?:UM|A)(?:\s+OF\s+(?:AGREEMENT|UNDERSTANDING))?"
    r"|SIDE[- ]?(?:LETTER|BAR)(?:\s+(?:OF\s+)?AGREEMENT)?)|LOA|LOU|MOU|MOA)"
    rf"(?=\W|$)(?:\s*(?:\#|No\.?)?\s*(?P<number>\d+[A-Z]?(?:[.-]\w+)*)(?!\w))?{_REST}"
)
_NAMED = re.compile(
    r"^(?P<word>(?i:PREAMBLE|RECITALS|SIGNATURES?(?:\s+PAGE)?))\s*(?P<stop>[.:]?)\s*(?P<title>)$"
)
_MARKS = re.compile(r"^(#{1,6})\s+")
_LETTERED = re.compile(r"^(?P<number>\d+|[IVXLC]+)[.-](?P<letter>[A-Za-z])$")
_SENTENCE_WORD = re.compile(
    r"\b(?:shall|will|may|must|is|are|was|were|be|has|have|this|that|these|those|hereby|applies|apply"
    r"|herein|above|below|which|who|does|do|not)\b"
)
MOST_TITLE_WORDS = 16
_MOST_MARKED_WORDS = 30  # of a title that the file itself marks as one
_SENTENCE_END = f".:;!?){QUOTES}"


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading line: what it opens, its number and title, and text that followed on the line."""

    kind: ArticleKind
    word: str
    number: str
    title: str
    written: str
    level: int = 0  # of markdown's #; 0 without
    body: str = ""


def heading_of(line: str, before: str = "", marked: int = 0) -> Heading | None:
    """The heading ``line`` is, if it is one; ``before`` is the line directly above it.

    A line that only goes on with a sentence ("... outlined in" / "Article 63.") is none.
    ``marked`` is the depth that the file itself gives it as a heading.
    """
    written = _PAGE.sub("", line.strip())
    marks = _MARKS.match(written)
    level = len(marks[1]) if marks else marked
    written = written[marks.end() :].strip(" #") if marks else written
    if not written or not (written[0].isalpha() or written[0] == "§"):
        return None
    for kind, pattern in _PATTERNS:
        found = pattern.match(written)
        if found:
            return _judged(kind, found, written, level, before.strip())
    return None


def looks_like_heading(line: str) -> bool:
    """Whether ``line`` starts as an article's, appendix's or letter's heading does."""
    written = _MARKS.sub("", line.strip())
    return any(p.match(written) for kind, p in _PATTERNS if kind != "section")


def heading_level(line: str) -> int:
    """How many # open the line, or the depth the file gives it as a heading; 0 for neither."""
    marks = _MARKS.match(line.lstrip())
    return len(marks[1]) if marks else level_of(line)


def is_title(text: str, longest: int = MOST_TITLE_WORDS) -> bool:
    """Whether ``text`` reads as a title and not as a sentence; ``longest`` in words."""
    words = text.split()
    return (
        0 < len(words) <= longest
        and not _ONLY_A_PAGE.match(text)
        and not text.endswith((",", ";"))
        and not _SENTENCE_WORD.search(text)
    )


def number_value(number: str) -> str:
    """Numbers written differently made equal: "XII", "twelve" are "12"; "XII-A", "12-A" "12A"."""
    spelled = [_SPELLED.get(part) for part in re.split(r"[- ]", number.lower())]
    if number and all(spelled):
        return str(sum(value for value in spelled if value))
    if len(number) > 1 or (number and number in "IVX"):
        roman = _roman_value(number)
        if roman:
            return str(roman)
    lettered = _LETTERED.match(number)
    if lettered:
        return number_value(lettered["number"]) + lettered["letter"].upper()
    return number.upper()


def _roman_value(number: str) -> int:
    if not re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", number):
        return 0
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in number]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


_PATTERNS: tuple[tuple[ArticleKind, re.Pattern[str]], ...] = (
    ("article", _ARTICLE),
    ("letter", _LETTER),
    ("appendix", _ATTACHED),
    ("named", _NAMED),
    ("section", _SECTION),
)


def _judged(
    kind: ArticleKind, found: re.Match[str], written: str, level: int, before: str
) -> Heading | None:
    parts = found.groupdict()
    word, number, stop = parts["word"], parts.get("number") or "", (parts["stop"] or "").strip()
    title = parts["title"].strip()
    capital = word.isupper() and len(word) > 1
    in_a_sentence = bool(before) and before[-1] not in _SENTENCE_END
    if kind == "letter" and stop.startswith(","):
        return None
    if in_a_sentence and not level and not (capital and title and title.upper() == title):
        return None
    if not number and not level and not capital and kind != "named" and not stop and title:
        return None
    if kind == "appendix" and not (number or title or capital):
        return None  # "Schedule:" over somebody's hours
    if title[:1].islower() and not stop and kind in ("article", "section", "appendix"):
        return None
    body = ""
    capitals = title.upper() == title
    if title.endswith(".") and not (stop or capitals):
        return None
    # A title may run over the line; a letter's may ask or tell: "Providers who live with ...".
    runs_on = (title.endswith(",") and capitals) or (
        kind in ("letter", "appendix")
        and capital
        and bool(stop)
        and len(title.split()) <= MOST_TITLE_WORDS
        and not title.endswith((".", ","))
    )
    longest = _MOST_MARKED_WORDS if level else MOST_TITLE_WORDS
    if title and not runs_on and (not is_title(title, longest) or _runs_into_text(title)):
        if not (number and stop) or in_a_sentence:
            return None
        title, body = _title_and_text(title)
    elif title and not number and not stop and not capital and not level:
        return None
    if kind in ("letter", "appendix") and body and not number:
        return None
    if kind == "named":
        title = word
    return Heading(
        kind, word, number_value(number), title.strip(f" .:{DASHES}"), written, level, body
    )


def _runs_into_text(title: str) -> bool:
    """ "WAGES. Effective January 1, all rates go up." has a whole sentence after the title."""
    head, stop, rest = title.partition(". ")
    return bool(stop) and is_title(head) and rest.endswith(".") and len(rest.split()) > 2  # noqa: PLR2004 - a sentence


def _title_and_text(text: str) -> tuple[str, str]:
    """ "Wages. The rate is ..." is a title and its text; without a title all is text."""
    head, stop, rest = text.partition(". ")
    if not stop:
        head, stop, rest = text.partition(": ")
    if stop and is_title(head) and len(head.split()) <= MOST_TITLE_WORDS // 2:
        return head, rest
    return "", text
