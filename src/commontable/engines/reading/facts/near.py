"""Patterns tried only near a word that any of their matches has in it: a page is mostly without."""

from __future__ import annotations

import re
from collections.abc import Iterator

_REACH = 200
"""Letters on either side of a cue: longer than anything that is read as one fact."""


def near(pattern: re.Pattern[str], cue: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match of ``pattern`` whose words are within reach of one of ``cue``."""
    start = end = 0
    for found in cue.finditer(text):
        first = max(found.start() - _REACH, 0)
        if first > end:
            yield from pattern.finditer(text, start, end)
            start = first
        end = found.end() + _REACH
    yield from pattern.finditer(text, start, end)
