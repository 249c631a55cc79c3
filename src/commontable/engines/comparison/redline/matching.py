"""Which article of the new text says what an article of the old one said.

Matched by content, through runs of three words; a number alone proves nothing, because
contracts are renumbered. An equal title helps a rewritten article find its successor.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from commontable.engines.comparison.redline.contents import Contents, NumberedWords
from commontable.engines.comparison.redline.order import heaviest_ordered
from commontable.engines.documents.document import Article, Document
from commontable.engines.documents.typography import canonical_words

Places = tuple[Sequence[int], Sequence[int]]
"""For each article of the old text, and of the new, its place among all articles compared."""

MatchKind = Literal["same", "changed", "moved", "renumbered", "merged", "split", "new", "gone"]

_LEAST_SCORE = 0.25
_LEAST_OF_ITS_OWN = 0.2
"""Under another title and number, words that are no boilerplate must prove it."""
_EQUAL_TITLE = 0.3
_TITLE_WITHIN = 0.8
"""How near "SALARY SCHEDULES" is to "SALARY SCHEDULES AS OF JULY 1, 2025": not quite equal."""
_LEAST_TITLE_WITHIN = 2
_EQUAL_NUMBER = 0.05
_EQUAL_NUMBER_AND_TITLE = 0.25
_LEAST_SHARE_OF_PART = 0.5
_LEAST_RUNS_OF_PART = 12
_TITLE_WORD = re.compile(r"\w+")
_SMALL_WORDS = frozenset({"A", "AN", "AND", "FOR", "IN", "OF", "ON", "OR", "THE", "TO", "WITH"})


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """``old`` became ``new``; one of them is None when it is new or gone.

    An article split in two has two matches of kind "split", two merged into one have two of kind
    "merged". ``alike`` is the share of three-word runs in common, 0 to 1. ``in_order`` is False
    for an article that changed places with its neighbours; ``part`` is True for the smaller pieces
    of a split or merged article, whose largest piece is the match that carries the rest.
    """

    old: Article | None
    new: Article | None
    kind: MatchKind
    alike: float
    in_order: bool = True
    part: bool = False


def match_articles(
    old: Document,
    new: Document,
    contents: Contents | None = None,
    *,
    places: Places | None = None,
) -> list[ArticleMatch]:
    """Every article of both texts in one list: in the new order, gone ones at their old place.

    With ``places`` the caller knows already: articles of one place are one article.
    """
    contents = contents or Contents(old, new, NumberedWords(old, new))
    if places is not None:
        partners = _of_one_place(*places)
        extra_new, extra_old = {}, {}
    else:
        partners = _partners(old, new, contents)
        extra_new = _parts(contents, partners, of_new=True)
        extra_old = _parts(contents, partners, of_new=False)
    pairs = sorted(partners.items())
    weights = [len(new.articles[n].words) + 1 for _, n in pairs]
    kept = {pairs[index] for index in heaviest_ordered(pairs, weights)}
    split = set(extra_new.values())
    merged = set(extra_old.values())

    matches: list[ArticleMatch] = []
    for o, n in pairs:
        alike = contents.alike(o, n)
        kind = _kind(old.articles[o], new.articles[n], in_order=(o, n) in kept)
        if o in split:
            kind = "split"
        elif n in merged:
            kind = "merged"
        matches.append(ArticleMatch(old.articles[o], new.articles[n], kind, alike, (o, n) in kept))
    for n, o in extra_new.items():
        matches.append(
            ArticleMatch(
                old.articles[o], new.articles[n], "split", contents.alike(o, n), False, True
            )
        )
    for o, n in extra_old.items():
        matches.append(
            ArticleMatch(
                old.articles[o], new.articles[n], "merged", contents.alike(o, n), False, True
            )
        )
    known_old, known_new = set(partners) | set(extra_old), set(partners.values()) | set(extra_new)
    matches += [ArticleMatch(None, a, "new", 0.0) for a in new.articles if a.index not in known_new]
    matches += [
        ArticleMatch(a, None, "gone", 0.0) for a in old.articles if a.index not in known_old
    ]
    return _in_reading_order(matches, kept)


def _of_one_place(old: Sequence[int], new: Sequence[int]) -> dict[int, int]:
    index_of = {place: index for index, place in enumerate(new)}
    return {o: index_of[place] for o, place in enumerate(old) if place in index_of}


def _title_words(article: Article) -> frozenset[str]:
    return frozenset(_TITLE_WORD.findall(article.title.upper())) - _SMALL_WORDS


def _partners(old: Document, new: Document, contents: Contents) -> dict[int, int]:
    """One new article for each old one, the most alike first."""
    old_titles = [_title_words(article) for article in old.articles]
    new_titles = [_title_words(article) for article in new.articles]
    by_title: dict[frozenset[str], list[int]] = defaultdict(list)
    for index, title in enumerate(old_titles):
        if title:
            by_title[title].append(index)
    pairs = dict.fromkeys(contents.shared)
    for index, title in enumerate(new_titles):
        pairs |= dict.fromkeys((o, index) for o in by_title.get(title, ()))
    scores: dict[tuple[int, int], float] = {}
    for o, n in pairs:
        before, after = old.articles[o], new.articles[n]
        alike, titled = contents.alike(o, n), _titles_alike(old_titles[o], new_titles[n])
        score = alike + _EQUAL_TITLE * titled
        numbered = bool(before.number) and (before.kind, before.number) == (
            after.kind,
            after.number,
        )
        if score < _LEAST_SCORE - _EQUAL_NUMBER_AND_TITLE * numbered:
            continue
        if numbered or titled >= _TITLE_WITHIN / 2 or contents.own_alike(o, n) >= _LEAST_OF_ITS_OWN:
            same_heading = _EQUAL_NUMBER_AND_TITLE if titled == 1 else _EQUAL_NUMBER
            scores[o, n] = score + same_heading * numbered
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for (o, n), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score < _LEAST_SCORE:
            break
        if o not in partners and n not in taken:
            partners[o] = n
            taken.add(n)
    return partners


def _titles_alike(some: frozenset[str], others: frozenset[str]) -> float:
    """Share of the longer title's words, or nearly all where one title stands in the other."""
    common = len(some & others)
    shorter, longer = sorted((len(some), len(others)))
    if common == shorter >= _LEAST_TITLE_WITHIN:
        return max(common / longer, _TITLE_WITHIN)
    return common / max(longer, 1)


def _parts(contents: Contents, partners: dict[int, int], *, of_new: bool) -> dict[int, int]:
    """Articles without a partner that were most of the time part of one that has another.

    With ``of_new``: new article -> the old article it was split from. Without: old article ->
    the new article it was merged into.
    """
    if of_new:
        runs, others, partner_of = contents.new, contents.old, partners
        taken = set(partners.values())
    else:
        runs, others = contents.old, contents.new
        partner_of = {n: o for o, n in partners.items()}
        taken = set(partners)
    parts: dict[int, int] = {}
    best: dict[int, tuple[int, int]] = {}
    for (o, n), count in contents.shared.items():
        part, whole = (n, o) if of_new else (o, n)
        if part not in taken and whole in partner_of:
            best[part] = max(best.get(part, (0, 0)), (count, whole))
    for part, (_, whole) in best.items():
        own = contents.distinctive(runs[part])
        common = own & others[whole]
        stayed = common & runs[partner_of[whole]]
        long_enough = len(own) >= min(_LEAST_RUNS_OF_PART, len(runs[part]))
        mostly = len(common) >= _LEAST_SHARE_OF_PART * len(own) > 0
        if long_enough and mostly and len(stayed) * 2 <= len(common):
            parts[part] = whole
    return parts


def _kind(old: Article, new: Article, *, in_order: bool) -> MatchKind:
    if not in_order:
        return "moved"
    if (old.kind, old.number) != (new.kind, new.number):
        return "renumbered"
    if old.words == new.words and same_title(old, new):
        return "same"
    return "changed"


def same_title(old: Article, new: Article) -> bool:
    """Whether both titles say the same words, typography and numbering aside."""
    return canonical_words(old.title.split()) == canonical_words(new.title.split())


def _in_reading_order(
    matches: Iterable[ArticleMatch], kept: Iterable[tuple[int, int]]
) -> list[ArticleMatch]:
    def place(match: ArticleMatch) -> tuple[int, int, int]:
        if match.new is not None:
            return (match.new.index, 1, match.old.index if match.old is not None else -1)
        index = match.old.index if match.old is not None else 0
        before = [n for o, n in kept if o < index]
        return (max(before, default=-1), 2, index)

    return sorted(matches, key=place)
