"""Which passages are folded away: what is unchanged, but never half of a table."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby

LONGEST_TABLE = 30
"""Rows. A longer table is folded too, but for its head."""


def runs[T](
    passages: Sequence[T], *, changed: Callable[[T], bool], table: Callable[[T], Hashable | None]
) -> Iterator[tuple[bool, list[T]]]:
    """(folded, passages) in order; ``table`` tells which table a row is of, None for others."""
    rows = Counter(table(each) for each in passages)
    touched = {table(each) for each in passages if changed(each)} - {None}
    first: dict[Hashable, T] = {}
    for each in passages:
        own = table(each)
        if own is not None:
            first.setdefault(own, each)

    def folded(each: T) -> bool:
        own = table(each)
        if own is None or own not in touched:
            return not changed(each)
        return rows[own] > LONGEST_TABLE and not changed(each) and first[own] is not each

    for hidden, group in groupby(passages, key=folded):
        yield hidden, list(group)


def by_table[T](
    passages: Sequence[T], table: Callable[[T], Hashable | None]
) -> Iterator[tuple[bool, list[T]]]:
    """(is a table, passages): rows of one table together, every other passage alone."""
    for own, group in groupby(passages, key=table):
        if own is not None:
            yield True, list(group)
        else:
            yield from ((False, [each]) for each in group)
