"""The main navigation's entries, and which of them a page belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Entry:
    """A link. ``current`` is what ``aria-current`` says: ``page``, ``true`` (a page below), or
    nothing.
    """

    label: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class Group:
    """Entries that belong together; ``label`` is told to who cannot see that."""

    label: str
    entries: tuple[Entry, ...]


def marked(groups: Sequence[Group], path: str) -> list[Group]:
    """The groups, with the entry of ``path`` marked: itself, or else the nearest above it."""
    urls = [entry.url for group in groups for entry in group.entries]
    here = max((url for url in urls if _is_above(url, path)), key=len, default=None)
    how = "page" if here == path else "true"
    return [
        replace(
            group,
            entries=tuple(
                replace(entry, current=how) if entry.url == here else entry
                for entry in group.entries
            ),
        )
        for group in groups
    ]


def _is_above(url: str, path: str) -> bool:
    return path == url or path.startswith(f"{url.rstrip('/')}/")
