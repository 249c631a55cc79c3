"""The sentences of movement, flags and uncompared statements."""

from commontable.engines.comparison.changes import Change
from commontable.engines.comparison.positions import Measure
from commontable.engines.comparison.terms import Term
from commontable.engines.comparison.vocabulary import Aspect, Cause, Uncomparable
from commontable.engines.comparison.wording import (
    heading,
    places_for,
    spoken_difference,
    spoken_value,
)


def change_sentence(change: Change, region: str) -> str:
    """What was said earlier, what later, and the difference where there is one."""
    told = f"{_heading(change, region)}: {_statements(change)}"
    said = change.later or change.earlier
    if change.uncomparable is not None and change.difference is None:
        return f"{told}: {why_not(change)}."
    if change.difference is None or said is None or not change.difference:
        return f"{told}."
    if isinstance(said.value, bool):
        return f"{told}."
    difference = spoken_difference(change.difference, said, change.measure, _places(change))
    return f"{told}: {difference}."


def uncompared_sentence(change: Change, region: str) -> str:
    """Why two statements were not judged, in one sentence."""
    return f"{_heading(change, region)}: {_statements(change)}: {why_not(change)}."


def why_not(change: Change) -> str:
    """The reason two statements were not judged, to follow a colon."""
    later = change.later_pass.label if change.later_pass is not None else ""
    earlier = change.earlier_pass.label
    match change.uncomparable:
        case Uncomparable.NOTHING_STANDS:
            return "nothing stands in its place"
        case Uncomparable.NOT_SAID_LATER:
            if change.instead:
                return "not the same kind of promise, so not compared"
            return f"{later} speaks to the issue and does not say this, so not compared"
        case Uncomparable.NOT_SAID_EARLIER:
            return f"{earlier} spoke to the issue and did not say this, so not compared"
        case Uncomparable.UNITS_DIFFER:
            if change.measure.aspect is Aspect.COMPOUNDED:
                return "they run over different years, so not compared"
            one, other = _unit(change.earlier), _unit(change.later)
            return f"the units differ, {one} and {other}, so not compared"
        case Uncomparable.DIRECTIONS_DIFFER:
            return "the two terms do not agree which way is better for members, so not judged"
        case Uncomparable.NO_VALUE:
            return "no value was given, so not compared"
        case Uncomparable.TEXT_ONLY:
            return "only words, shown and not judged"
        case Uncomparable.NO_DIRECTION:
            return "no direction is recorded as better for members, so not judged"
        case None:
            return "compared"


def offset_sentence(earlier: Term, later: Term, measure: Measure) -> str:
    """What moved the other way: "3 % became 3.5 % compounded over years 1 to 4"."""
    one, other = spoken_value(earlier, measure), spoken_value(later, measure)
    if measure.year is not None:
        return f"the raise of year {measure.year} went from {one} to {other}"
    over = later.unit.removeprefix("percent ")
    return f"compounded {over}, the raises went from {one} to {other}"


def _heading(change: Change, region: str) -> str:
    said = change.later or change.earlier
    differ = change.uncomparable is Uncomparable.UNITS_DIFFER
    unit = "" if said is None or differ else said.unit
    return heading(change.subject, change.measure, region, unit)


def _statements(change: Change) -> str:
    earlier = _stated(change.earlier, change.earlier_pass.label, change)
    if change.later_pass is None:
        return f"{earlier}, withdrawn" if change.cause is Cause.WITHDRAWN else earlier
    later = _stated(change.later, change.later_pass.label, change)
    if change.instead:
        said = " and ".join(_named_in_full(term) for term in change.instead)
        later = f"{said} in {change.later_pass.label}"
    match change.cause:
        case Cause.PASSED:
            return f"{earlier}, {later}"
        case Cause.WITHDRAWN:
            return f"{earlier}; with {change.trigger.label} withdrawn, {later} stands again"
        case Cause.PACKAGE_FELL:
            fallen = change.earlier_pass.label
            broke = f"{change.trigger.label} spoke to part of package {fallen}, which fell whole"
            return f"{earlier}; {broke}, and {later} stands again"


def _stated(term: Term | None, label: str, change: Change) -> str:
    return f"{spoken_value(term, change.measure, _places(change))} in {label}"


def _places(change: Change) -> int:
    return places_for(change.earlier, change.later, change.measure)


def _named_in_full(term: Term) -> str:
    return spoken_value(term, Measure(term.kind, term.bound, year=term.year))


def _unit(term: Term | None) -> str:
    return f'"{term.unit}"' if term is not None and term.unit else "none"
