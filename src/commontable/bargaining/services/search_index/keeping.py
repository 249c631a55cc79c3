"""Writing the entries of the search, looking for those that are wrong, and making all anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import translation

from commontable.audit.services import hold_ledgers
from commontable.bargaining.models import (
    Article,
    BargainingSession,
    Demand,
    Exhibit,
    GroundRule,
    Interest,
    InternalNote,
    Issue,
    Option,
    Precondition,
    Priority,
    Proposal,
    SearchEntry,
    Statement,
)
from commontable.bargaining.services.search_index.contracts import article_entries
from commontable.bargaining.services.search_index.entries import Reader
from commontable.bargaining.services.search_index.exhibits import exhibit_entries
from commontable.bargaining.services.search_index.issues import (
    demand_entries,
    interest_entries,
    issue_entries,
    option_entries,
    priority_entries,
)
from commontable.bargaining.services.search_index.proposals import proposal_entries
from commontable.bargaining.services.search_index.said import (
    note_entries,
    precondition_entries,
    rule_entries,
    statement_entries,
)
from commontable.bargaining.services.search_index.sessions import session_entries
from commontable.bargaining.words import SearchKind
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.ownership import UnionPrivate

BATCH = 200
_NOT_COMPARED = {"id"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing that can be found, and what its entries are made of."""

    kind: SearchKind
    model: type[UnionPrivate]
    entries: Reader


NOUNS: tuple[Noun, ...] = (
    Noun(SearchKind.PROPOSAL, Proposal, proposal_entries),
    Noun(SearchKind.ARTICLE, Article, article_entries),
    Noun(SearchKind.SESSION, BargainingSession, session_entries),
    Noun(SearchKind.STATEMENT, Statement, statement_entries),
    Noun(SearchKind.EXHIBIT, Exhibit, exhibit_entries),
    Noun(SearchKind.ISSUE, Issue, issue_entries),
    Noun(SearchKind.DEMAND, Demand, demand_entries),
    Noun(SearchKind.PRIORITY, Priority, priority_entries),
    Noun(SearchKind.INTEREST, Interest, interest_entries),
    Noun(SearchKind.OPTION, Option, option_entries),
    Noun(SearchKind.RULE, GroundRule, rule_entries),
    Noun(SearchKind.PRECONDITION, Precondition, precondition_entries),
    Noun(SearchKind.NOTE, InternalNote, note_entries),
)
_NOUN_OF: Mapping[type[models.Model], Noun] = {noun.model: noun for noun in NOUNS}


def keep(*rows: UnionPrivate) -> None:
    """Make the entries of these rows anew; all of one model and one tenant.

    Raises:
        RuntimeError: outside a transaction: a fact and its entry stand or fall together.
    """
    if not rows:
        return
    if not connection.in_atomic_block:
        raise RuntimeError("the search is kept inside the service's transaction")
    _write(_NOUN_OF[type(rows[0])], rows[0].coalition_id, [row.pk for row in rows])


def keep_renamed_issue(issue: Issue) -> None:
    """Also what calls the issue by its name: found by the new one from now on.

    Another union's own things cannot be seen from here; the nightly check renames those.
    """
    keep(issue)
    keep(*Proposal.objects.filter(terms__issue=issue).distinct())
    keep(*Demand.objects.filter(issue=issue))
    keep(*Interest.objects.filter(issue=issue))
    keep(*Option.objects.filter(issue=issue))
    keep(*InternalNote.objects.filter(issue=issue))


def keep_renamed_article(article: Article) -> None:
    """Also the proposals whose language is for the article."""
    keep(article)
    keep(*Proposal.objects.filter(language__article=article, language__heading="").distinct())


def _write(noun: Noun, coalition_id: int, ids: Sequence[int]) -> None:
    wanted = _wanted(noun, ids)
    SearchEntry.objects.filter(
        coalition_id=coalition_id, kind=noun.kind, subject_id__in=ids
    ).delete()
    SearchEntry.objects.bulk_create(wanted)


def _wanted(noun: Noun, ids: Sequence[int]) -> list[SearchEntry]:
    # What is found must not depend on the language of whoever wrote last.
    with translation.override(settings.LANGUAGE_CODE):
        return noun.entries(ids)


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that is missing, wrong, or left over; ``what`` is one of these words."""

    kind: SearchKind
    subject_id: int
    what: str

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}: {self.what}"


def differences() -> Iterator[Difference]:
    """Everything in the transaction's scope whose entries are not what they should be."""
    for noun in NOUNS:
        entries = SearchEntry.objects.filter(kind=noun.kind)
        everything = {*_ids_of(noun), *entries.values_list("subject_id", flat=True)}
        for ids in batched(sorted(everything), BATCH):
            there: dict[int, list[dict[str, object]]] = {}
            for entry in SearchEntry.objects.filter(kind=noun.kind, subject_id__in=ids):
                there.setdefault(entry.subject_id, []).append(_facts(entry))
            wanted: dict[int, list[dict[str, object]]] = {}
            for entry in _wanted(noun, ids):
                wanted.setdefault(entry.subject_id, []).append(_facts(entry))
            for subject_id in ids:
                here, right = there.get(subject_id, []), wanted.get(subject_id, [])
                if sorted(here, key=_place) != sorted(right, key=_place):
                    what = "wrong" if here and right else "missing" if right else "left over"
                    yield Difference(noun.kind, subject_id, what)


def rebuild(actor: Actor, *, only: Collection[Difference] | None = None) -> int:
    """Make every entry the actor may see anew, or only those that differ. Returns how many things.

    A transaction for each ``BATCH`` things of a kind, in which whoever writes for the same tenants
    waits.
    """
    done = 0
    for noun in NOUNS:
        if only is None:
            with transaction.atomic(), tenancy.scope_of(actor):
                gone = SearchEntry.objects.filter(coalition_id=actor.coalition_id, kind=noun.kind)
                ids = sorted({*_ids_of(noun), *gone.values_list("subject_id", flat=True)})
        else:
            ids = sorted(one.subject_id for one in only if one.kind is noun.kind)
        for batch in batched(ids, BATCH):
            with transaction.atomic(), tenancy.scope_of(actor):
                hold_ledgers(coalition_id=actor.coalition_id, unions=actor.unions)
                _write(noun, actor.coalition_id, batch)
        done += len(ids)
    return done


def _ids_of(noun: Noun) -> list[int]:
    return list(noun.model.objects.order_by("pk").values_list("pk", flat=True))


def _facts(entry: SearchEntry) -> dict[str, object]:
    return {
        field.attname: getattr(entry, field.attname)
        for field in SearchEntry._meta.concrete_fields
        if field.name not in _NOT_COMPARED
    }


def _place(facts: dict[str, object]) -> tuple[object, object]:
    return facts["team_only"], facts["part"]
