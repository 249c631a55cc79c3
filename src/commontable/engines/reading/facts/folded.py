"""A text with plain signs and single spaces, that knows where each of them stands in the text.

In it a blank is any white space inside a paragraph and ``\\n`` is the end of a paragraph, a list
item or a page, so that a pattern can never join what stands apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_SIGNS = {
    "‘’‚‛′ʼ`´": "'",
    "“”„‟″": '"',
    "‐‑‒–—―−": "-",
    "•●▪◦‣·∙■□◆○►➤✔✓": "•",
    "＃": "#",
    "＠": "@",
    "％": "%",
    "＄": "$",
}
_PLAIN = {ord(sign): plain for signs, plain in _SIGNS.items() for sign in signs}
_RUN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\ufeff]+")
_NEW_LINE = re.compile(r"\r\n|[\n\r\x0b\x85\u2028]")
_BREAKS = "\f\u2029"
_ITEM = re.compile(r"[*+>|#-] (?=\S)|• ?(?=\S)|\d{1,2}[.)] ?(?=[^\s\d-])")
_HARD = 2  # line ends that make a new paragraph


class Folded:
    """``text`` folded; ``origin(start, end)`` is where a piece of it stands in the original."""

    def __init__(self, original: str) -> None:
        plain = original.translate(_PLAIN)
        parts: list[str] = []
        self._at: list[int] = [0]
        self._shift: list[int] = [0]
        done = length = 0
        for run in _RUN.finditer(plain):
            if run[0] == " ":
                continue
            parts.append(plain[done : run.start()])
            length += run.start() - done
            blank = _blank(run[0], plain, run.end())
            parts.append(blank)
            length += len(blank)
            done = run.end()
            self._at.append(length)
            self._shift.append(done - length)
        parts.append(plain[done:])
        self.text = "".join(parts)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from ``start`` to before ``end`` stand; ``end`` is past ``start``."""
        return self._back(start), self._back(end - 1) + 1

    def _back(self, place: int) -> int:
        return place + self._shift[bisect_right(self._at, place) - 1]


def _blank(run: str, plain: str, after: int) -> str:
    if not any(sign.isspace() for sign in run):
        return ""
    lines = len(_NEW_LINE.findall(run))
    if lines >= _HARD or any(sign in _BREAKS for sign in run):
        return "\n"
    return "\n" if lines and _ITEM.match(plain, after) else " "
