"""Censuses of the cast's coalition, and files taken up as people take them up."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from cast import Cast, enter
from commontable.coalition.actors import Actor
from commontable.workforce.choices import Choices
from commontable.workforce.models import Census, Upload
from commontable.workforce.selectors.columns import columns_of
from commontable.workforce.services.censuses import write_census
from commontable.workforce.services.reading import advance
from commontable.workforce.services.uploads import Correction, begin_import, say_columns
from commontable.workforce.words import ImportKind
from workforce.sheets import DAY, HEADINGS, ROWS, as_csv, taken


def named(
    name: str, count: int, union: str, region: str, job: str, **cells: str
) -> list[tuple[str, ...]]:
    """So many workers alike: ``name`` begins their numbers."""
    facts = {"step": "2", "rate": "42.00", "fte": "1.0", "facility": "Harbor General"} | cells
    return [
        (f"{name}{n}", union, region, facts["facility"], job, facts["step"], "2015-06-30",
         facts["fte"], "0", facts["rate"], "N")
        for n in range(count)
    ]  # fmt: skip


def census_of(
    actor: Actor,
    rows: Sequence[tuple[str, ...]] = ROWS,
    *,
    union_id: int | None = None,
    as_of: date = DAY,
) -> Census:
    """A census with these rows, kept for the actor, with employee numbers as they are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "census.csv"
        path.write_bytes(as_csv(rows))
        table, _, refusals = taken(path, as_of=as_of)
    assert refusals == []
    return write_census(
        actor=actor,
        table=table,
        as_of=as_of,
        source="Payroll",
        union_id=union_id,
        pseudonyms=False,
    )


def a_file(content: bytes, name: str = "payroll.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def taken_up(
    actor: Actor,
    content: bytes | None = None,
    *,
    union_id: int | None = None,
    kind: ImportKind = ImportKind.CENSUS,
    name: str = "payroll.csv",
    correction: Correction | None = None,
    source: str = "Payroll",
    as_of: date = DAY,
) -> Upload:
    """A file taken up and opened."""
    upload = begin_import(
        actor=actor,
        kind=kind,
        union_id=union_id,
        source=source,
        as_of=as_of,
        file=a_file(as_csv(ROWS) if content is None else content, name),
        correction=correction,
    )
    return moved_on(upload)


def moved_on(upload: Upload) -> Upload:
    """What the reader of files makes of it, as in the background."""
    advance(coalition_id=upload.coalition_id, union_id=upload.union_id, upload_id=upload.pk)
    return Upload.objects.select_related("union", "coalition", "corrects").get(pk=upload.pk)


def read(actor: Actor, upload: Upload, **changes: object) -> Upload:
    """Its columns said as they were suggested, and read."""
    found = columns_of(actor, upload)
    facts: dict[str, object] = {
        "columns": {
            one.key: one.place for one in found.columns if one.key and "step-" not in one.key
        },
        "headings": {one.key: one.heading for one in found.columns if one.key},
        "steps": {
            str(one.place): int(one.key.removeprefix("step-"))
            for one in found.columns
            if one.key.startswith("step-")
        },
        "heading_row": found.heading_row,
        "values": dict(found.remembered.values) if found.remembered else {},
    } | changes
    return moved_on(say_columns(actor=actor, upload=upload, choices=Choices(**facts)))  # type: ignore[arg-type]


def two_unions(cast: Cast) -> Census:
    """A census of the coalition: 40 nurses in both regions, 25 technicians, 3 lone pharmacists."""
    rows = [
        *named("n", 30, "NUR", "NORTH", "Nurse"),
        *named("s", 10, "NUR", "SOUTH", "Nurse", rate="41.00"),
        *named("t", 25, "TEC", "NORTH", "Technician", rate="31.00"),
        *named("p", 3, "TEC", "SOUTH", "Pharmacist", rate="77.00", facility="Bay Clinic"),
    ]
    return census_of(enter(cast.research), rows)


__all__ = [
    "DAY",
    "HEADINGS",
    "ROWS",
    "a_file",
    "census_of",
    "moved_on",
    "named",
    "read",
    "taken_up",
    "two_unions",
]
