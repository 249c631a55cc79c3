"""Nobody learns from the search what they may not open: not by hits, counts, passages or hints."""

from __future__ import annotations

from typing import Any

import pytest

from bargaining.passing import passing
from bargaining.search.finding import look, passages
from cast import Cast, Member, enter
from commontable.bargaining.models import SearchEntry, Table
from commontable.bargaining.selectors.search import Asked, find
from commontable.bargaining.services.notes import add_internal_note
from commontable.bargaining.services.proposals import pass_proposal
from commontable.bargaining.services.sessions import convene_session, record_outcome
from commontable.bargaining.services.statements import Saying, record_statement
from commontable.bargaining.words import SearchKind, Side, StatementKind
from commontable.coalition.models import Authority
from commontable.coalition.roles import Role
from commontable.coalition.selectors.seats import Seat, actor_for

SECRET = "quillwort"  # the nurses' own
TEAMS = "zephyrine"  # the bargaining team's own
SHARED = "staffing floor"  # everybody's, and also the nurses' own

EVERYBODY = (
    "chief",
    "team",
    "observer",
    "research",
    "communications",
    "organizer",
    "nurses_officer",
    "technicians_officer",
)


def _session_with_outcome(member: Member, table: Table) -> None:
    actor = enter(member)
    session = convene_session(actor=actor, table=table, days=[actor.on])
    record_outcome(
        actor=actor,
        session=session,
        public_wording=f"A {SHARED} was talked about.",
        internal_wording=f"They fear the {TEAMS}, and a {SHARED}.",
    )


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Common words, the nurses' own at their table, and the team's own about a session."""
    common = enter(cast.chief)
    pass_proposal(
        actor=common,
        table=cast.common,
        passing=passing(Side.UNION, [cast.staffing], title=f"A {SHARED} for all"),
    )
    _session_with_outcome(cast.chief, cast.common)
    _session_with_outcome(cast.nurses_officer, cast.nurses_local)
    officer = enter(cast.nurses_officer)
    pass_proposal(
        actor=officer,
        table=cast.nurses_local,
        passing=passing(
            Side.EMPLOYER,
            [cast.staffing],
            title=f"A {SHARED} of {SECRET}",
            reason_given=f"Because of {SECRET}.",
        ),
    )
    add_internal_note(
        actor=officer,
        union_id=cast.nurses.pk,
        about=cast.staffing,
        text=f"Hold {SECRET} and the {SHARED} back.",
    )
    record_statement(
        actor=officer,
        campaign=cast.campaign,
        saying=Saying(
            kind=StatementKind.QUOTE,
            side=Side.UNION,
            speaker="Grace",
            said_on=officer.on,
            words=f"Without a {SHARED} and {SECRET} we are lost.",
            union_id=cast.nurses.pk,
        ),
    )
    return cast


def member(cast: Cast, name: str) -> Member:
    found: Member = getattr(cast, name)
    return found


def test_the_nurses_officer_finds_the_nurses_own(told: Cast) -> None:
    found = look(told.nurses_officer, SECRET)
    assert found.by_kind == {"proposal": 1, "statement": 1, "note": 1}


@pytest.mark.parametrize("name", [*EVERYBODY, "stranger"])
def test_nobody_else_finds_anything_of_theirs(told: Cast, name: str) -> None:
    if name == "nurses_officer":
        return
    for text in (SECRET, SECRET[:5], f'"{SECRET}"', f"{SHARED} {SECRET}"):
        found = look(member(told, name), text)
        assert (found.hits, found.total, found.by_kind) == ((), 0, {})


@pytest.mark.parametrize("name", [*EVERYBODY, "stranger"])
def test_counts_are_of_what_can_be_seen(told: Cast, name: str) -> None:
    """Counted past the policies and the selector, by hand, from what the matrix lets each read."""
    common = {"proposal": 1, "session": 1}
    expected = {
        "stranger": {},
        "nurses_officer": {"proposal": 2, "session": 2, "statement": 1, "note": 1},
    }.get(name, common)
    found = look(member(told, name), f'"{SHARED}"')
    assert found.by_kind == expected
    assert found.total == sum(expected.values()) == len(found.hits)
    for kind in SearchKind:
        narrowed = look(member(told, name), f'"{SHARED}"', kind=kind.value)
        assert narrowed.total == expected.get(kind.value, 0)


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_teams_own_wording_is_found_by_who_records_there(told: Cast, name: str) -> None:
    """As on a session's page: the coalition's team for the common table, an officer for theirs."""
    found = look(member(told, name), TEAMS)
    expected = {"chief": 1, "team": 1, "research": 1, "nurses_officer": 1}.get(name, 0)
    assert found.total == expected
    whose = {hit.entry.union_id for hit in found.hits}
    if expected:
        assert whose == ({told.nurses.pk} if name == "nurses_officer" else {None})


def test_a_session_found_by_its_public_wording_shows_nothing_of_the_teams(told: Cast) -> None:
    found = look(told.observer, f"session {SHARED}", kind="session")
    assert passages(found) == ["A [staffing] [floor] was talked about."]
    mine = look(told.chief, f"session {SHARED}", kind="session")
    assert mine.total == 1


def test_authority_at_one_table_opens_the_teams_wording_of_that_table_only(told: Cast) -> None:
    enter(told.chief)
    other = Table.objects.create(
        coalition=told.coalition, campaign=told.campaign, kind="common", name="Second table"
    )
    _session_with_outcome(told.chief, other)
    Authority.objects.filter(person=told.research.person).delete()
    Authority.objects.create(
        coalition=told.coalition,
        person=told.research.person,
        role=Role.RESEARCH,
        table=other,
        from_on=told.chief.actor.on,
    )
    seat = Seat(told.research.person.pk, told.coalition.pk)
    actor = actor_for(user_id=told.research.user.pk, seat=seat)
    found = find(actor, Asked(TEAMS))
    assert [hit.entry.table_id for hit in found.hits] == [other.pk]


def test_hints_are_made_of_what_can_be_seen(told: Cast) -> None:
    def hints(who: Member, text: str) -> list[tuple[str, int | None]]:
        return [(one.text, one.count) for one in look(who, text).suggestions]

    misspelt = "quilwort"
    assert hints(told.nurses_officer, misspelt) == [(SECRET, None)]
    for name in ("technicians_officer", "observer", "chief", "stranger"):
        assert hints(member(told, name), misspelt) == []
    # Without the word that is nowhere, the rest is found by whoever may see it, and so counted.
    assert hints(told.technicians_officer, f"{SECRET} floor") == [("floor", 2)]
    assert ("floor", 6) in hints(told.nurses_officer, "zebra floor")


def test_narrowing_tells_nothing_either(told: Cast) -> None:
    narrowings: list[dict[str, Any]] = [
        {"table_id": told.nurses_local.pk},
        {"issue_id": told.staffing.pk, "side": "employer"},
        {"kind": "note"},
        {"since": told.chief.actor.on, "kind": "statement"},
    ]
    for narrow in narrowings:
        found = look(told.technicians_officer, "staffing", **narrow)
        assert (found.hits, found.total) == ((), 0)
    assert look(told.nurses_officer, "staffing", table_id=told.nurses_local.pk).total == 2


def test_the_database_itself_hides_the_entries(told: Cast) -> None:
    """Behind the selector: even a query that forgot to narrow."""
    enter(told.technicians_officer)
    assert not SearchEntry.objects.filter(body__contains=SECRET).exists()
    enter(told.stranger)
    assert SearchEntry.objects.count() == 0
