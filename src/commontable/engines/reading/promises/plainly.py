"""Ratios, days and plain promises: what a clause promises without a measured number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from commontable.engines.reading.promises.calendar import days_in
from commontable.engines.reading.promises.promise import Kind
from commontable.engines.reading.promises.rules import in_condition
from commontable.engines.reading.promises.spelled import SPELLED, value_of

_STAFF = (
    r"(?:registered\snurses?|nurses?|RNs?|LVNs?|LPNs?|CNAs?|aides?|technologists?|therapists?"
    r"|pharmacists?|staff|caregivers?|clinicians?|teachers?|instructors?|attendants?)"
)
_SERVED = r"(?:patients?|residents?|clients?|students?|pupils?|beds?|rooms?|children|cases)"
_MANY = rf"(?:{SPELLED}(?:\s\(\d{{1,3}}\))?|\d{{1,3}})"
_SPOKEN = re.compile(
    rf"(?P<staff>{_MANY})\s(?:[A-Za-z-]+\s){{0,2}}?(?P<who>{_STAFF})\s(?:to|for|per|:)\s(?:every\s|each\s|no\smore\sthan\s|at\smost\s|up\sto\s)*"
    rf"(?P<served>{_MANY})\s(?:[A-Za-z-]+\s){{0,2}}?(?P<whom>{_SERVED})",
    re.IGNORECASE,
)
_PER_STAFF = re.compile(
    rf"(?P<served>{_MANY})\s(?:[A-Za-z-]+\s){{0,2}}?(?P<whom>{_SERVED})\s(?:per|to\seach|for\seach|to\san?|to\sone(?:\s\(1\))?)\s(?:[A-Za-z-]+\s){{0,2}}?(?P<who>{_STAFF})",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"(?<![\d:.$/])(?P<left>\d{1,2})\s?(?::|\bto\b)\s?(?P<right>\d{1,3})(?![\d:%]|\.\d|\s?[ap]\.?m)",
    re.IGNORECASE,
)
_RATIO_CUE = re.compile(rf"\bratios?\b|\b{_STAFF}\b|\b{_SERVED}\b", re.IGNORECASE)

_DAY_CUE = re.compile(
    r"(?P<cue>\b(?:by|no\slater\sthan|not\slater\sthan|on\sor\sbefore|until|through|expires?(?:\sat\smidnight)?(?:\son)?|terminates?(?:\son)?"
    r"|effective(?:\s(?:on|as\sof|from))?|retroactive(?:ly)?\s(?:to|from)|beginning(?:\son)?|begins?(?:\son)?|commenc(?:ing|es?)(?:\son)?"
    r"|starting(?:\son)?|completed\sby|in\sforce\sfrom|remain\sin\s(?:full\sforce\sand\s)?effect\s(?:until|through)|take\seffect(?:\son)?|from))\s(?:and\sincluding\s)?$",
    re.IGNORECASE,
)
_DAY_PAST = re.compile(
    r"\b(?:employed|hired|dated|as\sof|in\seffect\son|since|prior\sto|before)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)

_NEVER = re.compile(
    r"\b(?:shall|will|may)\s(?:not|never)\s(?:be\s(?:required|forced|mandated|compelled)\sto\s)?"
    r"(?:subcontract|contract\sout|outsource|lay\soff|be\slaid\soff|lock\sout|close|sell|transfer|reduce|diminish|eliminate"
    r"|replace|implement|establish|introduce|create|float|work|be\s(?:subcontracted|outsourced|laid\soff|reduced|eliminated|floated|replaced|closed))\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\bthere\s(?:shall|will)\sbe\sno\s[a-z]"
    r"|\bno\s(?:[a-z-]+\s){0,5}?(?:shall|will|may)\sbe\s(?:laid\soff|subcontracted|outsourced|reduced|eliminated|required|forced|mandated"
    r"|closed|floated|displaced|replaced|disciplined)\b",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(
    r"\b(?:except|unless|until|provided|other\sthan|without|but|however|if|when|where|only|subject\sto|solely|during|prior\sto|before|after"
    r"|(?:a|the)\s(?:direct\s)?result|because\sof|due\sto"
    r"|absent|notwithstanding|as\slong\sas|merely|because|arbitrarily|unreasonably|by\sreason|for\scause|just\scause|on\sthe\sbasis)\b|\d",
    re.IGNORECASE,
)
_LONGEST_PLAIN = 30


@dataclass(frozen=True, slots=True)
class Plain:
    """A promise without a quantity of its own."""

    kind: Kind
    value: date | bool | str
    unit: str
    start: int
    end: int
    why: str
    about: str = ""


def ratios_in(clause: str) -> Iterator[Plain]:
    """ "one (1) nurse to four (4) patients", "no more than five patients per nurse", "1:4"."""
    taken: list[tuple[int, int]] = []
    for pattern in (_SPOKEN, _PER_STAFF):
        for found in pattern.finditer(clause):
            if any(found.start() < last and first < found.end() for first, last in taken):
                continue
            served = _whole(found["served"])
            staff = _whole(found["staff"]) if pattern is _SPOKEN else 1
            if not served or not staff:
                continue
            taken.append(found.span())
            yield Plain(
                "ratio",
                f"{staff}:{served}",
                _unit(found["who"], found["whom"]),
                *found.span(),
                "so many who care for so many",
            )
    if not _RATIO_CUE.search(clause):
        return
    for found in _FIGURES.finditer(clause):
        if any(found.start() < last and first < found.end() for first, last in taken):
            continue
        left, right = int(found["left"]), int(found["right"])
        spoken = ":" not in found[0]
        if spoken and not re.search(r"\bratio\b", clause[: found.start()], re.IGNORECASE):
            continue
        if not left or not right or (len(found["right"]) > 1 and found["right"].startswith("0")):
            continue
        yield Plain(
            "ratio", f"{left}:{right}", _unit_around(clause), *found.span(), "a ratio in figures"
        )


def _whole(written: str) -> int:
    figures = re.search(r"\d+", written)
    words = re.split(r"\s?\(", written)[0]
    value = int(figures[0]) if figures else value_of(words)
    if figures and not words.strip().isdigit() and value_of(words) != value:
        return 0  # the doubt is told where numbers are read
    return int(value or 0)


def _unit(who: str, whom: str) -> str:
    return f"{_one(who)}:{_several(whom)}"


def _unit_around(clause: str) -> str:
    who = re.search(rf"\b{_STAFF}\b", clause, re.IGNORECASE)
    whom = re.search(rf"\b{_SERVED}\b", clause, re.IGNORECASE)
    if who and whom:
        staff, served = _one(who[0]), _several(whom[0])
        return f"{staff}:{served}" if who.start() < whom.start() else f"{served}:{staff}"
    return ""


def _one(word: str) -> str:
    word = word.lower().replace("rns", "rn").replace("registered nurse", "nurse")
    word = {"rn": "nurse", "rns": "nurse"}.get(word, word)
    return word.removesuffix("s") if word != "staff" else word


def _several(word: str) -> str:
    word = word.lower()
    return word if word.endswith("s") or word == "children" else f"{word}s"


def days_promised(clause: str) -> Iterator[Plain]:
    """Days by, from or until which something holds."""
    for day in days_in(clause):
        before = clause[: day.start]
        cue = _DAY_CUE.search(before)
        if cue is None or day.day is None:
            continue
        if (
            cue["cue"].lower().startswith("from")
            and " to " not in clause[day.end : day.end + 30]
            and "through" not in clause[day.end : day.end + 12]
        ):
            continue
        if _DAY_PAST.search(before[: cue.start()]) or in_condition(before[: cue.start()]):
            continue
        yield Plain("date", day.day, "", day.start, day.end, f"a day after “{cue['cue'].lower()}”")


def plain_promises(clause: str) -> Iterator[Plain]:
    """ "The Employer shall not subcontract …", where nothing takes it back."""
    if len(clause.split()) > _LONGEST_PLAIN or _NOT_PLAIN.search(clause):
        return
    found = _NEVER.search(clause) or _NONE.search(clause)
    if found is not None:
        yield Plain(
            "yes_no",
            True,
            "",
            *found.span(),
            "a plain “shall not” without a condition",
            about=found[0],
        )
