"""Importing a published record, beside reading the same YAML and inserting its rows one by one.

The real record where it is at hand, else one of the same shape. Ours also checks every field with
its line, places terms by region, numbers proposals, and writes the hash-chained log.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from django.db import transaction

from bench.campaign import Scale, build
from bench.report import Report
from commontable.bargaining.models import Campaign, Issue, Proposal, ProposalIssue, Table, Term
from commontable.bargaining.services.record_import import import_record
from commontable.bargaining.words import Better, Channel, ProposalKind, Side, TermKind
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor

REAL = Path(__file__).parents[2] / "shared" / "real" / "kaiser-public-record.yaml"
ROUNDS = 7
MADE_UP = """
employer: Harbor Health
regions: {NORTH: North Shore, SOUTH: South Bay}
campaigns:
- coalition: Harbor Health Unions
  year: 2023
  proposals:
""" + "".join(
    f"""\
  - side: {side}
    passed: 2023-0{month}-14
    terms:
    - {{issue: wages, regions: [NORTH, SOUTH], raises: [3, 3, 2, {month}], source: made up}}
    - {{issue: wages, regions: [SOUTH], ls: [0, 0, 2, 2], source: made up}}
"""
    for month in range(1, 10)
    for side in ("union", "employer")
)


def run(report: Report) -> None:
    data = REAL.read_bytes() if REAL.exists() else MADE_UP.encode()
    report(f"  {'the real record' if REAL.exists() else 'a made-up record'}, {len(data):,} bytes")
    built = build("Import Unions", Scale(issues=1, proposals=2))
    ours = _undone(built.actor, lambda: import_record(actor=built.actor, data=data))
    plain = _undone(built.actor, lambda: _row_by_row(built.actor, built.table, data))
    report.figure(
        "importing the record",
        ours,
        "ms",
        plain=plain,
        plain_is="yaml.safe_load and an insert per row; nothing checked, nothing logged",
    )


def _undone(actor: Actor, work: Callable[[], object]) -> float:
    """Milliseconds, the median; each time taken back, so that the next does all of it again."""
    times = []
    for _ in range(ROUNDS):
        with transaction.atomic(), tenancy.scope_of(actor):
            start = time.perf_counter()
            work()
            times.append((time.perf_counter() - start) * 1000)
            transaction.set_rollback(True)
    return median(times)


def _row_by_row(actor: Actor, table: Table, data: bytes) -> None:
    owner: dict[str, Any] = {"coalition_id": actor.coalition_id}
    employer_id = table.campaign.employer_id
    for number, told in enumerate(yaml.safe_load(data)["campaigns"], start=1):
        campaign = Campaign.objects.create(
            **owner, employer_id=employer_id, name=f"Plain {number}", year=told["year"]
        )
        into = Table.objects.create(**owner, campaign=campaign, kind="common", name="Common table")
        issues: dict[str, Issue] = {}
        for sequence, passed in enumerate(told.get("proposals", []), start=1):
            proposal = Proposal.objects.create(
                **owner,
                table=into,
                side=Side(passed["side"]),
                number=sequence,
                sequence=sequence,
                kind=ProposalKind.FORMAL,
                title="A proposal",
                channel=Channel.UNKNOWN,
            )
            for said in passed.get("terms", []):
                name = said["issue"]
                if name not in issues:
                    issues[name] = Issue.objects.create(
                        **owner, campaign=campaign, name=name, slug=f"plain-{len(issues)}"
                    )
                ProposalIssue.objects.get_or_create(**owner, proposal=proposal, issue=issues[name])
                regions = said.get("regions")
                for year, value in enumerate(said.get("raises") or [], start=1):
                    Term.objects.create(
                        **owner,
                        proposal=proposal,
                        issue=issues[name],
                        kind=TermKind.RAISE,
                        value=Decimal(str(value)),
                        unit="percent",
                        better=Better.HIGHER,
                        contract_year=year,
                        regions=regions if isinstance(regions, list) else [],
                    )
