"""Places: known names, "City, State", a building by what it is called, and what the caller"
" names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from commontable.engines.reading.facts.calendar import MONTH, WEEKDAY
from commontable.engines.reading.facts.fact import Candidate, Confidence
from commontable.engines.reading.facts.folded import Folded
from commontable.engines.reading.facts.gazetteer import (
    ABBREVIATED,
    CITIES,
    GUARDED,
    REGIONS,
    STATES,
)


def _either(names: Iterable[str]) -> str:
    """A pattern of any of the names, the longer first."""
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


_CAPITAL = r"(?:[A-Z][\w'.]{0,24}(?:-[A-Z]\w{0,20})?|[A-Z]\.)"
_CODES = _either(set(STATES.values()))
_STATE = _either(STATES)
_CITY_STATE = re.compile(
    rf"(?=[A-Z])(?<![\w.'-])(?P<city>(?:(?:St|Ft|Mt)\. )?[A-Z][A-Za-z][\w'-]{{0,20}}(?: (?:of"
    rf"|del|de|la|the|[A-Z][\w'-]{{0,20}})){{0,3}}), "
    rf"(?P<state>(?:{_STATE})\b|(?:{_CODES})\b(?! ?[-/\d]{{3}}\w)|(?:{ABBREVIATED})\.|D\.C\."
    rf"|DC\b)(?: \d{{5}}\b)?"
)
_BUILDING = (
    r"(?:Hotel|Inn|Marriott|Hilton|Hyatt|Sheraton|Westin|Doubletree|DoubleTree|Radisson|Hall"
    r"|Center|Centre|Hospital|Clinic|Church|Library"
    r"|Park|Plaza|Building|Auditorium|Ballroom|Campus|Theater|Theatre|Stadium|Arena|Museum"
    r"|Courthouse|Fairgrounds|Pavilion|Temple"
    r"|Synagogue|Airport|Headquarters|Tower|Capitol|Square|Cafeteria|Room|Medical Offices"
    r"|Lobby|School|College|Temple|Ballpark|Garden|Gardens|Terminal|Station)"
)
_JOINERS = r"(?:of|the|and|del|de|&)"
_VENUE = re.compile(
    rf"(?P<lead>\b(?:at|outside|near|inside|from|to|in front of|between|location:|where:)(?:"
    rf" (?:the|our|your|their|its))? )?"
    rf"(?<![\w'-])(?P<name>(?:{_CAPITAL} (?:{_JOINERS} ){{0,2}}){{1,6}}{_BUILDING}\b(?:"
    rf" {_CAPITAL}(?: {_BUILDING})?){{0,2}}(?: [A-Z0-9](?:&[A-Z0-9])?\b)?)"
)
_STREET = re.compile(
    r"(?<![\w$,.#])\d{1,5} (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.? )?"
    r"(?:(?:[A-Z][\w'.]{0,20}|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w'.]{0,20}){0,3} "
    r"(?:Street|St|Avenue|Ave|Boulevard|Blvd|Road|Rd|Drive|Dr|Way|Plaza|Lane|Ln|Parkway|Pkwy"
    r"|Highway|Hwy|Court|Ct|Place|Pl|Square)\b|Broadway\b)"
    rf"(?:,? (?:Suite|Ste|Room|Floor)\.? \w{{1,6}})?(?:, (?:[A-Z][\w'.-]{{0,20}} ?){{1,3}},"
    rf" (?:{_CODES})\b(?: \d{{5}}\b)?)?"
)
_NOT_IN = (
    r"(?:Solidarity|Cases?|Unity|Bargaining|Good|Person|Attendance|Favor|Light|Addition|Action"
    r"|Spanish|English|Tagalog|Chinese|Vietnamese|Congress|Court"
    r"|Article|Section|Step|Phase|Year|Zoom|Class|Wages?|Session|Round|Room|Union|Local|God"
    r"|The|Our|We|It|I|A|An|This|That|Their|They|If|No"
    r"|Health|Healthcare|Kaiser|Power|Full|Short|Summary|Fact|Mediation|Appendix|Exhibit"
    r"|Facebook|Instagram|Twitter|TikTok|Q[1-4]|What|All"
    r"|More|Each|Every|Early|Late|Mid|Spring|Summer|Fall|Autumn|Winter|Purple|Red|Blue|Group"
    r"|Grade|Lieu|Tier|Proposal|Schedule|Table|Level)"
)
_LOCATED = re.compile(
    rf"\b(?P<prep>(?:[Mm]et|[Mm]eet|[Mm]eeting|[Bb]argain(?:ed|ing)?|[Ss]essions?|[Tt]able"
    rf"|[Rr]all(?:y|ied)|[Pp]icket(?:ed|ing)?|[Hh]eld|[Gg]ather(?:ed)?|[Mm]arch(?:ed)?|[Tt]ownhall"
    rf"|[Mm]embers|[Ww]orkers|[Nn]urses|[Hh]ospitals?|[Cc]linics?|[Nn]egotiations"
    rf"|[Cc]aregivers|[Ss]trike|[Vv]igil|[Hh]earing|[Tt]alks|[Ff]acilit(?:y|ies)|\d{{1,6}}|[Bb]ack"
    rf"|[Ww]ill be|[Tt]he week|[Tt]ogether|[Tt]own hall|\w+days?|School|College|[Oo]ffices?"
    rf"|[Hh]eadquarters|[Ll]ives?|[Bb]ased|[Ll]ocated|[Uu]nits?|[Ee]mployees|[Tt]eachers"
    rf"|[Cc]ourt|[Ss]tores?|[Pp]lants?|[Ss]trikers|[Pp]eople|[Aa]ctions?|[Ee]vents?|[Tt]own"
    rf" ?halls?)"
    rf" (?:here |again |today |yesterday |on Zoom and )?in"
    rf" )(?P<name>(?!{_NOT_IN}\b)(?!{MONTH})(?!{WEEKDAY})[A-Z][a-z][\w-]{{0,20}}(?:"
    rf" (?!{_NOT_IN}\b)[A-Z][a-z][\w-]{{0,20}}){{0,2}})(?![\w@'-])"
)
_IN = re.compile(
    r"(?:\b(?:in|from|to|near|outside|across|around|of|and|at)|[,&/(]) (?:the |downtown "
    r"|nearby |both )?$|[(/]$",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    r"(?: (?:[A-Z][\w&']{0,20}|of|and|for|the)){0,5} (?:Association|Union|Federation|Council"
    r"|Alliance|Coalition|Department|Board|Commission|Agency|Act|Law|Fund|Trust|University"
    r"|Professionals|Workers|Nurses|Teachers|Post|Times|Tribune|Herald|Chronicle|Symphony|Pride)\b"
    r"| (?:[A-Z][a-z]{1,20} )?(?:Street|St\.|Avenue|Ave|Blvd|Boulevard|Road|Rd|Way|Drive)\b"
)
_NOT_VENUE = re.compile(
    rf"^(?:{WEEKDAY}|{MONTH}|Join|Come|Meet|The|Our|Your|Their|Call|Data|If|When|We|On|In|At"
    rf"|And|A)\b|\b(?:Labor Relations|Customer|Call|Town Hall|Townhall)\b",
)
_LEADING = re.compile(
    rf"^(?:(?:{WEEKDAY},?|{MONTH},?|Join|Come|Meet|The|Our|Your|Their|If|When|We|On|In|At|And"
    rf"|From|A|Where) )+"
)
_NAMES = {*REGIONS, *CITIES, *STATES}
_NAMES |= {name.upper() for name in CITIES}
_KNOWN = re.compile(rf"(?=[A-Z])(?<![\w@#'-])(?:{_either(_NAMES)})(?![\w@]|-[a-z]{{3}})")
_ONE = (
    rf"(?!{_NOT_IN}\b)(?!{MONTH})(?!{WEEKDAY})[A-Z][a-z][\w-]{{1,20}}(?:"
    rf" [A-Z][a-z][\w-]{{1,20}}){{0,2}}"
)
_LIST = re.compile(
    rf"(?P<lead>\b(?:in|from|across|to|at|outside)(?: both)?|:) (?P<names>{_ONE}(?:, (?:and"
    rf" )?{_ONE}|,? (?:and|&|or) {_ONE}){{1,12}})(?![\w@'-])"
)
_BEFORE_STATE = re.compile(
    rf"(?=[A-Z])(?<![\w'-])(?P<names>{_ONE}(?:, {_ONE}){{0,6}},? (?:and|&) )(?={_ONE},"
    rf" (?:(?:{_STATE})\b|(?:{_CODES})\b))"
)
_EACH = re.compile(_ONE)
_TOWN = re.compile(
    r" (?:Beach|Park|City|Valley|Heights|Hills|Springs|Grove|Island|Bay|Lake|Falls)\b"
)
_TOWNS = {*CITIES, "New York", "Washington"}
_GOES_ON = re.compile(r" (?!State\b|Region\b)[A-Z][a-z]")
_STREET_END = re.compile(
    r"^.* (?:Street|St|Avenue|Ave|Boulevard|Blvd|Road|Rd|Drive|Dr|Way|Lane|Ln|Parkway|Pkwy"
    r"|Highway|Hwy)\.? (?=\w)"
)


def places_in(text: str, named: Iterable[str] = ()) -> Iterator[Candidate]:
    """Places by name; ``named`` are further names to know: regions, facilities, towns."""
    own = _pattern(tuple(sorted({Folded(each).text.strip() for each in named} - {""})))
    if own is not None:
        for found in own.finditer(text):
            yield Candidate("place", found.start(), found.end(), found[0])
    for found in _STREET.finditer(text):
        yield Candidate("place", found.start(), found.end(), found[0])
    for found in _VENUE.finditer(text):
        yield from _venue(found)
    for found in _CITY_STATE.finditer(text):
        yield from _city(found)
    for found in _KNOWN.finditer(text):
        before = text[max(0, found.start() - 14) : found.start()]
        if _FOLLOWED.match(text, found.end()):
            continue
        guarded = found[0] in GUARDED
        if guarded and _GOES_ON.match(text, found.end()):
            continue
        if not guarded or _IN.search(before):
            town = _TOWN.match(text, found.end()) if found[0] in _TOWNS else None
            end = town.end() if town else found.end()
            confidence: Confidence = "likely" if guarded else "sure"
            yield Candidate("place", found.start(), end, text[found.start() : end], confidence)
    for found in _LIST.finditer(text):
        names = list(_EACH.finditer(found["names"]))
        count = sum(_KNOWN.fullmatch(each[0]) is not None for each in names)
        if count > (found["lead"] == ":"):
            start = found.start("names")
            for each in names:
                yield Candidate(
                    "place", start + each.start(), start + each.end(), each[0], "likely"
                )
    for found in _BEFORE_STATE.finditer(text):
        for each in _EACH.finditer(found["names"]):
            start = found.start("names")
            yield Candidate("place", start + each.start(), start + each.end(), each[0], "likely")
    for found in _LOCATED.finditer(text):
        known = _KNOWN.match(text, found.start("name"))
        whole = known is None or _TOWN.match(text, known.end())
        start, end = found.span("name") if known is None or whole else known.span()
        yield Candidate("place", start, end, text[start:end], "unsure")


def _venue(found: re.Match[str]) -> Iterator[Candidate]:
    name, start = found["name"], found.start("name")
    leading = _LEADING.match(name)
    if leading:
        start, name = start + leading.end(), name[leading.end() :]
    if len(name.split()) < 2 or _NOT_VENUE.search(name):  # noqa: PLR2004 - "Center" alone names nothing
        return
    yield Candidate("place", start, start + len(name), name, "sure" if found["lead"] else "likely")


def _city(found: re.Match[str]) -> Iterator[Candidate]:
    city, start = found["city"], found.start()
    leading = _STREET_END.match(city) or _LEADING.match(city)
    if leading:
        start += leading.end()
    text = found[0][start - found.start() :]
    name = found["city"][start - found.start() :]
    if (name in STATES or name in REGIONS) and name not in _TOWNS and found["state"] in STATES:
        return  # "Ohio, Kentucky" are two
    yield Candidate("place", start, found.end(), text, "sure")


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    if not names:
        return None
    return re.compile(rf"(?<![\w@#'-])(?:{_either(names)})(?![\w@])")
