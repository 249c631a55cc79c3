"""Drafts: what arrives becomes a working paper, is corrected, and goes over into the record."""

from __future__ import annotations

import hashlib
import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bargaining.papers import (
    DOCX,
    SUBCONTRACTING,
    as_file,
    employers_mail,
    employers_offer,
)
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.drafting import pieces as drafting
from commontable.bargaining.drafting.marked import marked
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Article, Draft, DraftPiece, Proposal
from commontable.bargaining.reading_slots import reading_slot
from commontable.bargaining.selectors.drafts import (
    draft_page,
    drafts_at,
    get_draft,
    open_drafts,
    received_of,
)
from commontable.bargaining.services.contracts import add_article, open_contract
from commontable.bargaining.services.drafts.closing import discard_draft, reopen_draft
from commontable.bargaining.services.drafts.correcting import (
    TakenTogether,
    choose_part,
    correct_draft,
    take_all_terms,
)
from commontable.bargaining.services.drafts.correcting_pieces import (
    Correction,
    Decision,
    correct_piece,
    drop_piece,
    join_piece,
    restore_piece,
    split_piece,
)
from commontable.bargaining.services.drafts.passing_on import pass_draft
from commontable.bargaining.services.drafts.taking_in import take_in_document
from commontable.bargaining.services.issues import link_article, raise_issue, record_status_quo
from commontable.bargaining.services.passing import Passing
from commontable.bargaining.words import (
    Better,
    Channel,
    ContractKind,
    DraftStatus,
    ProposalKind,
    Side,
    TermKind,
    WordsTaken,
)
from commontable.common.errors import (
    BusyError,
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)
from commontable.engines import documents
from engines.documents.samples import deleted, para, pdf_file, word_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def article(cast: Cast) -> Article:
    """Today's article on subcontracting, its issue, and how that is measured."""
    actor = enter(cast.chief)
    contract = open_contract(
        actor=actor, campaign=cast.campaign, kind=ContractKind.CURRENT, title="Agreement"
    )
    add_article(actor=actor, contract=contract, number="2", title="Wages", text="As in Appendix A.")
    article = add_article(
        actor=actor, contract=contract, number="13", title="Subcontracting", text=SUBCONTRACTING
    )
    issue = raise_issue(actor=actor, campaign=cast.campaign, name="Notice of subcontracting")
    link_article(actor=actor, issue=issue, article=article)
    record_status_quo(
        actor=actor,
        issue=issue,
        text="Sixty days.",
        terms=[
            TermEntry(
                issue_id=issue.pk,
                kind=TermKind.DURATION,
                value=Decimal(60),
                unit="days",
                better=Better.HIGHER,
            )
        ],
    )
    return article


def take_in(cast: Cast, content: bytes, name: str, **facts: Any) -> Draft:
    facts.setdefault("table", cast.common)
    return take_in_document(
        actor=enter(cast.chief),
        campaign=cast.campaign,
        file=as_file(content, name),
        read=facts.pop("read", documents.read_apart),
        **facts,
    )


def kept_files(media: Path) -> list[str]:
    return sorted(path.name for path in (media / "exhibits").rglob("*") if path.is_file())


def piece_on(draft: Draft, heading: str) -> DraftPiece:
    return draft.pieces.get(heading__iexact=heading)


def as_it_is(piece: DraftPiece, **facts: Any) -> Correction:
    return Correction(
        **{
            "number": piece.number,
            "heading": piece.heading,
            "text": piece.text,
            "taken": WordsTaken(piece.taken),
            "article": piece.article,
            "issue": piece.issue,
            "decisions": {},
            "more_terms": piece.more_terms,
        }
        | facts
    )


PASSING = Passing(side=Side.EMPLOYER, kind=ProposalKind.FORMAL, title="", issues=[])


# Taking in


def test_a_mail_from_the_future_is_asked_about_on_its_draft(cast: Cast) -> None:
    draft = take_in(cast, employers_mail(), "offer.eml")
    asked = "a time that had not come yet"
    assert not any(asked in said for said in draft_page(enter(cast.chief), draft).warnings)
    draft.received_at = draft.taken_in_at + timedelta(hours=1)
    assert any(asked in said for said in draft_page(enter(cast.chief), draft).warnings)


def test_a_mail_keeps_its_exact_time_its_sender_and_every_attachments_hash(cast: Cast) -> None:
    content = employers_mail()
    draft = take_in(cast, content, "offer.eml")
    assert draft.received_at == datetime(2026, 3, 2, 6, 40, 3, tzinfo=UTC)
    assert draft.by_mail
    assert draft.sender == "Lee Park <lee@employer.example>"
    assert draft.subject == "Counter on wages"
    assert draft.message_id == "<42@employer.example>"
    assert draft.sha256 == hashlib.sha256(content).hexdigest()
    assert [(each["name"], each["readable"]) for each in draft.attachments] == [
        ("Employer offer.docx", True),
        ("costs.csv", False),
    ]
    assert draft.part == hashlib.sha256(employers_offer()).hexdigest()
    assert draft.facts["handed_by"] == "Lee Park"
    assert draft.facts["channel"] == Channel.EMAIL


def test_articles_are_matched_by_their_words_though_the_paper_numbers_them_otherwise(
    cast: Cast, article: Article
) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    piece = piece_on(draft, "Subcontracting")
    assert (piece.number, piece.article) == ("4", article)
    assert piece.alike > 60
    assert piece.issue is not None
    assert piece.issue.name == "Notice of subcontracting"


def test_the_letterhead_before_the_first_article_is_set_aside(cast: Cast) -> None:
    first = take_in(cast, employers_offer(), "offer.docx").pieces.first()
    assert first is not None
    assert first.dropped
    assert first.text == "Employer counterproposal, March 1, 2026"


def test_the_words_before_the_tracked_changes_are_there_too(cast: Cast, article: Article) -> None:
    piece = piece_on(take_in(cast, employers_offer(), "offer.docx"), "Subcontracting")
    assert "ninety (90) days'" in piece.text
    assert piece.before is not None
    assert "sixty (60) days'" in piece.before
    assert "Section 3." in piece.before
    assert "Section 3." not in piece.text


def test_a_suggested_term_is_a_line_in_the_words_of_the_record(
    cast: Cast, article: Article
) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    page = draft_page(enter(cast.chief), draft)
    lines = {view.piece.heading.lower(): [line.line for line in view.lines] for view in page.views}
    # "higher" is how the issue's status quo is measured.
    assert lines["subcontracting"] == ["Notice of subcontracting duration 90 days higher"]
    assert lines["wages"] == ["Wages raise 3/2/2", "Wages year:none lump $750"]
    assert not page.taken
    assert page.undecided == 3


def test_marks_are_shown_as_their_author_made_them(cast: Cast, article: Article) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    page = draft_page(enter(cast.chief), draft)
    [view] = [view for view in page.views if view.piece.article == article]
    bits = [bit for paragraph in view.marked.paragraphs for bit in paragraph.bits]
    told = [(bit.kind, bit.text, bit.author) for bit in bits if bit.kind != "same"]
    assert told[:2] == [
        ("deleted", "sixty (60)", "Colin Marsh"),
        ("inserted", "ninety (90)", "Colin Marsh"),
    ]
    assert told[2][0] == "deleted"
    assert told[2][1].startswith("Section 3.")
    assert view.marked.authors == ("Colin Marsh",)


def test_a_comment_stands_beside_the_words_it_hangs_on() -> None:
    document = documents.read_text("ARTICLE 1. WAGES\n\nWages go up by three percent.", "offer")
    comment = documents.Comment("Colin Marsh", None, "Our last word.", "three percent", 4, 6, 0)
    received = documents.Received("o", "docx", "x", 1, "", document, comments=(comment,))
    shown = marked(received, 0, 6, article=0)
    [remark] = shown.remarks
    assert (remark.author, remark.text, remark.on) == (
        "Colin Marsh",
        "Our last word.",
        "three percent",
    )
    bits = shown.paragraphs[0].bits
    assert [(bit.text, bit.remark) for bit in bits] == [
        ("Wages go up by three percent.", None),
        ("", 1),
    ]


def test_an_article_struck_out_as_a_whole_is_a_piece_that_says_so(cast: Cast) -> None:
    body = (
        para("ARTICLE 1. WAGES")
        + para("Wages shall be increased by three percent (3%) in Year 1.")
        + f'<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="Lee" w:date="2026-03-01T22:31:00Z"/>'
        f"</w:rPr></w:pPr>{deleted('ARTICLE 2. STEWARDS')}</w:p>"
        f'<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="Lee" w:date="2026-03-01T22:31:00Z"/>'
        f"</w:rPr></w:pPr>{deleted('Stewards shall have eight (8) hours a month.')}</w:p>"
        + para("ARTICLE 3. TERM")
        + para("This Agreement expires on June 30, 2030.")
    )
    draft = take_in(cast, word_file(body), "offer.docx")
    assert [piece.heading for piece in draft.pieces.all()] == ["WAGES", "STEWARDS", "TERM"]
    struck = piece_on(draft, "Stewards")
    assert struck.text == drafting.DELETED
    assert struck.before == "Stewards shall have eight (8) hours a month."


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "offer.docx", "empty"),
        (b"PK\x03\x04" + b"\0" * 40, "offer.docx", "damaged"),
        (b"MZ\x90\0" * 20, "offer.exe", "as .docx, .pdf or .txt"),
        (b"{\\rtf1 Wages}", "offer.rtf", "save it as .docx"),
        (employers_offer(), "offer.docm", "Save it in Word as .docx, which keeps no macros"),
        (pdf_file("Wages rise."), "offer.docx", "the ending it really has"),
        (b"%PDF-1.7\nnothing", "offer.docx", "PDF"),
        (b"%PDF-1.7\n" + b"0" * 90, "offer.pdf", "PDF"),
        (b"Just a note.", "note.xyz", "ends in .txt"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(
    cast: Cast, media: Path, content: bytes, name: str, said: str
) -> None:
    with pytest.raises(CommontableError) as error:
        take_in(cast, content, name)
    assert said in str(error.value)
    assert name in str(error.value)
    assert not Draft.objects.exists()
    assert not kept_files(media)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_in_another_encoding_is_read_as_it_was_written(cast: Cast, encoding: str) -> None:
    content = "ARTICLE 4. WAGES\n\nNurses at Clínica “Peña” earn £40 – not $40.".encode(encoding)
    [piece] = take_in(cast, content, "offer.txt").pieces.all()
    assert piece.text == "Nurses at Clínica “Peña” earn £40 – not $40."


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    cast: Cast, media: Path, settings: Any
) -> None:
    settings.EXHIBIT_LIMIT_BYTES = 1024
    with pytest.raises(CommontableError, match="too large"):
        take_in(cast, b"ARTICLE 1. WAGES\n" * 200, "offer.txt")
    assert not kept_files(media)


def test_whatever_goes_wrong_while_it_is_written_down_nothing_is_kept(
    cast: Cast, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**facts: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("commontable.bargaining.services.drafts.taking_in.record", fails)
    with pytest.raises(RuntimeError):
        take_in(cast, employers_offer(), "offer.docx")
    assert not kept_files(media)


def test_the_same_file_is_one_open_draft(cast: Cast) -> None:
    take_in(cast, employers_offer(), "offer.docx")
    with pytest.raises(ConflictError, match="a draft already"):
        take_in(cast, employers_offer(), "offer again.docx")
    assert Draft.objects.count() == 1


def test_when_as_many_are_read_as_may_be_the_next_is_told_to_wait(
    cast: Cast, settings: Any, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.READINGS_AT_ONCE = 1
    monkeypatch.setattr("commontable.bargaining.reading_slots.LONGEST_WAIT", 0.2)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with reading_slot():
            held.set()
            done.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert held.wait(20)
        with pytest.raises(BusyError, match="waits its turn"), reading_slot(wait=0.2):
            pass
    finally:
        done.set()
        thread.join()
    take_in(cast, employers_offer(), "offer.docx")
    assert Draft.objects.count() == 1


def test_zero_characters_in_a_mail_do_not_reach_the_database(cast: Cast) -> None:
    def read(path: Path, name: str) -> documents.Received:
        received = documents.read_file(employers_mail(), name)
        assert received.message is not None
        from dataclasses import replace

        return replace(received, message=replace(received.message, subject="Offer\0\ud800 now"))

    draft = take_in(cast, employers_mail(), "offer.eml", read=read)
    draft.refresh_from_db()
    assert draft.subject == "Offer␀? now"


# Who may


def test_only_who_enters_the_record_takes_in_a_document(cast: Cast) -> None:
    for member in (cast.observer, cast.communications, cast.organizer, cast.technicians_officer):
        with pytest.raises(NotAllowedError):
            take_in_document(
                actor=enter(member),
                campaign=cast.campaign,
                table=cast.common,
                file=as_file(employers_offer(), "offer.docx"),
            )


def test_another_unions_draft_does_not_exist(cast: Cast) -> None:
    draft = take_in_document(
        actor=enter(cast.nurses_officer),
        campaign=cast.campaign,
        table=cast.nurses_local,
        file=as_file(employers_offer(), "offer.docx"),
    )
    assert draft.union == cast.nurses
    assert {piece.union_id for piece in draft.pieces.all()} == {cast.nurses.pk}
    for member in (cast.chief, cast.technicians_officer, cast.stranger):
        with pytest.raises(NotFoundError):
            get_draft(enter(member), draft.pk)
    enter(cast.chief)
    assert not Draft.objects.exists()


def test_a_working_paper_is_for_those_who_enter_the_record(cast: Cast) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    with pytest.raises(NotAllowedError):
        get_draft(enter(cast.observer), draft.pk)
    assert get_draft(enter(cast.research), draft.pk) == draft


def test_research_may_correct_and_not_pass(cast: Cast, article: Article) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    actor = enter(cast.research)
    correct_draft(actor=actor, draft=draft, version=1, facts={"title": "Their offer"})
    with pytest.raises(NotAllowedError):
        pass_draft(actor=actor, draft=draft, version=2, passing=PASSING)


# Correcting


def test_two_people_never_overwrite_each_other_unseen(cast: Cast) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    correct_draft(actor=enter(cast.team), draft=draft, version=1, facts={"title": "Ben's title"})
    with pytest.raises(ConflictError, match="Ben Team saved this at"):
        correct_draft(actor=enter(cast.chief), draft=draft, version=1, facts={"title": "Ada's"})
    draft.refresh_from_db()
    assert draft.facts == {"title": "Ben's title"}


def test_nor_in_a_piece_while_other_pieces_can_be_saved(cast: Cast, article: Article) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    ours, theirs = piece_on(draft, "Subcontracting"), piece_on(draft, "Wages")
    correct_piece(
        actor=enter(cast.team), piece=ours, version=1, correction=as_it_is(ours, heading="Work")
    )
    correct_piece(
        actor=enter(cast.chief), piece=theirs, version=1, correction=as_it_is(theirs, heading="Pay")
    )
    with pytest.raises(ConflictError, match="Ben Team"):
        correct_piece(
            actor=enter(cast.chief), piece=ours, version=1, correction=as_it_is(ours, heading="X")
        )
    assert [piece.heading for piece in draft.pieces.all()][1:] == ["Work", "Pay"]


def test_changed_words_are_read_again_and_decisions_stay(cast: Cast, article: Article) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    piece, actor = piece_on(draft, "Wages"), enter(cast.chief)
    piece = correct_piece(
        actor=actor,
        piece=piece,
        version=1,
        correction=as_it_is(piece, decisions={"t1": Decision("Wages raise 3/2.5/2", "taken")}),
    )
    piece = correct_piece(
        actor=actor,
        piece=piece,
        version=2,
        correction=as_it_is(piece, text=piece.text.replace("$750", "$900")),
    )
    view = next(v for v in draft_page(actor, draft).views if v.piece == piece)
    assert [(line.line, line.suggestion.state) for line in view.lines] == [
        ("Wages raise 3/2.5/2", "taken"),
        ("Wages year:none lump $900", ""),
    ]


def test_saving_a_piece_as_it_is_changes_nothing(cast: Cast, article: Article) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    actor, piece = enter(cast.chief), piece_on(draft, "Wages")
    before = Entry.objects.count()
    page = draft_page(actor, draft)
    view = next(view for view in page.views if view.piece == piece)
    decisions = {line.suggestion.key: Decision(line.line, "") for line in view.lines}
    correct_piece(
        actor=actor, piece=piece, version=1, correction=as_it_is(piece, decisions=decisions)
    )
    piece.refresh_from_db()
    assert piece.version == 1
    assert all(not each["line"] for each in piece.terms)
    assert Entry.objects.count() == before


def test_taking_the_words_before_reads_the_terms_of_those(cast: Cast, article: Article) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    actor, piece = enter(cast.chief), piece_on(draft, "Subcontracting")
    correct_piece(
        actor=actor, piece=piece, version=1, correction=as_it_is(piece, taken=WordsTaken.BEFORE)
    )
    view = next(v for v in draft_page(actor, draft).views if v.piece == piece)
    assert "Notice of subcontracting duration 60 days higher" in [line.line for line in view.lines]


def test_a_piece_is_split_and_joined_again_without_losing_a_word(
    cast: Cast, article: Article
) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    actor, piece = enter(cast.chief), piece_on(draft, "Wages")
    whole, words = piece.text, (piece.first, piece.last)
    above, below = split_piece(actor=actor, piece=piece, version=1, paragraph=1)
    assert below.text == "Section 2. A ratification bonus of $750 shall be paid to each employee."
    assert above.last == below.first
    assert [piece.position for piece in draft.pieces.all()] == [0, 1, 2, 3]
    assert [each["clause"] for each in below.terms] == [below.text]
    below.heading = ""
    below.save()
    joined = join_piece(actor=actor, piece=below, version=below.version)
    assert joined.text == whole
    assert (joined.first, joined.last) == words
    assert len(joined.terms) == 2


def test_a_piece_left_out_is_not_passed_and_can_come_back(cast: Cast, article: Article) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    actor, piece = enter(cast.chief), piece_on(draft, "Wages")
    dropped = drop_piece(actor=actor, piece=piece, version=1)
    proposal_terms = draft_page(actor, draft).undecided
    assert proposal_terms == 1
    restore_piece(actor=actor, piece=dropped, version=2)
    assert draft_page(actor, draft).undecided == 3


def test_another_attachment_can_be_the_paper(cast: Cast) -> None:
    draft = take_in(cast, employers_mail(), "offer.eml")
    actor = enter(cast.chief)
    chosen = choose_part(actor=actor, draft=draft, version=1, part="")
    assert [piece.text for piece in chosen.pieces.all()] == ["Our answer is attached."]
    with pytest.raises(CommontableError, match="cannot be read"):
        choose_part(actor=actor, draft=draft, version=2, part=draft.attachments[1]["sha256"])


# Passing


def test_a_passed_draft_is_a_proposal_with_its_language_its_terms_and_its_files(
    cast: Cast, article: Article
) -> None:
    content = employers_mail()
    draft = take_in(cast, content, "offer.eml")
    actor = enter(cast.chief)
    assert take_all_terms(actor=actor, draft=draft) == TakenTogether(taken=3)
    proposal = pass_draft(
        actor=actor,
        draft=draft,
        version=1,
        passing=Passing(
            side=Side.EMPLOYER,
            kind=ProposalKind.FORMAL,
            title="",
            issues=[],
            channel=Channel.EMAIL,
            handed_by="Lee Park",
            passed_at=draft.received_at.replace(second=0),
        ),
    )
    assert proposal.label == "E-1"
    assert proposal.passed_at == draft.received_at  # to the second
    first = proposal.language.first()
    assert first is not None
    assert (first.article, first.heading) == (article, "")
    assert {(str(t.issue), t.kind, t.value_as_said) for t in proposal.terms.all()} == {
        ("Notice of subcontracting", "duration", "90"),
        ("Wages", "raise", "3"),
        ("Wages", "raise", "2"),
        ("Wages", "lump_sum", "750"),
    }
    assert {term.clause for term in proposal.terms.all()} == {
        "Article 4, SUBCONTRACTING",
        "Article 9, WAGES",
    }
    exhibits = {one.file_name: one for one in proposal.exhibits.all()}
    assert exhibits["offer.eml"].sha256 == hashlib.sha256(content).hexdigest()
    assert exhibits["Employer offer.docx"].sha256 == hashlib.sha256(employers_offer()).hexdigest()
    assert exhibits["Employer offer.docx"].media_type == DOCX
    assert {one.received_at for one in exhibits.values()} == {draft.received_at}
    assert {one.handed_by for one in exhibits.values()} == {"Lee Park"}
    draft.refresh_from_db()
    assert (draft.status, draft.proposal) == (DraftStatus.PASSED, proposal)
    assert not open_drafts(actor, cast.common)


def test_nothing_is_taken_that_nobody_took(cast: Cast, article: Article) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    proposal = pass_draft(actor=enter(cast.chief), draft=draft, version=1, passing=PASSING)
    assert not proposal.terms.exists()
    assert proposal.language.count() == 2


def test_a_line_that_cannot_be_read_stops_the_pass_and_nothing_is_recorded(
    cast: Cast, article: Article
) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    actor, piece = enter(cast.chief), piece_on(draft, "Wages")
    correct_piece(
        actor=actor,
        piece=piece,
        version=1,
        correction=as_it_is(piece, decisions={"t1": Decision("Wagse raise 3/2", "taken")}),
    )
    with pytest.raises(CommontableError, match=r"Article 9, WAGES: .*Wagse"):
        pass_draft(actor=actor, draft=draft, version=1, passing=PASSING)
    assert not Proposal.objects.exists()
    draft.refresh_from_db()
    assert draft.is_open


def test_a_draft_is_passed_once(cast: Cast, article: Article) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    actor = enter(cast.chief)
    pass_draft(actor=actor, draft=draft, version=1, passing=PASSING)
    with pytest.raises(ConflictError, match="closed"):
        pass_draft(actor=actor, draft=draft, version=2, passing=PASSING)
    assert Proposal.objects.count() == 1


def test_a_file_altered_since_it_came_is_not_passed(
    cast: Cast, article: Article, media: Path
) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    (media / "exhibits" / draft.sha256[:2] / draft.sha256).write_bytes(b"other")
    with pytest.raises(CommontableError, match="not what it was"):
        pass_draft(actor=enter(cast.chief), draft=draft, version=1, passing=PASSING)


def test_the_same_paper_passed_before_is_told(cast: Cast, article: Article) -> None:
    actor = enter(cast.chief)
    first = take_in(cast, employers_offer(), "offer.docx")
    pass_draft(actor=actor, draft=first, version=1, passing=PASSING)
    again = take_in(cast, employers_offer(), "offer.docx")
    assert draft_page(actor, again).passed_before == (first,)


# Closing


def test_a_draft_set_aside_keeps_its_file_and_can_come_back(cast: Cast, media: Path) -> None:
    draft = take_in(cast, employers_offer(), "offer.docx")
    actor = enter(cast.chief)
    discard_draft(actor=actor, draft=draft, note="Sent by mistake")
    assert not open_drafts(actor, cast.common)
    assert [one.status for one in drafts_at(actor, cast.common)] == [DraftStatus.DISCARDED]
    assert kept_files(media) == [draft.sha256]
    assert reopen_draft(actor=actor, draft=draft).is_open


def test_every_step_is_in_the_log(cast: Cast, article: Article) -> None:
    draft = take_in(cast, employers_mail(), "offer.eml")
    actor = enter(cast.chief)
    take_all_terms(actor=actor, draft=draft)
    pass_draft(actor=actor, draft=draft, version=1, passing=PASSING)
    verbs = list(Entry.objects.order_by("position").values_list("verb", flat=True))
    assert verbs[-6:] == [
        "take_in_document",
        "take_all_terms",
        "store_exhibit",
        "store_exhibit",
        "pass_proposal",
        "pass_draft",
    ]
    taken_in = Entry.objects.get(verb="take_in_document")
    assert taken_in.occurred_at == draft.received_at
    assert len(taken_in.after["attachments"]) == 2


def test_what_was_read_is_kept_as_it_was_read(cast: Cast) -> None:
    draft = take_in(cast, employers_mail(), "offer.eml")
    draft.refresh_from_db()
    assert received_of(draft) == documents.read_file(employers_mail(), "offer.eml")


def test_only_what_is_sure_is_taken_together_and_the_rest_says_why(
    cast: Cast, article: Article
) -> None:
    text = (
        "ARTICLE 9. WAGES\n\nWage rates shall be increased by three percent (3%) in Year 1.\n\n"
        "In the Valley region wage rates shall be increased by two percent (2%) in Year 2.\n"
    )
    draft = take_in(cast, text.encode(), "offer.txt")
    actor, piece = enter(cast.chief), piece_on(draft, "Wages")
    contradicted = {**piece.terms[0], "key": "t9", "clause": "Sixty (90) days."}
    piece.terms = [*piece.terms, contradicted]
    piece.doubts = [{"clause": "Sixty (90) days.", "why": "they differ", "start": 0, "end": 1}]
    piece.save(update_fields=["terms", "doubts"])
    done = take_all_terms(actor=actor, draft=draft)
    assert (done.taken, done.unsure, done.contradicted, done.left) == (1, 1, 1, 2)
    assert [each["state"] for each in piece_on(draft, "Wages").terms] == ["taken", "", ""]
    assert take_all_terms(actor=actor, draft=draft) == TakenTogether(unsure=1, contradicted=1)
