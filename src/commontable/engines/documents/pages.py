"""Taking a printed contract's pages apart: running headers, footers, page numbers.

No wording is known in advance. A running line is one that comes back page after page, the same
but for numbers that rise.
"""

import re
from collections import defaultdict
from itertools import pairwise
from statistics import median

from commontable.engines.documents.headings import looks_like_heading

PAGE_END = "\f"
"""A line of its own in the result: a page ended here, in the middle of a sentence perhaps."""

_EDGE_LINES = 3
_LEAST_PAGES = 3
_SHARE_OF_PAGES = 0.3  # left and right pages may differ, and chapters may carry their own
_SHARE_OF_RISING_STEPS = 0.8  # roman pages start again at 1
_SHARE_OF_WHOLE = 0.8
_PAGE_LENGTH = 15
_LONGEST_RUNNING_LINE = 24
_LONGEST_COMPANION = 12

_NUMBER = re.compile(r"\d+|\b[ivxl]{1,6}\b")
_BARE_PAGE = re.compile(r"^\W*(?:[Pp]age|PAGE|[Pp]g?\.)?\W*#\W*(?:(?:of|OF|/)\W*#\W*)?$")
_NAMED_PAGE = re.compile(r"^\W*(?:page|pg\.?)\s*\d+\W*(?:(?:of|/)\s*\d+\W*)?$", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def without_running_lines(pages: list[list[str]]) -> tuple[list[str], int]:
    """The lines of all pages with ``PAGE_END`` where pages ended, and how many were dropped."""
    dropped = _at_page_edges(pages) if len(pages) >= _LEAST_PAGES else set()
    lines: list[str] = []
    left_out: set[int] = set()
    for number, page in enumerate(pages):
        if number:
            lines.append(PAGE_END)
        for place, line in enumerate(page):
            if (number, place) in dropped or _NAMED_PAGE.match(line):
                left_out.add(len(lines))
            lines.append(line)
    if len(pages) < _LEAST_PAGES:
        left_out |= _by_rhythm(lines)
        left_out |= _companions(lines, left_out)
    for place in left_out:
        lines[place] = PAGE_END
    return lines, len(left_out)


def _key(line: str) -> str:
    return " ".join(_NUMBER.sub("#", line).split())


def _numbers(line: str) -> list[int]:
    return [int(n) if n.isdigit() else _roman(n) for n in _NUMBER.findall(line)]


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _at_page_edges(pages: list[list[str]]) -> set[tuple[int, int]]:
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    headings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        filled = [place for place, line in enumerate(page) if line.strip()]
        edges = dict.fromkeys(filled[:_EDGE_LINES] + filled[-_EDGE_LINES:])
        for place in edges:
            short = len(page[place].split()) <= _LONGEST_RUNNING_LINE
            # Where each article opens a page, "Article 2" comes back with a rising number too.
            heading = looks_like_heading(page[place])
            if short and not heading:
                seen[_key(page[place])].append((number, place))
            elif short:
                headings[" ".join(page[place].split())].append((number, place))
    least = max(_LEAST_PAGES, _SHARE_OF_PAGES * len(pages))
    dropped: set[tuple[int, int]] = set()
    for key, places in seen.items():
        if len({number for number, _ in places}) < least:
            continue
        lines = [pages[number][place] for number, place in places]
        if "#" not in key or _rises(lines, exactly_one=False):
            dropped.update(places)
    for places in headings.values():
        # "EXHIBIT A" on nearly every page names the whole file, not a part of it.
        if len({number for number, _ in places}) >= _SHARE_OF_WHOLE * len(pages):
            dropped.update(places)
    return dropped


def _by_rhythm(lines: list[str]) -> set[int]:
    """Without form feeds: lines that come back a page apart with a number that counts up."""
    seen: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.strip() and any(letter.isdigit() for letter in line):
            seen[_key(line)].append(place)
    dropped: set[int] = set()
    for key, places in seen.items():
        if len(places) < _LEAST_PAGES or len(key.split()) > _LONGEST_RUNNING_LINE:
            continue
        gaps = [after - before for before, after in pairwise(places)]
        bare = bool(_BARE_PAGE.match(key))
        listed = key.lstrip("(").startswith(("#.", "#)")) and not bare
        if listed or median(gaps) < _PAGE_LENGTH:
            continue
        if looks_like_heading(lines[places[0]]) or key.lower().startswith("section #"):
            continue
        if _rises([lines[place] for place in places], exactly_one=True):
            dropped.update(places)
    return dropped


def _companions(lines: list[str], dropped: set[int]) -> set[int]:
    """Unchanging header and footer lines that stand beside most of the page numbers."""
    beside: dict[str, set[int]] = defaultdict(set)
    for place in dropped:
        for step in (-1, 1):
            following = place + step
            while 0 <= following < len(lines) and not lines[following].strip():
                following += step
            if 0 <= following < len(lines) and following not in dropped:
                line = lines[following].strip()
                short = len(line.split()) <= _LONGEST_COMPANION
                if short and not line.endswith((".", ";", ",")) and not looks_like_heading(line):
                    beside[_key(line)].add(following)
    return {
        place
        for places in beside.values()
        if len(places) >= max(_LEAST_PAGES, len(dropped) / 2)
        for place in places
    }


def _rises(lines: list[str], *, exactly_one: bool) -> bool:
    columns = list(zip(*map(_numbers, lines), strict=False))
    if all(len(set(column)) == 1 for column in columns):
        return not exactly_one
    for column in columns:
        steps = [after - before for before, after in pairwise(column)]
        rising = sum(step == 1 if exactly_one else step > 0 for step in steps)
        if steps and rising >= _SHARE_OF_RISING_STEPS * len(steps):
            return True
    return False
