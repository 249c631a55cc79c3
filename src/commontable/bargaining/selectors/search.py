"""Finding what was said, among what the actor may see: matches, counts, passages, suggestions.

Everything here reads ``_visible(actor)`` and nothing else, so that no count, passage or suggestion
can tell of what its reader may not open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import connection
from django.db.models import BooleanField, Count, FloatField, Q, QuerySet
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz, process

from commontable.bargaining.models import SearchEntry
from commontable.bargaining.searching.asking import Term, cleaned, terms_of, words_of
from commontable.bargaining.searching.passages import Marker, Piece
from commontable.bargaining.words import SearchKind
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, held

ON_A_PAGE = 20

# Where a word counts: D the text, A number and title. The length of a text counts a little.
_RANK = "ts_rank('{0.1, 0.2, 0.4, 1.0}'::real[], bargaining_searchentry.words, %(query)s, 1)"
_WORDS = "bargaining_searchentry.words"
_SUBJECT = "(bargaining_searchentry.kind, bargaining_searchentry.subject_id)"
_LIKE_ENOUGH = 75  # percent; "subcontractng" is like "subcontracting", "staff" not like "shift"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and to what it is narrowed; what is empty narrows nothing."""

    text: str = ""
    kind: str = ""
    side: str = ""
    since: date | None = None
    until: date | None = None
    issue_id: int | None = None
    table_id: int | None = None
    page: int = 1

    @property
    def terms(self) -> tuple[Term, ...]:
        return terms_of(self.text)

    @property
    def is_question(self) -> bool:
        """Whether there is a word to look for; a word to leave out alone is none."""
        return any(not term.excluded for term in self.terms)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.side or self.since or self.until or self.issue_id or self.table_id)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is, where it leads, and the passage that shows it best."""

    entry: SearchEntry
    title: list[Piece]
    passage: list[Piece]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another question that finds something: how many things, None where they were not counted."""

    text: str
    count: int | None = None
    without: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer.

    Attributes:
        hits: those of the page asked for, the best first.
        total: how many things fit all of what was asked, the kind included.
        by_kind: how many fit but for the kind.
        page: the page shown; the last one where a later one was asked for.
    """

    asked: Asked
    hits: tuple[Hit, ...] = ()
    total: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)
    page: int = 1
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // ON_A_PAGE))

    @property
    def total_of_all_kinds(self) -> int:
        return sum(self.by_kind.values())


def find(actor: Actor, asked: Asked) -> Found:
    """What fits, ranked. Three queries; two more where nothing does and something else may."""
    if not asked.is_question:
        return Found(asked)
    terms = asked.terms
    best = _best(actor, asked, terms)
    by_kind = Counter(kind for kind, _ in best)
    counted = {kind.value: by_kind[kind] for kind in SearchKind if by_kind[kind]}
    chosen = [key for key in best if not asked.kind or key[0] == asked.kind]
    if not chosen:
        return Found(asked, by_kind=counted, suggestions=_suggestions(actor, asked, terms, best))
    pages = -(-len(chosen) // ON_A_PAGE)
    page = min(max(asked.page, 1), pages)
    ids = [best[key] for key in chosen[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]]
    return Found(
        asked,
        hits=_hits(actor, ids, terms),
        total=len(chosen),
        by_kind=counted,
        page=page,
    )


def _visible(actor: Actor) -> QuerySet[SearchEntry]:
    """The entries the actor may see: the tenant's, and the team's own wording only for the team."""
    team = Q(team_only=False)
    for union_id, table_id in held(actor, Right.RECORD):
        here = Q(team_only=True, union_id=union_id)
        team |= here & Q(table_id=table_id) if table_id is not None else here
    return SearchEntry.objects.visible_to(actor).filter(team)


def _narrowed(actor: Actor, asked: Asked) -> QuerySet[SearchEntry]:
    rows = _visible(actor)
    if asked.side:
        rows = rows.filter(side=asked.side)
    if asked.since:
        rows = rows.filter(happened_on__gte=asked.since)
    if asked.until:
        rows = rows.filter(happened_on__lte=asked.until)
    if asked.issue_id:
        rows = rows.filter(issues__contains=[asked.issue_id])
    if asked.table_id:
        rows = rows.filter(table_id=asked.table_id)
    return rows


type Key = tuple[str, int]


def _best(actor: Actor, asked: Asked, terms: Sequence[Term]) -> dict[Key, int]:
    """Each thing that fits, the best first, with the id of its part that fits best. One query."""
    query, values = _query(terms)
    label = cleaned(asked.text).strip()
    rows = (
        _narrowed(actor, asked)
        .alias(fits=RawSQL(f"{_WORDS} @@ {query}", values, BooleanField()))  # noqa: S611 - every word is a parameter
        .filter(fits=True)
        .annotate(
            rank=RawSQL(_RANK % {"query": query}, values, FloatField()),  # noqa: S611 - as above
            named=Q(label__iexact=label),
        )
        .order_by("-named", "-rank", "-happened_on", "id")
        .values_list("kind", "subject_id", "id")
    )
    best: dict[Key, int] = {}
    for kind, subject_id, entry_id in rows:
        best.setdefault((kind, subject_id), entry_id)
    return best


def _query(terms: Iterable[Term]) -> tuple[str, list[str]]:
    """SQL of the tsquery with its parameters. Nothing in it can be an error, whatever was typed."""
    parts: list[str] = []
    values: list[str] = []
    for term in terms:
        forms = ["ct_phrase(%s)"] * len(term.phrases)
        values += term.phrases
        if term.beginning:
            forms.append("ct_beginning(%s)")
            values.append(term.words[0])
        said = f"({' || '.join(forms)})"
        parts.append(f"!!{said}" if term.excluded else said)
    return f"({' && '.join(parts)})", values


def _hits(actor: Actor, ids: list[int], terms: Sequence[Term]) -> tuple[Hit, ...]:
    """The entries of a page with their passages. Two queries."""
    entries = _visible(actor).select_related("union").in_bulk(ids)
    found = [entries[one] for one in ids if one in entries]
    marker = Marker(terms)
    marker.learn((text for entry in found for text in (_heading(entry), entry.body)), _stems)
    return tuple(
        Hit(entry, marker.marked(_heading(entry)), marker.passage(entry.body)) for entry in found
    )


def _heading(entry: SearchEntry) -> str:
    return f"{entry.label} {entry.title}".strip()


def _stems(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """Each word's English stems, as the index has them. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, coalesce(ts_lexize('pg_catalog.english_stem', word), '{}')"
            " FROM unnest(%s::text[]) AS word",
            [sorted(words)],
        )
        return {word: frozenset(stems) for word, stems in cursor.fetchall()}


def _suggestions(
    actor: Actor, asked: Asked, terms: Sequence[Term], best: dict[Key, int]
) -> tuple[Suggestion, ...]:
    """Where nothing fits: the question with one word less, and words that are like those asked.

    Both are made of entries the actor may see. No query where only the kind was too narrow.
    """
    if best:
        return ()
    return (*_with_one_less(actor, asked, terms), *_spelled_otherwise(actor, terms))


def _with_one_less(actor: Actor, asked: Asked, terms: Sequence[Term]) -> list[Suggestion]:
    """One query, however many words."""
    positive = [term for term in terms if not term.excluded]
    if len(positive) < 2:  # noqa: PLR2004 - of one word nothing is left
        return []
    asking = {}
    for place, term in enumerate(positive):
        others = [other for other in terms if other is not term]
        query, values = _query(others)
        fits = RawSQL(f"{_WORDS} @@ {query}", values, BooleanField())  # noqa: S611 - every word is a parameter
        asking[f"without_{place}"] = Count(RawSQL(_SUBJECT, []), filter=Q(fits), distinct=True)  # noqa: S611 - no value in it
    counted = _narrowed(actor, replace(asked, kind="")).aggregate(**asking)
    return [
        Suggestion(
            text=" ".join(_typed(other) for other in terms if other is not term),
            count=counted[f"without_{place}"],
            without=_typed(term),
        )
        for place, term in enumerate(positive)
        if counted[f"without_{place}"]
    ]


def _typed(term: Term) -> str:
    phrase = term.phrases[0]
    words = f'"{phrase}"' if re.search(r"\s", phrase) else phrase
    return f"-{words}" if term.excluded else words


def _spelled_otherwise(actor: Actor, terms: Sequence[Term]) -> list[Suggestion]:
    """The question with each word that no visible title has put as the one most like it."""
    asked_for = [term for term in terms if not term.excluded and len(term.words) == 1]
    titles = _visible(actor).order_by().values_list("title", flat=True).distinct()
    known = {word for title in titles for word in words_of(title) if len(word) > 2}  # noqa: PLR2004 - shorter words are like everything
    better: dict[str, str] = {}
    for term in asked_for:
        word = term.words[0]
        if word in known or not word.isalpha():
            continue
        like = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        if like is not None:
            better[word] = like[0]
    if not better:
        return []
    words = []
    for term in terms:
        lone = term.words[0] if len(term.words) == 1 and not term.excluded else ""
        words.append(better.get(lone, _typed(term)))
    return [Suggestion(" ".join(words))]
