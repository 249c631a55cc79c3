"""Drafts: those of a table or campaign, and one with everything its page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from commontable.bargaining.drafting import pieces as drafting
from commontable.bargaining.drafting.marked import Marked, marked
from commontable.bargaining.drafting.suggestions import NO_ISSUE, Doubt, Ground, Suggestion
from commontable.bargaining.exhibit_store import EXHIBITS
from commontable.bargaining.models import (
    Article,
    Campaign,
    Contract,
    Draft,
    DraftPiece,
    Issue,
    Proposal,
    Table,
)
from commontable.bargaining.selectors.draft_ground import ground_of
from commontable.bargaining.selectors.issues import vocabulary_of
from commontable.bargaining.shorthand import Reading, Vocabulary, read_terms
from commontable.bargaining.words import DraftPurpose, DraftStatus
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import NotFoundError
from commontable.engines import documents


@dataclass(frozen=True, slots=True)
class TermLine:
    """A suggestion as the page shows it: its line, how that reads, and its clause in three parts.

    ``asks`` says what is wrong with the line, empty where it can be read.
    """

    suggestion: Suggestion
    line: str
    reading: Reading
    clause: tuple[str, str, str]

    @property
    def asks(self) -> str:
        if self.reading.problems and self.line.startswith(NO_ISSUE):
            return _("Say which issue it is of: its name in place of the question mark.")
        return " ".join(problem.said for problem in self.reading.problems)


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece with its marks and its terms."""

    piece: DraftPiece
    marked: Marked
    lines: tuple[TermLine, ...]
    more: Reading
    doubts: tuple[Doubt, ...]

    @property
    def undecided(self) -> int:
        return sum(not line.suggestion.state for line in self.lines)

    @property
    def taken(self) -> int:
        return sum(line.suggestion.state == "taken" for line in self.lines)

    @property
    def struck(self) -> bool:
        """Whether the paper strikes the whole article out."""
        return self.piece.first == self.piece.last and bool(self.piece.before)


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything the page of a draft shows."""

    draft: Draft
    received: documents.Received
    paper: documents.Received
    views: tuple[PieceView, ...]
    vocabulary: Vocabulary
    issues: tuple[Issue, ...]
    articles: tuple[Article, ...]
    passed_before: tuple[Draft, ...]

    @property
    def kept(self) -> tuple[PieceView, ...]:
        return tuple(view for view in self.views if not view.piece.dropped)

    @property
    def left_out(self) -> int:
        return len(self.views) - len(self.kept)

    @property
    def undecided(self) -> int:
        return sum(view.undecided for view in self.kept)

    @property
    def taken(self) -> int:
        return sum(view.taken for view in self.kept)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader of the file warned of, each once, and a time that cannot be right."""
        said = dict.fromkeys((*self.received.warnings, *self.paper.warnings))
        if self.draft.received_at > self.draft.taken_in_at:
            said[
                _(
                    "The mail says it was received at a time that had not come yet. Ask whose clock"
                    " is wrong, and say below when it really came."
                )
            ] = None
        return tuple(said)


def get_draft(actor: Actor, draft_id: int) -> Draft:
    """One draft, for those who enter the record.

    Raises:
        NotFoundError: it does not exist, or is another union's.
        NotAllowedError: the actor may read the record, not its working papers.
    """
    draft = (
        Draft.objects.visible_to(actor)
        .select_related(
            "table", "table__campaign", "campaign", "taken_in_by", "changed_by", "proposal",
            "contract", "union",
        )
        .filter(pk=draft_id)
        .first()
    )  # fmt: skip
    if draft is None:
        raise NotFoundError("There is no such draft.")
    require(actor, Right.RECORD, union_id=draft.union_id, table_id=draft.table_id)
    return draft


def get_piece(actor: Actor, piece_id: int) -> DraftPiece:
    """One piece of a draft, for those who enter the record.

    Raises:
        NotFoundError, NotAllowedError: as ``get_draft``.
    """
    piece = (
        DraftPiece.objects.visible_to(actor)
        .select_related("draft", "article", "issue", "changed_by")
        .filter(pk=piece_id)
        .first()
    )
    if piece is None:
        raise NotFoundError("There is no such piece of a draft.")
    get_draft(actor, piece.draft_id)
    return piece


def drafts_at(actor: Actor, table: Table) -> list[Draft]:
    """A table's drafts, open ones first, the latest first; without what was read."""
    drafts = (
        Draft.objects.visible_to(actor)
        .filter(table=table)
        .select_related("taken_in_by", "proposal")
        .defer("reading", "facts")
        .order_by("-taken_in_at", "-id")
    )
    return sorted(drafts, key=lambda draft: not draft.is_open)


def contract_drafts(actor: Actor, campaign: Campaign) -> list[Draft]:
    """A campaign's drafts of contracts, open ones first; without what was read."""
    drafts = (
        Draft.objects.visible_to(actor)
        .filter(campaign=campaign, purpose=DraftPurpose.CONTRACT)
        .select_related("taken_in_by", "contract", "union")
        .defer("reading", "facts")
        .order_by("-taken_in_at", "-id")
    )
    return sorted(drafts, key=lambda draft: not draft.is_open)


def open_drafts(actor: Actor, table: Table) -> list[Draft]:
    """The drafts at a table that wait for somebody."""
    return [draft for draft in drafts_at(actor, table) if draft.is_open]


def open_paper(draft: Draft) -> BinaryIO:
    """The file as it arrived, its hash checked.

    Raises:
        CommontableError: it is missing, or no longer has its hash.
    """
    return EXHIBITS.open(draft.sha256, called=draft.file_name)


def received_of(draft: Draft) -> documents.Received:
    """What the draft's file says, as it was read when it was taken in."""
    return documents.from_data(draft.reading)


def pieces_of(draft: Draft) -> list[DraftPiece]:
    """A draft's pieces in their order."""
    return list(
        draft.pieces.select_related("article", "article__contract", "issue", "changed_by").order_by(
            "position", "id"
        )
    )


def choices_of(actor: Actor, draft: Draft) -> tuple[list[Issue], list[Article]]:
    """The issues and articles that a piece may be said to speak to."""
    issues = Issue.objects.visible_to(actor).filter(campaign=draft.campaign)
    articles = (
        Article.objects.visible_to(actor)
        .filter(contract__campaign=draft.campaign)
        .select_related("contract")
        .defer("text")
        .order_by("contract__kind", "contract__title", "position")
    )
    owners = (None, draft.union_id)
    return (
        [issue for issue in issues if issue.union_id in owners],
        [article for article in articles if article.union_id in owners],
    )


def decided_of(draft: Draft) -> tuple[int, int]:
    """How many suggestions of its kept pieces were taken, and how many wait for somebody."""
    states = [
        each["state"]
        for terms in draft.pieces.filter(dropped=False).values_list("terms", flat=True)
        for each in terms
    ]
    return states.count("taken"), states.count("")


def likely_answered(actor: Actor, draft: Draft) -> set[int]:
    """The proposals at the table that speak to the issues of the draft's pieces or suggestions."""
    pieces = list(draft.pieces.all())
    said = [piece.issue_id for piece in pieces]
    said += [each.get("issue") for piece in pieces for each in piece.terms]
    issues = {issue for issue in said if issue is not None}
    return set(
        Proposal.objects.visible_to(actor)
        .filter(table=draft.table_id, issue_links__issue_id__in=issues)
        .values_list("pk", flat=True)
    )


def succeeding_contracts(actor: Actor, draft: Draft) -> list[Contract]:
    """The contracts of the same kind and owner that are there already."""
    contracts = Contract.objects.visible_to(actor).filter(
        campaign=draft.campaign, kind=draft.contract_kind
    )
    return [contract for contract in contracts if contract.union_id == draft.union_id]


def draft_page(actor: Actor, draft: Draft, *, only: Sequence[int] = ()) -> DraftPage:
    """A draft with its pieces, marks and terms; ``only`` narrows it to pieces by id."""
    received = received_of(draft)
    paper = drafting.paper_of(received, draft.part)
    vocabulary = vocabulary_of(actor, draft.campaign)
    ground = ground_of(actor, draft.campaign, draft.union_id)
    pieces = [piece for piece in pieces_of(draft) if not only or piece.pk in only]
    issues, articles = choices_of(actor, draft)
    before = Draft.objects.visible_to(actor).filter(
        campaign=draft.campaign, sha256=draft.sha256, status=DraftStatus.PASSED
    )
    return DraftPage(
        draft=draft,
        received=received,
        paper=paper,
        views=tuple(view_of(piece, paper, vocabulary, ground) for piece in pieces),
        vocabulary=vocabulary,
        issues=tuple(issues),
        articles=tuple(articles),
        passed_before=tuple(
            before.select_related("proposal").defer("reading").exclude(pk=draft.pk)
        ),
    )


def view_of(
    piece: DraftPiece, paper: documents.Received, vocabulary: Vocabulary, ground: Ground
) -> PieceView:
    """One piece as the page shows it."""
    known = ground.by_id
    lines = []
    for data in piece.terms:
        suggestion = Suggestion.of(data)
        line = suggestion.written(suggestion.issue or piece.issue_id, known, vocabulary)
        lines.append(
            TermLine(suggestion, line, read_terms(line, vocabulary), _around(piece, suggestion))
        )
    return PieceView(
        piece=piece,
        marked=marked(paper, piece.first, piece.last, article=_article_at(paper, piece)),
        lines=tuple(lines),
        more=read_terms(piece.more_terms, vocabulary),
        doubts=tuple(Doubt(**each) for each in piece.doubts),
    )


def _article_at(paper: documents.Received, piece: DraftPiece) -> int | None:
    """The article whose heading the piece begins with."""
    if paper.document is None:
        return None
    return next((each.index for each in paper.document.articles if each.start == piece.first), None)


def _around(piece: DraftPiece, suggestion: Suggestion) -> tuple[str, str, str]:
    """The clause before the value, the value, and the clause after it, as they stand."""
    words = piece.words
    value = " ".join(words[suggestion.start : suggestion.end].split())
    before, found, after = suggestion.clause.partition(value) if value else ("", "", "")
    return (before, found, after) if found else (suggestion.clause, "", "")
