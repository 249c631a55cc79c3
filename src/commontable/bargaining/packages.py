"""What stands, where packages stand or fall as a whole. Pure: what was said goes in, in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from commontable.bargaining.words import Side


class Speaking(Protocol):
    """A proposal on the record that may stand: of a side, to issues, as a package or not."""

    @property
    def side(self) -> Side: ...
    @property
    def is_package(self) -> bool: ...
    @property
    def issues(self) -> Collection[int]: ...


type Place = tuple[int, Side]


def by_place[S: Speaking](spoken: Sequence[S]) -> dict[Place, list[S]]:
    """What was said by issue and side, in the order of crossing."""
    said: dict[Place, list[S]] = {}
    for each in spoken:
        for issue_id in each.issues:
            said.setdefault((issue_id, each.side), []).append(each)
    return said


def standing_among[S: Speaking](said: Mapping[Place, Sequence[S]]) -> dict[Place, S]:
    """By issue and side, what stands: the latest that speaks to the issue.

    A package stands or falls as a whole: once its side speaks again to any part of it, it stands
    on none, and on its other issues what stood before it stands again: the rule of
    :mod:`commontable.engines.comparison.timeline`.
    """
    standing: dict[Place, S] = {}
    for place, spoken in said.items():
        newest = spoken[-1]
        if not newest.is_package or all(
            said[issue_id, newest.side][-1] is newest for issue_id in newest.issues
        ):
            standing[place] = newest
            continue
        # Whatever lies under a package was spoken to since, so any other package there fell.
        alone = [each for each in spoken if not each.is_package]
        if alone:
            standing[place] = alone[-1]
    return standing
