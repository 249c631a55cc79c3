"""Text that can be kept: without the characters that no document shows and no database takes."""

from __future__ import annotations

import re

from commontable.common.errors import UnkeptTextError

# PostgreSQL refuses NUL, a text file written to disk a lone surrogate, and Word, PDF and XML the
# rest; none of them is ever typed. Tabs and line breaks are.
_UNKEPT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def unkept_character(text: str) -> int | None:
    """Where the first character stands that is not kept; None where all of it is text."""
    found = _UNKEPT.search(text)
    return found.start() if found else None


def named(character: str) -> str:
    """``U+0000``, as people can look it up."""
    return f"U+{ord(character):04X}"


def refuse_unkept(text: str, *, where: str) -> None:
    """Raise UnkeptTextError for text with a character that is not kept."""
    at = unkept_character(text)
    if at is not None:
        raise UnkeptTextError(
            f"A control character ({named(text[at])}) stands in it.",
            expected="the words without it",
            where=where,
        )
