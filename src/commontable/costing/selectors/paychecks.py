"""Paycheck pages: what could go out of a basis, what did, and what is public at an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commontable.bargaining.selectors.proposals import get_proposal
from commontable.bargaining.words import ProposalKind
from commontable.coalition.actors import Actor
from commontable.coalition.tenancy import ask_for_public_address
from commontable.common.errors import NotFoundError
from commontable.costing.documents import read_offer
from commontable.costing.models import Basis, PaycheckRelease, PublicPaycheck, Scenario
from commontable.costing.policies import homes_seen
from commontable.costing.selectors.scenarios import scenarios_of
from commontable.engines.costing.wording import full

# What is floated off the record goes out to nobody.
_ASIDE = {ProposalKind.SUPPOSAL, ProposalKind.INFORMAL}


@dataclass(frozen=True, slots=True)
class TermOffered:
    """One term that could go out; ``recorded`` says that it crossed the table."""

    id: str
    said: str
    recorded: bool


@dataclass(frozen=True, slots=True)
class OfferOffered:
    """A scenario with those of its terms that could go out."""

    scenario: Scenario
    terms: tuple[TermOffered, ...]


def offers_for_paychecks(actor: Actor, basis: Basis) -> list[OfferOffered]:
    """The current scenarios of a basis; what was said off the record is not among their terms."""
    found: list[OfferOffered] = []
    for scenario in scenarios_of(actor, basis):
        taken = {row["id"]: row["proposal_id"] for row in scenario.reading.get("taken", ())}
        aside = {proposal for proposal in set(taken.values()) if _is_aside(actor, int(proposal))}
        terms = tuple(
            TermOffered(term.id, full(term), term.id in taken)
            for term in read_offer(scenario.offer).terms
            if taken.get(term.id) not in aside
        )
        if terms:
            found.append(OfferOffered(scenario, terms))
    return found


def _is_aside(actor: Actor, proposal_id: int) -> bool:
    try:
        return get_proposal(actor, proposal_id).kind in _ASIDE
    except NotFoundError:
        return True  # corrected since, or not to be seen: then it is nobody's to let out


def paychecks_of(actor: Actor, basis: Basis) -> list[PaycheckRelease]:
    """Every release of the basis's campaign and home, the newest first, without its tables."""
    home: dict[str, Any] = {"union_id": basis.union_id}
    return list(
        PaycheckRelease.objects.visible_to(actor)
        .filter(basis__campaign_id=basis.campaign_id, **home)
        .select_related("basis", "withdrawal", "entered_by")
        .defer("content")
        .order_by("-number")
    )


def get_paycheck(actor: Actor, release_id: int) -> PaycheckRelease:
    """One release.

    Raises:
        NotFoundError: it does not exist, or costing is not for the actor there.
    """
    release = (
        PaycheckRelease.objects.visible_to(actor)
        .select_related("basis", "withdrawal")
        .defer("content")
        .filter(pk=release_id)
        .first()
    )
    if release is None or release.union_id not in homes_seen(actor):
        raise NotFoundError("There is no such paycheck page.")
    return release


@dataclass(frozen=True, slots=True)
class PublishedPaycheck:
    """The newest edition at an address; ``tables`` is None once it was withdrawn."""

    address: str
    number: int
    title: str
    whose: str
    released_at: datetime
    withdrawn_at: datetime | None
    sha256: str
    tables: dict[str, Any] | None


def paycheck_at(address: str) -> PublishedPaycheck:
    """What is public at an address, for somebody without a seat.

    Where the newest edition was withdrawn, that is what is there: nobody decided that an older
    one holds again.

    Raises:
        NotFoundError: nothing was ever released there.
    """
    ask_for_public_address(address)
    found = PublicPaycheck.objects.filter(address=address).order_by("-number").first()
    if found is None:
        raise NotFoundError("There is no such paycheck page.")
    return PublishedPaycheck(
        address=found.address,
        number=found.number,
        title=found.title,
        whose=found.whose,
        released_at=found.released_at,
        withdrawn_at=found.withdrawn_at,
        sha256=found.sha256,
        tables=found.content,
    )


def chosen_terms(offered: Sequence[OfferOffered], scenario_id: int) -> OfferOffered | None:
    """What could go out of one scenario; None where it is none of these."""
    return next((one for one in offered if one.scenario.pk == scenario_id), None)
