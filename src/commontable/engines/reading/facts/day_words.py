"""Days as they are written: one at a time, with what hangs on it, as far as the words go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from commontable.engines.reading.facts.calendar import (
    EACH_WEEKDAY,
    MONTH,
    WEEKDAY,
    full_year,
    month_of,
    weekday_of,
)

_SUFFIX = r"(?:st|nd|rd|th)"
_YEAR = r"(?:,? ?\(?(?P<year>(?:19|20)\d\d)\b(?!%|:\d|,\d|\.\d)\)?|,? (?P<short>'\d\d)\b)"
_WEEKDAYS = rf"(?:{WEEKDAY}(?:(?:, and | and | & |, | ?- ?| ?/ ?| to | through ){WEEKDAY}){{0,4}})"
_BEFORE = (
    rf"(?<![\w$#@])(?:(?P<weekday>{_WEEKDAYS})(?: (?:night|evening|morning|afternoon))? ?,?"
    rf" ?(?:the )?)?"
)
_GUARD = r"(?!\d|,\d{3}(?!\d)|\.\d|%|:\d|/\d{1,2}/|/\d{3}| ?(?:a\.m|p\.m|am\b|pm\b))"
_DAY = r"(?P<day>\d{1,2})"
_MONTH_FIRST = re.compile(
    rf"{_BEFORE}(?P<month>{MONTH}) ?(?:the )?{_DAY}{_SUFFIX}?{_GUARD}(?![A-Za-z_]){_YEAR}?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"{_BEFORE}(?<![\d.,/:])(?:(?P<first>\d{{1,2}}){_SUFFIX}?(?P<to> ?- ?| to | through | and"
    rf" | & ))?"
    rf"{_DAY}{_SUFFIX}?(?: of)? (?P<month>{MONTH})(?! \d{{1,2}}(?!\d)){_YEAR}?",
    re.IGNORECASE,
)
_ISO = re.compile(
    rf"{_BEFORE}(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-{_DAY}(?![\d-])", re.IGNORECASE
)
_SLASHED = re.compile(
    rf"{_BEFORE}(?<![\d./-])(?P<month>\d{{1,2}})(?P<mark>[/.-]){_DAY}(?:(?P=mark)(?P<year>(?:19|20)\d\d|\d\d))?"
    r"(?![\d%]|[/-]\d{3}|[./]\d|,\d{3})",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf" ?\((?P<weekday>{WEEKDAY})\)|, (?P<named>Monday|Tuesday|Wednesday|Thursday|Friday"
    rf"|Saturday|Sunday)(?=[.;)\n]|$)",
    re.IGNORECASE,
)
_MEANS_A_DAY = re.compile(
    r"(?:\b(?:on|by|until|till|through|thru|since|from|starting|before|after|beginning"
    r"|effective|date[sd]?:?"
    r"|of|for|opens?|closes?|next|week|dates?)|[(:•]|^|\n|\d/\d{1,2}(?:,|,? and| &)) ?$",
    re.IGNORECASE,
)
_IS_A_DAY = re.compile(
    rf" ?\({WEEKDAY}\)|,? (?:at|@|from) \d{{1,2}}(?!\d)"
    r"|,? (?:noon|midnight|\d{1,2}(?::\d\d)? ?[ap]\.?m\b)"
    r"|(?: ?- ?| to | through | thru )\d{1,2}/\d{1,2}(?![\d/%])",
    re.IGNORECASE,
)
_SLASHED_END = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}),? )?(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})"
    r"(?:/(?P<year>(?:19|20)\d\d|\d\d))?(?![\d%/])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?P<dash> ?--? ?)|(?P<to> (?:to|through|thru|until|till|thro) )|(?P<both>, ?(?:and |& "
    r"|or )?| (?:and|&|or|plus) |&|/)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}),? )?(?:the"
    rf" )?{_DAY}(?P<suffix>{_SUFFIX})?{_GUARD}(?![\w/]){_YEAR}?",
    re.IGNORECASE,
)
# What may follow a number that goes on a list of days: "March 3, 4 and 5 in Ridgeway", but not
# "March 3, 12 members".
_GOES_ON = re.compile(
    r"$|[\n.,;:!?)&'\"(|-]|\s(?:[-&|(@•]|(?:and|at|in|from|with|to|through|for|via|on|we|the"
    r"|our|both|when|or|as|by|this|is"
    r"|are|was|were|will|if|because|but|where|per|near|until|here|online|over|of(?= (?:next"
    r"|this|last)))\b)",
    re.IGNORECASE,
)
_SPANNING = re.compile(r"\bbetween $", re.IGNORECASE)
_CASED = {"may", "mar", "march", "sun", "sat"}
_MOST_MONTH, _MOST_DAY = 12, 31
_LOOK_BACK = 14


@dataclass(slots=True)
class Written:
    """One day as written; ``month`` and ``year`` may come from a neighbour in the same list."""

    month: int | None
    day: int
    year: int | None
    weekday: int | None = None


@dataclass(slots=True)
class Run:
    """Days written together: ``groups`` are single days and ranges, in their order."""

    start: int
    end: int
    groups: list[list[Written]]
    weekdays: list[int] = field(default_factory=list)
    day_first: bool = False
    slashed: bool = False


def runs_in(text: str) -> Iterator[Run]:
    """Every run of days in folded text, in order, none over another."""
    found = sorted(_starts(text), key=lambda run: (run.start, -run.end))
    by_start: dict[int, Run] = {}
    for run in found:
        by_start.setdefault(run.start, run)
    done = 0
    for run in by_start.values():
        if run.start < done:
            continue
        _extend(run, text, by_start)
        done = run.end
        yield run


def _starts(text: str) -> Iterator[Run]:
    for match in _MONTH_FIRST.finditer(text):
        run = _run(match, month_of(match["month"]))
        if run is not None and _is_a_name(match):
            yield run
    for match in _DAY_FIRST.finditer(text):
        month = month_of(match["month"])
        run = _run(match, month)
        if run is None or not _is_a_name(match):
            continue
        if match["first"]:
            first = Written(month, int(match["first"]), run.groups[0][0].year)
            both = match["to"].strip() in {"and", "&"}
            run.groups = [[first], run.groups[0]] if both else [[first, run.groups[0][0]]]
        yield run
    for match in _ISO.finditer(text):
        run = _run(match, int(match["month"]))
        if run is not None:
            yield run
    for match in _SLASHED.finditer(text):
        run = _slashed(match, text)
        if run is not None:
            yield run


def _run(match: re.Match[str], month: int, day: int | None = None) -> Run | None:
    named = match.groupdict()
    written = named.get("year") or named.get("short")
    year = full_year(written) if written else None
    day = int(match["day"]) if day is None else day
    if not 1 <= day <= _MOST_DAY or not 1 <= month <= _MOST_MONTH:
        return None
    weekdays = [weekday_of(each) for each in EACH_WEEKDAY.findall(match["weekday"] or "")]
    return Run(match.start(), match.end(), [[Written(month, day, year)]], weekdays)


def _is_a_name(match: re.Match[str]) -> bool:
    """ "we may 3" is no day of May: names that are words too are written with a capital."""
    name = match["month"].rstrip(".")
    return name.lower() not in _CASED or name[0].isupper()


def _slashed(match: re.Match[str], text: str) -> Run | None:
    first, second = int(match["month"]), int(match["day"])
    mark, year = match["mark"], match["year"]
    if mark != "/" and not year:
        return None
    if mark == "-" and len(match["month"]) == 1 and len(match["day"]) == 1 and not match["weekday"]:
        return None
    if not year:
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        said = match["weekday"] or _MEANS_A_DAY.search(before) or _IS_A_DAY.match(text, match.end())
        if not said:
            return None
    swapped = first > _MOST_MONTH >= second
    if swapped and not year:
        return None  # "24/7"
    run = _run(match, second, first) if swapped else _run(match, first, second)
    if run is not None:
        run.day_first, run.slashed = swapped, mark == "/"
    return run


def _extend(run: Run, text: str, others: dict[int, Run]) -> None:
    """Take in what goes on: "-4", " & 28", "-Jan. 3", " through Friday, March 11"."""
    _take_weekday(run, text, run.groups[-1][-1])
    spanning = _SPANNING.search(text[max(0, run.start - _LOOK_BACK) : run.start]) is not None
    while True:
        between = _BETWEEN.match(text, run.end)
        if between is None:
            break
        ranges = between["dash"] is not None or between["to"] is not None
        ranges = ranges or (spanning and between[0].strip() in {"and", "&"})
        last = run.groups[-1][-1]
        other = others.get(between.end())
        if other is not None:
            if not ranges or len(run.groups[-1]) > 1 or len(other.groups) > 1:
                break
            following = other.groups[0][0]
            if other.weekdays:
                following.weekday = other.weekdays[0]
            run.groups[-1].append(following)
            run.end = other.end
            _take_weekday(run, text, following)
            continue
        end = _SLASHED_END.match(text, between.end()) if run.slashed and ranges else None
        following_run = _run(end, int(end["month"])) if end else None
        if following_run is not None and len(run.groups[-1]) == 1:
            following = following_run.groups[0][0]
            following.weekday = next(iter(following_run.weekdays), None)
            run.groups[-1].append(following)
            run.end = following_run.end
            _take_weekday(run, text, following)
            continue
        if last.month is None or (run.slashed and not between["dash"]):
            break
        bare = _BARE.match(text, between.end())
        if bare is None or not _fits(bare, between, last, text, ranges=ranges):
            break
        year = bare["year"] or bare["short"]
        following = Written(last.month, int(bare["day"]), full_year(year) if year else None)
        if bare["weekday"]:
            following.weekday = weekday_of(bare["weekday"])
        if ranges:
            if len(run.groups[-1]) > 1:
                break
            run.groups[-1].append(following)
        else:
            run.groups.append([following])
        run.end = bare.end()
        _take_weekday(run, text, following)
    _share(run)


def _fits(
    bare: re.Match[str], between: re.Match[str], last: Written, text: str, *, ranges: bool
) -> bool:
    day = int(bare["day"])
    if not last.day < day <= _MOST_DAY or last.year is not None:
        return False
    tight = between[0] in {"-", "--", "&", "/"}
    if bare["suffix"] or bare["year"] or (ranges and (tight or between["to"])):
        return tight or bare["suffix"] is not None or _GOES_ON.match(text, bare.end()) is not None
    return _GOES_ON.match(text, bare.end()) is not None


def _take_weekday(run: Run, text: str, written: Written) -> None:
    after = _AFTER.match(text, run.end)
    if after is not None and written.weekday is None:
        written.weekday = weekday_of(after["weekday"] or after["named"])
        run.end = after.end()


def _share(run: Run) -> None:
    """Give each day the weekday in front that is its own, and a year said once to all."""
    days = [day for group in run.groups for day in group]
    if len(run.weekdays) == len(days):
        for day, weekday in zip(days, run.weekdays, strict=True):
            day.weekday = weekday if day.weekday is None else day.weekday
    elif len(run.weekdays) == 1 and days[0].weekday is None:
        days[0].weekday = run.weekdays[0]
    if days[-1].year is not None and all(day.year is None for day in days[:-1]):
        year = days[-1].year
        for place in range(len(days) - 2, -1, -1):
            after, day = days[place + 1], days[place]
            year -= (day.month or 0) > (after.month or 0)
            day.year = year
