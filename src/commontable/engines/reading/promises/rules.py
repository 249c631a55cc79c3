"""What a number in a clause promises, if anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commontable.engines.reading.promises import cues
from commontable.engines.reading.promises.calendar import each_year
from commontable.engines.reading.promises.promise import Bound, Kind
from commontable.engines.reading.promises.quantities import Quantity

_PER = {"hr": "hour", "yr": "year", "mo": "month", "wk": "week"}
_NOUNS = {"hr": "hour", "hrs": "hour", "hr.": "hour", "hrs.": "hour"}
_REACH = 400  # letters


@dataclass(frozen=True, slots=True)
class Ruling:
    """A number of the clause and what it promises; ``end`` reaches over its unit."""

    quantity: Quantity
    kind: Kind
    unit: str
    bound: Bound
    end: int
    why: str


def rule(
    quantity: Quantity, clause: str, context: str, others: Sequence[Quantity] = ()
) -> Ruling | None:
    """What the number promises; None where it only says when, to whom, or how it was before.

    Args:
        context: the heading of the article and the words that introduce the clause.
        others: all numbers of the clause.
    """
    before, after = _around(quantity, clause)
    if cues.FROM_BEFORE.search(before) and cues.TO_AFTER.match(after):
        return None
    if _is_floor(quantity, clause):
        return _money(quantity, clause, context)
    if cues.OR_MORE.match(after) or cues.FOR_EVERY_BEFORE.search(before):
        return None
    if _is_beyond(quantity, clause, others):
        return None
    # "upon thirty (30) days' notice" promises the notice, whatever it is a condition of.
    notice = cues.NOTICE_AFTER.match(after) is not None
    if in_condition(before) and not notice:
        return None
    match quantity.measure:
        case "percent":
            return _percent(quantity, clause, context)
        case "money":
            return _money(quantity, clause, context)
        case _:
            return _count(quantity, clause)


def _around(quantity: Quantity, clause: str) -> tuple[str, str]:
    """What stands before the number, as far back as words can bear on it, and after it."""
    return clause[max(0, quantity.start - _REACH) : quantity.start], clause[quantity.end :]


def _is_floor(quantity: Quantity, clause: str) -> bool:
    """ "no employee shall be paid less than": a number after "less than" that is promised."""
    return quantity.measure == "money" and cues.FLOOR.search(clause) is not None


def _is_beyond(quantity: Quantity, clause: str, others: Sequence[Quantity]) -> bool:
    """ "in excess of eight (8) hours a day or forty (40) a week": neither is promised."""
    if cues.BEYOND_BEFORE.search(_around(quantity, clause)[0]):
        return True
    before = [each for each in others if each.end <= quantity.start]
    if not before or not cues.AND_ALSO.match(clause[before[-1].end : quantity.start]):
        return False
    return _is_beyond(before[-1], clause, before[:-1])


def in_condition(before: str) -> bool:
    """Whether the number stands between "if", "who", "after" … and what ends that part."""
    since = max(before.rfind(","), before.rfind(";"), before.rfind(":"))
    found = [each.start() for each in cues.CONDITION.finditer(before)]
    if found and found[-1] > since:
        return True
    modal = [each.start() for each in cues.MODAL.finditer(before)]
    since = max([since, *modal])
    found = [each.start() for each in cues.RELATIVE.finditer(before)]
    return bool(found) and found[-1] > since


def _bound(before: str) -> Bound:
    if cues.LEAST_BEFORE.search(before):
        return "minimum"
    if cues.MOST_BEFORE.search(before) or cues.CAP_BEFORE.search(before):
        return "maximum"
    return ""


def is_raise(clause: str, context: str) -> bool:
    """Whether the words speak of wages going up."""
    own = cues.RAISE.search(clause)
    if own is None and each_year(clause) is not None:
        own = cues.HEADING_OF_WAGES.search(clause)
    if own is not None:
        return cues.NOT_A_RAISE.search(clause) is None
    about = cues.RAISE.search(context) or cues.HEADING_OF_WAGES.search(context)
    return about is not None and cues.NOT_A_RAISE.search(f"{clause} {context}") is None


def _percent(quantity: Quantity, clause: str, context: str) -> Ruling | None:
    before, after = _around(quantity, clause)
    if cues.LUMP.search(clause) or (cues.LUMP.search(context) and not cues.RAISE.search(clause)):
        nearest = _nearest_is_lump(clause, quantity)
        if nearest:
            return Ruling(
                quantity,
                "lump_sum",
                "percent of pay",
                _bound(before),
                quantity.end,
                "a percentage beside “lump sum” or “bonus”",
            )
    if is_raise(clause, context) and cues.PERCENT_OF.match(after) is None:
        return Ruling(
            quantity,
            "raise",
            "percent",
            _bound(before),
            quantity.end,
            "a percentage by which pay goes up",
        )
    of = cues.PERCENT_OF.match(after)
    unit, end = "percent", quantity.end
    if of is not None:
        unit = f"percent of {cues.BASES[of['base'].lower().rstrip('s')]}"
        end = quantity.end + of.end()
    elif cues.PREMIUM.search(clause):
        unit = "percent of premium"
    elif cues.ABOVE_PAY.match(after):
        unit = "percent of pay"
    if not cues.PROMISING.search(before) and not cues.OF_PERCENT.search(before):
        return None
    if cues.CAP_BEFORE.search(before):
        return Ruling(quantity, "cap", unit, "", end, "a percentage after “not to exceed”")
    return Ruling(quantity, "percent", unit, _bound(before), end, "a percentage that is promised")


def _nearest_is_lump(clause: str, quantity: Quantity) -> bool:
    """With a raise and a lump sum in one clause, whichever is named nearer."""

    def distance(found_start: int, found_end: int) -> int:
        if found_end <= quantity.start:
            return quantity.start - found_end
        return max(found_start - quantity.end, 0)

    lumps = [distance(m.start(), m.end()) for m in cues.LUMP.finditer(clause)]
    raises = [distance(m.start(), m.end()) for m in cues.RAISE_NAMED.finditer(clause)]
    return not raises or (bool(lumps) and min(lumps) < min(raises))


def _money(quantity: Quantity, clause: str, context: str) -> Ruling | None:
    before, after = _around(quantity, clause)
    unit, end = _money_unit(quantity, clause)
    hourly = unit == "USD per hour"
    bound = _bound(before)
    if cues.FLOOR.search(clause) and (hourly or unit == "USD"):
        return Ruling(
            quantity,
            "floor",
            "USD per hour" if _says_hour(clause, context) or hourly else unit,
            "",
            end,
            "an amount beside “minimum rate” or “floor”",
        )
    if cues.LUMP.search(f"{clause} {context}") and not hourly and not cues.STANDING.search(clause):
        return Ruling(
            quantity, "lump_sum", "USD", bound, end, "an amount beside “lump sum” or “bonus”"
        )
    if cues.CHANGE_BY.search(before) or cues.CHANGE_AFTER.match(clause[end:]):
        if is_raise(clause, context) and (hourly or cues.PER_HOUR.search(clause)):
            return Ruling(
                quantity,
                "flat_raise",
                "USD per hour",
                bound,
                end,
                "an amount per hour by which pay goes up",
            )
        if cues.CHANGED_BY.search(before):
            return None  # a differential or a fund that grows by so much: no value is said
    said = (cues.PROMISING, cues.AMOUNT_OF, cues.NAMED_BEFORE)
    if not any(cue.search(before) for cue in said) and not cues.PROMISED_AFTER.search(after):
        return None
    if cues.CAP_BEFORE.search(before):
        return Ruling(quantity, "cap", unit, "", end, "an amount after “not to exceed”")
    return Ruling(quantity, "amount", unit, bound, end, "an amount that is promised")


def _money_unit(quantity: Quantity, clause: str) -> tuple[str, int]:
    after = clause[quantity.end :]
    per = cues.MONEY_PER.match(after)
    if per is not None:
        noun = per["per"].lower()
        return f"USD per {_PER.get(noun, noun)}", quantity.end + per.end()
    if cues.ANNUALLY.match(after):
        return "USD per year", quantity.end
    if cues.MONTHLY.match(after):
        return "USD per month", quantity.end
    if cues.PER_HOUR_BEFORE.search(clause[: quantity.start]):
        return "USD per hour", quantity.end
    return "USD", quantity.end


def _says_hour(clause: str, context: str) -> bool:
    return cues.PER_HOUR.search(f"{clause} {context}") is not None


def _count(quantity: Quantity, clause: str) -> Ruling | None:
    after = clause[quantity.end :]
    found = cues.DURATION_UNIT.match(after)
    if found is None:
        return None
    before, _ = _around(quantity, clause)
    noun = found["noun"].lower()
    rest = after[found.end() :]
    singular = not noun.rstrip(".").endswith("s") and quantity.value != 1
    if singular:
        period = cues.PERIOD.match(rest) and _bound(before)
        notice = found["s"] or cues.NOTICE_OF.match(rest)
        if cues.ADJECTIVE_OF.match(rest) or not (period or notice):
            return None
    if not (cues.PROMISING.search(before) or cues.NOTICE_OF.match(rest) or _bound(before)):
        return None
    if cues.AGE_OR_PAST.search(before) or cues.OF_SERVICE.match(rest):
        return None
    unit = " ".join(found["unit"].lower().split())
    for short, full in _NOUNS.items():
        unit = full if unit == short else unit
    unit = cues.DROPPED.sub("", unit)
    if not unit.endswith("s"):
        unit += "s"
    kind: Kind = "amount" if noun.startswith(("shift", "holiday", "weekend")) else "duration"
    return Ruling(
        quantity, kind, unit, _bound(before), quantity.end + found.end(), "a number of " + unit
    )
