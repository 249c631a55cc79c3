"""The same change in several regions told once, not once a region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from commontable.engines import comparison

type Regional = comparison.Move | comparison.Flag | comparison.Uncompared


def moves_told(moves: Iterable[comparison.Move], regions: Sequence[str]) -> list[str]:
    """One sentence a change, with every region it is the same in."""
    return [one._replace(region=named).text for one, named in _gathered(moves, regions)]


def flags_told(flags: Iterable[comparison.Flag], regions: Sequence[str]) -> list[str]:
    """One reason a flag, with every region it is the same in."""
    return [one._replace(region=named).reason for one, named in _gathered(flags, regions)]


def uncompared_told(found: Iterable[comparison.Uncompared], regions: Sequence[str]) -> list[str]:
    """One reason a pair of statements that was not judged."""
    return [replace(one, region=named).reason for one, named in _gathered(found, regions)]


def _gathered[One: Regional](found: Iterable[One], regions: Sequence[str]) -> list[tuple[One, str]]:
    groups: dict[tuple[int, str], list[One]] = defaultdict(list)
    for one in found:
        # A flag against the standing position and one against the best ever are two findings.
        groups[id(one.change), str(getattr(one, "against", ""))].append(one)
    return [(group[0], _named([one.region for one in group], regions)) for group in groups.values()]


def _named(regions: Sequence[str], every: Sequence[str]) -> str:
    return _("everywhere") if set(regions) == set(every) else ", ".join(regions)
