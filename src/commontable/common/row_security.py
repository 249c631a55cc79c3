"""Row-level security, written out as migration operations.

Two kinds of owned table:

- *coalition*: every person of the coalition may read the row (``coalition_id``);
- *private*: the row has a ``union_id`` as well; where it is set, only people acting for that
  union may read or write it; where it is null, the row belongs to the whole coalition.

Both are FORCED, and the policies are for the application role, which owns nothing. The
settings the policies read are set per transaction by ``commontable.coalition.tenancy``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.migrations import RunSQL

COALITION = "coalition_id = (SELECT ct_coalition())"
PRIVATE = f"{COALITION} AND (union_id IS NULL OR union_id = ANY ((SELECT ct_unions())::bigint[]))"


@dataclass(frozen=True, slots=True)
class Parent:
    """A foreign key between owned tables: the row it points at must be of the same tenant."""

    table: str
    private: bool


def protect(
    table: str,
    *,
    private: bool,
    parents: Mapping[str, Parent] | None = None,
    also_readable: str = "",
) -> RunSQL:
    """Force row-level security on ``table`` and tie its foreign keys to the same tenant.

    Args:
        table: the database's name of the table.
        private: whether the table has a union's private rows.
        parents: column name to the owned table it points at. PostgreSQL's own foreign keys
            look past row-level security, so a trigger asks as the person who writes.
        also_readable: a further SQL condition under which rows may be read (never written).
    """
    rule = PRIVATE if private else COALITION
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY tenant ON {table} FOR ALL TO ct_app USING ({rule}) WITH CHECK ({rule})",
    ]
    undo = [
        f"DROP POLICY tenant ON {table}",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    ]
    if also_readable:
        statements.append(
            f"CREATE POLICY also_readable ON {table} FOR SELECT TO ct_app USING ({also_readable})"
        )
        undo.insert(0, f"DROP POLICY also_readable ON {table}")
    for column, parent in (parents or {}).items():
        kind = "private" if parent.private else "coalition"
        child = "private" if private else "coalition"
        name = f"same_tenant_{column}"
        statements.append(
            f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW"
            f" EXECUTE FUNCTION ct_same_tenant('{column}', '{parent.table}', '{kind}', '{child}')"
        )
        undo.insert(0, f"DROP TRIGGER {name} ON {table}")
    return RunSQL(sql=";\n".join(statements), reverse_sql=";\n".join(undo))


def append_only(table: str) -> RunSQL:
    """A record of the table is never edited in place: refuse change and removal, whoever asks."""
    return RunSQL(
        sql=(
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM ct_app;"
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION ct_append_only()"
        ),
        reverse_sql=(
            f"DROP TRIGGER append_only ON {table};GRANT UPDATE, DELETE ON {table} TO ct_app"
        ),
    )


def said_with(table: str, column: str, parent: str) -> RunSQL:
    """Rows of ``table`` are written together with the fact they belong to, and never afterwards.

    What a proposal says is then a matter of the proposal alone: whoever may see it sees all of
    it, and nothing is added to it later. See ``ct_said_with``.
    """
    return RunSQL(
        sql=(
            f"CREATE TRIGGER said_with AFTER INSERT ON {table} REFERENCING NEW TABLE AS added"
            f" FOR EACH STATEMENT EXECUTE FUNCTION ct_said_with('{column}', '{parent}')"
        ),
        reverse_sql=f"DROP TRIGGER said_with ON {table}",
    )
