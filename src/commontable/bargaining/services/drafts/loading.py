"""A whole contract goes over into the record: today's, or the next in the making."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from commontable.audit.services import record
from commontable.bargaining.models import Contract, Draft
from commontable.bargaining.selectors.drafts import pieces_of
from commontable.bargaining.services.contracts import add_article, open_contract
from commontable.bargaining.services.drafts.keeping import hold, touch
from commontable.bargaining.words import ContractKind, DraftPurpose, DraftStatus
from commontable.coalition.actors import Actor
from commontable.common import dates
from commontable.common.errors import CommontableError


@transaction.atomic
def load_contract_draft(
    *,
    actor: Actor,
    draft: Draft,
    version: int,
    title: str,
    effective_on: date | None = None,
    expires_on: date | None = None,
) -> Contract:
    """Enter the draft as a contract of its kind, each piece that was not left out an article.

    Raises:
        NotFoundError, NotAllowedError: the actor may not enter the record here.
        CommontableError: an article without a number or title, a number twice, no article at all.
        ConflictError: the draft is closed, or saved since; a contract of that title is there.
    """
    if draft.purpose != DraftPurpose.CONTRACT:
        raise CommontableError(
            _("This is the draft of a proposal."), expected=_("to be passed, not loaded")
        )
    now = hold(actor, draft, version=version)
    kept = [piece for piece in pieces_of(now) if not piece.dropped]
    if not kept:
        raise CommontableError(
            _("Every piece of this draft is left out."), expected=_("at least one article")
        )
    _refuse_faults([(piece.number, piece.heading) for piece in kept])
    contract = open_contract(
        actor=actor,
        campaign=now.campaign,
        kind=ContractKind(now.contract_kind),
        title=title,
        effective_on=effective_on,
        expires_on=expires_on,
        union_id=now.union_id,
    )
    for piece in kept:
        add_article(
            actor=actor,
            contract=contract,
            number=piece.number,
            title=piece.heading,
            text=piece.words,
        )
    now.status, now.contract, now.closed_at = DraftStatus.LOADED, contract, dates.now()
    touch(now, actor)
    now.save(
        update_fields=[
            "status",
            "contract",
            "closed_at",
            "version",
            "savers",
            "changed_at",
            "changed_by",
        ]
    )
    record(
        actor=actor,
        verb="load_contract_draft",
        subject=now,
        coalition_id=now.coalition_id,
        union_id=now.union_id,
        after={"contract": contract.title, "articles": len(kept), "sha256": now.sha256},
    )
    return contract


def _refuse_faults(articles: list[tuple[str, str]]) -> None:
    """Raise once for everything that is missing or twice, so that it is mended in one go."""
    faults: list[str] = []
    seen: dict[str, str] = {}
    for number, heading in articles:
        if not number or not heading:
            faults.append(
                _("“%(piece)s” needs a number and a title")
                % {"piece": " ".join(filter(None, (number, heading))) or _("an unnamed piece")}
            )
        elif number in seen:
            faults.append(
                _("“%(one)s” and “%(other)s” both have the number %(number)s")
                % {"one": seen[number], "other": heading, "number": number}
            )
        seen.setdefault(number, heading)
    if faults:
        raise CommontableError(
            "; ".join(faults) + ".",
            expected=_("each article with a number of its own and a title"),
            kept=_("Nothing was loaded; the draft is as it was."),
        )
