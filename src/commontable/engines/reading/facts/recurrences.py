"""What comes again: "every Thursday, Wednesdays in the north", "first Monday of the month"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from commontable.engines.reading.facts.calendar import DAY_NAME, weekday_of
from commontable.engines.reading.facts.fact import Candidate, Days, Except, Recurrence

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ONE = rf"{DAY_NAME}(?![s'])"
_LAST = r"(?:, and |,? & | and | or |/)"
_NAMES = rf"{_ONE}(?:(?:(?:, {_ONE}){{0,5}}{_LAST}(?:every )?{_ONE}))?"
_PLURALS = rf"{DAY_NAME}s(?:(?:, {DAY_NAME}s){{0,5}}{_LAST}{DAY_NAME}s)?"
_RECURRENCE = re.compile(
    rf"\b(?:every|each)(?P<other> other| second)? (?:single )?(?P<days>{_NAMES}|weekday)(?!'?\w)"
    rf"|\bweekly(?: on|,)? (?P<weekly>{_PLURALS}|{_NAMES})(?!'?\w)"
    rf"|\b(?:the |every )?(?P<nth>(?:first|second|third|fourth|last|1st|2nd|3rd|4th)(?:(?: and"
    rf" | & )(?:third|fourth|last|3rd|4th))?)"
    rf" (?P<monthly>{DAY_NAME})s? (?:of|in) (?:the|each|every) month\b"
    rf"|(?<![\w-])(?P<plural>{_PLURALS})(?![\w'])",
    re.IGNORECASE,
)
_NTH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": -1,
}
_NAMED = (
    r"(?:St\. (?-i:[A-Z])[\w'-]{1,30}|(?-i:[A-Z])[\w'-]{1,30}|north|south|east|west|northern"
    r"|southern|eastern|western|valley|region|desert|islands?|counties|units?|area)"
)
_WHERE = rf"(?:in|at|for|across) (?P<where>(?:the |our )?{_NAMED}(?: (?:and |& )?{_NAMED}){{0,4}})"
_LEAD = r"(?:,|;| -|:)? ?\(?(?:but |and |or |with |except(?: that)?(?: it's| it is)? )?"
_ELSEWHERE = re.compile(rf"{_LEAD}(?:on )?(?P<days>{_PLURALS}) {_WHERE}\)?", re.IGNORECASE)
_ELSEWHERE_FIRST = re.compile(
    rf"{_LEAD}{_WHERE},?(?: where)?(?: it's| it is| it will be| we (?:wear|do) it)? ?(?:on "
    rf"|every )?(?P<days>{_PLURALS}|{_NAMES})\)?",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    rf"(?:,|;| -)? ?\(?(?:except|excluding|but not|other than)(?: for)?(?: on)?(?: the)? "
    rf"(?:(?P<days>{_PLURALS})|{_WHERE}|(?P<holidays>holidays))?",
    re.IGNORECASE,
)
_MOST_EXCEPTIONS = 6


def recurrences_in(text: str, days: Sequence[Candidate]) -> Iterator[Candidate]:
    """Each with the exceptions said right after it; ``days`` are the days found in the text."""
    by_start = {day.start: day for day in days}
    done = 0
    for found in _RECURRENCE.finditer(text):
        if found.start() < done:
            continue
        end, exceptions = _exceptions(text, found.end(), by_start)
        done = end
        yield Candidate(
            "recurrence",
            found.start(),
            end,
            Recurrence(_rule(found), tuple(exceptions)),
            "likely" if found["plural"] else "sure",
        )


def _rule(found: re.Match[str]) -> str:
    if found["monthly"]:
        code = _CODES[weekday_of(found["monthly"])]
        places = [_NTH[word] for word in re.findall(r"\w+", found["nth"].lower()) if word in _NTH]
        return f"FREQ=MONTHLY;BYDAY={','.join(f'{place}{code}' for place in places)}"
    words = found["days"] or found["weekly"] or found["plural"]
    if words.lower() == "weekday":
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    every = "FREQ=WEEKLY;INTERVAL=2" if found["other"] else "FREQ=WEEKLY"
    return f"{every};BYDAY={_by_day(words)}"


def _by_day(words: str) -> str:
    names = dict.fromkeys(weekday_of(each) for each in re.findall(DAY_NAME, words, re.IGNORECASE))
    return ",".join(_CODES[weekday] for weekday in names)


def _exceptions(text: str, end: int, by_start: dict[int, Candidate]) -> tuple[int, list[Except]]:
    found: list[Except] = []
    while len(found) < _MOST_EXCEPTIONS:
        elsewhere = _ELSEWHERE.match(text, end) or _ELSEWHERE_FIRST.match(text, end)
        if elsewhere:
            rule = f"FREQ=WEEKLY;BYDAY={_by_day(elsewhere['days'])}"
            found.append(Except(rule, elsewhere["where"]))
            end = elsewhere.end()
            continue
        left_out = _EXCEPT.match(text, end)
        if left_out is None:
            break
        day = by_start.get(left_out.end())
        if day is not None and isinstance(day.value, Days):
            found.append(Except(days=day.value))
            end = day.end
        elif left_out["days"]:
            found.append(Except(f"FREQ=WEEKLY;BYDAY={_by_day(left_out['days'])}"))
            end = left_out.end()
        elif left_out["where"] or left_out["holidays"]:
            found.append(Except(where=left_out["where"] or left_out["holidays"]))
            end = left_out.end()
        else:
            break
    return end, found
