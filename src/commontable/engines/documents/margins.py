"""Numbers that count a page's lines in its margin, as drafts and pleadings have them."""

import re
from itertools import pairwise

from commontable.engines.documents.lines import cut

_NUMBERED = re.compile(
    r"^(?P<marks>#{1,6} )?(?P<indent> {0,30})(?P<number>\d{1,3})(?=\s{2,}\S|\s*$)"
)
_LEAST_IN_A_ROW = 8
_SHARE_OF_LINES = 0.5
_NEAR = 6  # columns a number may stand further in or out: "9" and "10"


def without_line_numbers(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the numbers, where most lines have one; others as they are.

    A list's items and a table's first column count too, but not down most of a document.
    """
    found: dict[tuple[int, int], re.Match[str]] = {}
    short: dict[tuple[int, int], re.Match[str]] = {}
    filled = 0
    for number, page in enumerate(pages):
        places = [(at, m) for at, line in enumerate(page) if (m := _NUMBERED.match(line))]
        filled += sum(bool(line.strip()) for line in page)
        for run in _runs(places):
            own = {(number, at): match for at, match in run}
            if len(run) >= _LEAST_IN_A_ROW:
                found |= own
            elif int(run[0][1]["number"]) == 1 or len(run) > 1:
                short |= own
    if len(found) < max(_SHARE_OF_LINES * filled, _LEAST_IN_A_ROW):
        return pages
    cleaned = [list(page) for page in pages]
    for (number, at), match in (found | short).items():
        line = cleaned[number][at]
        width = len(match[0]) - len(match["marks"] or "")
        rest = (match["marks"] or "") + " " * width + line[match.end() :]
        cleaned[number][at] = cut(line, rest, 1)
    return cleaned


def _runs(places: list[tuple[int, re.Match[str]]]) -> list[list[tuple[int, re.Match[str]]]]:
    """Numbers that count up by one, in about the same column."""
    runs = [places[:1]] if places else []
    for before, after in pairwise(places):
        counts = int(after[1]["number"]) == int(before[1]["number"]) + 1
        marked = before[1]["marks"] or after[1]["marks"]  # Markdown's # come before the margin
        if counts and (marked or abs(after[1].end() - before[1].end()) <= _NEAR):
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs
