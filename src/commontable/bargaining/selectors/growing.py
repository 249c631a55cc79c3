"""Reading what is only added to: nothing is read twice, and nothing that came late is missed.

The facts of the record are never changed and never removed (the database refuses), so whoever
read some of them before still sees those, and they are what they were. Where there are as many up
to the last one read as were read, they are the very same; then only what came after is missing.
Where there are more (a row takes its number before its transaction is committed, so a lower
number may come to light later), all are read again. Where there are fewer, or the newest of them
was entered at another moment, this is another database than before, such as one restored from a
copy: again, all are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, F, Func, Q, QuerySet, Value
from psycopg import sql

from commontable.coalition.actors import Actor
from commontable.coalition.ownership import EnteredFact


def among(column: str, ids: Sequence[int]) -> Func:
    """``column = ANY(ids)``: one parameter, where ``IN`` sends each number as its own."""
    return Func(
        F(column),
        Value(list(ids), output_field=ArrayField(BigIntegerField())),
        template="(%(expressions)s))",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


@dataclass(frozen=True, slots=True)
class Source[R]:
    """The facts of one kind that some tables' records need.

    ``read`` makes of new rows what is kept, one for each, in the same order. Without
    ``by_table`` the facts do not say at which table they were entered: the coalition's are read.
    """

    model: type[EnteredFact]
    read: Callable[[Actor, QuerySet[Any]], Iterable[Grain[R]]]
    by_table: bool

    def of(self, actor: Actor, tables: Sequence[int]) -> QuerySet[Any]:
        """Its rows, narrowed to the actor and, where they say, to tables by their ids."""
        rows = self.model.objects.visible_to(actor)
        return rows.filter(Q(table_id__in=tables)) if self.by_table else rows


class Grain[R](NamedTuple):
    """One row: its number, when it was entered, and what is kept of it."""

    number: int
    entered_at: datetime
    kept: R


_TALLY: LiteralString = (
    "SELECT count(*) FILTER (WHERE id <= %s), max(entered_at) FILTER (WHERE id <= %s),"
    " coalesce(max(id), 0) FROM {} WHERE coalition_id = %s AND (union_id IS NULL OR"
    " union_id = ANY (%s))"
)
_AT_TABLES: LiteralString = _TALLY + " AND table_id = ANY (%s)"


class Tally(NamedTuple):
    """Of the rows up to a number: how many, and the newest; and the highest number there is."""

    known: int
    newest: datetime | None
    last: int


@dataclass(frozen=True, slots=True)
class Grown[R]:
    """What was read of one source so far, by number."""

    rows: tuple[R, ...] = ()
    newest: datetime | None = None
    last: int = 0

    def and_then(self, grains: Iterable[Grain[R]]) -> Grown[R]:
        more = tuple(grains)
        if not more:
            return self
        newest = max(grain.entered_at for grain in more)
        return Grown(
            (*self.rows, *(grain.kept for grain in more)),
            newest if self.newest is None else max(newest, self.newest),
            more[-1].number,
        )


def tallies(
    actor: Actor, tables: Sequence[int], sources: Sequence[tuple[Source[Any], Grown[Any]]]
) -> list[Tally]:
    """How each source has grown since it was read. One query.

    Written out, for it is asked after every entry: putting it together takes the ORM longer than
    answering it takes the database. The condition is that of :meth:`Source.of`.
    """
    selects: list[sql.Composed] = []
    values: list[Any] = []
    for source, grown in sources:
        table = sql.Identifier(source.model._meta.db_table)
        selects.append(sql.SQL(_AT_TABLES if source.by_table else _TALLY).format(table))
        values += [grown.last, grown.last, actor.coalition_id, sorted(actor.unions)]
        values += [list(tables)] if source.by_table else []
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(selects), values)
        return [Tally(*row) for row in cursor.fetchall()]


def grown_by[R](
    source: Source[R], before: Grown[R], tally: Tally, actor: Actor, ids: Sequence[int]
) -> Grown[R]:
    """``before`` with what came since; the very same where nothing did."""
    if (tally.known, tally.newest) != (len(before.rows), before.newest):
        before = Grown()
    elif tally.last == before.last:
        return before
    rows = source.of(actor, ids).filter(pk__gt=before.last).order_by("pk")
    return before.and_then(source.read(actor, rows))
