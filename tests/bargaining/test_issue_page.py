"""What an issue's own page shows beside its trace, and what a proposal's page tells together."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from bargaining.browsing import browser_of
from bargaining.passing import passes, passing, raises
from cast import Cast, Member, enter
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Demand
from commontable.bargaining.selectors.issues import trace_of
from commontable.bargaining.selectors.proposals import proposal_page
from commontable.bargaining.services.agreements import record_settlement
from commontable.bargaining.services.issues import record_status_quo
from commontable.bargaining.services.priorities import record_priority
from commontable.bargaining.services.proposals import pass_proposal, withdraw_proposal
from commontable.bargaining.together import flags_by_cause
from commontable.bargaining.words import ProposalKind, Side
from commontable.common import dates

pytestmark = pytest.mark.django_db


def read(member: Member, name: str, *args: object) -> str:
    answer = browser_of(member).get(reverse(f"bargaining:{name}", args=args))
    assert answer.status_code == 200
    page = re.sub(r'<a href="/proposals/\d+/">([UE]-\d+)</a>', r"\1", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(page))


def test_a_flag_of_what_stands_is_on_the_issues_own_page(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    assert "Regressive" not in read(cast.observer, "issue", cast.wages.pk)
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "2"))
    page = read(cast.observer, "issue", cast.wages.pk)
    assert "Wages, everywhere, year 1: 3 % in E-1, 2 % in E-2: 1 point lower." in page
    assert "A flag, not a finding" in page
    assert "Regressive" not in read(cast.observer, "issue", cast.staffing.pk)


def test_another_unions_flag_at_its_local_table_is_on_nobody_elses_page(cast: Cast) -> None:
    for rate in ("3", "2"):
        enter(cast.nurses_officer)
        passes_locally(cast, rate)
    assert "Regressive" in read(cast.nurses_officer, "issue", cast.wages.pk)
    for member in (cast.technicians_officer, cast.chief):
        assert "Regressive" not in read(member, "issue", cast.wages.pk)


def passes_locally(cast: Cast, rate: str) -> None:
    pass_proposal(
        actor=cast.nurses_officer.actor,
        table=cast.nurses_local,
        passing=passing(Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, rate)),
    )


def test_a_settlement_ends_the_trace_of_the_issues_it_speaks_to(cast: Cast) -> None:
    chief = enter(cast.chief)
    record_settlement(
        actor=chief,
        table=cast.common,
        reached_on=chief.on - timedelta(days=1),
        effective_on=chief.on,
        source="joint statement",
        terms=raises(cast.wages, "6", "5"),
    )
    [settled] = trace_of(chief, cast.wages).settlements
    assert [line.value for line in settled.lines] == ["6 / 5\N{NO-BREAK SPACE}%"]
    page = read(cast.observer, "issue", cast.wages.pk)
    assert "<h2>Settlement</h2>" in page
    assert "joint statement" in page
    assert "<h2>Settlement</h2>" not in read(cast.observer, "issue", cast.staffing.pk)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("6 / 5 %", ""),
        ("6/5 %.", ""),
        ("As in the contract of 2021.", "As in the contract of 2021."),
    ],
)
def test_a_status_quo_stands_once_where_words_and_terms_say_the_same(
    cast: Cast, words: str, shown: str
) -> None:
    chief = enter(cast.chief)
    record_status_quo(actor=chief, issue=cast.wages, text=words, terms=raises(cast.wages, "6", "5"))
    trace = trace_of(chief, cast.wages)
    assert trace.status_quo_terms == "6 / 5\N{NO-BREAK SPACE}%"
    assert trace.status_quo_words == shown


def test_a_status_quo_of_words_alone_is_shown(cast: Cast) -> None:
    chief = enter(cast.chief)
    record_status_quo(actor=chief, issue=cast.wages, text="By custom.")
    assert trace_of(chief, cast.wages).status_quo_words == "By custom."


def test_a_withdrawn_package_is_one_flag_with_its_parts_folded(cast: Cast) -> None:
    both = [cast.wages, cast.staffing]

    def said(*rates: str) -> list[TermEntry]:
        return [*raises(cast.wages, *rates), *raises(cast.staffing, *rates)]

    passes(cast, Side.EMPLOYER, both, terms=said("2", "2"))
    package = passes(
        cast, Side.EMPLOYER, both, kind=ProposalKind.PACKAGE, terms=said("3", "3"), title="All"
    )
    withdraw_proposal(actor=enter(cast.chief), proposal=package, at=dates.now())
    page = proposal_page(enter(cast.chief), package)
    [flag] = flags_by_cause(page.flags, page.regions)
    assert flag.heading == "With E-2 withdrawn, worse positions stand again on: Staffing, Wages."
    assert len(flag.reasons) == 6, "two years and their sum, on each of two issues"
    assert all("E-1 stands again" in reason or "in E-1" in reason for reason in flag.reasons)
    text = read(cast.observer, "proposal", package.pk)
    assert flag.heading in text
    assert "6 positions, region by region and year by year" in text


def test_a_pass_that_breaks_a_package_tells_the_fall_once_and_its_own_steps_apart(
    cast: Cast,
) -> None:
    both = [cast.wages, cast.staffing]

    def said(*rates: str) -> list[TermEntry]:
        return [*raises(cast.wages, *rates), *raises(cast.staffing, *rates)]

    passes(cast, Side.EMPLOYER, both, terms=said("2", "2"))
    passes(cast, Side.EMPLOYER, both, kind=ProposalKind.PACKAGE, terms=said("4", "4"))
    breaks = passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    page = proposal_page(enter(cast.chief), breaks)
    told = flags_by_cause(page.flags, page.regions)
    [fell] = [flag.heading for flag in told if flag.heading]
    assert fell == (
        "E-3 spoke to part of package E-2, which fell whole; worse positions stand again on:"
        " Staffing."
    )
    assert ["Wages" in flag.reasons[0] for flag in told if not flag.heading] == [True]


def test_a_demand_is_made_where_the_priorities_stand(cast: Cast) -> None:
    chief = enter(cast.chief)
    safe, paid = (
        record_priority(actor=chief, campaign=cast.campaign, text=text, rank=rank)
        for rank, text in ((1, "Safe staffing"), (2, "A raise"))
    )
    page = read(cast.team, "priorities", cast.campaign.pk)
    assert f'href="?priority={paid.pk}#demand"' in page
    browser = browser_of(cast.team)
    address = reverse("bargaining:demand_of_priority", args=[cast.campaign.pk])
    missing = browser.post(address, {"priority": safe.pk, "issue": "", "text": "One to four"})
    assert missing.status_code == 422
    assert "One to four" in missing.content.decode()
    done = browser.post(
        address, {"priority": safe.pk, "issue": cast.staffing.pk, "text": "One to four"}
    )
    assert (done.status_code, done.headers["Location"]) == (
        303,
        reverse("bargaining:priorities", args=[cast.campaign.pk]),
    )
    demand = Demand.objects.get()
    assert (demand.priority, demand.issue, demand.text) == (safe, cast.staffing, "One to four")


def test_who_may_not_record_is_shown_no_form_for_a_demand(cast: Cast) -> None:
    chief = enter(cast.chief)
    record_priority(actor=chief, campaign=cast.campaign, text="Safe staffing", rank=1)
    assert "Make a demand" not in read(cast.observer, "priorities", cast.campaign.pk)
