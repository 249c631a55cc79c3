"""The same change in several regions told once, not once a region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from commontable.engines import comparison

type Regional = comparison.Move | comparison.Flag | comparison.Uncompared


def moves_told(moves: Iterable[comparison.Move], regions: Sequence[str]) -> list[str]:
    """One sentence a change, with every region it is the same in."""
    return [one._replace(region=named).text for one, named in _gathered(moves, regions)]


def flags_told(flags: Iterable[comparison.Flag], regions: Sequence[str]) -> list[str]:
    """One reason a flag, with every region it is the same in."""
    return [one._replace(region=named).reason for one, named in _gathered(flags, regions)]


@dataclass(frozen=True, slots=True)
class Flagged:
    """What one cause set back: told in a sentence of its own where there is more than one.

    A package that is withdrawn, or falls, takes back all it moved at once: that is one act, and
    ``heading`` tells it; ``reasons`` are its parts. Of anything else each reason stands alone.
    """

    heading: str
    reasons: tuple[str, ...]


def flags_by_cause(flags: Iterable[comparison.Flag], regions: Sequence[str]) -> list[Flagged]:
    """Flags told, those of one withdrawal or fall of a package together."""
    of_cause: dict[tuple[comparison.Cause, str], list[comparison.Flag]] = defaultdict(list)
    for flag in flags:
        of_cause[flag.change.cause, flag.label].append(flag)
    told: list[Flagged] = []
    for (cause, label), found in of_cause.items():
        reasons = tuple(flags_told(found, regions))
        if cause is comparison.Cause.PASSED or len(reasons) == 1:
            told.extend(Flagged("", (reason,)) for reason in reasons)
            continue
        told.append(Flagged(_heading(cause, label, found), reasons))
    return told


def _heading(cause: comparison.Cause, label: str, flags: Sequence[comparison.Flag]) -> str:
    issues = ", ".join(dict.fromkeys(flag.issue for flag in flags))
    facts = {"label": label, "issues": issues}
    if cause is comparison.Cause.WITHDRAWN:
        return _("With %(label)s withdrawn, worse positions stand again on: %(issues)s.") % facts
    fallen = ", ".join(dict.fromkeys(flag.against_label for flag in flags))
    return _(
        "%(label)s spoke to part of package %(fallen)s, which fell whole; worse positions stand"
        " again on: %(issues)s."
    ) % (facts | {"fallen": fallen})


def uncompared_told(found: Iterable[comparison.Uncompared], regions: Sequence[str]) -> list[str]:
    """One reason a pair of statements that was not judged."""
    return [replace(one, region=named).reason for one, named in _gathered(found, regions)]


def _gathered[One: Regional](found: Iterable[One], regions: Sequence[str]) -> list[tuple[One, str]]:
    groups: dict[tuple[int, str], list[One]] = defaultdict(list)
    for one in found:
        # A flag against the standing position and one against the best ever are two findings.
        groups[id(one.change), str(getattr(one, "against", ""))].append(one)
    return [
        (group[0], places_named([one.region for one in group], regions))
        for group in groups.values()
    ]


def places_named(regions: Sequence[str], every: Sequence[str]) -> str:
    """The regions by their codes, or that it is everywhere."""
    return _("everywhere") if set(regions) == set(every) else ", ".join(regions)
