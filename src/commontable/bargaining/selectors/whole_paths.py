"""A side's whole path on what was flagged: every step it took there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from commontable.bargaining.together import places_named
from commontable.bargaining.words import TermKind
from commontable.engines import comparison
from commontable.engines.comparison import Aspect, Cause
from commontable.engines.comparison.wording import spoken_value


@dataclass(frozen=True, slots=True)
class PathStep:
    """What one pass, or its end, made of the side's position.

    ``cells`` are as wide as the path's columns: None where it says nothing there. ``kind`` is the
    proposal's, ``on_record`` False for what never stands; ``cause`` is in words where it was no
    passing.
    """

    label: str
    kind: str
    on_record: bool
    cause: str
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class WholePath:
    """The steps of one side on one issue, in the regions where they were the same."""

    issue: str
    where: str
    columns: tuple[str, ...]
    steps: tuple[PathStep, ...]


type _Place = tuple[comparison.Subject, str]


class _Told(NamedTuple):
    """What is the same in every region that shares a path."""

    subject: comparison.Subject
    columns: tuple[str, ...]
    steps: tuple[PathStep, ...]


def whole_paths(
    passes: Iterable[comparison.Pass],
    flags: Sequence[comparison.Flag],
    regions: Sequence[str],
) -> tuple[WholePath, ...]:
    """The paths of whatever is flagged, each told once for the regions that share it."""
    if not flags:
        return ()
    flagged: set[_Place] = {(flag.change.subject, flag.region) for flag in flags}
    side = flags[0].side
    found: dict[_Place, list[comparison.Path]] = defaultdict(list)
    for path in comparison.paths(passes, regions=regions):
        place = (path.subject, path.region)
        if path.side is side and place in flagged:
            found[place].append(path)
    alike: dict[_Told, list[str]] = defaultdict(list)
    for (subject, region), paths in found.items():
        alike[_Told(subject, *_table(paths))].append(region)
    return tuple(
        WholePath(
            told.subject.issue, _where(told.subject, where, regions), told.columns, told.steps
        )
        for told, where in alike.items()
    )


def _where(subject: comparison.Subject, where: Sequence[str], regions: Sequence[str]) -> str:
    named = places_named(where, regions)
    audience = str(subject.audience)
    return f"{named}, {audience}" if audience else named


def _table(paths: Sequence[comparison.Path]) -> tuple[tuple[str, ...], tuple[PathStep, ...]]:
    ordered = sorted(paths, key=lambda path: path.measure.rank)
    kinds = {path.measure.kind for path in ordered if path.measure.aspect is Aspect.VALUE}
    columns = tuple(_column(path.measure, several=len(kinds) > 1) for path in ordered)
    rows: dict[tuple[int, str], list[str | None]] = {}
    steps: dict[tuple[int, str], comparison.Step] = {}
    for place, path in enumerate(ordered):
        for step in path.steps:
            key = (step.order, step.label)
            steps[key] = step
            cells = rows.setdefault(key, [None] * len(ordered))
            if step.term is not None:
                cells[place] = spoken_value(step.term, path.measure)
    return columns, tuple(
        PathStep(
            label=step.label,
            kind=str(step.kind),
            on_record=step.on_record,
            cause=_cause(step.cause),
            cells=tuple(rows[key]),
        )
        for key, step in sorted(steps.items())
    )


def _column(measure: comparison.Measure, *, several: bool) -> str:
    if measure.aspect is Aspect.COMPOUNDED:
        return _("compounded")
    named = []
    if measure.aspect is Aspect.EFFECTIVE:
        named.append(_("effective"))
    elif several or measure.year is None:
        named.append(str(TermKind(measure.kind).label).lower())
    if measure.year is not None:
        named.append(_("year %(year)s") % {"year": measure.year})
    return ", ".join(named)


def _cause(cause: Cause) -> str:
    if cause is Cause.WITHDRAWN:
        return _("withdrawn")
    return _("its package fell") if cause is Cause.PACKAGE_FELL else ""
