"""A row kept as HTML is the row that the template writes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.template import engines

from bargaining.passing import passes, raises
from cast import Cast
from commontable.bargaining.selectors.board import board_of
from commontable.bargaining.views.board_rows import ROW, shown
from commontable.bargaining.words import IssueStatus, Side

pytestmark = pytest.mark.django_db


def test_a_row_that_shows_something_else_is_written_anew(cast: Cast) -> None:
    passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "7"))
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "2"))
    row = board_of(cast.chief.actor, [cast.common])[0]
    assert row.flag is not None
    others = [
        row,
        replace(row, status=IssueStatus.DEADLOCKED),
        replace(row, owed_days=41),
        replace(row, owes=None),
        replace(row, flag=None),
        replace(row, flag=row.flag._replace(formal=False)),
        replace(row, flag=row.flag._replace(earlier=row.flag.proposal)),
        replace(row, agreed=row.theirs),
        replace(row, movement=()),
        replace(row, status_quo="<i>nothing</i>"),
        replace(row, theirs=None),
        replace(row, ours=None),
    ]
    write = engines["django"].get_template(ROW)
    for other in [*others, *others]:
        assert shown(other) == write.render({"row": other})
    assert len({shown(other) for other in others}) == len(others)
    assert all("<i>" not in shown(other) for other in others)
