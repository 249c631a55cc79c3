"""What row-level security costs: the same queries on the same rows, with it and without it.

With it, as ct_app: the scope is set, and the policy is asked of every row. Without it, as
ct_backup, whom policies do not bind: the same query, narrowed by hand to the same rows. 85,000
terms, half of them of one coalition; an eighth of those are private to one of four unions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg

from bench.ground import server
from bench.report import Report
from commontable.config.embedded.passwords import ADMIN, APP, BACKUP

ROWS = 85_000
COALITION, UNION = 900_001, 900_011
SCOPE = "SELECT set_config('ct.coalition', %s, true), set_config('ct.unions', %s, true)"

# As the superuser, and with triggers and foreign keys asleep: only these rows are wanted.
FILL = """
    INSERT INTO bargaining_term (
        kind, value, unit, bound, better, contract_year, clause, source, note,
        regions, unions, units, classifications, coalition_id, issue_id, proposal_id, union_id)
    SELECT 'raise', 3, 'percent', '', 'higher', 1 + n %% 4, '', '', '',
        '{}', '{}', '{}', '{}', %(coalition)s + n %% 2, 910000 + n %% 200, 920000 + n %% 1500,
        CASE WHEN n %% 16 = 0 THEN %(union)s + (n / 16) %% 4 END
    FROM generate_series(1, %(rows)s) AS n
"""
MINE = (
    f"coalition_id = {COALITION} AND (union_id IS NULL OR union_id = ANY ('{{{UNION}}}'::bigint[]))"
)
QUERIES = {
    "count all rows I may see": "SELECT count(*) FROM bargaining_term WHERE {narrowed}",
    "the terms of one proposal": (
        "SELECT * FROM bargaining_term WHERE proposal_id = 920100 AND {narrowed} ORDER BY id"
    ),
    "a page of 50 among all": (
        "SELECT * FROM bargaining_term WHERE {narrowed} ORDER BY id LIMIT 50 OFFSET 500"
    ),
}


def run(report: Report) -> None:
    """Four comparisons; both sides must give the same rows, or the figures would mean nothing."""
    with psycopg.connect(server().url(ADMIN), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(FILL, {"coalition": COALITION, "union": UNION, "rows": ROWS})
        admin.execute("VACUUM ANALYZE bargaining_term")
        try:
            _measure(report)
        finally:
            admin.execute("DELETE FROM bargaining_term WHERE coalition_id >= %s", [COALITION])


def _measure(report: Report) -> None:
    with (
        psycopg.connect(server().url(APP), autocommit=True) as app,
        psycopg.connect(server().url(BACKUP), autocommit=True) as unbound,
    ):
        # As our selectors do: the coalition is also in the query, for the index.
        for what, query in QUERIES.items():
            ours = _asker(app, query.format(narrowed=f"coalition_id = {COALITION}"), scoped=True)
            plain = _asker(unbound, query.format(narrowed=MINE), scoped=False)
            if ours() != plain():
                raise AssertionError(f"{what}: the two sides gave different rows")
            report.compare(
                f"row-level security: {what}",
                ours,
                plain,
                plain_is="the same rows, no policy, no scope",
                rounds=40,
            )
        report.compare(
            "row-level security: setting the scope of a request",
            _asker(app, "SELECT 1", scoped=True),
            _asker(app, "SELECT 1", scoped=False),
            plain_is="a transaction without a scope",
            rounds=200,
        )


def _asker(connection: psycopg.Connection[Any], query: str, *, scoped: bool) -> Callable[[], Any]:
    def ask() -> Any:
        with connection.transaction():
            if scoped:
                connection.execute(SCOPE, [str(COALITION), f"{{{UNION}}}"])
            return connection.execute(query).fetchall()

    return ask
