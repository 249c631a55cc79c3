"""What a side's standing pass changed on an issue, in the few words of a board's cell.

A cell has room for one figure. It is that of the measure which says the most; where regions moved
on it by different amounts, it is the range of them, and the regions counted are those that moved
on that measure. What cannot be subtracted is never told as if nothing had moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from commontable.bargaining.words import Side
from commontable.engines import comparison
from commontable.engines.comparison import Aspect, TermKind, Uncomparable, Verdict
from commontable.engines.comparison.wording import spoken_amount, spoken_value

# Two of these are told as they are: what lies between them is no figure anybody uses.
_TOLD_AS_THEY_ARE = frozenset({TermKind.RATIO, TermKind.YES_NO})


@dataclass(frozen=True, slots=True)
class Movement:
    """What a side's standing pass changed on the issue, as members see it.

    ``direction`` is better, worse, mixed, same, unjudged (it moved, in words or in a figure of
    which nobody said which way is better) or uncompared; ``text`` the largest change in a few
    words.
    """

    side: Side
    label: str
    direction: str
    text: str
    moves: tuple[comparison.Move, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every change in full, put into words when asked for: a board has thousands."""
        return tuple(move.text for move in self.moves)


class _Told(NamedTuple):
    """One change, and the regions that share it."""

    change: comparison.Change
    regions: tuple[str, ...]


def told(moves: Sequence[comparison.Move]) -> Movement:
    """The changes that one pass made on an issue; there is at least one."""
    alike: dict[int, list[comparison.Move]] = defaultdict(list)
    for move in moves:
        alike[id(move.change)].append(move)
    changes = [
        _Told(group[0].change, tuple(move.region for move in group)) for group in alike.values()
    ]
    shown = _shown(changes)
    regions = dict.fromkeys(region for one in shown for region in one.regions)
    return Movement(
        side=Side(moves[0].side),
        label=moves[0].label,
        direction=_direction([one.change for one in changes]),
        text=f"{_in_short([one.change for one in shown])}, {_where(regions)}",
        moves=tuple(moves),
    )


def _direction(changes: Iterable[comparison.Change]) -> str:
    verdicts, uncompared, moved = set(), False, False
    for change in changes:
        verdicts.add(change.for_members)
        if change.difference or change.uncomparable is Uncomparable.TEXT_ONLY:
            moved = True
        elif change.difference is None and change.uncomparable is not None:
            uncompared = True
    better, worse = Verdict.BETTER in verdicts, Verdict.WORSE in verdicts
    if better and worse:
        return "mixed"
    if better or worse:
        return "better" if better else "worse"
    if moved:
        return "unjudged"
    return "uncompared" if uncompared else "same"


def _shown(changes: Sequence[_Told]) -> list[_Told]:
    """The changes on the measure that says the most.

    What the years compound to, if anything; otherwise the first that was judged, or at least
    subtracted; otherwise the first told. A value counts before the day it holds from.
    """
    first = min(range(len(changes)), key=lambda place: (*_silence(changes[place].change), place))
    about = _about(changes[first].change)
    return [one for one in changes if _about(one.change) == about]


def _silence(change: comparison.Change) -> tuple[bool, bool, bool, bool]:
    return (
        change.difference is None,
        change.for_members not in {Verdict.BETTER, Verdict.WORSE},
        change.measure.aspect is not Aspect.COMPOUNDED,
        change.measure.aspect is Aspect.EFFECTIVE,
    )


def _about(change: comparison.Change) -> tuple[comparison.Measure, str, bool]:
    said = change.later or change.earlier
    return change.measure, said.unit if said else "", change.difference is None


def _in_short(changes: Sequence[comparison.Change]) -> str:
    """``+0.5 points year 3``, ``+1.09 to +2.17 points``, ``1:5 → 1:4``."""
    if changes[0].difference is None:
        return _why_not(changes[0])
    year = changes[0].measure.year
    tail = " " + gettext("year %(year)s") % {"year": year} if year else ""
    if changes[0].measure.kind in _TOLD_AS_THEY_ARE:
        largest = max(changes, key=lambda change: abs(_exact(change)))
        steps = _step(largest)
        if any(_step(change) != steps for change in changes):
            steps = gettext("%(step)s at most") % {"step": steps}
        return steps + tail
    least, most = (pick(changes, key=_exact) for pick in (min, max))
    if _exact(least) == _exact(most):
        return _signed(most) + tail
    # The one nearer to nothing first, as one counts: +1.09 to +2.17, and -1.09 to -2.17.
    near, far = sorted((least, most), key=lambda change: abs(_exact(change)))
    return (
        gettext("%(least)s to %(most)s")
        % {"least": _figure_alone(_signed(near)), "most": _signed(far)}
    ) + tail


def _exact(change: comparison.Change) -> Fraction:
    return Fraction(change.difference or 0)


def _signed(change: comparison.Change) -> str:
    said = change.later or change.earlier
    if said is None or change.difference is None:
        raise ValueError("A change without a difference has no figure.")
    sign = "+" if change.difference > 0 else "\N{MINUS SIGN}"
    return f"{sign}{spoken_amount(change.difference, said, change.measure)}"


def _figure_alone(spoken: str) -> str:
    """``+1.09`` of ``+1.09 points``: the unit is said once, after the other figure."""
    return spoken.partition(" ")[0]


def _step(change: comparison.Change) -> str:
    return " \N{RIGHTWARDS ARROW} ".join(
        spoken_value(term, change.measure) for term in (change.earlier, change.later)
    )


def _why_not(change: comparison.Change) -> str:
    """Why the two were not compared, in a word or two."""
    if change.instead:
        return gettext("other kind")
    match change.uncomparable:
        case Uncomparable.UNITS_DIFFER:
            compounded = change.measure.aspect is Aspect.COMPOUNDED
            return gettext("other years") if compounded else gettext("other unit")
        case Uncomparable.NOT_SAID_LATER:
            return gettext("left out")
        case Uncomparable.NOT_SAID_EARLIER:
            return gettext("not said before")
        case Uncomparable.NO_VALUE:
            return gettext("no value")
        case _:
            return gettext("reworded")


def _where(regions: Mapping[str, None]) -> str:
    if len(regions) == 1:
        return next(iter(regions))
    return ngettext("%(count)s region", "%(count)s regions", len(regions)) % {"count": len(regions)}
