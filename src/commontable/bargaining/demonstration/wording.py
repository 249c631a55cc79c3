"""The fiction's figures as terms."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from commontable.bargaining.demonstration.fiction import Subject
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Issue
from commontable.bargaining.words import Better, TermKind

LOWER_REGIONS = ("HIGH", "RIVER")


def terms_for(
    subject: Subject, issue: Issue, said: str, *, expires: date, regions: tuple[str, ...] = ()
) -> list[TermEntry]:
    """What a side says, as terms: ``"3 3 2 2"`` is a raise for each of four years."""
    if subject.kind is TermKind.RAISE:
        return [
            TermEntry(
                issue_id=issue.pk,
                kind=TermKind.RAISE,
                value=Decimal(figure),
                unit="percent",
                better=Better.HIGHER,
                contract_year=year,
                regions=regions,
                clause="Wages, section 2",
            )
            for year, figure in enumerate(said.split(), start=1)
        ]
    entry = TermEntry(
        issue_id=issue.pk,
        kind=subject.kind,
        unit=subject.unit,
        better=subject.better,
        regions=regions,
        **_value(subject, said, expires),  # type: ignore[arg-type]  # one of the four values
    )
    return [entry]


def _value(subject: Subject, said: str, expires: date) -> dict[str, object]:
    match subject.kind:
        case TermKind.TEXT | TermKind.RATIO:
            return {"value_text": said}
        case TermKind.YES_NO:
            return {"value_yes": said == "yes"}
        case TermKind.DATE:
            return {"value_date": expires + timedelta(days=1 + int(said))}
        case _:
            return {"value": Decimal(said)}


def status_quo_terms(subject: Subject, issue: Issue) -> list[TermEntry]:
    """What stands today, where it can be measured."""
    if subject.kind in {TermKind.TEXT, TermKind.DATE}:
        return []
    return terms_for(subject, issue, subject.today, expires=date.min)
