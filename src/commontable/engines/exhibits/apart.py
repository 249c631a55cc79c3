"""Making a stamped copy in a process of its own, limited in time and memory."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from commontable.engines.documents import DocumentError, Limits
from commontable.engines.documents.apart import broke_off, run_apart, too_much_memory
from commontable.engines.exhibits.wanted import How, Source, Stamp

_MODULE = "commontable.engines.exhibits.apart_child"
_MEGABYTE = 1024 * 1024

# Large scans are copied whole; reading a file for its words needs less.
LIMITS = Limits(
    address_space=1536 * _MEGABYTE,
    cpu_seconds=120,
    wall_seconds=240.0,
    output=512 * _MEGABYTE,
)


@dataclass(frozen=True, slots=True)
class Made:
    """What a copy is, once it lies where it was asked for."""

    pages: int
    how: How
    why: str = ""


def make_copy(
    original: Path, source: Source, stamp: Stamp, into: Path, limits: Limits = LIMITS
) -> Made:
    """Write the stamped copy of ``original`` to ``into``.

    A file that takes too long, needs too much memory or breaks the process gets a slip that says
    so: there is always a copy, and the process that asks is never harmed.

    Raises:
        DocumentError: not even the slip could be made.
    """
    try:
        return _made(original, source, stamp, into, limits)
    except DocumentError as error:
        if source.why_not:
            raise
        why = f"Expected {error.expected}; it is {error.got}."
    return _made(original, replace(source, why_not=why), stamp, into, limits)


def _made(original: Path, source: Source, stamp: Stamp, into: Path, limits: Limits) -> Made:
    job = {"source": asdict(source), "stamp": asdict(stamp)}
    with run_apart(_MODULE, job, original, source.name, limits) as (answer, code):
        try:
            told = json.loads(answer.readline())
        except ValueError:
            raise broke_off(code, source.name, limits) from None
        if told.get("memory"):
            raise too_much_memory(source.name, limits)
        with into.open("wb") as target:
            shutil.copyfileobj(answer, target)
        if into.stat().st_size != told["size"]:
            raise broke_off(code, source.name, limits)
        return Made(told["pages"], How(told["how"]), told["why"])
