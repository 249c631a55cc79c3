"""The board at 200 issues and 1,500 proposals, beside the same board the plain way.

In each state of a worker: it has never read the table; something was just passed; something else
was entered, such as a priority; nothing was entered since somebody saw it. Then the same of the
whole answer over HTTP, signed in.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from bench.campaign import BuiltCampaign, build
from bench.report import Report
from bench.timing import median_ms
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import (
    Issue,
    Proposal,
    StatusQuo,
    Table,
    TentativeAgreementIssue,
    Term,
)
from commontable.bargaining.selectors import board, facts, passes, records, rows
from commontable.bargaining.services.passing import Passing
from commontable.bargaining.services.priorities import record_priority
from commontable.bargaining.services.proposals import pass_proposal
from commontable.bargaining.term_words import summarise
from commontable.bargaining.views import board_rows
from commontable.bargaining.words import Better, ProposalKind, Side, TermKind
from commontable.coalition import tenancy
from commontable.common import dates

LIMIT_MS = 100
_NEXT = count()
PLAIN = "queries per issue through the ORM, and a loop in Python"


def run(report: Report) -> None:
    began = time.perf_counter()
    built = build()
    report(
        f"  {len(built.issues)} issues, 1,500 proposals, {built.terms:,} terms built in"
        f" {time.perf_counter() - began:.1f} s"
    )
    plain = median_ms(lambda: _in_scope(built, _plain_board), rounds=2)
    for what, before, limit in (
        ("board rows, first time in a worker", _forget, None),
        ("board rows, right after a pass", lambda: _pass(built), LIMIT_MS),
        ("board rows, after an entry that is no pass", lambda: _priority(built), LIMIT_MS),
        ("board rows, shown again", lambda: None, LIMIT_MS),
    ):
        took = median_ms(lambda: _in_scope(built, _our_board), before=before)
        report.figure(what, took, "ms", plain=plain, plain_is=PLAIN, limit=limit)
    _over_http(report, built)


def _over_http(report: Report, built: BuiltCampaign) -> None:
    Authenticator.objects.create(
        user=built.user, type=Authenticator.Type.TOTP, data={"secret": "of the bench"}
    )
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    with override_settings(ALLOWED_HOSTS=["*"], STORAGES=storages):
        # Only here, and only the log of requests: each would print a line.
        logging.getLogger("commontable.request").disabled = True
        client = Client()
        client.force_login(built.user)
        address = reverse("bargaining:board", args=[built.table.pk])
        size = len(_answer(client, address))
        for what, before, limit in (
            ("the board's page, first time in a worker", _forget, None),
            ("the board's page, right after a pass", lambda: _pass(built), LIMIT_MS),
            ("the board's page, shown again", lambda: None, LIMIT_MS),
        ):
            took = median_ms(lambda: _answer(client, address), before=before)
            report.figure(what, took, "ms", limit=limit)
    report(f"  {size / 1000:,.0f} kB of HTML")


def _answer(client: Client, address: str) -> bytes:
    response = client.get(address, secure=True)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return bytes(response.content)


def _forget() -> None:
    board.KEPT_BOARDS.clear()
    board.KEPT_ROWS.clear()
    rows.KEPT_GLANCES.clear()
    records.KEPT_BOOKS.clear()
    facts.KEPT_FACTS.clear()
    passes.KEPT_PASSES.clear()
    board_rows.KEPT_ROWS_SHOWN.clear()


def _in_scope(built: BuiltCampaign, work: Callable[[BuiltCampaign], Any]) -> None:
    with transaction.atomic(), tenancy.scope_of(built.actor):
        rows = work(built)
    assert len(rows) == len(built.issues)


def _pass(built: BuiltCampaign) -> None:
    """A union's counter on the next issue, in a transaction of its own."""
    issue = built.issues[next(_NEXT) % len(built.issues)]
    term = TermEntry(
        issue_id=issue.pk,
        kind=TermKind.RAISE,
        value=Decimal("6.5"),
        unit="percent",
        better=Better.HIGHER,
        contract_year=1,
    )
    with transaction.atomic(), tenancy.scope_of(built.actor):
        pass_proposal(
            actor=built.actor,
            table=built.table,
            passing=Passing(
                side=Side.UNION,
                kind=ProposalKind.FORMAL,
                issues=[issue],
                title="A counter",
                passed_at=dates.now() - timedelta(minutes=1),
                terms=[term],
            ),
        )


def _priority(built: BuiltCampaign) -> None:
    """An entry that changes no row, in a transaction of its own."""
    with transaction.atomic(), tenancy.scope_of(built.actor):
        record_priority(
            actor=built.actor, campaign=built.table.campaign, rank=1, text="Safe staffing"
        )


def _our_board(built: BuiltCampaign) -> list[board.Row]:
    return board.board_of(built.actor, [built.table])


def _plain_board(built: BuiltCampaign) -> list[tuple[object, ...]]:
    """As one would write it first: for each issue, the latest of each side and the one before.

    It shows less than ours: no packages that fell, no regions, no best position ever put.
    """
    rows: list[tuple[object, ...]] = []
    table: Table = built.table
    for issue in Issue.objects.filter(campaign=table.campaign_id):
        status_quo = StatusQuo.objects.filter(issue=issue).order_by("-id").first()
        agreed = TentativeAgreementIssue.objects.filter(
            issue=issue, agreement__withdrawal=None
        ).first()
        cells = [_plain_cell(table, issue, side) for side in Side]
        rows.append((issue, status_quo, agreed, *cells))
    return rows


def _plain_cell(table: Table, issue: Issue, side: Side) -> tuple[object, ...] | None:
    latest = (
        Proposal.objects.filter(
            table=table,
            side=side,
            issue_links__issue=issue,
            corrected_by=None,
            events=None,
            kind__in=[ProposalKind.FORMAL, ProposalKind.PACKAGE, ProposalKind.LBFO],
        )
        .order_by("-sequence")
        .prefetch_related("terms")[:2]
    )
    said = [[term for term in each.terms.all() if term.issue_id == issue.pk] for each in latest]
    if not said:
        return None
    moves = _plain_moves(said[1], said[0]) if said[1:] else []
    return latest[0], summarise(said[0]), moves


def _plain_moves(earlier: list[Term], later: list[Term]) -> list[tuple[Term, Decimal]]:
    return [
        (new, new.value - old.value)
        for new in later
        for old in earlier
        if new.kind == old.kind
        and new.contract_year == old.contract_year
        and new.value is not None
        and old.value is not None
        and new.value != old.value
    ]
