"""Issues, priorities, demands, today's practice, and the trace that joins them."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes, raises
from cast import Cast, assemble, enter
from commontable.audit.selectors import history_of
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Issue, Priority, StatusQuo
from commontable.bargaining.selectors.contracts import issues_of_article
from commontable.bargaining.selectors.issues import (
    UNSPOKEN,
    WITHOUT_STATUS_QUO,
    IssueFilter,
    listed_issues,
    possible_parents,
    trace_of,
)
from commontable.bargaining.selectors.priorities import ranked_priorities
from commontable.bargaining.services.agreements import sign_tentative_agreement
from commontable.bargaining.services.contracts import add_article, open_contract
from commontable.bargaining.services.issues import (
    amend_issue,
    declare_issue,
    link_article,
    raise_issue,
    record_status_quo,
)
from commontable.bargaining.services.priorities import (
    make_demand,
    rank_priorities,
    record_priority,
)
from commontable.bargaining.words import ContractKind, Declared, Side, TermKind
from commontable.common import dates
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def put_under(cast: Cast, issue: Issue, parent: Issue | None) -> Issue:
    return amend_issue(
        actor=enter(cast.chief),
        issue=issue,
        name=issue.name,
        economic=issue.economic,
        parent=parent,
        rank=issue.rank,
    )


def test_an_issue_cannot_stand_under_itself_however_long_the_way(cast: Cast) -> None:
    actor = enter(cast.chief)
    middle = raise_issue(actor=actor, campaign=cast.campaign, name="Steps", parent=cast.wages)
    low = raise_issue(actor=actor, campaign=cast.campaign, name="Step ten", parent=middle)
    with pytest.raises(CommontableError, match="Wages under Step ten under Steps under Wages"):
        put_under(cast, cast.wages, low)
    with pytest.raises(CommontableError, match="under itself"):
        put_under(cast, cast.wages, cast.wages)
    assert Issue.objects.get(pk=cast.wages.pk).parent is None
    assert cast.wages not in possible_parents(actor, cast.campaign, cast.wages)
    assert low not in possible_parents(actor, cast.campaign, cast.wages)


def test_amending_an_issue_keeps_what_it_was_in_the_log(cast: Cast) -> None:
    actor = enter(cast.research)
    amend_issue(
        actor=actor,
        issue=cast.staffing,
        name="Safe staffing",
        economic=False,
        parent=cast.wages,
        rank=2,
    )
    entry = history_of(cast.staffing).get(verb="amend_issue")
    assert entry.before["name"] == "Staffing"
    assert entry.after == {
        "name": "Safe staffing",
        "economic": False,
        "parent": "Wages",
        "rank": 2,
    }


def test_two_issues_of_one_campaign_have_two_names(cast: Cast) -> None:
    with pytest.raises(ConflictError, match="Wages"):
        raise_issue(actor=enter(cast.chief), campaign=cast.campaign, name="WAGES")


def test_an_observer_may_read_issues_and_not_raise_them(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        raise_issue(actor=enter(cast.observer), campaign=cast.campaign, name="Parking")


def test_a_unions_own_issue_is_nobody_elses(cast: Cast) -> None:
    own = raise_issue(
        actor=enter(cast.nurses_officer),
        campaign=cast.campaign,
        name="Float pool",
        union_id=cast.nurses.pk,
    )
    listed = listed_issues(enter(cast.chief), cast.campaign)
    assert own not in [each.issue for each in listed]
    assert browser_of(cast.nurses_officer).get(f"/issues/{own.pk}/").status_code == 200
    assert browser_of(cast.technicians_officer).get(f"/issues/{own.pk}/").status_code == 404
    assert browser_of(cast.stranger).get(f"/issues/{cast.wages.pk}/").status_code == 404


def test_the_latest_status_quo_counts_and_the_earlier_ones_stay(cast: Cast) -> None:
    actor = enter(cast.chief)
    for value in ("20", "21.50"):
        record_status_quo(
            actor=actor,
            issue=cast.wages,
            text=f"The floor is {value}.",
            terms=[
                TermEntry(cast.wages.pk, TermKind.FLOOR, value=Decimal(value), unit="USD per hour")
            ],
        )
    trace = trace_of(actor, cast.wages)
    assert trace.status_quo_terms == "$21.50 per hour"
    assert trace.earlier_status_quos == 1
    assert StatusQuo.objects.filter(issue=cast.wages).count() == 2


def test_a_status_quo_takes_terms_of_its_own_issue_only(cast: Cast) -> None:
    with pytest.raises(CommontableError, match="about its issue"):
        record_status_quo(
            actor=enter(cast.chief),
            issue=cast.staffing,
            text="As it is.",
            terms=raises(cast.wages, "3"),
        )
    assert not StatusQuo.objects.exists()


def test_the_trace_joins_what_members_ranked_with_what_was_signed(cast: Cast) -> None:
    actor = enter(cast.chief)
    priority = record_priority(
        actor=actor, campaign=cast.campaign, text="Raises that beat rent", rank=1
    )
    make_demand(actor=actor, issue=cast.wages, text="7 % a year", priority=priority)
    contract = open_contract(
        actor=actor, campaign=cast.campaign, kind=ContractKind.CURRENT, title="Agreement"
    )
    article = add_article(actor=actor, contract=contract, number="12", title="Wages")
    link_article(actor=actor, issue=cast.wages, article=article)
    ours = passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "7", "7"))
    theirs = passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3", "3"))
    sign_tentative_agreement(
        actor=actor,
        proposal=ours,
        union_initials="AC",
        union_initialled_on=actor.on,
        employer_initials="RM",
        employer_initialled_on=actor.on,
    )
    trace = trace_of(actor, cast.wages)
    assert [each.text for each in trace.priorities] == ["Raises that beat rent"]
    assert [each.text for each in trace.demands] == ["7 % a year"]
    assert [each.proposal for each in trace.tables[0].proposals] == [ours, theirs]
    assert [each.agreed for each in trace.tables[0].proposals] == [True, False]
    assert list(trace.articles) == [article]
    assert trace.in_force
    assert issues_of_article(actor, article) == [cast.wages]
    page = browser_of(cast.observer).get(f"/issues/{cast.wages.pk}/").content.decode()
    places = [page.index(word) for word in ("beat rent", "7 % a year", "U-1", "E-1", "Article 12")]
    assert places == sorted(places)


def test_a_missing_link_of_the_trace_is_named(cast: Cast) -> None:
    client = browser_of(cast.chief)
    page = client.get(f"/issues/{cast.staffing.pk}/").content.decode()
    for words in (
        "No priority of members leads here",
        "No demand was made for this issue",
        "No proposal speaks to this issue",
        "No article of a contract",
        "Nothing is tentatively agreed",
    ):
        assert words in page
    enter(cast.chief)
    make_demand(actor=cast.chief.actor, issue=cast.staffing, text="One to four")
    page = client.get(f"/issues/{cast.staffing.pk}/").content.decode()
    assert "A demand was made, and no proposal speaks to it" in page


def test_priorities_without_a_demand_or_a_proposal_are_found(cast: Cast) -> None:
    actor = enter(cast.chief)
    alone = record_priority(actor=actor, campaign=cast.campaign, text="Parking", rank=3)
    demanded = record_priority(actor=actor, campaign=cast.campaign, text="Staff", rank=2)
    spoken = record_priority(actor=actor, campaign=cast.campaign, text="Pay", rank=1)
    make_demand(actor=actor, issue=cast.staffing, text="1:4", priority=demanded)
    make_demand(actor=actor, issue=cast.wages, text="7 %", priority=spoken)
    passes(cast, Side.UNION, [cast.wages])
    passes(cast, Side.EMPLOYER, [cast.staffing])
    ranked = ranked_priorities(actor, cast.campaign)
    assert [each.priority for each in ranked] == [spoken, demanded, alone]
    assert [each.without_demand for each in ranked] == [False, False, True]
    assert [each.without_proposal for each in ranked] == [False, True, False]


def test_ranks_change_together_or_not_at_all(cast: Cast) -> None:
    actor = enter(cast.chief)
    first = record_priority(actor=actor, campaign=cast.campaign, text="Pay", rank=1)
    second = record_priority(actor=actor, campaign=cast.campaign, text="Staff", rank=2)
    client = browser_of(cast.chief)
    address = f"/campaigns/{cast.campaign.pk}/priorities"
    refused = client.post(address, {f"rank_{first.pk}": "2", f"rank_{second.pk}": "none"})
    assert refused.status_code == 422
    enter(cast.chief)
    assert Priority.objects.get(pk=first.pk).rank == 1
    client.post(address, {f"rank_{first.pk}": "2", f"rank_{second.pk}": "1"})
    enter(cast.chief)
    assert Priority.objects.get(pk=first.pk).rank == 2
    with pytest.raises(NotFoundError):
        rank_priorities(actor=actor, campaign=cast.campaign, ranks={first.pk: 1, 99999: 2})


def test_a_deadlock_is_declared_once_and_can_be_reopened(cast: Cast) -> None:
    actor, earlier = enter(cast.chief), dates.now() - timedelta(hours=1)

    def declare(status: Declared, at: datetime = earlier) -> None:
        declare_issue(
            actor=actor,
            table=cast.common,
            issue=cast.wages,
            status=status,
            side=Side.EMPLOYER,
            at=at,
        )

    with pytest.raises(ConflictError, match="is open"):
        declare(Declared.REOPENED)
    declare(Declared.DEADLOCKED)
    with pytest.raises(ConflictError, match="deadlocked already"):
        declare(Declared.DEADLOCKED)
    declare(Declared.REOPENED)
    with pytest.raises(CommontableError, match="not come yet"):
        declare(Declared.DEADLOCKED, at=dates.now() + timedelta(days=1))


def test_the_list_is_narrowed_to_what_is_missing(cast: Cast) -> None:
    actor = enter(cast.chief)
    record_status_quo(actor=actor, issue=cast.wages, text="Steps.")
    passes(cast, Side.UNION, [cast.staffing])

    def names(**narrow: str) -> list[str]:
        return [
            each.issue.name for each in listed_issues(actor, cast.campaign, IssueFilter(**narrow))
        ]

    assert names() == ["Wages", "Staffing"]
    assert names(missing=WITHOUT_STATUS_QUO) == ["Staffing"]
    assert names(missing=UNSPOKEN) == ["Wages"]
    assert names(kind="non-economic") == ["Staffing"]
    assert names(words="wag") == ["Wages"]


def test_the_status_quo_is_typed_as_lines_and_read_back_while_typing(cast: Cast) -> None:
    client = browser_of(cast.research)
    preview = client.post(
        f"/campaigns/{cast.campaign.pk}/terms/preview",
        {"terms": "wages NORTH raise 3/2\nstaffing rtio 1:4\nWages"},
    ).content.decode()
    assert "3 / 2" in preview
    assert "Line 2, column 10" in preview
    assert "Line 3" not in preview
    address = f"/issues/{cast.wages.pk}/status-quo"
    refused = client.post(address, {"text": "Today", "terms": "wages raise three"})
    assert refused.status_code == 422
    assert "Line 1, column 13" in refused.content.decode()
    assert (
        client.post(address, {"text": "Today", "terms": "wages NORTH raise 3/2"}).status_code == 303
    )
    enter(cast.research)
    assert StatusQuo.objects.get().terms.count() == 2


def test_a_term_put_together_in_fields_becomes_a_line(cast: Cast) -> None:
    client = browser_of(cast.research)
    address = f"/issues/{cast.wages.pk}/status-quo"
    typed = {
        "text": "Kept",
        "terms": "Wages ",
        "add": "term",
        "term-kind": "floor",
        "term-value": "25.00",
        "term-unit": "USD per hour",
        "term-regions": ["NORTH"],
    }
    page = client.post(address, typed).content.decode()
    assert "Wages region:NORTH floor $25/hr" in page
    assert "Kept" in page
    wrong = client.post(address, typed | {"term-value": "soon"}).content.decode()
    assert "does not fit the kind" in wrong


def test_every_page_of_issues_opens_for_whoever_may_use_it(cast: Cast) -> None:
    client = browser_of(cast.research)
    campaign, issue = cast.campaign.pk, cast.wages.pk
    for address in (
        f"/campaigns/{campaign}/issues",
        f"/campaigns/{campaign}/issues/new",
        f"/campaigns/{campaign}/priorities",
        f"/campaigns/{campaign}/priorities/new",
        f"/issues/{issue}/amend",
        f"/issues/{issue}/demand",
        f"/issues/{issue}/article",
        f"/issues/{issue}/status-quo",
        f"/issues/{issue}/declare",
    ):
        assert client.get(address).status_code == 200, address
        assert browser_of(cast.stranger).get(address).status_code == 404, address
