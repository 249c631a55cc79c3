"""Proposed words held against the contract and against what was said before."""

from __future__ import annotations

import pytest
from django.test import Client

from bargaining.passing import passes
from cast import Cast, enter
from coalition.signing_in import give_app
from commontable.bargaining.models import Article, Contract
from commontable.bargaining.selectors.redlines import bases_of, numbers_changed, redline_of
from commontable.bargaining.services.passing import LanguageEntry
from commontable.bargaining.words import ContractKind, Side

pytestmark = pytest.mark.django_db

TODAY = "The Employer shall give sixty (60) days' notice. <b>Not markup.</b>"
OURS = "The Employer shall give ninety (90) days' notice. <b>Not markup.</b>"
THEIRS = "The Employer may give sixty (60) days' notice. <b>Not markup.</b>"


@pytest.fixture
def article(cast: Cast) -> Article:
    enter(cast.chief)
    contract = Contract.objects.create(
        coalition=cast.coalition, campaign=cast.campaign, kind=ContractKind.CURRENT, title="Today"
    )
    return Article.objects.create(
        coalition=cast.coalition,
        contract=contract,
        position=1,
        number="12",
        title="Subcontracting",
        text=TODAY,
    )


def test_words_are_held_against_the_contract_and_each_sides_last(
    cast: Cast, article: Article
) -> None:
    for side, text in ((Side.UNION, OURS), (Side.EMPLOYER, THEIRS)):
        passes(cast, side, [cast.wages], language=[LanguageEntry(text=text, article=article)])
    later = passes(
        cast, Side.UNION, [cast.wages], language=[LanguageEntry(text=OURS, article=article)]
    )
    language = later.language.get()
    bases = bases_of(cast.chief.actor, language)
    assert [base.label.split(",")[0] for base in bases] == [
        "Current contract: Article 12",
        "U-1",
        "E-1",
    ]
    contract = redline_of(language, bases[0])
    assert [(number.old, number.new) for number in contract.numbers] == [
        ("sixty (60)", "ninety (90)")
    ]
    assert not redline_of(language, bases[1]).changes


def test_the_page_shows_words_as_words_whatever_is_in_them(cast: Cast, article: Article) -> None:
    proposal = passes(
        cast, Side.UNION, [cast.wages], language=[LanguageEntry(text=OURS, article=article)]
    )
    give_app(cast.chief.user)
    client = Client()
    client.force_login(cast.chief.user)
    page = client.get(f"/language/{proposal.language.get().pk}/redline?layout=side-by-side")
    assert page.status_code == 200
    body = page.content.decode()
    assert "<del>" in body
    assert "<b>Not markup" not in body


def test_an_article_of_a_heading_alone_has_no_numbers_to_change() -> None:
    """A contract entered by its headings is held against an offer that fills it."""
    heading = "Section 1. What the parties agreed on wages."
    offer = (
        f"{heading}\n\nSection 2. Wage rates shall be increased by four percent (4%) in Year 1."
        "\n\nSection 3. No employee shall be paid less than $22.50 per hour."
        "\n\nSection 4. A bonus of $1,500 is paid."
    )
    assert numbers_changed(heading, offer) == []
    assert numbers_changed(offer, heading) == []
    assert numbers_changed(
        "Sixty (60) days' notice is given.", "Ninety (90) days' notice is given."
    )
