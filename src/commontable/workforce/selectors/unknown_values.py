"""Values of a file that nobody knows here: what they could be, and what they probably are."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import codes_of
from commontable.workforce.census.impact import Impact
from commontable.workforce.models import Upload
from commontable.workforce.selectors.schedules import rates_on

_NEARLY = 75  # of 100; it is shown as chosen and a person confirms it

type Options = dict[str, list[tuple[str, str]]]


def known_values(actor: Actor, upload: Upload) -> Options:
    """For each column that is mapped, what a value can be here: as it is kept, and in words."""
    codes = codes_of(actor)
    unions = dict(codes.unions)
    if upload.union is not None:
        unions = {upload.union.code: upload.union.name}
    jobs = sorted(rates_on(actor, upload.as_of).classifications)
    return {
        "union": [(code, f"{code} {name}") for code, name in unions.items()],
        "region": [(code, f"{code} {name}") for code, name in codes.regions.items()],
        "classification": [(job, job) for job in jobs],
    }


def suggested_values(impact: Impact, known: Options) -> dict[tuple[str, str], str]:
    """Column and what came, to what it probably is; only where one is clearly the nearest."""
    found = {}
    for column, counter in impact.unknown.items():
        options = dict(known.get(column, []))
        for came in counter:
            near = process.extractOne(
                came.casefold(),
                {kept: words.casefold() for kept, words in options.items()},
                scorer=fuzz.token_set_ratio,
                score_cutoff=_NEARLY,
            )
            if near is not None:
                found[column, came] = str(near[2])
    return found
