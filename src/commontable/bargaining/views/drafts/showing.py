"""What the page of a draft shows, with the forms of its facts and of each of its pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from commontable.bargaining.drafting.pieces import paragraphs_of
from commontable.bargaining.forms.drafts import ContractFactsForm, DraftFactsForm, PieceForm
from commontable.bargaining.models import Draft
from commontable.bargaining.selectors.drafts import (
    DraftPage,
    PieceView,
    TermLine,
    draft_page,
    likely_answered,
    succeeding_contracts,
)
from commontable.bargaining.selectors.proposals import live_proposals
from commontable.bargaining.selectors.table_record import issues_at
from commontable.bargaining.shorthand import Vocabulary
from commontable.bargaining.views.terms import ReadBack, read_back
from commontable.bargaining.words import DraftPurpose
from commontable.coalition.policies import Right, may
from commontable.coalition.requests import ActorRequest
from commontable.web.answering import again

_OPENING_WORDS = 9


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A suggestion with how its line is understood."""

    line: TermLine
    read_as: tuple[ReadBack, ...]


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece with its form; ``cuts`` are the paragraphs it can be split before."""

    view: PieceView
    form: PieceForm
    lines: tuple[ShownLine, ...]
    more: tuple[ReadBack, ...]
    cuts: tuple[tuple[int, str], ...]
    first: bool

    @property
    def key(self) -> str:
        """Under which the device keeps what is typed."""
        return draft_key(self.view.piece.draft, self.view.piece.pk)

    @property
    def anchor(self) -> str:
        return f"piece-{self.view.piece.pk}"

    @property
    def saved_target(self) -> str:
        """Where the page is told that it was kept."""
        return f"{self.anchor}-saved"


def draft_key(draft: Draft, piece_id: int | None = None) -> str:
    """The key under which the device keeps what is typed on a draft, or on one of its pieces."""
    return f"draft-{draft.pk}-piece-{piece_id}" if piece_id else f"draft-{draft.pk}-facts"


def facts_form(request: ActorRequest, draft: Draft, data: Any = None) -> DraftFactsForm:
    """The facts of the pass: as kept, or as sent in ``data``."""
    if draft.table is None:
        raise ValueError("a contract is not passed")
    facts = dict(draft.facts)
    if draft.by_mail:
        local = draft.received_at.astimezone(ZoneInfo(request.actor.time_zone))
        facts.setdefault("passed_at", local.strftime("%Y-%m-%dT%H:%M"))
    return DraftFactsForm(
        data,
        initial=facts,
        draft=draft,
        actor=request.actor,
        table=draft.table,
        issues=issues_at(request.actor, draft.table),
        live=live_proposals(request.actor, draft.table),
        likely=likely_answered(request.actor, draft),
    )


def shown_piece(page: DraftPage, view: PieceView, *, first: bool = False) -> ShownPiece:
    """One piece as the page shows it."""
    return ShownPiece(
        view=view,
        form=PieceForm(piece=view.piece, issues=page.issues, articles=page.articles),
        lines=tuple(
            ShownLine(line, _read(line.reading.lines, page.vocabulary)) for line in view.lines
        ),
        more=_read(view.more.lines, page.vocabulary),
        cuts=tuple(
            (place, " ".join(paragraph.split()[:_OPENING_WORDS]))
            for place, paragraph in enumerate(paragraphs_of(view.piece.text))
            if place
        ),
        first=first,
    )


def _read(lines: Any, vocabulary: Vocabulary) -> tuple[ReadBack, ...]:
    return tuple(read_back(line, vocabulary) for line in lines if line.entries)


def show_draft(request: ActorRequest, draft: Draft, *, form: Any = None) -> HttpResponse:
    """The draft's page; ``form`` are its facts as they came back with what is missing."""
    page = draft_page(request.actor, draft)
    context: dict[str, Any] = {
        "draft": draft,
        "page": page,
        "table": draft.table,
        "campaign": draft.campaign,
        "attached": [each for each in draft.attachments if each["sha256"] == draft.part],
        "facts_key": draft_key(draft),
    }
    if draft.purpose == DraftPurpose.CONTRACT:
        context["form"] = form or ContractFactsForm(initial=draft.facts or {"title": draft})
        context["shown"] = [
            shown_piece(page, view, first=not place) for place, view in enumerate(page.views)
        ]
        context["succeeds"] = succeeding_contracts(request.actor, draft)
        return again(request, "bargaining/drafts/contract.html", context)
    context["form"] = form or facts_form(request, draft)
    context["shown"] = [
        shown_piece(page, view, first=not place) for place, view in enumerate(page.views)
    ]
    context["may_pass"] = may(
        request.actor, Right.PROPOSE, union_id=draft.union_id, table_id=draft.table_id
    )
    return again(request, "bargaining/drafts/proposal.html", context)
