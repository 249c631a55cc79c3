"""Which issue an article or a promise speaks to: by the contract, by its words, by habit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commontable.bargaining.words import Better, TermKind

_WORD = re.compile(r"[a-z]{3,}")
_SMALL = frozenset(
    (
        "the", "and", "for", "with", "from", "that", "this", "which", "who", "not", "all", "any",
        "per", "our", "their", "its", "was", "are", "has", "have", "been", "shall", "will", "may",
        "must", "each", "such", "upon", "under", "into", "over", "more", "than", "less", "other",
        "within", "without", "during", "after", "before", "between", "until", "about",
    )
)  # fmt: skip
_LINKED, _IN_HEADING, _IN_CLAUSE, _SAME_KIND, _SAME_UNIT = 4, 3, 2, 2, 1
_LEAST = 3
# A name of several words that stands whole in a clause outweighs any habit; the longer the surer.
_WHOLE_NAME, _A_WORD = 6, 0.1


@dataclass(frozen=True, slots=True)
class Habit:
    """How an issue is usually measured: by its status quo and earlier proposals."""

    kind: TermKind
    unit: str
    better: Better


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """An issue that may be meant; ``articles`` are those that lead to it."""

    issue_id: int
    name: str
    articles: frozenset[int] = frozenset()
    habits: tuple[Habit, ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        return stems(self.name)


def stems(text: str) -> frozenset[str]:
    """The words of a text without their endings, small words left out."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _SMALL)


def _stem(word: str) -> str:
    for ending in ("ments", "ment", "ings", "ing", "ies", "es", "ed", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:  # noqa: PLR2004 - "pay" stays "pay"
            return word[: -len(ending)]
    return word


def issue_of_piece(
    known: Sequence[KnownIssue], *, heading: str, text: str, article: int | None
) -> int | None:
    """The issue an article speaks to as a whole; None where none or several fit as well."""
    in_heading, opening = stems(heading), stems(text[:600])
    linked = [issue for issue in known if article in issue.articles]
    if len(linked) > 1:
        # Several issues lead to the article: it speaks to one only where its heading names it.
        named = [issue for issue in linked if issue.stems and issue.stems <= in_heading]
        return named[0].issue_id if len(named) == 1 else None
    scores = {
        issue.issue_id: _share(issue.stems, in_heading) * _IN_HEADING
        + _share(issue.stems, opening)
        + (_LINKED if article in issue.articles else 0)
        for issue in known
    }
    return _only_best(scores, _LEAST)


@dataclass(frozen=True, slots=True)
class Guess:
    """An issue, and whether the words or the contract name it; else habit and a word alike do."""

    issue_id: int
    named: bool


def issue_of_promise(
    known: Sequence[KnownIssue],
    *,
    clause: str,
    heading: str,
    kind: TermKind,
    unit: str,
    article: int | None,
) -> Guess | None:
    """The issue that speaks for one promise by itself; None where it is as good as its piece's."""
    in_clause, in_heading = stems(clause), stems(heading)
    named: set[int] = set()
    scores: dict[int, float] = {}
    for issue in known:
        own = _share(issue.stems, in_clause) * _IN_CLAUSE + _share(issue.stems, in_heading)
        if issue.stems and issue.stems <= in_clause:
            own += _WHOLE_NAME + len(issue.stems) * _A_WORD if len(issue.stems) > 1 else 1
            named.add(issue.issue_id)
        elif article in issue.articles or (issue.stems and issue.stems <= in_heading):
            named.add(issue.issue_id)
        habit = any(each.kind is kind for each in issue.habits)
        same_unit = any(each.kind is kind and each.unit == unit for each in issue.habits)
        if not own and not (habit and article in issue.articles):
            continue
        scores[issue.issue_id] = (
            own
            + (_SAME_KIND if habit else 0)
            + (_SAME_UNIT if same_unit else 0)
            + (_SAME_UNIT if article in issue.articles else 0)
        )
    best = _only_best(scores, _LEAST)
    return None if best is None else Guess(best, best in named)


def _share(words: frozenset[str], among: frozenset[str]) -> float:
    return len(words & among) / len(words) if words else 0.0


def _only_best(scores: dict[int, float], least: float) -> int | None:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < least:
        return None
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return None
    return ranked[0][0]


def usual_direction(habits: Iterable[Habit], kind: TermKind) -> Better | None:
    """Which way is better for members, as the issue is usually measured; None if nobody said."""
    return next(
        (each.better for each in habits if each.kind is kind and each.better is not Better.NONE),
        None,
    )
