"""Reading an upload of a wage schedule or of comparators: what it would bring, kept beside it."""

from __future__ import annotations

from django.db import transaction

from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import codes_of
from commontable.workforce.census.impact import Impact
from commontable.workforce.choices import Choices
from commontable.workforce.files import Sheet
from commontable.workforce.files.opening import open_sheet
from commontable.workforce.folders import UploadFolder
from commontable.workforce.models import Upload
from commontable.workforce.small import comparators, schedules
from commontable.workforce.small.rows import Outcome


def read_schedule(actor: Actor, upload: Upload) -> dict[str, int]:
    """Every cell of a wage schedule; the counts of what was read."""
    choices, sheet, regions = _ready(actor, upload)
    outcome = schedules.read_cells(
        sheet,
        heading_row=choices.heading_row,
        columns=choices.columns,
        steps={int(place): step for place, step in choices.steps.items()},
        regions=regions,
        region=choices.constants.get("region", ""),
    )
    return _kept(upload, outcome)


def read_comparators(actor: Actor, upload: Upload) -> dict[str, int]:
    """Every line of comparators; the counts of what was read."""
    choices, sheet, regions = _ready(actor, upload)
    outcome = comparators.read_comparators(
        sheet,
        heading_row=choices.heading_row,
        columns=choices.columns,
        constants=choices.constants,
        regions=regions,
        day_first=choices.day_first,
        latest=actor.on,
    )
    return _kept(upload, outcome)


def _ready(actor: Actor, upload: Upload) -> tuple[Choices, Sheet, dict[str, str]]:
    choices = Choices.of_data(upload.plan)
    with transaction.atomic(), tenancy.scope_of(actor):
        regions = dict(codes_of(actor).regions)
    sheet = open_sheet(UploadFolder(upload).original, name=upload.file_name, sheet=choices.sheet)
    return choices, sheet, regions


def _kept[Row: tuple[object, ...]](upload: Upload, outcome: Outcome[Row]) -> dict[str, int]:
    folder = UploadFolder(upload)
    folder.keep_rows([list(row) for row in outcome.rows])
    impact = Impact(read=outcome.read, refused_rows=len(outcome.refused_rows))
    with folder.writing_refusals() as write:
        for refused in outcome.refused:
            impact.refuse(refused)
            write(refused)
    folder.keep_impact(impact)
    return {
        "read": outcome.read,
        "taken": len(outcome.rows),
        "refused": len(outcome.refused_rows),
    }
