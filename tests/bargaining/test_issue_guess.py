"""Which issue a promise is thought to be of, and how sure that is."""

from __future__ import annotations

from commontable.bargaining.drafting.issue_guess import Guess, Habit, KnownIssue, issue_of_promise
from commontable.bargaining.drafting.suggestions import Ground, suggest
from commontable.bargaining.words import Better, TermKind

DAYS = Habit(TermKind.DURATION, "days", Better.LOWER)
BONUS = KnownIssue(1, "Ratification bonus", habits=(Habit(TermKind.AMOUNT, "USD", Better.HIGHER),))
SIGNING = KnownIssue(2, "Signing bonus", habits=(Habit(TermKind.LUMP_SUM, "USD", Better.HIGHER),))
VACANCIES = KnownIssue(3, "Vacancies filled within", habits=(DAYS,))
GRIEVANCES = KnownIssue(4, "Grievance timelines", habits=(DAYS,))


def guess(clause: str, kind: TermKind, unit: str, *known: KnownIssue) -> Guess | None:
    return issue_of_promise(known, clause=clause, heading="", kind=kind, unit=unit, article=None)


def test_a_whole_name_in_the_clause_outweighs_how_another_is_measured() -> None:
    clause = "A one-time ratification bonus of $1,500 shall be paid."
    assert guess(clause, TermKind.LUMP_SUM, "USD", BONUS, SIGNING) == Guess(1, named=True)
    assert guess(clause, TermKind.LUMP_SUM, "USD", BONUS) == Guess(1, named=True)


def test_within_names_no_issue() -> None:
    clause = "The grievance must be filed within twenty (20) days."
    assert guess(clause, TermKind.DURATION, "days", VACANCIES) is None
    found = guess(clause, TermKind.DURATION, "days", VACANCIES, GRIEVANCES)
    assert found == Guess(4, named=False)


def test_a_guess_by_habit_is_looked_at_twice() -> None:
    ground = Ground(issues=(GRIEVANCES,))
    [line], _ = suggest(
        "The grievance must be filed within twenty (20) days.",
        heading="", article=None, issue=None, ground=ground,
    )  # fmt: skip
    assert (line.issue, line.confidence) == (4, "unsure")
    assert line.why.endswith("its issue is a guess")
