"""Finding words among 1,500 proposals and both contracts, beside ILIKE over the same rows.

Each proposal has a passage of a contract as its language. The real contracts where they are at
hand, else two made-up ones of the same size. Ours stems, ranks, counts by kind and makes passages;
the plain alternative gives rows that hold every word somewhere, in no order of merit.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from statistics import median

from django.db import transaction
from django.db.models import Q

from bench.campaign import BuiltCampaign, build
from bench.redline import contract_texts
from bench.report import Report
from commontable.bargaining.models import Article, Contract, Language, Proposal, SearchEntry
from commontable.bargaining.selectors.search import ON_A_PAGE, Asked, find
from commontable.bargaining.services.search_index import keep, rebuild
from commontable.bargaining.words import ContractKind
from commontable.coalition import tenancy
from commontable.engines.documents import read_text

LIMIT_MS = 100
ROUNDS = 15
PASSAGE = 80  # words of a proposal's language
PLAIN = "ILIKE over the same rows: no stems, no rank, no passages"
QUESTIONS = (
    ("one common word", "nurse"),
    ("three words", "overtime notice schedule"),
    ("a phrase", '"collective bargaining"'),
    ("the beginning of a word", "sched"),
    ("an amount", "7.5 %"),
    ("a number", "E-140"),
    ("with an exclusion", "leave -sick"),
    ("what is nowhere", "zebra crossing"),
)


def run(report: Report) -> None:
    old, new, source = contract_texts()
    # Language is written in its proposal's own transaction: the database takes none later.
    with transaction.atomic():
        built = build("Search Unions")
        articles = _write_contracts(built, (old, new))
        _write_language(built, articles)
    began = time.perf_counter()
    things = rebuild(built.actor)
    took = time.perf_counter() - began
    with transaction.atomic(), tenancy.scope_of(built.actor):
        entries = SearchEntry.objects.count()
    report(
        f"  {source}: {len(articles)} articles, 1,500 proposals; {things:,} things in"
        f" {entries:,} entries, indexed in {took:.1f} s"
    )
    for what, text in QUESTIONS:
        _measure(report, built, what, text)
    _measure_keeping(report, built)


def _measure(report: Report, built: BuiltCampaign, what: str, text: str) -> None:
    asked = Asked(text)
    found = _in_scope(built, lambda: find(built.actor, asked))
    words = [word for term in asked.terms for word in term.words[:1] if not term.excluded]
    report.compare(
        f"search: {what}, {found.total:,} found",
        lambda: _in_scope(built, lambda: find(built.actor, asked)),
        lambda: _in_scope(built, lambda: _plain(built, words)),
        plain_is=PLAIN,
        rounds=ROUNDS,
        limit_ms=LIMIT_MS,
    )


def _measure_keeping(report: Report, built: BuiltCampaign) -> None:
    """What a pass costs more for being found."""
    with transaction.atomic(), tenancy.scope_of(built.actor):
        proposal = Proposal.objects.order_by("-pk").first()
    assert proposal is not None
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        _in_scope(built, lambda: keep(proposal))
        times.append((time.perf_counter() - start) * 1000)
    report.figure("search: keeping one proposal right", median(times), "ms")


def _plain(built: BuiltCampaign, words: Sequence[str]) -> list[SearchEntry]:
    fits = Q()
    for word in words:
        fits &= Q(body__icontains=word) | Q(title__icontains=word) | Q(label__icontains=word)
    rows = SearchEntry.objects.visible_to(built.actor).filter(fits).order_by("-happened_on")
    return list(rows[:ON_A_PAGE]) if rows.count() else []


def _in_scope[T](built: BuiltCampaign, work: Callable[[], T]) -> T:
    with transaction.atomic(), tenancy.scope_of(built.actor):
        return work()


def _write_contracts(built: BuiltCampaign, texts: Sequence[str]) -> list[Article]:
    kinds = (ContractKind.CURRENT, ContractKind.NEXT)
    written: list[Article] = []
    with transaction.atomic(), tenancy.scope_of(built.actor):
        for kind, text in zip(kinds, texts, strict=True):
            owner = {"coalition_id": built.actor.coalition_id}
            contract = Contract.objects.create(
                **owner, campaign_id=built.table.campaign_id, kind=kind, title=f"{kind} agreement"
            )
            written += Article.objects.bulk_create(
                Article(
                    **owner,
                    contract=contract,
                    position=place,
                    number=str(place),
                    title=article.title or article.heading,
                    text=" ".join(article.shown),
                )
                for place, article in enumerate(read_text(text).articles, start=1)
            )
    return written


def _write_language(built: BuiltCampaign, articles: Sequence[Article]) -> None:
    chance = random.Random(1935)
    long_enough = [a.text.split() for a in articles if len(a.text.split()) > PASSAGE]
    with transaction.atomic(), tenancy.scope_of(built.actor):
        entries = []
        for proposal in Proposal.objects.filter(table=built.table):
            words = chance.choice(long_enough)
            start = chance.randrange(len(words) - PASSAGE)
            text = " ".join(words[start : start + PASSAGE])
            entries.append(
                Language(
                    coalition_id=built.actor.coalition_id,
                    proposal=proposal,
                    heading="Language",
                    text=text,
                )
            )
        Language.objects.bulk_create(entries)
