"""Labor board cases, hashtags, handles, and the addresses in which nothing is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commontable.engines.reading.facts.fact import Candidate, Case

_KINDS = "CA|CB|CC|CD|CE|CG|CP|RC|RD|RM|UD|UC|AC|WH"
_CASE = re.compile(
    rf"(?<![\w-])(?P<region>\d{{1,2}}) ?- ?(?P<kind>{_KINDS}) ?- ?(?P<number>\d{{4,6}})(?![\w]|-\d)"
    rf"|(?<![\w-])(?P<region2>\d{{1,2}})(?P<kind2>{_KINDS})(?P<number2>\d{{5,6}})(?!\w)"
    rf"|(?<![\w-])(?P<kind3>{_KINDS})-(?P<number3>\d{{5,6}})(?!\w)",
    re.IGNORECASE,
)
_STATE_CASE = re.compile(
    r"(?<![\w-])(?P<office>SF|LA|SA)-(?P<kind>CE|CO|RR|DP|UM|IM"
    r"|AC)-(?P<number>\d{1,4})-(?P<act>[A-Z])(?!\w)"
)
_HASHTAG = re.compile(r"(?<![\w&/#])#(?=\w*[^\W\d])[\w]{2,100}")
_HANDLE = re.compile(r"(?<![\w.@/+-])@(?=[\w.]*[A-Za-z])\w(?:[\w.]{0,48}\w)?(?![\w@])")
LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+"
    r"|(?<![\w.@/-])(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,4}(?:org|com|net|gov|edu|us|info|ly|io"
    r"|co)(?:/[^\s<>\")]*)?(?![\w@])"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
_SIX = 6


def cases_in(text: str) -> Iterator[Candidate]:
    """Cases of the National Labor Relations Board in both forms, and of California's board."""
    for found in _CASE.finditer(text):
        region = found["region"] or found["region2"] or ""
        kind = (found["kind"] or found["kind2"] or found["kind3"]).upper()
        number = found["number"] or found["number2"] or found["number3"]
        front = f"{int(region):02d}-{kind}" if region else kind
        yield Candidate(
            "case",
            found.start(),
            found.end(),
            Case(f"{front}-{number}", f"{front}-{number.zfill(_SIX)}"),
            "sure" if found["region"] else "likely",
        )
    for found in _STATE_CASE.finditer(text):
        yield Candidate(
            "case", found.start(), found.end(), Case(found[0], found[0], "PERB"), "sure"
        )


def tags_in(text: str) -> Iterator[Candidate]:
    """Hashtags and handles as they are written, with their sign."""
    for found in _HASHTAG.finditer(text):
        yield Candidate("hashtag", found.start(), found.end(), found[0])
    for found in _HANDLE.finditer(text):
        yield Candidate("handle", found.start(), found.end(), found[0])


def links_in(text: str) -> Iterator[tuple[int, int]]:
    """Where web and mail addresses stand: a date or a tag inside one is none."""
    for found in LINK.finditer(text):
        yield found.span()
