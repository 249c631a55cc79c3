"""Days, ranges and months of an update, each on the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from commontable.engines.reading.facts.calendar import (
    DAY_NAME,
    MONTH,
    NAMES,
    WEEK,
    Year,
    conflict_of,
    end_of_month,
    full_year,
    last_weekday,
    month_of,
    next_weekday,
    on_or_after,
    plus,
    resolve,
    said,
    weekday_of,
)
from commontable.engines.reading.facts.day_words import Run, Written, runs_in
from commontable.engines.reading.facts.fact import Candidate, Confidence, Days, Span

_AHEAD = re.compile(
    r"\b(?:by|before|until|till|through|thru|expires?(?: on| at)?|starting|beginning|effective"
    r"|(?:will|we'll|'ll|going to|scheduled|upcoming|next|save the date|join us|rsvp"
    r"|deadline)\b[^.!?\n]{0,60})\W{0,3}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:since|dated|expired(?: on)?|(?:was|were|had|met|filed|voted|ended|began|passed"
    r"|ratified|last)\b[^.!?\n]{0,40})\W{0,3}$",
    re.IGNORECASE,
)
_LOOK_BACK = 80
_WEEK_OF = re.compile(r"(?:\bthe )?\bweek (?:of|beginning|starting)(?: on)? $", re.IGNORECASE)
_MONTHS = re.compile(
    rf"\b(?P<month>{MONTH})(?! ?\d{{1,2}}(?!\d))"
    r"(?:,? (?:of )?(?P<year>(?:19|20)\d\d)\b)?(?![\w])",
    re.IGNORECASE,
)
_SAYS_WHEN = re.compile(
    r"\b(?:(?:in|since|until|through|by|this|next|last|early|late|during|before|after)(?:"
    r" early| late| mid)?|mid|end of|beginning of"
    r"|start of|middle of) ?-?$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\b(?P<which>this coming|this past|this|next|last|past|coming|on|(?<=session )is"
    rf"|(?<=meeting )is) (?P<weekday>{DAY_NAME})(?!s)\b|\b(?P<near>tomorrow|yesterday)\b"
    rf"|\b(?P<timed>{DAY_NAME})(?=,? (?:at|@|from) (?:\d|noon|midnight)| \d{{1,2}}(?::\d\d)?"
    rf" ?[ap]\.?m)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|met|went|gave|told|came|made|took|said|held|heard|saw|sent|won"
    r"|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|we'll|they'll|going to|join|come|wear|see you|next|upcoming|scheduled|set for"
    r"|sign up|vote|plan|expected|due)\b",
    re.IGNORECASE,
)


def days_in(text: str, published: date) -> Iterator[Candidate]:
    """Every day, range and month that is named, with the year where it is not written."""
    taken: list[tuple[int, int]] = []
    for run in runs_in(text):
        before = text[max(0, run.start - _LOOK_BACK) : run.start]
        found = _of_run(run, before, published)
        if found is not None:
            taken.append((found.start, found.end))
            yield found
    yield from _months_in(text, published)


def _of_run(run: Run, before: str, published: date) -> Candidate | None:
    ahead = True if _AHEAD.search(before) else False if _BEHIND.search(before) else None
    notes: list[str] = []
    inferred, confidence = False, "sure"
    spans: list[Span] = []
    for group in run.groups:
        first = _resolved(group[0], spans, ahead, published)
        if first is None:
            return _no_day(run)
        inferred |= first.inferred
        if first.rival or first.conflict:
            confidence = "unsure"
        notes += [first.conflict] if first.conflict else []
        last = first.day
        if len(group) > 1:
            end = _end(group[1], first, published)
            if end is None:
                return _no_day(run)
            last = end
            if conflict := conflict_of(last, group[1].weekday):
                notes.append(conflict)
                confidence = "unsure"
        if last < first.day:
            notes.append(f"{said(last)} is before {said(first.day)}.")
            confidence, last = "unsure", first.day
        spans.append(Span(first.day, last))
    if inferred:
        notes.insert(0, f"The year is not written; read as {_years(spans)}.")
        confidence = confidence if confidence == "unsure" else "likely"
    if run.day_first:
        notes.append("Read as day, month, year: no month has that number.")
        confidence = "unsure"
    start = run.start
    if week := _WEEK_OF.search(before):
        start -= len(before) - week.start()
        spans = [_week_of(spans[0].first)]
    return Candidate(
        "date", start, run.end, Days(tuple(spans)), _as(confidence), inferred, tuple(notes)
    )


def _resolved(
    written: Written, spans: list[Span], ahead: bool | None, published: date
) -> Year | None:
    if written.month is None:
        return None
    if spans and written.year is None:
        # Later days of a list follow the first: its year was chosen once.
        day = on_or_after(written.month, written.day, spans[-1].last)
        if day is None or day.year > spans[-1].last.year + 1:
            return None
        return Year(day, inferred=True, conflict=conflict_of(day, written.weekday))
    return resolve(
        written.month,
        written.day,
        written.year,
        weekday=written.weekday,
        published=published,
        ahead=ahead,
    )


def _end(written: Written, first: Year, published: date) -> date | None:
    if written.month is None:
        return None
    if written.year is None:
        return on_or_after(written.month, written.day, first.day)
    found = resolve(written.month, written.day, written.year, published=published)
    return found.day if found else None


def _no_day(run: Run) -> Candidate:
    return Candidate(
        "date", run.start, run.end, None, "unsure", False, ("The calendar has no such day.",)
    )


def _years(spans: list[Span]) -> str:
    years = sorted({day.year for span in spans for day in (span.first, span.last)})
    return " and ".join(map(str, years))


def _week_of(day: date) -> Span:
    monday = plus(day, -day.weekday())
    return Span(monday, plus(monday, WEEK - 1))


def _as(confidence: str) -> Confidence:
    return "sure" if confidence == "sure" else "likely" if confidence == "likely" else "unsure"


def _months_in(text: str, published: date) -> Iterator[Candidate]:
    """ "March 2022", and "in September" as the nearest one."""
    for found in _MONTHS.finditer(text):
        name = found["month"]
        if not name[0].isupper():
            continue
        month = month_of(name)
        if found["year"]:
            year, inferred = full_year(found["year"]), False
        else:
            before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
            if not _SAYS_WHEN.search(before):
                continue
            middle = resolve(month, 15, None, published=published, ahead=_side(before))
            if middle is None:
                continue
            year, inferred = middle.day.year, True
        first = date(year, month, 1)
        end = found.end() - (name.endswith(".") and found.end() == found.end("month"))
        yield Candidate(
            "date",
            found.start(),
            end,
            Days((Span(first, end_of_month(year, month)),), month=True),
            "likely" if inferred else "sure",
            inferred,
            (f"The year is not written; read as {year}.",) if inferred else (),
        )


def _side(before: str) -> bool | None:
    if re.search(r"\b(?:since|last|late last) $", before, re.IGNORECASE):
        return False
    return True if re.search(r"\b(?:by|until|next|through) $", before, re.IGNORECASE) else None


def relative_days_in(text: str, published: date) -> Iterator[Candidate]:
    """ "tomorrow", "next Tuesday", "on Thursday": days that only publication places."""
    for found in _RELATIVE.finditer(text):
        confidence: Confidence = "likely"
        if found["near"]:
            day = plus(published, 1 if found["near"].lower() == "tomorrow" else -1)
            yield _inferred(found.start(), found.end(), day, confidence)
            continue
        which = (found["which"] or "").lower()
        weekday = weekday_of(found["weekday"] or found["timed"])
        start = found.start("weekday") if which in {"event", "is"} else found.start()
        if which in {"last", "past", "this past"}:
            day = last_weekday(published, weekday)
        elif which == "next":
            day = next_weekday(plus(published, 1), weekday)
            confidence = "unsure"
        elif which in {"this", "this coming", "coming"}:
            day = next_weekday(published, weekday)
        else:
            day = (
                last_weekday(plus(published, 1), weekday)
                if _is_told(text, found.start(), found.end())
                else next_weekday(published, weekday)
            )
            confidence = "unsure"
        yield _inferred(start, found.end(), day, confidence)


def _inferred(start: int, end: int, day: date, confidence: Confidence) -> Candidate:
    note = f"Counted from publication: {NAMES[day.weekday()]}, {said(day)}."
    return Candidate("date", start, end, Days((Span(day, day),)), confidence, True, (note,))


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a weekday tells of what was, not of what will be."""
    before = re.split(r"[.!?\n]", text[max(0, start - _LOOK_BACK) : start])[-1]
    after = re.split(r"[.!?\n]", text[end : end + _LOOK_BACK])[0]
    sentence = before + after
    return bool(_PAST.search(sentence)) and not _FUTURE.search(sentence)
