"""What some passes did, found in one run over the whole record: for a board, not for a file."""

from collections.abc import Container, Iterable
from typing import NamedTuple

from commontable.engines.comparison.best import Best, Finding
from commontable.engines.comparison.changes import Change, changes
from commontable.engines.comparison.movement import Move
from commontable.engines.comparison.packages import Turnings
from commontable.engines.comparison.regression import Flag, found_in
from commontable.engines.comparison.terms import Pass
from commontable.engines.comparison.timeline import Shift, timeline
from commontable.engines.comparison.vocabulary import Cause


class Glance(NamedTuple):
    """The moves and the flags of the passes asked for, in the sequence of the table."""

    moves: tuple[Move, ...]
    flags: tuple[Flag, ...]


def glance(
    passes: Iterable[Pass],
    *,
    regions: Iterable[str],
    of: Container[str],
    turnings: Turnings | None = None,
) -> Glance:
    """Movement and flags, told only of the passes whose idents are in ``of``.

    The same as keeping, of all that :func:`~.movement.movement` and
    :func:`~.regression.regressions` find, what those passes (or their withdrawal) caused.
    Every pass is still counted; only what is told is worked out. Where ``passes`` are those on
    one issue (:meth:`Pass.on`), ``turnings`` are those of the packages among them, as worked out
    from the whole record.
    Raises :class:`~.errors.ComparisonError` as :func:`~.timeline.timeline` does.
    """
    moves: list[Move] = []
    flags: list[Flag] = []
    seen: dict[int, tuple[Shift, list[Change], list[Finding]]] = {}
    best = Best()
    for turn in timeline(passes, regions=regions, turnings=turnings):
        topic, shift = turn
        passing = shift.cause is Cause.PASSED
        if shift.trigger.ident in of:
            if id(shift) not in seen:
                told = tuple(changes(shift))
                moved = [each for each in told if not each.restated]
                # The shift is kept beside its changes, or its id could be given to another.
                seen[id(shift)] = (shift, moved, found_in(shift, told))
            _, moved, found = seen[id(shift)]
            if passing:
                found = [*found, *best.outdoing(turn)]
            for region in topic.regions:
                moves.extend(Move(region, change) for change in moved)
                flags.extend(Flag(region, *finding) for finding in found)
        if passing:
            best.keep(turn)
    return Glance(tuple(moves), tuple(flags))
