"""Which term rules a worker's line, share of pay or payment: asked of the plan, not worked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from commontable.engines.costing.plan.arrays import Ints
from commontable.engines.costing.plan.build import Plan
from commontable.engines.costing.plan.lines import Line, segment_from
from commontable.engines.costing.plan.percents import Percentage
from commontable.engines.costing.plan.standing import meant_by, rules_by_key
from commontable.engines.costing.terms import Term


@dataclass(frozen=True)
class Rules:
    """The rules of one plan as they meet one worker."""

    plan: Plan
    worker: int

    def means(self, term: Term) -> bool:
        return bool(self.plan.standing.workers.mask(meant_by(term))[self.worker])

    def line(self, line: Line, segment: int) -> Term | None:
        """The rule of a line in a segment of time."""
        found: Term | None = None
        for term in self._lines.get(line.key, []):
            first = segment_from(self.plan.standing.day(term.effective), self._segments)
            over = len(self._segments) - 1
            if term.until is not None:
                over = segment_from(self.plan.standing.last_day(term.until), self._segments)
            if first <= segment < over:
                found = term
        return found if found is not None and _is_line(line, found) else None

    def percentage(self, percentage: Percentage, stretch: int) -> Term | None:
        """The rule of a share of pay in a stretch of periods."""
        time = self.plan.standing.time
        period = time.period_at(int(self.plan.arrays.time.stretches[stretch]))
        found: Term | None = None
        for term in self._percents.get(percentage.key, []):
            over = time.periods
            if term.until is not None:
                over = time.first_paid(term.until + timedelta(days=1))
            before = percentage.yearly and int(self.plan.arrays.time.stretch_year[stretch]) < 0
            if time.first_paid(term.effective) <= period < over and not before:
                found = term
        if found is None or not _is_percentage(percentage, found):
            return None
        return found

    def payment(self, place: int) -> Term | None:
        """The rule of an amount on a day."""
        day = int(self.plan.arrays.payment.day[place])
        met = [
            term
            for term in self.plan.payments.terms[place]
            if self.means(term) and day >= self.plan.standing.time.bounds[0]
        ]
        return met[-1] if met else None

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], list[Term]]:
        return self._met("line")

    @cached_property
    def _percents(self) -> Mapping[tuple[str, str], list[Term]]:
        return self._met("percent")

    def _met(self, family: str) -> Mapping[tuple[str, str], list[Term]]:
        terms = [term for term in self.plan.standing.of(family) if self.means(term)]  # type: ignore[arg-type]
        return rules_by_key(terms)

    @property
    def _segments(self) -> Ints:
        return self.plan.arrays.time.segments


def _is_line(line: Line, term: Term) -> bool:
    """Whether a line of the term's name is also of its hours and for the pension as it says."""
    if line.gross and line.pensionable != bool(term.values.get("pensionable")):
        return False
    if term.kind.name in ("longevity", "differential"):
        return line.adds == bool(term.values.get("counts_for_overtime"))
    return True


def _is_percentage(percentage: Percentage, term: Term) -> bool:
    of = {"paid_days": "base", "payroll_tax": "gross"}.get(
        term.kind.name, str(term.values.get("of"))
    )
    place = ("base", "gross", "pensionable").index(of)
    return (percentage.of, percentage.pensionable) == (place, bool(term.values.get("pensionable")))
