"""Lines of the pay slip: base pay, additions, overtime, shifts, hourly contributions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from commontable.engines.costing import components as c
from commontable.engines.costing.plan.arrays import LineArrays
from commontable.engines.costing.plan.standing import (
    Standing,
    groups_of,
    meant_by,
    refuse_two_at_once,
    rules_by_key,
)
from commontable.engines.costing.terms import Term
from commontable.engines.costing.workers import Groups, Ints

_FUNDS = {
    "pension": c.RETIREMENT,
    "training_fund": c.TRAINING_FUND,
    "workers_compensation": c.WORKERS_COMPENSATION,
    "medical": c.MEDICAL,
    "other": c.OTHER_ROLL_UP,
}


class Line(NamedTuple):
    """What does not change over time about a line."""

    rank: int
    key: tuple[str, str]
    hours: int
    component: int
    on_total: bool = False
    adds: bool = False
    base: bool = False
    gross: bool = True
    pensionable: bool = True


BASE_PAY = Line(0, ("base pay", ""), c.REGULAR, c.BASE_PAY, base=True)


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """``lines`` in the order in which they are worked out; ``years`` reach each band."""

    groups: Groups
    lines: tuple[Line, ...]
    years: tuple[int, ...]
    arrays: LineArrays


def line_days(standing: Standing) -> set[int]:
    """Days on which a line may change."""
    terms = standing.of("line")
    days = {standing.day(term.effective) for term in terms}
    return days | {standing.last_day(term.until) for term in terms if term.until is not None}


def lines_of(standing: Standing, segments: Ints) -> Lines:
    terms = standing.of("line")
    groups = groups_of(standing.workers, terms, family="line")
    rules = rules_by_key(terms)
    lines = tuple(
        sorted({BASE_PAY, *(_line(term) for term in terms)}, key=lambda line: (line.rank, line))
    )
    at = {line: place for place, line in enumerate(lines)}
    years = tuple(sorted({band[0] for term in terms for band in _bands(term)}))
    shape = (len(groups), len(segments) - 1, len(years) + 1, len(lines))
    mills, parts = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for key, same in rules.items():
        refuse_two_at_once(same, standing.workers)
        own = [place for line, place in at.items() if line.key == key]
        for term in same:
            rows = np.flatnonzero(groups.meant(meant_by(term)))
            begin, over = _reach(standing, term, segments)
            for each in own:
                mills[rows, begin:over, :, each] = 0
                parts[rows, begin:over, :, each] = 0
            place = at[_line(term)]
            for band in range(len(years) + 1):
                dollars, share = _value(term, years[:band])
                mills[rows, begin:over, band, place] = dollars
                parts[rows, begin:over, band, place] = share
    flags = ("on_total", "adds", "base", "gross", "pensionable")
    return Lines(
        groups,
        lines,
        years,
        LineArrays(
            mills,
            parts,
            np.array([line.hours for line in lines], np.int64),
            np.array([line.component for line in lines], np.int64),
            *(np.array([getattr(line, name) for line in lines], np.bool_) for name in flags),
        ),
    )


def segment_from(day: int, segments: Ints) -> int:
    """The first segment on which something dated ``day`` holds."""
    # What holds before the first change of all is in segment 0.
    return 0 if day < segments[1] else int(np.searchsorted(segments, day))


def _reach(standing: Standing, term: Term, segments: Ints) -> tuple[int, int]:
    begin = segment_from(standing.day(term.effective), segments)
    if term.until is None:
        return begin, len(segments) - 1
    return begin, segment_from(standing.last_day(term.until), segments)


def _line(term: Term) -> Line:
    name, rank = term.kind.name, term.kind.rank
    pensionable = bool(term.values.get("pensionable"))
    for_overtime = bool(term.values.get("counts_for_overtime"))
    if name == "overtime":
        return Line(
            rank, term.key, c.OVERTIME_HOURS, c.OVERTIME, on_total=True, pensionable=pensionable
        )
    if name == "shift_differential":
        hours = c.HOURS.index(str(term.values["hours"]))
        return Line(rank, term.key, hours, c.SHIFT_DIFFERENTIALS, pensionable=pensionable)
    if name == "hourly_contribution":
        fund = _FUNDS[str(term.values["to"])]
        return Line(rank, term.key, c.REGULAR, fund, gross=False, pensionable=False)
    component = c.LONGEVITY if name == "longevity" else c.DIFFERENTIALS
    return Line(rank, term.key, c.REGULAR, component, adds=for_overtime, pensionable=pensionable)


def _bands(term: Term) -> tuple[tuple[int, int, int], ...]:
    bands = term.values.get("bands")
    return bands if isinstance(bands, tuple) else ()


def _value(term: Term, reached: Sequence[int]) -> tuple[int, int]:
    """Mills an hour and parts per million, for who has served the years ``reached``."""
    if term.kind.name == "longevity":
        earned = [band for band in _bands(term) if band[0] in reached]
        return (earned[-1][1], earned[-1][2]) if earned else (0, 0)
    if term.kind.name == "overtime":
        return 0, term.number("multiplier")
    return term.number("dollars_per_hour"), term.number("percent")
