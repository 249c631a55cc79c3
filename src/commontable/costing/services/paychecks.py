"""Letting a paycheck page out, signed by somebody with authority, and taking it back.

All that the page can answer is worked out here, once. A visitor's page only adds up.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError
from commontable.costing.documents import read_offer, refusal
from commontable.costing.models import (
    Basis,
    PaycheckRelease,
    PaycheckWithdrawal,
    PublicPaycheck,
)
from commontable.costing.policies import require_sight
from commontable.costing.selectors.bases import contract_of
from commontable.costing.selectors.paychecks import (
    chosen_terms,
    offers_for_paychecks,
    paychecks_of,
)
from commontable.engines.costing.contract import Offer
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.prices import PriceIndex, bundled_index
from commontable.engines.costing.published.tables import pay_tables
from commontable.engines.costing.wording import full

MOST_OFFERS = 5
"""Beside the contract as it stands: a chart tells six lines apart."""
MOST_BYTES = 4_000_000
_SECRET_BYTES = 10  # 80 bits: an address that nobody finds by trying
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class OfferChosen:
    """A scenario, what the public reads it as, and which of its terms go out."""

    scenario_id: int
    name: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What would go out: the tables, their hash, and the terms of each offer in words."""

    title: str
    tables: dict[str, Any]
    offers: tuple[tuple[str, tuple[str, ...]], ...]
    choice: tuple[dict[str, Any], ...]

    @property
    def sha256(self) -> str:
        said = json.dumps([self.title, self.tables], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()


def what_would_go_out(
    *, actor: Actor, basis: Basis, title: str, chosen: Sequence[OfferChosen]
) -> Outgoing:
    """The paycheck page to be looked at before anybody signs. Nothing is kept.

    Raises:
        NotAllowedError, NotFoundError: not for the actor.
        CommontableError: what was chosen cannot go out.
    """
    require_sight(actor, basis.union_id)
    require(actor, Right.WORD, union_id=basis.union_id)
    if hasattr(basis, "replaced_by"):
        raise ConflictError("This basis was replaced.", expected="its latest version")
    if not title.strip():
        raise CommontableError("A page has a title.", expected="a few words", where="Title")
    if len(chosen) > MOST_OFFERS:
        raise CommontableError(
            "These are more than a phone can show beside each other.",
            expected=f"at most {MOST_OFFERS} offers",
            came=str(len(chosen)),
            where="Offers",
        )
    offers = _offers(actor, basis, chosen)
    tables = _tables(basis, offers)
    if len(json.dumps(tables)) > MOST_BYTES:
        raise CommontableError(
            "The tables of so many jobs are too large for a page.",
            expected=f"at most {MOST_BYTES // 1_000_000} MB",
            where="Contract",
        )
    return Outgoing(
        title=title.strip(),
        tables=tables,
        offers=tuple((offer.name, tuple(full(term) for term in offer.terms)) for offer in offers),
        choice=tuple(
            {"scenario": one.scenario_id, "name": one.name, "terms": sorted(one.terms)}
            for one in chosen
        ),
    )


def _offers(actor: Actor, basis: Basis, chosen: Sequence[OfferChosen]) -> list[Offer]:
    offered = offers_for_paychecks(actor, basis)
    found: list[Offer] = []
    names: set[str] = set()
    for one in chosen:
        could = chosen_terms(offered, one.scenario_id)
        if could is None:
            raise ConflictError(
                "An offer was renewed since you looked at it.",
                expected="the offers as they stand now, looked at again",
                where="Offers",
            )
        wanted = one.terms & {term.id for term in could.terms}
        if wanted != one.terms or not wanted:
            raise CommontableError(
                "Some of these terms cannot go out.",
                expected="one or more terms of the offer as it stands now",
                where=one.name,
            )
        name = one.name.strip() or could.scenario.name
        if name in names:
            raise CommontableError(
                "Two offers are called the same.", expected="a name of its own", where=name
            )
        names.add(name)
        read = read_offer(could.scenario.offer, contract_of(basis))
        terms = tuple(term for term in read.terms if term.id in wanted)
        found.append(Offer(name, terms, read.side, read.proposal, read.superseded))
    return found


def _tables(basis: Basis, offers: Sequence[Offer]) -> dict[str, Any]:
    contract, as_of = contract_of(basis), basis.census.as_of
    index, why_not = _prices()
    try:
        try:
            return pay_tables(contract, offers, as_of=as_of, index=index, no_index=why_not)
        except CostingError as error:
            if error.where != "price index":
                raise
            # Prices to come need an assumption that this contract does not make.
            return pay_tables(contract, offers, as_of=as_of, no_index=error.expected)
    except CostingError as error:
        raise refusal(error, basis.contract) from None


def _prices() -> tuple[PriceIndex | None, str]:
    try:
        return bundled_index(), ""
    except CostingError as error:
        return None, error.expected


@transaction.atomic
def release_paycheck(
    *,
    actor: Actor,
    basis: Basis,
    title: str,
    chosen: Sequence[OfferChosen],
    seen: str,
    signature: str,
) -> PaycheckRelease:
    """Let a paycheck page out, signed with one's own name.

    It takes the address of the page before, so that what stands on leaflets goes on leading there.

    Args:
        seen: the hash of what was looked at; it must be what goes out.

    Raises:
        CommontableError: a signature that is not the actor's name, or a choice that cannot go out.
        ConflictError: what would go out is no longer what was looked at.
    """
    going = what_would_go_out(actor=actor, basis=basis, title=title, chosen=chosen)
    if signature.strip().casefold() != actor.name.casefold():
        raise CommontableError(
            "A release is signed by whoever lets it out.",
            expected=f"your own name, {actor.name}",
            came=signature.strip() or "nothing",
            where="Signature",
        )
    if going.sha256 != seen:
        raise ConflictError(
            "What would go out has changed since you looked at it.",
            expected="the page as it would be now, looked at again",
            where="Release",
        )
    before = paychecks_of(actor, basis)
    try:
        with transaction.atomic():
            release = PaycheckRelease.objects.create(
                coalition_id=basis.coalition_id,
                union_id=basis.union_id,
                entered_by_id=actor.person_id,
                basis=basis,
                number=before[0].number + 1 if before else 1,
                address=before[0].address if before else _new_address(going.title),
                title=going.title,
                choice=list(going.choice),
                content=going.tables,
                sha256=going.sha256,
                signed_as=actor.name,
                released_at=dates.now(),
            )
    except IntegrityError:
        raise ConflictError(
            "Somebody released a page meanwhile.", expected="a look at that one first"
        ) from None
    PublicPaycheck.objects.create(
        coalition_id=release.coalition_id,
        union_id=release.union_id,
        release=release,
        address=release.address,
        number=release.number,
        title=release.title,
        whose=str(basis.union or actor.coalition_name),
        released_at=release.released_at,
        content=release.content,
        sha256=release.sha256,
    )
    record(
        actor=actor,
        verb="release_paycheck",
        subject=release,
        coalition_id=basis.coalition_id,
        union_id=basis.union_id,
        occurred_at=release.released_at,
        after={
            "basis": str(basis),
            "edition": release.number,
            "title": release.title,
            "offers": [name for name, _ in going.offers],
            "terms": sum(len(terms) for _, terms in going.offers),
            "sha256": release.sha256,
            "signed_as": release.signed_as,
        },
    )
    return release


def _new_address(title: str) -> str:
    secret = base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode().lower()
    return "-".join(filter(None, [slugify(title)[:_LONGEST_NAME].strip("-"), secret]))


@transaction.atomic
def withdraw_paycheck(
    *, actor: Actor, release: PaycheckRelease, reason: str = ""
) -> PaycheckWithdrawal:
    """Take a page back: from now on its address says that, and has nothing to show.

    Raises:
        ConflictError: it was withdrawn already.
    """
    require_sight(actor, release.union_id)
    require(actor, Right.WORD, union_id=release.union_id)
    public = PublicPaycheck.objects.select_for_update(of=("self",)).get(release=release)
    if PaycheckWithdrawal.objects.filter(release=release).exists():
        raise ConflictError(f"{release} was withdrawn already.")
    withdrawal = PaycheckWithdrawal.objects.create(
        coalition_id=release.coalition_id,
        union_id=release.union_id,
        entered_by_id=actor.person_id,
        release=release,
        at=dates.now(),
        reason=reason.strip(),
    )
    public.withdrawn_at, public.content = withdrawal.at, None
    public.save()
    record(
        actor=actor,
        verb="withdraw_paycheck",
        subject=release,
        coalition_id=release.coalition_id,
        union_id=release.union_id,
        occurred_at=withdrawal.at,
        after={"edition": release.number, "sha256": release.sha256},
        note=withdrawal.reason,
    )
    return withdrawal
