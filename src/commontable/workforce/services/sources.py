"""What is remembered of whoever sends files: how their columns and values were read."""

from __future__ import annotations

from typing import Any

from commontable.workforce.choices import Choices
from commontable.workforce.models import Source, Upload


def remember(upload: Upload) -> Source:
    """Keep how a confirmed upload was read, for the next file of the same source.

    Part of the service that confirms it, and of its entry in the log.
    """
    choices = Choices.of_data(upload.plan)
    columns = {heading: key for key, heading in choices.headings.items() if heading}
    columns |= dict.fromkeys(choices.left_out, "")
    kept: dict[str, Any] = {
        "columns": columns,
        "values": choices.values,
        "choices": {
            "constants": choices.constants,
            "hours_per": choices.hours_per,
            "full_time_hours": choices.full_time_hours,
            "keep_unknown_classifications": choices.keep_unknown_classifications,
            "pseudonyms": choices.pseudonyms,
            "number_rows": choices.number_rows,
        },
    }
    source, _ = Source.objects.update_or_create(
        coalition_id=upload.coalition_id,
        union=upload.union,
        kind=upload.kind,
        name=upload.source,
        defaults=kept,
    )
    return source
