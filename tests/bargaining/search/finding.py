"""Short hands for tests that look for something."""

from __future__ import annotations

from typing import Any

from cast import Member, enter
from commontable.bargaining.selectors.search import Asked, Found, find


def look(member: Member, text: str, **narrow: Any) -> Found:
    """What the member finds, in their own scope."""
    return find(enter(member), Asked(text, **narrow))


def labels(found: Found) -> list[str]:
    """Number and title of what was found, the best first."""
    return [f"{hit.entry.label} {hit.entry.title}".strip() for hit in found.hits]


def kinds(found: Found) -> set[str]:
    return {hit.entry.kind for hit in found.hits}


def passages(found: Found) -> list[str]:
    """The passages with what is marked in them in square brackets."""
    return [
        "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in hit.passage)
        for hit in found.hits
    ]
