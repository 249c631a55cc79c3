"""What became of a proposal, and what a further one would do to those that stand."""

from __future__ import annotations

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes, raises
from bargaining.test_agreements import sign
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.fate_words import consequence_told, fate_told
from commontable.bargaining.models import Issue, Proposal, TentativeAgreement
from commontable.bargaining.selectors.board import board_of
from commontable.bargaining.selectors.fates import consequences_of, fate_of
from commontable.bargaining.selectors.records import records_of
from commontable.bargaining.services.proposals import withdraw_proposal
from commontable.bargaining.words import ProposalKind, Side
from commontable.common import dates
from commontable.common.errors import ConflictError

pytestmark = pytest.mark.django_db


def told(cast: Cast, proposal: Proposal) -> str:
    actor = enter(cast.chief)
    return fate_told(fate_of(actor, proposal))


def would_end(cast: Cast, side: Side, kind: ProposalKind, *issues: Issue) -> list[str]:
    actor = enter(cast.chief)
    record = records_of(actor, [cast.common])[0]
    ended = consequences_of(record, side=side, kind=kind, issues={one.pk for one in issues})
    return [consequence_told(one) for one in ended]


def package(cast: Cast, side: Side = Side.UNION) -> Proposal:
    return passes(cast, side, [cast.wages, cast.staffing], kind=ProposalKind.PACKAGE)


def test_a_proposal_stands_until_its_side_says_something_else(cast: Cast) -> None:
    first = passes(cast, Side.UNION, [cast.wages])
    passes(cast, Side.EMPLOYER, [cast.wages])
    assert told(cast, first) == "stands"
    second = passes(cast, Side.UNION, [cast.wages])
    passes(cast, Side.UNION, [cast.wages])
    assert told(cast, first) == f"replaced by {second.label}"
    supposal = passes(cast, Side.UNION, [cast.wages], kind=ProposalKind.SUPPOSAL)
    assert told(cast, supposal) == "no formal position"


def test_of_two_issues_one_may_stand(cast: Cast) -> None:
    first = passes(cast, Side.UNION, [cast.wages, cast.staffing])
    second = passes(cast, Side.UNION, [cast.wages])
    assert told(cast, first) == f"stands on Staffing; replaced by {second.label} on the rest"


def test_a_package_falls_with_what_was_said_of_a_part_and_stands_again_without_it(
    cast: Cast,
) -> None:
    first = passes(cast, Side.UNION, [cast.staffing])
    fallen = package(cast)
    assert told(cast, first) == f"replaced by {fallen.label}"
    alone = passes(cast, Side.UNION, [cast.wages])
    assert told(cast, fallen) == f"fell with {alone.label}"
    assert told(cast, first) == "stands"
    withdraw_proposal(actor=enter(cast.chief), proposal=alone, at=dates.now())
    assert told(cast, fallen) == "stands"
    assert told(cast, alone) == "withdrawn"
    whole = package(cast)
    assert told(cast, fallen) == f"replaced by {whole.label}"


def test_the_list_says_where_each_proposal_is_now(cast: Cast) -> None:
    first = passes(cast, Side.UNION, [cast.wages])
    second = passes(cast, Side.UNION, [cast.wages])
    page = browser_of(cast.chief).get(f"/tables/{cast.common.pk}/proposals/").content.decode()
    assert f'<a href="/proposals/{second.pk}/">replaced by {second.label}</a>' in page
    assert page.count(">stands<") == 1
    shown = browser_of(cast.chief).get(f"/proposals/{first.pk}/").content.decode()
    assert f"{first.label} does not stand any more: {second.label} took its place." in shown


@pytest.mark.parametrize("falls", [False, True])
def test_what_no_longer_stands_is_agreed_only_knowingly(cast: Cast, falls: bool) -> None:
    old = package(cast) if falls else passes(cast, Side.UNION, [cast.wages])
    new = passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "3"))
    why = f"it fell when its side passed {new.label}" if falls else f"{new.label} took its place"
    with pytest.raises(ConflictError, match=why):
        sign(cast, old)
    client, address = browser_of(cast.chief), f"/proposals/{old.pk}/agree"
    assert why in client.get(address).content.decode()
    day = cast.chief.actor.on.isoformat()
    typed = {
        "union_initials": "AC",
        "union_initialled_on": day,
        "employer_initials": "RM",
        "employer_initialled_on": day,
    }
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert why in refused.content.decode()
    enter(cast.chief)
    assert not TentativeAgreement.objects.exists()
    assert client.post(address, typed | {"although_not_standing": "on"}).status_code == 303
    enter(cast.chief)
    said = Entry.objects.get(verb="sign_tentative_agreement").after["although"]
    assert new.label in str(said)


def test_what_would_be_agreed_is_said_before_it_is(cast: Cast) -> None:
    proposal = passes(
        cast, Side.EMPLOYER, [cast.wages, cast.staffing], terms=raises(cast.wages, "3", "2")
    )
    page = browser_of(cast.chief).get(f"/proposals/{proposal.pk}/agree").content.decode()
    assert "3 / 2 %" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "in words alone" in page
    assert "all the same" not in page


@pytest.mark.parametrize("page", ["agree", "withdraw", "correct"])
def test_the_pages_of_what_is_agreed_already_say_so_and_offer_no_form(
    cast: Cast, page: str
) -> None:
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    sign(cast, proposal)
    shown = browser_of(cast.chief).get(f"/proposals/{proposal.pk}/{page}").content.decode()
    assert f"{proposal.label} is tentatively agreed already." in shown
    assert "Record the" not in shown
    assert "Keep the correction" not in shown


def test_an_issue_agreed_otherwise_is_said_before_a_second_agreement_is_typed(cast: Cast) -> None:
    sign(cast, passes(cast, Side.EMPLOYER, [cast.wages]))
    other = passes(cast, Side.UNION, [cast.wages])
    shown = browser_of(cast.chief).get(f"/proposals/{other.pk}/agree").content.decode()
    assert "Wages is tentatively agreed already" in shown


def test_it_is_said_what_a_pass_would_end(cast: Cast) -> None:
    first = passes(cast, Side.UNION, [cast.staffing])
    assert would_end(cast, Side.UNION, ProposalKind.FORMAL, cast.staffing) == [
        f"{first.label} no longer stands on Staffing."
    ]
    whole = package(cast)
    assert would_end(cast, Side.UNION, ProposalKind.FORMAL, cast.wages) == [
        (
            f"Package {whole.label} falls as a whole, not only on Wages."
            f" Then on Staffing {first.label} stands again."
        )
    ]
    assert would_end(cast, Side.UNION, ProposalKind.FORMAL, cast.staffing) == [
        (
            f"Package {whole.label} falls as a whole, not only on Staffing."
            " Then on Wages nothing of this side stands."
        )
    ]
    assert would_end(cast, Side.UNION, ProposalKind.PACKAGE, cast.wages, cast.staffing) == [
        f"{whole.label} no longer stands on Staffing, Wages."
    ]
    assert would_end(cast, Side.EMPLOYER, ProposalKind.FORMAL, cast.wages) == []
    assert would_end(cast, Side.UNION, ProposalKind.SUPPOSAL, cast.wages) == []


def test_what_is_said_a_pass_would_end_is_what_it_ends(cast: Cast) -> None:
    passes(cast, Side.UNION, [cast.staffing])
    whole = package(cast)
    would_end(cast, Side.UNION, ProposalKind.FORMAL, cast.wages)
    assert told(cast, whole) == "stands", "looking changes nothing"
    passes(cast, Side.UNION, [cast.wages])
    ours = {row.issue.name: row.ours for row in board_of(enter(cast.chief), [cast.common])}
    assert {name: cell.proposal.label for name, cell in ours.items() if cell} == {
        "Staffing": "U-1",
        "Wages": "U-3",
    }


def test_the_form_of_a_pass_reads_back_what_recording_it_would_end(cast: Cast) -> None:
    whole = package(cast)
    client = browser_of(cast.chief)
    address = f"/campaigns/{cast.common.campaign_id}/terms/preview"
    typed = {"table": cast.common.pk, "side": "union", "kind": "formal", "terms": "wages raise 3"}
    said = f"Package {whole.label} falls as a whole"
    assert said in client.post(address, typed).content.decode()
    chosen = typed | {"terms": "", "issues": [cast.staffing.pk]}
    assert said in client.post(address, chosen).content.decode()
    for other in ({"side": "employer"}, {"kind": "supposal"}, {"table": "9" * 20}, {"side": "\0"}):
        read = client.post(address, typed | other)
        assert read.status_code == 200
        assert said not in read.content.decode()
    form = client.get(f"/tables/{cast.common.pk}/pass").content.decode()
    assert "terms,table,side,kind,issues,supersedes" in form


def test_what_is_wrong_with_a_line_is_said_once_and_an_example_is_of_this_campaign(
    cast: Cast,
) -> None:
    client, address = browser_of(cast.chief), f"/tables/{cast.common.pk}/pass"
    typed = {"side": "union", "kind": "formal", "channel": "across_the_table", "terms": "Dues 3"}
    page = client.post(address, typed).content.decode()
    assert page.count("No issue of this campaign has that name.") == 1
    assert '<a href="#id_terms">Terms</a>' in page
    assert "e.g. Wages raise 3/3/2/2" in page
