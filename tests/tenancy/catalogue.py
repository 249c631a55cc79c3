"""What PostgreSQL's own catalogue says about tenancy: read as it stands, not as we wrote it.

Every function takes a cursor and returns what is wrong, by name; an empty list is a pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper

TENANT_COLUMNS = ("union_id", "coalition_id")
EVERY_COMMAND = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})

_TABLES = """
SELECT c.relname,
       array_agg(a.attname ORDER BY a.attname)
         FILTER (WHERE a.attname = ANY (%s)) AS tenant_columns,
       c.relrowsecurity, c.relforcerowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p', 'm', 'f')
GROUP BY c.oid ORDER BY c.relname
"""

_FOREIGN_KEYS = """
SELECT child.relname, a.attname, parent.relname
FROM pg_constraint k
JOIN pg_class child ON child.oid = k.conrelid
JOIN pg_class parent ON parent.oid = k.confrelid
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
WHERE k.contype = 'f' AND child.relnamespace = 'public'::regnamespace
ORDER BY 1, 2
"""

_TRIGGERS = """
SELECT c.relname, t.tgname, p.proname, pg_get_triggerdef(t.oid), t.tgenabled
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
"""


@dataclass(frozen=True)
class ForeignKey:
    table: str
    column: str
    parent: str


def _rows(cursor: CursorWrapper, sql: str, *values: object) -> list[tuple[object, ...]]:
    cursor.execute(sql, values or None)
    return list(cursor.fetchall())


def owned_tables(cursor: CursorWrapper) -> set[str]:
    """Tables whose rows belong to a coalition or a union."""
    return {str(row[0]) for row in _rows(cursor, _TABLES, list(TENANT_COLUMNS)) if row[1]}


def tables_without_tenant(cursor: CursorWrapper) -> set[str]:
    return {str(row[0]) for row in _rows(cursor, _TABLES, list(TENANT_COLUMNS)) if not row[1]}


def unprotected_tables(cursor: CursorWrapper) -> list[str]:
    """``table: what it lacks`` for each owned table that a person could read past its tenant."""
    covered: dict[str, set[str]] = {}
    for table, command, roles in _rows(
        cursor,
        "SELECT tablename, cmd, roles::text[] FROM pg_policies"
        " WHERE schemaname = 'public' AND permissive = 'PERMISSIVE'",
    ):
        if "ct_app" in roles:  # type: ignore[operator]
            commands = EVERY_COMMAND if command == "ALL" else {str(command)}
            covered.setdefault(str(table), set()).update(commands)
    faults = []
    for name, columns, enabled, forced in _rows(cursor, _TABLES, list(TENANT_COLUMNS)):
        if not columns:
            continue
        lacks = []
        if not enabled:
            lacks.append("row security is not enabled")
        if not forced:
            lacks.append("row security is not forced")
        missing = EVERY_COMMAND - covered.get(str(name), set())
        if missing:
            lacks.append(f"ct_app has no policy for {', '.join(sorted(missing))}")
        if lacks:
            faults.append(f"{name}: {'; '.join(lacks)}")
    return faults


def open_policies(cursor: CursorWrapper) -> list[str]:
    """Policies that let anybody in: for PUBLIC, or with a condition that names no setting."""
    return [
        f"{table}.{policy}: for {roles}, USING {using}"
        for table, policy, roles, using in _rows(
            cursor,
            "SELECT tablename, policyname, roles::text[], qual FROM pg_policies"
            " WHERE schemaname = 'public'",
        )
        if roles != ["ct_app"] or "ct_" not in str(using)
    ]


def foreign_keys_between_owned_tables(cursor: CursorWrapper) -> list[ForeignKey]:
    """Every column by which one tenant's row could point at another's."""
    owned = owned_tables(cursor)
    found = [ForeignKey(*map(str, row)) for row in _rows(cursor, _FOREIGN_KEYS)]
    return [key for key in found if key.table in owned and key.parent in owned]


def untied_foreign_keys(cursor: CursorWrapper) -> list[str]:
    """Foreign keys between owned tables without the trigger that asks for the same tenant."""
    tied = set()
    for table, _, function, definition, enabled in _rows(cursor, _TRIGGERS):
        text = str(definition)
        if str(function).startswith("ct_same_") and enabled in {"O", "A"}:
            assert "BEFORE INSERT OR UPDATE" in text, text
            column, parent = re.findall(r"'(\w+)'", text)[:2]
            tied.add(ForeignKey(str(table), column, parent))
    return [
        f"{key.table}.{key.column} → {key.parent}"
        for key in foreign_keys_between_owned_tables(cursor)
        if key not in tied
    ]


def editable_facts(cursor: CursorWrapper, tables: Iterable[str]) -> list[str]:
    """Tables of the record that somebody could still change or empty."""
    guarded = {
        str(table)
        for table, _, function, definition, enabled in _rows(cursor, _TRIGGERS)
        if function == "ct_append_only"
        and all(event in str(definition) for event in ("UPDATE", "DELETE", "TRUNCATE"))
        and enabled in {"O", "A"}
    }
    faults = []
    for table in sorted(tables):
        if table not in guarded:
            faults.append(f"{table}: no append_only trigger")
        for power in ("UPDATE", "DELETE", "TRUNCATE"):
            cursor.execute("SELECT has_table_privilege('ct_app', %s, %s)", [table, power])
            if cursor.fetchone() == (True,):
                faults.append(f"{table}: ct_app may {power}")
        cursor.execute("SELECT has_any_column_privilege('ct_app', %s, 'UPDATE')", [table])
        if cursor.fetchone() == (True,):
            faults.append(f"{table}: ct_app may UPDATE a column")
    return faults


def powers_of_the_application_role(cursor: CursorWrapper) -> list[str]:
    """Whatever ct_app has by which it could look past row security."""
    faults = []
    cursor.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname = 'ct_app'"
    )
    named = ("SUPERUSER", "BYPASSRLS", "CREATEROLE", "CREATEDB", "REPLICATION")
    faults += [power for power, held in zip(named, cursor.fetchone() or (), strict=True) if held]
    faults += [
        f"owns {kind} {name}"
        for kind, name in _rows(
            cursor,
            "SELECT 'relation', relname::text FROM pg_class WHERE relowner = 'ct_app'::regrole"
            " UNION ALL SELECT 'function', proname::text FROM pg_proc"
            " WHERE proowner = 'ct_app'::regrole"
            " UNION ALL SELECT 'schema', nspname::text FROM pg_namespace"
            " WHERE nspowner = 'ct_app'::regrole"
            " UNION ALL SELECT 'database', datname::text FROM pg_database"
            " WHERE datdba = 'ct_app'::regrole",
        )
    ]
    faults += [
        f"is a member of {name}"
        for (name,) in _rows(
            cursor,
            "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
            " WHERE m.member = 'ct_app'::regrole",
        )
    ]
    cursor.execute("SELECT has_schema_privilege('ct_app', 'public', 'CREATE')")
    if cursor.fetchone() == (True,):
        faults.append("may CREATE in the schema public")
    return faults


# Read line by line: each asks or refuses, none writes, all with the eyes of whoever writes.
TRIGGER_FUNCTIONS = frozenset(
    {"ct_same_tenant", "ct_append_only", "ct_said_with", "ct_same_ledger", "ct_head_follows"}
)


def unread_triggers(cursor: CursorWrapper) -> list[str]:
    """Triggers on owned tables whose function nobody has judged."""
    owned = owned_tables(cursor)
    return [
        f"{table}.{trigger} calls {function}"
        for table, trigger, function, _, _ in _rows(cursor, _TRIGGERS)
        if table in owned and function not in TRIGGER_FUNCTIONS
    ]


def definers(cursor: CursorWrapper) -> list[str]:
    """Functions that run as their owner, and views that read as theirs: ways round a policy."""
    return [
        str(name)
        for (name,) in _rows(
            cursor,
            "SELECT 'function ' || proname FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND prosecdef"
            " UNION ALL SELECT 'view ' || relname FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')"
            " AND NOT coalesce('security_invoker=true' = ANY (reloptions)"
            "                  OR 'security_invoker=on' = ANY (reloptions), false)",
        )
    ]
