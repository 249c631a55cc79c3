"""By when something has to be done: "by 5 p.m. Friday", "no later than March 4", "due Oct. 1"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from commontable.engines.reading.facts.calendar import (
    MONTH,
    NAMES,
    WEEKDAY,
    end_of_month,
    next_weekday,
    plus,
    said,
    weekday_of,
)
from commontable.engines.reading.facts.fact import Candidate, Days, Deadline

_ZONE = (
    r"(?: \(?(?:[PMCE][SD]?T|Pacific|Eastern|Central|Mountain|Hawaii|HST|local time)(?: time)?\)?)?"
)
_TIME = (
    r"(?:(?P<{0}hour>\d{{1,2}})(?::(?P<{0}minute>\d\d))? ?(?P<{0}half>[ap])\.? ?m\b\.?"
    r"|(?P<{0}word>noon|12 noon|midnight"
    r"|close of business|COB|end of (?:the )?(?:business )?day|EOD))"
    + _ZONE.replace("{", "{{").replace("}", "}}")
)
_MUST = (
    r"(?P<must>(?:on )?or before|by|before|no later than|not later than|prior to|due(?: by| on"
    r"| in)?|deadline(?: is|:| of|,|"
    r" (?:for|to) (?:[\w'-]{1,20} ){1,6}is| (?:for|to) (?:[\w'-]{1,20}"
    r" ){0,5}[\w'-]{1,20}:)?(?: on)?|rsvp by|rsvp|closes?(?: on| at)?|closing)"
)
_BEFORE = re.compile(
    rf"(?<![\w-]){_MUST}(?: {_TIME.format('t_')}(?:,| on| this)?,?)?(?: on| this| next| this"
    rf" coming|:)?(?: the)?(?P<end> (?:end|close) of)? $",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?: night| evening)?,? ?(?:at|@|by|-)? ?{_TIME.format('t_')}", re.IGNORECASE)
_DAY = re.compile(
    rf"(?<![\w-]){_MUST}(?: {_TIME.format('t_')}(?:,| on)?,?)?(?: on)?(?: this| next| this coming)?"
    rf" (?P<day>{WEEKDAY}|tomorrow|tonight|today|(?:the )?end of (?:the |this )?(?P<span>week"
    rf"|month|year|day))(?:'s)?(?![\w-])",
    re.IGNORECASE,
)
_END_OF_MONTH = re.compile(rf"(?:the )?end of (?P<month>{MONTH})$", re.IGNORECASE)
_PAST = re.compile(r"^,?[^.!?\n]{0,40}?\bhad\b", re.IGNORECASE)
_TAKES_ANSWERS = re.compile(
    r"\b(?:polls?|votes?|voting|surveys?|registration|applications?|nominations?|ballots?"
    r"|ballot(?:ing)?|petitions?|forms?|enrollment|election|window|it|rsvps?|sign-?ups?)\b"
    r"[^.!?\n]{0,60}$",
    re.IGNORECASE,
)
_LOOK_BACK = 90
_LOOK_AHEAD = 60
_HOURS = 12
_FRIDAY = 4


def deadlines_in(text: str, published: date, days: Iterable[Candidate]) -> Iterator[Candidate]:
    """Deadlines with a day of the calendar in them, and those by a weekday."""
    taken: set[int] = set()
    for day in days:
        taken.add(day.start)
        found = _around(text, day)
        if found is not None:
            yield found
    for match in _DAY.finditer(text):
        if match.start("day") not in taken:  # "by Friday, March 4" has its day
            yield _by_weekday(text, published, match)


def _around(text: str, day: Candidate) -> Candidate | None:
    if not isinstance(day.value, Days) or len(day.value.spans) != 1:
        return None
    before = text[max(0, day.start - _LOOK_BACK) : day.start]
    must = _BEFORE.search(before)
    after = text[day.end : day.end + _LOOK_AHEAD]
    if must is None or _PAST.match(after):
        return None
    first = day.value.first
    month = day.value.month
    if not month and day.value.last != first:
        return None
    word = must["must"].lower()
    if word.startswith("clos") and not _TAKES_ANSWERS.search(before[: must.start()]):
        return None  # "Offices close Dec. 28."
    too_late = word in {"before", "prior to"} and not must["end"]
    last = day.value.last if month and not too_late else first
    time, end = _time(must), day.end
    late = _AFTER.match(after)
    if not time and late is not None:
        time, end = _time(late), day.end + late.end()
    start = day.start - len(before) + must.start()
    if word.startswith("deadline"):
        start = day.start - (len(before) - must.start("t_hour") if must["t_hour"] else 0)
    return Candidate(
        "deadline",
        start,
        end,
        Deadline(last, time, too_late and not time),
        day.confidence,
        day.inferred,
        day.notes,
    )


def _by_weekday(text: str, published: date, match: re.Match[str]) -> Candidate:
    word = match["day"].lower()
    if match["span"]:
        last = _end_of(match["span"].lower(), published)
    elif word == "tomorrow":
        last = plus(published, 1)
    elif word in {"today", "tonight"}:
        last = published
    else:
        last = next_weekday(published, weekday_of(word))
    time, end = _time(match), match.end()
    late = _AFTER.match(text, end)
    if not time and late is not None:
        time, end = _time(late), late.end()
    too_late = match["must"].lower() in {"before", "prior to"} and not time
    note = f"Counted from publication: {NAMES[last.weekday()]}, {said(last)}."
    start = match.start()
    if match["must"].lower().startswith("deadline"):
        start = match.start("t_hour") if match["t_hour"] else match.start("day")
    return Candidate(
        "deadline", start, end, Deadline(last, time, too_late), "likely", True, (note,)
    )


def _end_of(span: str, published: date) -> date:
    if span == "day":
        return published
    if span == "week":
        return next_weekday(published, _FRIDAY)
    if span == "month":
        return end_of_month(published.year, published.month)
    return date(published.year, 12, 31)


def _time(match: re.Match[str]) -> str:
    """``17:00``; midnight is the day's end, ``24:00``; "close of business" names no hour."""
    named = match.groupdict()
    word = (named.get("t_word") or "").lower()
    if word:
        return "12:00" if "noon" in word else "24:00" if word == "midnight" else ""
    if not named.get("t_hour"):
        return ""
    hour, minute = int(named["t_hour"]), int(named["t_minute"] or 0)
    if not 1 <= hour <= _HOURS or minute > 59:  # noqa: PLR2004 - what a clock has
        return ""
    hour = hour % _HOURS + (_HOURS if named["t_half"].lower() == "p" else 0)
    return f"{hour:02d}:{minute:02d}"
