"""Whole contracts read in, and matched across the renumbering: invented ones, and two real ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bargaining.browsing import browser_of
from bargaining.papers import as_file
from cast import Cast, enter
from commontable.bargaining.models import ArticleSuccession, Contract, Draft
from commontable.bargaining.selectors.article_matches import article_matches
from commontable.bargaining.selectors.contracts import side_by_side
from commontable.bargaining.services.drafts.correcting_pieces import drop_piece
from commontable.bargaining.services.drafts.loading import load_contract_draft
from commontable.bargaining.services.drafts.taking_in import take_in_document
from commontable.bargaining.services.successions import Pair, record_successions
from commontable.bargaining.words import ContractKind, Succession
from commontable.common.errors import CommontableError, ConflictError, NotAllowedError
from commontable.engines import documents
from commontable.engines.comparison import redline

pytestmark = pytest.mark.django_db
REAL = Path(__file__).parents[3] / "shared" / "real" / "contracts"

RECOGNITION = "The Employer recognizes the Union as the sole bargaining agent of all employees."
WAGES = "Wages are paid every second Friday, by the rates of Appendix A, for all hours worked."
STEWARDS = "The Union names one steward for each shift, and tells the Employer who they are."
RELEASE = "A steward is released with pay for four hours a month to look into grievances."
HOLIDAYS = "There are nine paid holidays; who works on one is paid twice the regular rate of pay."
TODAY = f"""ARTICLE 1. RECOGNITION

{RECOGNITION}

ARTICLE 2. WAGES

{WAGES}

ARTICLE 3. STEWARDS

{STEWARDS}

ARTICLE 4. RELEASE OF STEWARDS

{RELEASE}

ARTICLE 5. HOLIDAYS

{HOLIDAYS}
"""
NEXT = f"""ARTICLE 1. RECOGNITION

{RECOGNITION}

ARTICLE 2. STEWARDS

{STEWARDS}

{RELEASE}

ARTICLE 3. WAGES

{WAGES}

ARTICLE 4. SAFETY

A joint committee looks at every accident and says within a month what is to be mended.
"""


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def read_in(cast: Cast, kind: ContractKind, content: bytes, name: str = "contract.txt") -> Draft:
    return take_in_document(
        actor=enter(cast.chief),
        campaign=cast.campaign,
        contract_kind=kind,
        file=as_file(content, name),
    )


def load(cast: Cast, kind: ContractKind, content: bytes, title: str) -> Contract:
    draft = read_in(cast, kind, content)
    return load_contract_draft(actor=enter(cast.chief), draft=draft, version=1, title=title)


def both(cast: Cast) -> None:
    load(cast, ContractKind.CURRENT, TODAY.encode(), "Today")
    load(cast, ContractKind.NEXT, NEXT.encode(), "Next")


def told(cast: Cast) -> set[tuple[str, str, str]]:
    return {
        (
            match.earlier.number if match.earlier else "",
            match.says,
            match.later.number if match.later else "",
        )
        for match in article_matches(enter(cast.chief), cast.campaign)
    }


def test_every_article_is_listed_then_entered(cast: Cast) -> None:
    draft = read_in(cast, ContractKind.CURRENT, TODAY.encode())
    assert [(p.number, p.heading) for p in draft.pieces.all()] == [
        ("1", "RECOGNITION"),
        ("2", "WAGES"),
        ("3", "STEWARDS"),
        ("4", "RELEASE OF STEWARDS"),
        ("5", "HOLIDAYS"),
    ]
    assert not Contract.objects.exists()
    contract = load_contract_draft(
        actor=enter(cast.chief), draft=draft, version=1, title="Agreement"
    )
    assert [article.text for article in contract.articles.all()][1] == WAGES


def test_matched_by_words_across_the_renumbering(cast: Cast) -> None:
    both(cast)
    assert told(cast) == {
        ("1", "same", "1"),
        ("2", "moved", "3"),
        ("3", "merged", "2"),
        ("4", "merged", "2"),
        ("5", "gone", ""),
        ("", "new", "4"),
    }


def test_what_is_confirmed_is_recorded_and_not_asked_again(cast: Cast) -> None:
    both(cast)
    browser = browser_of(cast.chief)
    address = f"/campaigns/{cast.campaign.pk}/successions/match"
    page = browser.get(address)
    assert "merged" in page.content.decode()
    matches = article_matches(enter(cast.chief), cast.campaign)
    done = browser.post(address, {"pair": [m.key for m in matches if m.kind is not None]})
    assert done.status_code == 303
    enter(cast.chief)
    assert Counter(ArticleSuccession.objects.values_list("kind", flat=True)) == {
        "same": 1,
        "renumbered": 1,
        "merged": 2,
    }
    shown = side_by_side(enter(cast.chief), cast.campaign)
    assert [passage.how for passage in shown.passages].count("merged") == 1
    after = browser.get(address).content.decode()
    assert "4 articles are recorded already" not in after or "Record what is ticked" not in after


def test_a_wrong_kind_records_nothing_at_all(cast: Cast) -> None:
    both(cast)
    matches = [m for m in article_matches(enter(cast.chief), cast.campaign) if m.kind]
    typed = {"pair": [m.key for m in matches]} | {f"kind-{m.key}": "same" for m in matches}
    answer = browser_of(cast.chief).post(f"/campaigns/{cast.campaign.pk}/successions/match", typed)
    assert answer.status_code == 422
    assert "Nothing was recorded" in answer.content.decode()
    enter(cast.chief)
    assert not ArticleSuccession.objects.exists()


def test_only_who_enters_the_record_confirms(cast: Cast) -> None:
    both(cast)
    [match] = [m for m in article_matches(enter(cast.chief), cast.campaign) if m.says == "same"]
    assert match.earlier is not None
    assert match.later is not None
    pair = Pair(match.earlier, match.later, Succession.SAME)
    with pytest.raises(NotAllowedError):
        record_successions(actor=enter(cast.observer), pairs=[pair])


def test_numbers_that_are_missing_or_twice_are_told_together(cast: Cast) -> None:
    draft = read_in(cast, ContractKind.CURRENT, TODAY.encode())
    for heading, number in (("WAGES", "1"), ("HOLIDAYS", "")):
        draft.pieces.filter(heading=heading).update(number=number)
    with pytest.raises(CommontableError) as error:
        load_contract_draft(actor=enter(cast.chief), draft=draft, version=1, title="Agreement")
    assert "“RECOGNITION” and “WAGES” both have the number 1" in str(error.value)
    assert "“HOLIDAYS” needs a number" in str(error.value)
    assert not Contract.objects.exists()


def test_what_is_left_out_is_not_entered(cast: Cast) -> None:
    draft = read_in(cast, ContractKind.CURRENT, TODAY.encode())
    piece = draft.pieces.get(heading="HOLIDAYS")
    drop_piece(actor=enter(cast.chief), piece=piece, version=1)
    contract = load_contract_draft(
        actor=enter(cast.chief), draft=draft, version=1, title="Agreement"
    )
    assert contract.articles.count() == 4


def test_a_contract_is_loaded_once(cast: Cast) -> None:
    draft = read_in(cast, ContractKind.CURRENT, TODAY.encode())
    load_contract_draft(actor=enter(cast.chief), draft=draft, version=1, title="Agreement")
    with pytest.raises(ConflictError):
        load_contract_draft(actor=enter(cast.chief), draft=draft, version=2, title="Again")


@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not beside the clone")
def test_two_real_contracts_become_todays_and_the_next(cast: Cast) -> None:
    """Every article of both is found, and matched as the redline of the two files matches them."""
    files = [REAL / f"nurses-{years}.txt" for years in ("2023-2025", "2025-2027")]
    before, after = (documents.read_bytes(path.read_bytes(), path.name) for path in files)
    load(cast, ContractKind.CURRENT, files[0].read_bytes(), "2023-2025")
    load(cast, ContractKind.NEXT, files[1].read_bytes(), "2025-2027")
    for document, kind in ((before, ContractKind.CURRENT), (after, ContractKind.NEXT)):
        contract = Contract.objects.get(kind=kind)
        numbered = [a.number for a in document.articles if a.kind == "article"]
        assert len(numbered) > 65
        kept = list(contract.articles.values_list("number", flat=True))
        assert [number for number in kept if number[:1].isdigit()] == numbered
        entered = " ".join(" ".join(a.text.split()) for a in contract.articles.all())
        words = sum(len(a.words) for a in document.articles if a.kind != "front")
        assert len(entered.replace("| ", "").replace(" |", "").split()) == pytest.approx(
            words, abs=40
        )
    found = article_matches(enter(cast.chief), cast.campaign)
    as_read = [
        (each.old and each.old.title, each.new and each.new.title)
        for each in redline.match_articles(before, after)
        if "front" not in {each.old and each.old.kind, each.new and each.new.kind}
    ]
    titles = [(m.earlier and m.earlier.title, m.later and m.later.title) for m in found]
    assert Counter(titles) == Counter(as_read)
    assert {match.says for match in found} >= {"same", "changed", "renumbered", "new", "gone"}
    pairs = [
        Pair(match.earlier, match.later, match.kind)
        for match in found
        if match.kind is not None and match.earlier and match.later
    ]
    record_successions(actor=enter(cast.chief), pairs=pairs)
    assert ArticleSuccession.objects.count() == len(pairs) > 65
