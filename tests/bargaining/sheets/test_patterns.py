"""What another group settled, beside the table's positions and with its source."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bargaining.passing import raises
from bargaining.sheets.arranged import ago, arranged, cell, frozen, looked_at, said, view_of
from cast import Cast, enter
from commontable.bargaining.models import Campaign, Issue, Table
from commontable.bargaining.selectors.sheets.patterns import choices_at, patterns_of
from commontable.bargaining.services.agreements import record_settlement
from commontable.bargaining.services.issues import raise_issue
from commontable.bargaining.services.patterns import record_pattern
from commontable.bargaining.services.tables import open_campaign, open_table
from commontable.bargaining.words import TableKind
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)


def entered(cast: Cast, *years: str, **facts: object):  # type: ignore[no-untyped-def]
    actor = enter(cast.research)
    usual: dict[str, object] = {
        "group": "Valley nurses",
        "reached_on": actor.on - timedelta(days=20),
        "source": "newsletter of March 4",
        "terms": raises(cast.wages, *years),
    }
    return record_pattern(actor=actor, campaign=cast.campaign, **(usual | facts))


def earlier_campaign(cast: Cast) -> tuple[Campaign, Table, Issue]:
    """The round of 2023 in the record, with its own issue of wages, settled."""
    actor = enter(cast.chief)
    campaign = open_campaign(
        actor=actor, employer_id=cast.campaign.employer_id, name="Harbor 2023", year=2023
    )
    table = open_table(actor=actor, campaign=campaign, kind=TableKind.COMMON, name="Common table")
    wages = raise_issue(actor=actor, campaign=campaign, name="Wages")
    return campaign, table, wages


def test_an_entered_pattern_fills_its_column_and_names_its_source(cast: Cast) -> None:
    pattern = entered(cast, "5", "4.5")
    view = looked_at(cast, columns=("union", f"pattern-{pattern.pk}"))
    shown = cell(view, cast.wages, f"pattern-{pattern.pk}")
    assert shown.said.replace("\N{NO-BREAK SPACE}", " ") == "5 / 4.5 %"
    assert "settled " in shown.source
    assert "newsletter of March 4" in shown.source
    assert view.columns[1].sub == "Valley nurses"
    assert said(view, cast.staffing, f"pattern-{pattern.pk}") == ""
    (note,) = view.notes
    assert note.text.startswith("Valley nurses: settled ")
    assert note.column == f"pattern-{pattern.pk}"


def test_a_settlement_of_another_campaign_is_matched_by_its_issues_names(cast: Cast) -> None:
    _, table, wages = earlier_campaign(cast)
    actor = enter(cast.chief)
    holiday = raise_issue(actor=actor, campaign=wages.campaign, name="A day in May")
    settlement = record_settlement(
        actor=actor,
        table=table,
        reached_on=date(2023, 10, 13),
        effective_on=None,
        source="joint announcement",
        terms=[*raises(wages, "6", "5"), *raises(holiday, "1")],
    )
    key = f"settlement-{settlement.pk}"
    assert key in {choice.key for choice in choices_at(actor, cast.common)}
    view = looked_at(cast, columns=(key,))
    assert said(view, cast.wages, key).startswith("6 / 5 %")
    assert "joint announcement" in cell(view, cast.wages, key).source
    assert [note.text for note in view.notes if note.team_only] == [
        "Common table, Harbor 2023 2023 also settled what is no issue here: A day in May."
    ]


def test_what_was_settled_later_says_nothing_at_an_earlier_moment(cast: Cast) -> None:
    pattern = entered(cast, "5")
    key = f"pattern-{pattern.pk}"
    assert said(looked_at(cast, columns=(key,)), cast.wages, key) != ""
    before = looked_at(cast, ago(days=30), columns=(key,))
    assert said(before, cast.wages, key) == ""
    assert "after this moment" in before.notes[0].text


def test_a_corrected_entry_takes_the_place_of_the_one_it_corrects(cast: Cast) -> None:
    first = entered(cast, "50")
    key = f"pattern-{first.pk}"
    sheet = arranged(cast, columns=("union", key))
    version = frozen(cast, sheet)
    entered(cast, "5", replaces=first)
    assert said(view_of(version), cast.wages, key).startswith("50 %")
    assert said(view_of(frozen(cast, sheet)), cast.wages, key).startswith("5 %")
    (listed,) = patterns_of(enter(cast.chief), cast.campaign)
    assert listed.says[0][1].startswith("5")
    with pytest.raises(ConflictError, match="already"):
        entered(cast, "6", replaces=first)


def test_a_pattern_without_a_source_or_terms_is_refused(cast: Cast) -> None:
    with pytest.raises(CommontableError, match="Source"):
        entered(cast, "5", source=" ")
    with pytest.raises(CommontableError, match="says something"):
        entered(cast)
    with pytest.raises(CommontableError, match="has not come"):
        entered(cast, "5", reached_on=cast.chief.actor.on + timedelta(days=1))
    with pytest.raises(NotAllowedError):
        record_pattern(
            actor=enter(cast.observer),
            campaign=cast.campaign,
            group="x",
            reached_on=cast.chief.actor.on,
            source="x",
            terms=raises(cast.wages, "5"),
        )


def test_a_unions_own_pattern_is_no_column_of_the_common_table(cast: Cast) -> None:
    officer = enter(cast.nurses_officer)
    pattern = record_pattern(
        actor=officer,
        campaign=cast.campaign,
        group="Sister nurses",
        reached_on=officer.on,
        source="a letter",
        terms=raises(cast.wages, "8"),
        union_id=cast.nurses.pk,
    )
    assert patterns_of(officer, cast.campaign)
    assert patterns_of(enter(cast.chief), cast.campaign) == []
    with pytest.raises(NotFoundError):
        arranged(cast, columns=(f"pattern-{pattern.pk}",))
