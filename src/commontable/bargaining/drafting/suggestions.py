"""Suggested terms of a piece: promises found in its words, each a line to decide on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from commontable.bargaining.drafting.issue_guess import (
    KnownIssue,
    issue_of_promise,
    usual_direction,
)
from commontable.bargaining.entries import TermEntry, default_better
from commontable.bargaining.shorthand import IssueName, Vocabulary, render_terms
from commontable.bargaining.words import TermKind
from commontable.coalition.codes import Codes
from commontable.engines.reading.promises import Findings, Promise, read_promises

OPEN, TAKEN, IGNORED = "", "taken", "ignored"
NO_ISSUE = "?"
STATES = (OPEN, TAKEN, IGNORED)
_YEARLY = frozenset({TermKind.RAISE, TermKind.LUMP_SUM, TermKind.FLAT_RAISE})
_LONGEST_UNIT = 60
_MOST = 80  # of one piece; a person can not look at more, and a wage schedule is none


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line that may be taken. Kept as JSON in the piece.

    Attributes:
        key: names it within its piece.
        entries: the terms it stands for, as JSON: kind, value, unit, bound, year, from, regions.
        clause: the sentence it was found in; several where the years of one raise stand apart.
        start, end: where the value stands in the piece's words, in characters.
        issue: the issue it was thought to be of, where that is another than its piece's.
        line: as somebody rewrote it; empty while it is as found.
        state: "" until somebody decided, then "taken" or "ignored".
    """

    key: str
    entries: list[dict[str, Any]]
    clause: str
    start: int
    end: int
    why: str
    confidence: str
    issue: int | None = None
    line: str = ""
    state: str = OPEN

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Suggestion:
        return cls(**data)

    def data(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def is_sure(self) -> bool:
        return self.confidence == "sure"

    def contradicted(self, doubts: Iterable[Doubt]) -> bool:
        """Whether it was found in a clause that contradicts itself."""
        return any(each.clause in self.clause for each in doubts)

    @property
    def same(self) -> tuple[str, str]:
        """What makes it the same suggestion when the words are read again."""
        return json.dumps(self.entries, sort_keys=True), self.clause

    def terms(self, issue_id: int, known: Mapping[int, KnownIssue]) -> list[TermEntry]:
        """The terms as found, of that issue, better as the issue is usually measured."""
        return [_entry(each, issue_id, known.get(issue_id)) for each in self.entries]

    def written(
        self, issue_id: int | None, known: Mapping[int, KnownIssue], vocabulary: Vocabulary
    ) -> str:
        """Its line: as rewritten, or as found; without an issue it begins with a question mark."""
        if self.line:
            return self.line
        if issue_id is None or all(one.issue_id != issue_id for one in vocabulary.issues):
            return f"{NO_ISSUE} {_without_issue(self.entries)}"
        return render_terms(self.terms(issue_id, known), vocabulary)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A clause that contradicts itself."""

    clause: str
    why: str
    start: int
    end: int

    def data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Ground:
    """What suggestions are made from, the same for every piece of a draft."""

    issues: tuple[KnownIssue, ...] = ()
    regions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    begins_on: date | None = None
    years: int = 0

    @property
    def by_id(self) -> dict[int, KnownIssue]:
        return {issue.issue_id: issue for issue in self.issues}


def suggest(
    text: str, *, heading: str, article: int | None, issue: int | None, ground: Ground
) -> tuple[list[Suggestion], list[Doubt]]:
    """Every line a piece's words suggest, in their order, and what they contradict."""
    found = read_promises(
        text,
        heading=heading,
        regions=ground.regions,
        begins_on=ground.begins_on,
        years=ground.years,
    )
    suggestions = []
    for place, run in enumerate(_runs(found)[:_MOST], 1):
        entries = [_data(promise) for promise in run]
        clause = " … ".join(dict.fromkeys(promise.clause for promise in run))
        guess = issue_of_promise(
            ground.issues,
            clause=f"{clause} {run[0].about}",
            heading=heading,
            kind=TermKind(run[0].kind),
            unit=run[0].unit,
            article=article,
        )
        of = guess.issue_id if guess else issue
        guessed = guess is not None and not guess.named and of != issue
        suggestions.append(
            Suggestion(
                key=f"t{place}",
                entries=entries,
                clause=clause,
                start=min(promise.start for promise in run),
                end=max(promise.end for promise in run),
                why="; ".join(
                    [
                        *dict.fromkeys(part for each in run for part in each.why.split("; ")),
                        *(["its issue is a guess"] if guessed else []),
                    ]
                ),
                confidence="unsure" if guessed else _least_sure(run),
                issue=None if of == issue else of,
            )
        )
    doubts = [Doubt(each.clause, each.why, each.start, each.end) for each in found.doubts]
    return suggestions, doubts


def again(before: Iterable[Mapping[str, Any]], found: Sequence[Suggestion]) -> list[dict[str, Any]]:
    """Suggestions of new words, with what was decided on those that are still there.

    What somebody took and the new words no longer say stays, so that no decision is lost.
    """
    earlier = [Suggestion.of(each) for each in before]
    decided = {each.same: each for each in earlier}
    kept: list[Suggestion] = []
    for each in found:
        known = decided.pop(each.same, None)
        if known is not None:
            each = replace(each, issue=known.issue, line=known.line, state=known.state)  # noqa: PLW2901 - the same suggestion, decided
        kept.append(each)
    kept += [each for each in decided.values() if each.state == TAKEN]
    return [replace(each, key=f"t{place}").data() for place, each in enumerate(kept, 1)]


def _runs(found: Findings) -> list[list[Promise]]:
    """The years of one raise together, where they run from the first; everything else alone."""
    groups: dict[tuple[object, ...], list[Promise]] = {}
    for place, promise in enumerate(found.promises):
        yearly = TermKind(promise.kind) in _YEARLY and promise.year is not None
        alone = None if yearly else place
        key = (
            promise.kind, promise.unit, promise.regions, promise.unknown_regions, promise.bound,
            promise.effective_on, alone,
        )  # fmt: skip
        groups.setdefault(key, []).append(promise)
    runs: list[list[Promise]] = []
    for group in groups.values():
        ordered = sorted(group, key=lambda each: each.year or 0)
        if [each.year for each in ordered] == list(range(1, len(ordered) + 1)):
            runs.append(ordered)
        else:
            runs += [[each] for each in group]
    return sorted(runs, key=lambda run: min(each.start for each in run))


def _least_sure(run: Sequence[Promise]) -> str:
    order = ("unsure", "likely", "sure")
    return min((each.confidence for each in run), key=order.index)


def _data(promise: Promise) -> dict[str, Any]:
    value = promise.value
    return {
        "kind": promise.kind,
        "value": value if isinstance(value, bool) else str(value),
        "unit": promise.unit[:_LONGEST_UNIT],
        "bound": promise.bound,
        "year": promise.year,
        "from": promise.effective_on.isoformat() if promise.effective_on else None,
        "regions": list(promise.regions),
    }


def _entry(data: Mapping[str, Any], issue_id: int, known: KnownIssue | None) -> TermEntry:
    kind, value = TermKind(data["kind"]), data["value"]
    ratio = value if kind is TermKind.RATIO else ""
    usual = usual_direction(known.habits, kind) if known else None
    return TermEntry(
        issue_id=issue_id,
        kind=kind,
        unit=data["unit"],
        bound=data["bound"],
        better=usual or default_better(kind, ratio=ratio),
        contract_year=data["year"],
        effective_on=date.fromisoformat(data["from"]) if data["from"] else None,
        regions=tuple(data["regions"]),
        **_value(kind, value),
    )


def _value(kind: TermKind, value: Any) -> dict[str, Any]:
    match kind:
        case TermKind.DATE:
            return {"value_date": date.fromisoformat(value)}
        case TermKind.YES_NO:
            return {"value_yes": bool(value)}
        case TermKind.RATIO:
            return {"value_text": value}
        case _:
            return {"value": Decimal(value)}


def _without_issue(entries: Sequence[Mapping[str, Any]]) -> str:
    """What is said, for a line whose issue somebody has still to name."""
    nobodys = IssueName(0, "nobodys", "nobodys")
    terms = [_entry(each, nobodys.issue_id, None) for each in entries]
    line = render_terms(terms, Vocabulary(issues=[nobodys], codes=Codes()))
    return line.removeprefix(f"{nobodys.name} ")
