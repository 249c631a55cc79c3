"""Of pairs found in two texts, the most that appear in the same order in both."""

from bisect import bisect_left
from collections.abc import Sequence


def longest_ordered(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest rising subsequence of pairs sorted by their first place (patience sorting)."""
    tails: list[int] = []
    tail_index: list[int] = []
    before = [-1] * len(pairs)
    for index, (_, second) in enumerate(pairs):
        pile = bisect_left(tails, second)
        if pile == len(tails):
            tails.append(second)
            tail_index.append(index)
        else:
            tails[pile] = second
            tail_index[pile] = index
        if pile:
            before[index] = tail_index[pile - 1]
    ordered: list[tuple[int, int]] = []
    index = tail_index[-1] if tail_index else -1
    while index >= 0:
        ordered.append(pairs[index])
        index = before[index]
    return ordered[::-1]


def heaviest_ordered(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> list[int]:
    """Indexes of the ordered pairs that weigh most together.

    ``pairs`` are sorted by their first place; a weight is how many words staying in place a
    pair is worth, so that the shorter of two swapped articles is the one said to have moved.
    A Fenwick tree of best weights keeps it at n log n.
    """
    ranks = {second: rank for rank, second in enumerate(sorted({second for _, second in pairs}), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before = [-1] * len(pairs)
    heaviest = (0, -1)
    for index, ((_, second), weight) in enumerate(zip(pairs, weights, strict=True)):
        rank = ranks[second]
        found = (0, -1)
        place = rank - 1
        while place > 0:
            found = max(found, best[place])
            place -= place & -place
        before[index] = found[1]
        total = (found[0] + weight, index)
        heaviest = max(heaviest, total)
        place = rank
        while place < len(best):
            best[place] = max(best[place], total)
            place += place & -place
    kept: list[int] = []
    index = heaviest[1]
    while index >= 0:
        kept.append(index)
        index = before[index]
    return kept[::-1]
