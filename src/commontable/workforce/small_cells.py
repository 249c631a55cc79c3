"""Which cells to leave out so that no few workers can be told, not by subtracting either."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping


def to_hide[Key: Hashable](
    cells: Mapping[Key, int],
    *,
    least: int,
    groups: Iterable[Collection[Key]],
    also: Collection[Key] = (),
) -> frozenset[Key]:
    """The cells to hide: those of fewer than ``least`` workers, and as many more as it takes.

    Where the sum of a group is public, its hidden cells can be had together by subtracting the
    others. So they are at least two, and at least ``least`` workers; the smallest of the others are
    hidden too until that is so, or all of the group are.

    Args:
        cells: workers of each; a cell of nobody tells of nobody and is never hidden for itself.
        groups: cells whose sum is told.
        also: hidden from the start, for reasons elsewhere.
    """
    hidden = {key for key, workers in cells.items() if 0 < workers < least} | set(also)
    public = [[key for key in group if cells.get(key)] for group in groups]
    settled = False
    while not settled:
        settled = True
        for group in public:
            within = [key for key in group if key in hidden]
            together = sum(cells[key] for key in within)
            if not within or (len(within) > 1 and together >= least):
                continue
            others = [key for key in group if key not in hidden]
            if others:
                hidden.add(min(others, key=lambda key: (cells[key], str(key))))
                settled = False
    return frozenset(hidden)
