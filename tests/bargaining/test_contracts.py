"""Contracts and their articles: pasted, revised, merged, split, renumbered."""

from __future__ import annotations

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes
from cast import Cast, assemble, enter
from commontable.bargaining.models import Article, Contract
from commontable.bargaining.selectors.contracts import proposals_on_article, side_by_side
from commontable.bargaining.services.contracts import (
    add_article,
    open_contract,
    paste_articles,
    record_succession,
    revise_article,
)
from commontable.bargaining.services.issues import link_article
from commontable.bargaining.services.passing import LanguageEntry
from commontable.bargaining.words import ContractKind, Side, Succession
from commontable.common.errors import CommontableError, ConflictError

TEXT = """\
ARTICLE 1. RECOGNITION

The Employer recognizes the Union.

ARTICLE 2. WAGES

Wages rise by three percent.

ARTICLE 12A. SCHEDULES

Schedules are posted two weeks ahead.
"""


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def a_contract(cast: Cast, kind: ContractKind, title: str = "") -> Contract:
    return open_contract(
        actor=enter(cast.chief),
        campaign=cast.campaign,
        kind=kind,
        title=title or f"The {kind} agreement",
    )


def articles(cast: Cast, contract: Contract, *numbers: str) -> list[Article]:
    return [
        add_article(
            actor=enter(cast.chief), contract=contract, number=number, title=f"Title {number}"
        )
        for number in numbers
    ]


def test_a_pasted_contract_is_split_at_its_headings(cast: Cast) -> None:
    contract = a_contract(cast, ContractKind.CURRENT)
    added = paste_articles(actor=enter(cast.chief), contract=contract, text=TEXT)
    assert [(each.position, each.number) for each in added] == [(1, "1"), (2, "2"), (3, "12A")]
    assert added[1].title.upper() == "WAGES"
    assert "three percent" in added[1].text


def test_a_text_without_headings_adds_nothing(cast: Cast) -> None:
    contract = a_contract(cast, ContractKind.CURRENT)
    with pytest.raises(CommontableError, match="No article heading"):
        paste_articles(actor=enter(cast.chief), contract=contract, text="Just some words.")
    assert not contract.articles.exists()


def test_pasting_a_number_that_is_there_adds_none_of_the_text(cast: Cast) -> None:
    contract = a_contract(cast, ContractKind.CURRENT)
    articles(cast, contract, "2")
    page = browser_of(cast.chief).post(f"/contracts/{contract.pk}/paste", {"text": TEXT})
    assert page.status_code == 422
    assert "There is an article 2 already" in page.content.decode()
    enter(cast.chief)
    assert contract.articles.count() == 1


def test_merges_splits_and_renumbering_are_told_apart(cast: Cast) -> None:
    now, then = a_contract(cast, ContractKind.CURRENT), a_contract(cast, ContractKind.NEXT)
    one, two, three, four, five, six = articles(cast, now, "1", "2", "3", "4", "5", "6")
    first, merged, part_a, part_b, moved, new = articles(cast, then, "1", "2", "3", "4", "9", "10")
    actor = enter(cast.chief)
    for earlier, later, kind in (
        (one, first, Succession.SAME),
        (two, merged, Succession.MERGED),
        (three, merged, Succession.MERGED),
        (four, part_a, Succession.SPLIT),
        (four, part_b, Succession.SPLIT),
        (five, moved, Succession.RENUMBERED),
    ):
        record_succession(actor=actor, earlier=earlier, later=later, kind=kind)
    rows = [
        ([each.number for each in row.earlier], row.how, [each.number for each in row.later])
        for row in side_by_side(actor, cast.campaign).passages
    ]
    assert rows == [
        (["1"], "same", ["1"]),
        (["2", "3"], "merged", ["2"]),
        (["4"], "split", ["3", "4"]),
        (["5"], "renumbered", ["9"]),
        ([], "new", [new.number]),
        ([six.number], "gone", []),
    ]


def test_a_succession_that_cannot_be_is_refused(cast: Cast) -> None:
    now, then = a_contract(cast, ContractKind.CURRENT), a_contract(cast, ContractKind.NEXT)
    (one, two), (first, second) = articles(cast, now, "1", "2"), articles(cast, then, "1", "2")
    actor = enter(cast.chief)
    with pytest.raises(CommontableError, match="Expected Renumbered"):
        record_succession(actor=actor, earlier=one, later=second, kind=Succession.SAME)
    with pytest.raises(CommontableError, match="do not follow each other"):
        record_succession(actor=actor, earlier=first, later=one, kind=Succession.SAME)
    record_succession(actor=actor, earlier=one, later=first, kind=Succession.SAME)
    with pytest.raises(ConflictError):
        record_succession(actor=actor, earlier=one, later=first, kind=Succession.SAME)
    with pytest.raises(CommontableError, match="comes from elsewhere"):
        record_succession(actor=actor, earlier=two, later=first, kind=Succession.RENUMBERED)


def test_the_signed_contract_is_never_revised_and_the_next_one_is(cast: Cast) -> None:
    now, then = a_contract(cast, ContractKind.CURRENT), a_contract(cast, ContractKind.NEXT)
    (signed,), (draft,) = articles(cast, now, "1"), articles(cast, then, "1")
    actor = enter(cast.chief)
    with pytest.raises(CommontableError, match="not revised"):
        revise_article(actor=actor, article=signed, number="1", title="Other", text="")
    revised = revise_article(
        actor=actor, article=draft, number="1", title="Recognition", text="New words."
    )
    assert revised.text == "New words."


def test_an_article_shows_the_proposals_that_speak_to_it(cast: Cast) -> None:
    contract = a_contract(cast, ContractKind.CURRENT)
    (wages,) = articles(cast, contract, "2")
    actor = enter(cast.chief)
    link_article(actor=actor, issue=cast.wages, article=wages)
    by_issue = passes(cast, Side.UNION, [cast.wages])
    by_words = passes(
        cast, Side.EMPLOYER, [cast.staffing], language=[LanguageEntry("New words.", wages)]
    )
    passes(cast, Side.EMPLOYER, [cast.staffing])
    found = proposals_on_article(actor, wages)
    assert [(each.proposal, each.by_language) for each in found] == [
        (by_issue, False),
        (by_words, True),
    ]
    assert (
        "With language for it"
        in browser_of(cast.observer).get(f"/articles/{wages.pk}/").content.decode()
    )


def test_a_partnership_agreement_has_articles_of_its_own(cast: Cast) -> None:
    contract = a_contract(cast, ContractKind.PARTNERSHIP, "Partnership agreement")
    (article,) = articles(cast, contract, "1")
    revise_article(
        actor=enter(cast.chief), article=article, number="1", title="Shared goals", text=""
    )
    page = browser_of(cast.observer).get(f"/contracts/{contract.pk}/").content.decode()
    assert "Shared goals" in page


def test_a_unions_own_contract_is_nobody_elses(cast: Cast) -> None:
    own = open_contract(
        actor=enter(cast.nurses_officer),
        campaign=cast.campaign,
        kind=ContractKind.CURRENT,
        title="Nurses' agreement",
        union_id=cast.nurses.pk,
    )
    assert browser_of(cast.nurses_officer).get(f"/contracts/{own.pk}/").status_code == 200
    assert browser_of(cast.chief).get(f"/contracts/{own.pk}/").status_code == 404
    assert "Nurses" not in browser_of(cast.chief).get(
        f"/campaigns/{cast.campaign.pk}/contracts"
    ).content.decode().replace("nurses_", "")


def test_every_page_of_contracts_opens_for_whoever_may_use_it(cast: Cast) -> None:
    contract = a_contract(cast, ContractKind.NEXT)
    (article,) = articles(cast, contract, "1")
    client = browser_of(cast.research)
    for address in (
        f"/campaigns/{cast.campaign.pk}/contracts",
        f"/campaigns/{cast.campaign.pk}/contracts/new",
        f"/campaigns/{cast.campaign.pk}/successions/new",
        f"/contracts/{contract.pk}/",
        f"/contracts/{contract.pk}/paste",
        f"/contracts/{contract.pk}/articles/new",
        f"/articles/{article.pk}/",
        f"/articles/{article.pk}/revise",
    ):
        assert client.get(address).status_code == 200, address
        assert browser_of(cast.stranger).get(address).status_code == 404, address
