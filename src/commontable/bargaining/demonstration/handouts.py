"""What the team hands out: sheets with versions, another group's settlement, a public edition."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commontable.bargaining.demonstration.campaign import Frame
from commontable.bargaining.demonstration.fiction import SUBJECTS, WAGES
from commontable.bargaining.demonstration.wording import terms_for
from commontable.bargaining.models import Pattern, Sheet
from commontable.bargaining.services.patterns import record_pattern
from commontable.bargaining.services.sheets.definitions import make_sheet, word_row
from commontable.bargaining.services.sheets.releases import release_sheet, what_would_go_out
from commontable.bargaining.services.sheets.versions import make_version
from commontable.bargaining.sheet_definition import PATTERN, Definition
from commontable.bargaining.words import SheetColumn, SheetGroups
from commontable.engines.sheets import digest

# What the nurses of another system settled; what they did not settle is not there.
SETTLED = {
    "Across-the-board raises": "6 5.5 5 4.5",
    "Wage floor": "25.50",
    "Night differential": "3.75",
    "Premium share, family": "2",
    "Ratio, medical-surgical": "1:4",
    "Vacation, after five years": "22",
    "Subcontracting": "None of bargaining-unit work",
}
WORDS = {
    "Across-the-board raises": "Raises every year, the same in every region.",
    "Ratio, medical-surgical": "No nurse with more than four patients.",
}


def hand_out(frame: Frame) -> None:
    """A sheet of everything in two versions, its public edition, and one of the pay alone."""
    pattern = _pattern(frame)
    key = f"{PATTERN}-{pattern.pk}"
    sheet = make_sheet(
        actor=frame.actor,
        table=frame.common,
        title="Where the common table stands",
        definition=Definition(
            columns=(
                SheetColumn.STATUS_QUO,
                SheetColumn.UNION,
                SheetColumn.EMPLOYER,
                key,
                SheetColumn.STATUS,
            )
        ),
    )
    make_version(actor=frame.actor, sheet=sheet, as_of=frame.at(14, 600), note="After session 14.")
    for name, text in WORDS.items():
        word_row(actor=frame.actor, sheet=sheet, row=f"issue-{frame.issues[name].pk}", text=text)
    make_version(actor=frame.actor, sheet=sheet, note="With the e-mail on South Bay.")
    _release(frame, sheet, {SheetColumn.UNION, SheetColumn.EMPLOYER, key})
    _pay(frame)


def _pattern(frame: Frame) -> Pattern:
    expires = frame.campaign.contract_expires or frame.actor.on
    subjects = {subject.name: subject for subject in SUBJECTS}
    return record_pattern(
        actor=frame.actor,
        campaign=frame.campaign,
        group="Cascade nurses",
        reached_on=frame.actor.on - timedelta(days=41),
        source="their bulletin 22 and the ratified agreement",
        terms=[
            term
            for name, said in SETTLED.items()
            for term in terms_for(subjects[name], frame.issues[name], said, expires=expires)
        ],
        note="Ratified by nine in ten.",
    )


def _release(frame: Frame, sheet: Sheet, columns: set[str]) -> None:
    """The ten issues that members ranked, with both sides and the pattern."""
    version = sheet.versions.latest("number")
    choice: dict[str, Any] = {
        "title": "What members ranked first: where it stands",
        "rows": {
            f"issue-{frame.issues[subject.name].pk}"
            for subject in SUBJECTS
            if subject.rank is not None
        },
        "columns": columns,
    }
    seen = digest(what_would_go_out(actor=frame.actor, version=version, **choice))
    release_sheet(
        actor=frame.actor, version=version, seen=seen, signature=frame.actor.name, **choice
    )


def _pay(frame: Frame) -> None:
    names = [subject.name for subject in SUBJECTS if subject.group == WAGES]
    sheet = make_sheet(
        actor=frame.actor,
        table=frame.common,
        title="Pay, pass by pass",
        definition=Definition(
            columns=(
                SheetColumn.STATUS_QUO,
                SheetColumn.UNION_TWO_BEFORE,
                SheetColumn.UNION_ONE_BEFORE,
                SheetColumn.UNION,
                SheetColumn.EMPLOYER_TWO_BEFORE,
                SheetColumn.EMPLOYER_ONE_BEFORE,
                SheetColumn.EMPLOYER,
            ),
            group=SheetGroups.NONE,
            chosen=frozenset(frame.issues[name].pk for name in names),
        ),
    )
    make_version(actor=frame.actor, sheet=sheet)
