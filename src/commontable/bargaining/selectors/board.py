"""The board: one row per issue, where it stands, who owes whom, and what moved last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import get_language

from commontable.audit.selectors import heads
from commontable.bargaining.models import Issue, Table
from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.selectors.moved import Movement
from commontable.bargaining.selectors.passes import Entry
from commontable.bargaining.selectors.records import read_under
from commontable.bargaining.selectors.rows import About, Row, RowName, row_of
from commontable.bargaining.selectors.standing import Cell
from commontable.bargaining.selectors.table_record import TableRecord
from commontable.bargaining.selectors.tables import tables_of
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import Reach, reach_of
from commontable.engines import comparison
from commontable.engines.comparison.packages import Turnings

__all__ = ["Cell", "Movement", "Row", "board_of", "rows_on"]


class _Version(NamedTuple):
    """All that a board's rows follow from; see :mod:`.kept`."""

    heads: tuple[str, ...]
    coalition_id: int
    unions: frozenset[int]
    tables: tuple[tuple[int, str], ...]
    reach: Reach
    day: date
    time_zone: str
    language: str | None


KEPT_BOARDS: Kept[_Version, tuple[Row, ...]] = Kept(at_most=64)

# A few kilobytes each; a board of 200 issues and its versions over an evening share nearly all.
KEPT_ROWS: Kept[RowName, Row] = Kept(at_most=4000)


def board_of(actor: Actor, tables: Sequence[Table]) -> list[Row]:
    """The rows of the given tables, each table's issues in the members' order of rank.

    Three queries (four with several employers) where nothing was entered since the same board was
    last shown, by anybody who may see the same; otherwise a fixed number, however many issues and
    proposals. After an entry only the rows it says something about are worked out again.
    """
    reach = reach_of(actor)
    seen = heads(coalition_id=actor.coalition_id, unions=actor.unions)
    kept = KEPT_BOARDS.get(_version(actor, tables, reach, seen)) if seen else None
    if kept is not None:
        return list(kept)
    read = read_under(actor, tables, seen)
    rows = [row for record in read.records for row in _rows(actor, record, record.regions(reach))]
    if read.heads:
        KEPT_BOARDS.keep(_version(actor, tables, reach, read.heads), tuple(rows))
    return rows


def rows_on(actor: Actor, issue: Issue) -> list[Row]:
    """The issue's row at every table of its campaign that has one: see :func:`board_of`."""
    tables = [each for each in tables_of(actor) if each.campaign_id == issue.campaign_id]
    return [row for row in board_of(actor, tables) if row.issue.pk == issue.pk]


def _version(
    actor: Actor, tables: Sequence[Table], reach: Reach, seen: tuple[str, ...]
) -> _Version:
    return _Version(
        heads=seen,
        coalition_id=actor.coalition_id,
        unions=actor.unions,
        tables=tuple((table.pk, table.name) for table in tables),
        reach=reach,
        day=actor.on,
        time_zone=actor.time_zone,
        language=get_language(),
    )


def _rows(actor: Actor, record: TableRecord, regions: tuple[str, ...]) -> Iterator[Row]:
    """The table's rows, each as it was before where its name says so."""
    turned = record.turnings(regions)
    local = record.table.union_id is not None
    language = get_language()
    for issue in record.issues:
        spoken = record.spoken.get(issue.pk, ())
        # A local table's board shows its own issues and those of the common ones it speaks to.
        if local and issue.union_id is None and not spoken:
            continue
        stood = record.status_quo.get(issue.pk)
        declared = record.declared(issue)
        agreement = record.agreements.get(issue.pk)
        name = RowName(
            about=_about(record.table, issue),
            status_quo=stood.line if stood else "",
            spoken=tuple(spoken),
            ours=record.standing.get((issue.pk, Side.UNION)),
            theirs=record.standing.get((issue.pk, Side.EMPLOYER)),
            turnings=_turnings_among(spoken, issue.pk, turned),
            agreement=agreement.pk if agreement else None,
            declared=declared.status if declared else None,
            settled_on=record.settled_on,
            regions=regions,
            on=actor.on,
            time_zone=actor.time_zone,
            language=language,
        )
        row = KEPT_ROWS.get(name)
        if row is None:
            row = row_of(name, table=record.table, issue=issue, agreement=agreement)
            KEPT_ROWS.keep(name, row)
        yield row


def _about(table: Table, issue: Issue) -> About:
    return About(
        table_id=table.pk,
        table=table.name,
        issue_id=issue.pk,
        issue=issue.name,
        slug=issue.slug,
        economic=issue.economic,
        rank=issue.rank,
        parent_id=issue.parent_id,
        parent=issue.parent.name if issue.parent else "",
    )


def _turnings_among(
    spoken: Sequence[Entry], issue_id: int, turned: Turnings
) -> tuple[tuple[str, tuple[comparison.Turning, ...]], ...]:
    """When the packages that speak to the issue fell and stood again."""
    return tuple(
        (passed.ident, turned[passed.ident])
        for entry in spoken
        if entry.is_package
        for passed in entry.on.get(issue_id, ())
        if passed.ident in turned
    )
