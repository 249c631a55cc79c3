"""A table of contents: found, taken out of the text, and kept as a witness to its headings."""

import re
from dataclasses import dataclass
from itertools import pairwise

from commontable.engines.documents.headings import looks_like_heading

_LEADERS = re.compile(r"(?:[.·_]\s?){4,}|…\s*[….]+")
_TITLE = re.compile(r"^\W*(?:table\s+of\s+)?contents\W*$|^\W*index\W*$", re.IGNORECASE)
_PAGE = r"(?:\d{1,3}|[ivxl]{1,6})"
_ENDS_IN_PAGE = re.compile(
    rf"(?:(?:\s{{2,}}|\t)(?:[Pp]age\s+)?|\s(?=[-–]))(?:[-–]\s?)?(?P<page>{_PAGE})(?:\s?[-–])?\s*$"
)
_ENDS_IN_NUMBER = re.compile(r"\s(?P<page>\d{1,3})\s*$")
_OWN_NUMBER = re.compile(r"\b(\d+)\b.*\s\1\s*$")
_GAP = 4
_LEAST_ENTRIES = 3
_LEAST_CLOSE_ENTRIES = 5  # of lines that end in a number one space apart, as sentences may


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents without its leaders and page; ``indent`` is how far in it stands."""

    text: str
    indent: int


def without_contents(lines: list[str]) -> tuple[list[str], int, list[Entry]]:
    """``lines`` without tables of contents, how many lines those had, and what they list."""
    led = {p for p, line in enumerate(lines) if _LEADERS.search(line.strip(), 1)}
    ends = {p: found for p, line in enumerate(lines) if (found := _ENDS_IN_PAGE.search(line))}
    paged = set(ends)
    close = _close_entries(lines)
    # A line under an article's, "1. Accrual    12", counts as long as articles are listed too.
    # "ARTICLE   12" alone ends in its own number.
    named = {p for p, found in ends.items() if looks_like_heading(lines[p][: found.start()])}
    sure = led | close | named
    filled = [bool(line.strip()) for line in lines]
    dropped: set[int] = set()
    entries: list[Entry] = []
    for cluster in _clusters(sorted(sure | paged), filled):
        listed = [place for place in cluster if place in sure]
        if len(listed) < _LEAST_ENTRIES:
            continue
        first = listed[0]
        above = [place for place in range(max(first - 12, 0), first) if filled[place]]
        titles = [p for p in above[-_GAP:] if _TITLE.match(lines[p])]
        last = cluster[-1]
        while last + 1 < len(lines) and _ENDS_IN_PAGE.search(lines[last + 1]):
            last += 1  # "Index    55"
        dropped.update(range(titles[0] if titles else first, last + 1))
        entries += [_entry(lines[place]) for place in cluster]
    left_out = sum(filled[place] for place in dropped)
    kept = [line for place, line in enumerate(lines) if place not in dropped]
    return kept, left_out, [entry for entry in entries if entry.text]


def _clusters(places: list[int], filled: list[bool]) -> list[list[int]]:
    clusters: list[list[int]] = []
    for place in places:
        if clusters and sum(filled[clusters[-1][-1] + 1 : place]) <= _GAP:
            clusters[-1].append(place)
        else:
            clusters.append([place])
    return clusters


def _close_entries(lines: list[str]) -> set[int]:
    """ "ARTICLE 5 WAGES 17" and its like, one after another, their pages never falling."""
    places = [
        (place, int(found["page"]))
        for place, line in enumerate(lines)
        if (found := _ENDS_IN_NUMBER.search(line)) and looks_like_heading(line[: found.start()])
    ]
    runs: list[list[tuple[int, int]]] = []
    for place in places:
        goes_on = (
            runs
            and runs[-1][-1][1] <= place[1]
            and sum(bool(line.strip()) for line in lines[runs[-1][-1][0] + 1 : place[0]]) <= _GAP
        )
        if goes_on:
            runs[-1].append(place)
        else:
            runs.append([place])
    return {
        place
        for run in runs
        if len(run) >= _LEAST_CLOSE_ENTRIES
        and any(a[1] < b[1] for a, b in pairwise(run))
        and not all(_OWN_NUMBER.search(lines[place]) for place, _ in run)
        for place, _ in run
    }


def _entry(line: str) -> Entry:
    text = line.strip()
    leaders = _LEADERS.search(text, 1)
    if leaders:
        text = text[: leaders.start()]
    else:
        page = _ENDS_IN_PAGE.search(line) or _ENDS_IN_NUMBER.search(line)
        text = line[: page.start()].strip() if page else text
    return Entry(" ".join(text.strip(" .#").split()), len(line) - len(line.lstrip(" #")))
