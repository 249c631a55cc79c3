"""Any two or three of today's words, ours, theirs and earlier passes, on a page and as files."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes, passing
from cast import Cast, enter
from commontable.bargaining.models import (
    Article,
    ArticleSuccession,
    Contract,
    IssueArticle,
    Proposal,
)
from commontable.bargaining.selectors.redlines import (
    CONTRACT,
    Ground,
    compared,
    ground_of_article,
    ground_of_issue,
    ground_of_language,
    ground_of_proposal,
    numbers_changed,
)
from commontable.bargaining.selectors.redlines.comparing import KEPT_REDLINES
from commontable.bargaining.services.passing import LanguageEntry
from commontable.bargaining.services.proposals import pass_proposal, withdraw_proposal
from commontable.bargaining.words import ContractKind, ProposalKind, Side, Succession
from commontable.common import dates
from commontable.common.errors import NotFoundError
from commontable.engines.documents import read_docx

pytestmark = pytest.mark.django_db

TODAY = "The Employer shall give sixty (60) days' notice. <b>Not markup.</b>"
OURS = "The Employer shall give ninety (90) days' notice. <b>Not markup.</b>"
THEIRS = "The Employer may give sixty (60) days' notice. <b>Not markup.</b>"
MEALS = "A meal is served at midnight."


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


def says(cast: Cast, side: Side, text: str, article: Article | None, **facts: object) -> Proposal:
    entry = LanguageEntry(text=text, article=article, heading="" if article else "Meals")
    return passes(cast, side, [cast.wages], language=[entry], **facts)


@pytest.fixture
def exchange(cast: Cast, article: Article) -> list[Proposal]:
    return [
        says(cast, Side.UNION, OURS, article),
        says(cast, Side.EMPLOYER, THEIRS, article),
        says(cast, Side.UNION, OURS.replace("ninety (90)", "eighty (80)"), article),
    ]


def labels(ground: Ground) -> list[str]:
    return [position.label.split(",")[0] for position in ground.positions]


class TestWhatThereIsToCompare:
    def test_an_article_opens_with_today_s_words_ours_and_theirs(
        self, cast: Cast, article: Article, exchange: list[Proposal]
    ) -> None:
        ground = ground_of_article(cast.chief.actor, cast.common, article)
        assert labels(ground) == ["Current contract", "U-2", "E-1", "U-1"]
        assert ground.base is not None
        assert ground.base.key == CONTRACT
        assert ground.first is not None
        assert ground.first.proposal == exchange[2]
        assert ground.second is not None
        assert ground.second.proposal == exchange[1]

    @pytest.mark.usefixtures("exchange")
    def test_a_side_s_words_as_of_a_pass_are_the_last_it_said_by_then(
        self, cast: Cast, article: Article
    ) -> None:
        [subject] = ground_of_article(cast.chief.actor, cast.common, article).subjects
        ground = ground_of_article(cast.chief.actor, cast.common, article)
        texts = {each.label[:3]: subject.text_at(each) for each in ground.positions}
        assert texts["U-1"] == OURS
        assert "eighty" in texts["U-2"]

    def test_neither_a_supposal_nor_what_was_withdrawn_is_carried_to_a_later_pass(
        self, cast: Cast, article: Article
    ) -> None:
        gone = says(cast, Side.UNION, OURS, article)
        supposed = says(cast, Side.UNION, THEIRS, article, kind=ProposalKind.SUPPOSAL)
        meanwhile = says(cast, Side.UNION, MEALS, None)
        withdraw_proposal(actor=cast.chief.actor, proposal=gone, at=dates.now())
        last = says(cast, Side.UNION, MEALS, None)
        ground = ground_of_issue(cast.chief.actor, cast.common, cast.wages)
        [subject, _] = ground.subjects
        texts = {each.proposal: subject.text_at(each) for each in ground.positions}
        assert texts[gone] == OURS
        assert texts[supposed] == THEIRS
        assert texts[meanwhile] == OURS
        assert texts[last] == TODAY

    def test_a_supposal_never_stands_for_its_side_unless_there_is_nothing_else(
        self, cast: Cast, article: Article
    ) -> None:
        says(cast, Side.EMPLOYER, THEIRS, article)
        says(cast, Side.EMPLOYER, OURS, article, kind=ProposalKind.SUPPOSAL)
        ground = ground_of_article(cast.chief.actor, cast.common, article)
        assert ground.first is not None
        assert ground.first.label.startswith("E-1")
        assert any("Supposal" in label for label in (p.label for p in ground.positions))

    def test_words_under_a_heading_of_their_own_are_held_against_what_was_said_under_it(
        self, cast: Cast
    ) -> None:
        says(cast, Side.UNION, MEALS, None)
        later = says(cast, Side.UNION, MEALS.replace("midnight", "noon"), None)
        ground = ground_of_language(cast.chief.actor, later.language.get())
        assert [subject.name for subject in ground.subjects] == ["Meals"]
        assert ground.base is not None
        assert ground.base.label.startswith("U-1")

    @pytest.mark.usefixtures("exchange")
    def test_an_issue_has_all_its_articles_and_its_own_headings(
        self, cast: Cast, article: Article
    ) -> None:
        other = Article.objects.create(
            coalition=cast.coalition,
            contract=article.contract,
            position=2,
            number="13",
            title="Layoff",
            text="Layoff follows seniority.",
        )
        IssueArticle.objects.create(coalition=cast.coalition, issue=cast.wages, article=other)
        says(cast, Side.UNION, MEALS, None)
        ground = ground_of_issue(cast.chief.actor, cast.common, cast.wages)
        assert [s.name for s in ground.subjects] == [
            "Article 13, Layoff",
            "Article 12, Subcontracting",
            "Meals",
        ]

    @pytest.mark.usefixtures("article")
    def test_a_proposal_is_held_against_today_s_words_article_by_article(
        self, cast: Cast, exchange: list[Proposal]
    ) -> None:
        ground = ground_of_proposal(cast.chief.actor, exchange[1])
        assert ground.first is not None
        assert ground.first.proposal == exchange[1]
        assert ground.base is not None
        assert ground.base.key == CONTRACT
        assert ground.second is None

    def test_an_article_is_held_against_what_it_becomes_in_the_next_contract(
        self, cast: Cast, article: Article
    ) -> None:
        following = Contract.objects.create(
            coalition=cast.coalition,
            campaign=cast.campaign,
            kind=ContractKind.NEXT,
            title="Agreement, next",
        )
        later = Article.objects.create(
            coalition=cast.coalition,
            contract=following,
            position=1,
            number="15",
            title="Subcontracting",
            text=OURS,
        )
        ArticleSuccession.objects.create(
            coalition=cast.coalition, earlier=article, later=later, kind=Succession.RENUMBERED
        )
        ground = ground_of_article(cast.chief.actor, cast.common, article)
        assert [each.label for each in ground.positions] == [
            "Current contract",
            "Next contract: Article 15, Subcontracting",
        ]
        assert ground.base
        assert ground.first
        found = compared(ground, ground.base, ground.first).the_two
        assert [str(number) for number in found.numbers] == ["sixty (60) to ninety (90)"]
        client = browser_of(cast.chief)
        page = client.get(f"/articles/{article.pk}/").content.decode()
        address = f"/tables/{cast.common.pk}/articles/{article.pk}/redline?words=a{later.pk}"
        assert f'href="{address}"' in page
        contracts = client.get(f"/campaigns/{cast.campaign.pk}/contracts").content.decode()
        assert f'href="{address}"' in contracts
        body = client.get(address).content.decode()
        assert "ninety (90)</ins>" in body
        assert browser_of(cast.stranger).get(address).status_code == 404

    def test_an_article_of_another_campaign_is_not_at_this_table(
        self, cast: Cast, article: Article
    ) -> None:
        article.contract.campaign_id += 1
        with pytest.raises(NotFoundError):
            ground_of_article(cast.chief.actor, cast.common, article)

    def test_what_a_union_passed_at_its_own_table_is_nobody_else_s(
        self, cast: Cast, article: Article
    ) -> None:
        entry = LanguageEntry(text=OURS, article=article)
        facts = passing(Side.UNION, [cast.wages], language=[entry])
        grace = cast.nurses_officer
        pass_proposal(actor=enter(grace), table=cast.nurses_local, passing=facts)
        own = ground_of_article(grace.actor, cast.nurses_local, article)
        assert labels(own) == ["Current contract", "U-1"]
        enter(cast.technicians_officer)
        theirs = ground_of_article(cast.technicians_officer.actor, cast.nurses_local, article)
        assert labels(theirs) == ["Current contract"]


class TestCompared:
    @pytest.mark.usefixtures("exchange")
    def test_numbers_of_both_sides_stand_beside_the_contract_s(
        self, cast: Cast, article: Article
    ) -> None:
        ground = ground_of_article(cast.chief.actor, cast.common, article)
        assert ground.base
        assert ground.first
        assert ground.second
        found = compared(ground, ground.base, ground.first, ground.second)
        assert found.three is not None
        assert [str(n) for n in found.three.ours.numbers] == ["sixty (60) to eighty (80)"]
        assert found.three.theirs.numbers == ()
        assert [row.standing for row in found.three.rows] == ["apart"]

    @pytest.mark.usefixtures("exchange")
    def test_the_same_texts_are_worked_out_once_and_others_anew(
        self, cast: Cast, article: Article
    ) -> None:
        KEPT_REDLINES.clear()
        ground = ground_of_article(cast.chief.actor, cast.common, article)
        assert ground.base
        assert ground.first
        assert ground.second
        one = compared(ground, ground.base, ground.first)
        assert compared(ground, ground.base, ground.first).found is one.found
        assert compared(ground, ground.base, ground.second).found is not one.found

    def test_numbers_that_differ_are_told_for_a_draft(self) -> None:
        assert numbers_changed(TODAY, OURS) == ["sixty (60) to ninety (90)"]
        assert numbers_changed("", OURS) == []
        sections = "Section 1. What was agreed."
        assert numbers_changed(sections, f"{sections}\n\nSection 2. Pay rises by 4 %.") == []

    def test_words_for_no_article_of_the_contract_are_new_in_two_texts_and_in_three(
        self, cast: Cast, article: Article
    ) -> None:
        words = [LanguageEntry(text=OURS, article=article), LanguageEntry(MEALS, heading="Meals")]
        whole = passes(cast, Side.UNION, [cast.wages], language=words)
        ground = ground_of_proposal(cast.chief.actor, whole)
        assert ground.base
        assert ground.first
        two = compared(ground, ground.base, ground.first).the_two
        assert [match.kind for match in two.matches] == ["changed", "new"]
        assert two.matches[1].old is None
        back = compared(ground, ground.first, ground.base).the_two
        assert [match.kind for match in back.matches] == ["changed", "gone"]
        body = browser_of(cast.chief).get(f"/proposals/{whole.pk}/redline").content.decode()
        assert re.search(r"<th[^>]*>–</th><td[^>]*>Meals</td><td[^>]*>new</td>", body)

        says(cast, Side.EMPLOYER, THEIRS, article)
        issue = ground_of_issue(cast.chief.actor, cast.common, cast.wages)
        assert issue.base
        assert issue.first
        three = compared(issue, issue.base, issue.first, issue.second).three
        assert three
        assert [row.standing for row in three.rows] == ["apart", "ours"]
        assert three.rows[1].base is None
        assert three.rows[1].theirs is None


class TestThePages:
    def urls(self, cast: Cast, article: Article, exchange: list[Proposal]) -> list[str]:
        return [
            f"/tables/{cast.common.pk}/articles/{article.pk}/redline",
            f"/tables/{cast.common.pk}/issues/{cast.wages.pk}/redline",
            f"/proposals/{exchange[2].pk}/redline",
            f"/language/{exchange[2].language.get().pk}/redline",
        ]

    @pytest.mark.parametrize("layout", ["inline", "side-by-side"])
    def test_every_one_shows_words_as_words_whatever_is_in_them(
        self, cast: Cast, article: Article, exchange: list[Proposal], layout: str
    ) -> None:
        client = browser_of(cast.chief)
        for url in self.urls(cast, article, exchange):
            page = client.get(f"{url}?layout={layout}")
            assert page.status_code == 200
            body = page.content.decode()
            assert "<del" in body
            assert "&lt;b&gt;Not markup" in body
            assert "<b>Not markup" not in body

    def test_two_or_three_texts_are_chosen_in_the_address(
        self, cast: Cast, article: Article, exchange: list[Proposal]
    ) -> None:
        client = browser_of(cast.chief)
        url = self.urls(cast, article, exchange)[0]
        three = client.get(url).content.decode()
        assert 'class="sign by-theirs"' in three
        two = client.get(
            f"{url}?against=p{exchange[0].pk}&words=p{exchange[2].pk}&beside=none"
        ).content.decode()
        assert "sign by-theirs" not in two
        assert "ninety (90)</del>" in two
        assert "eighty (80)</ins>" in two

    @pytest.mark.usefixtures("article")
    def test_the_address_that_was_handed_out_before_still_means_the_same(
        self, cast: Cast, exchange: list[Proposal]
    ) -> None:
        earlier = exchange[0].language.get()
        url = f"/language/{exchange[2].language.get().pk}/redline?against={earlier.pk}"
        body = browser_of(cast.chief).get(url).content.decode()
        assert "ninety (90)</del>" in body

    def test_a_link_to_a_text_that_is_not_there_says_so_and_gives_no_file(
        self, cast: Cast, article: Article, exchange: list[Proposal]
    ) -> None:
        client = browser_of(cast.chief)
        for url in self.urls(cast, article, exchange):
            for part in ("against", "words", "beside"):
                body = client.get(f"{url}?{part}=p9999999").content.decode()
                assert "The link names a text that is not here" in body, (url, part)
        assert client.get(f"{url}.docx?against=p9999999").status_code == 404
        body = client.get(f"{url}?against={CONTRACT}&beside=none").content.decode()
        assert "The link names a text" not in body

    def test_with_nothing_to_compare_it_says_what_to_do(self, cast: Cast, article: Article) -> None:
        url = f"/tables/{cast.common.pk}/articles/{article.pk}/redline"
        body = browser_of(cast.chief).get(url).content.decode()
        assert "Nothing to hold it against yet" in body
        assert browser_of(cast.chief).get(f"{url}.docx").status_code == 404

    def test_the_board_the_issue_the_article_and_the_proposal_lead_to_it(
        self, cast: Cast, article: Article, exchange: list[Proposal]
    ) -> None:
        client = browser_of(cast.chief)
        by_article, by_issue, by_proposal, _ = self.urls(cast, article, exchange)
        for page, leads_to in (
            (f"/tables/{cast.common.pk}/board", by_issue),
            (f"/issues/{cast.wages.pk}/", by_issue),
            (f"/articles/{article.pk}/", by_article),
            (f"/proposals/{exchange[2].pk}/", by_proposal),
        ):
            assert f'href="{leads_to}"' in client.get(page).content.decode(), page

    def test_a_board_without_language_has_no_such_link(self, cast: Cast) -> None:
        passes(cast, Side.UNION, [cast.wages])
        body = browser_of(cast.chief).get(f"/tables/{cast.common.pk}/board").content.decode()
        assert "/redline" not in body


class TestTheFiles:
    def test_word_has_the_side_as_author_and_the_moment_it_passed(
        self, cast: Cast, article: Article
    ) -> None:
        at = datetime(2026, 1, 20, 22, 40, tzinfo=ZoneInfo("UTC"))
        passed = says(cast, Side.EMPLOYER, THEIRS, article, passed_at=at)
        answer = browser_of(cast.chief).get(f"/proposals/{passed.pk}/redline.docx")
        assert answer.status_code == 200
        assert 'filename="redline-12-contract-E-1.docx"' in answer["Content-Disposition"]
        with ZipFile(BytesIO(answer.content)) as archive:
            main = archive.read("word/document.xml").decode()
        assert 'w:author="Employer E-1" w:date="2026-01-20T22:40:00Z"' in main
        assert " ".join(read_docx(answer.content, "r.docx").words) == THEIRS

    @pytest.mark.usefixtures("exchange")
    def test_word_of_three_has_both_sides_as_authors(self, cast: Cast, article: Article) -> None:
        url = f"/tables/{cast.common.pk}/articles/{article.pk}/redline.docx"
        with ZipFile(BytesIO(browser_of(cast.chief).get(url).content)) as archive:
            main = archive.read("word/document.xml").decode()
        assert 'w:author="Union U-2"' in main
        assert 'w:author="Employer E-1"' in main

    @pytest.mark.usefixtures("exchange")
    def test_the_page_to_keep_stands_by_itself(self, cast: Cast, article: Article) -> None:
        url = f"/tables/{cast.common.pk}/articles/{article.pk}/redline.html?layout=side-by-side"
        answer = browser_of(cast.chief).get(url)
        body = answer.content.decode()
        assert answer["Content-Disposition"].startswith("attachment")
        assert body.startswith("<!doctype html>")
        assert "default-src 'none'" in body
        assert "<b>Not markup" not in body


def test_a_stranger_s_article_is_not_there_whatever_table_is_named(
    cast: Cast, article: Article
) -> None:
    url = f"/tables/{cast.common.pk}/articles/{article.pk}/redline"
    assert browser_of(cast.stranger).get(url).status_code == 404


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
