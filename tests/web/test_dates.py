"""Days and times are written one way, and never in figures alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from django.template import Context, Template

import commontable

OF_THE_HOUSE = {"DATE_FORMAT", "DATETIME_FORMAT", "TIME_FORMAT", "YEAR_MONTH_FORMAT"}
# For machines; the second at which a mail came, with its zone.
OTHERS = {"c", "Y-m-d", "H:i:s T"}


def test_templates_leave_the_form_of_a_day_to_the_house() -> None:
    root = Path(commontable.__file__).parent
    own = {
        (path.name, said)
        for path in root.rglob("templates/**/*.html")
        for said in re.findall(r"\|(?:date|time):[\"']([^\"']*)[\"']", path.read_text())
    }
    assert {said for _, said in own} >= OF_THE_HOUSE
    assert {pair for pair in own if pair[1] not in OF_THE_HOUSE | OTHERS} == set()


def test_short_forms_name_the_month() -> None:
    at = datetime(2026, 9, 5, 22, 40, tzinfo=UTC)
    said = Template(
        '{% load tz %}{{ at|utc|date:"SHORT_DATE_FORMAT" }}; '
        '{{ at|utc|date:"SHORT_DATETIME_FORMAT" }}'
    )
    assert said.render(Context({"at": at})) == "Sept. 5, 2026; Sept. 5, 2026, 10:40 p.m."
