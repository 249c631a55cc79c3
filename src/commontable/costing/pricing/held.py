"""A basis held ready: its census, its contract, and the offers that were priced on it."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa

from commontable.engines.costing.contract import Offer, contract_of, offer_of
from commontable.engines.costing.costing import Costing, Priced, replace_terms
from commontable.engines.costing.documents import read_yaml
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.prepared import Prepared
from commontable.engines.costing.terms import Term
from commontable.engines.costing.terms.fields import Field

_OFFERS = 64
_PRICED = 8
"""What each worker takes home under an offer is some megabytes."""
_READY = 3
"""An offer held ready is 300 bytes for each worker."""


class _OneByOne(Costing):
    """Offers are priced one after the other, whoever asks: each takes every core for a moment.

    A long question gives way to others between its pricings.
    """

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.turn = threading.RLock()

    def _priced(self, *given: Any, **options: Any) -> Priced:
        with self.turn:
            return super()._priced(*given, **options)


class _Ready(Prepared):
    """The same for an offer held ready."""

    def __init__(self, costing: _OneByOne, offer: Offer) -> None:
        self._turn = costing.turn
        with self._turn:
            super().__init__(costing, offer)

    def price(self, offer: Offer) -> Priced:
        with self._turn:
            return super().price(offer)


class Held:
    """What is asked about one basis is answered from here."""

    def __init__(self, table: pa.Table, contract: str, *, as_of: date, years: int) -> None:
        self.costing = _OneByOne(
            table, contract_of(read_yaml(contract, "contract")), as_of=as_of, years=years
        )
        self._offers: OrderedDict[str, Offer] = OrderedDict()
        self._priced: OrderedDict[str, Priced] = OrderedDict()
        self._ready: OrderedDict[str, _Ready] = OrderedDict()
        self._guard = threading.Lock()

    @property
    def workers(self) -> int:
        return self.costing.count

    def offer(self, text: str) -> Offer:
        """The offer a text says, read once."""
        key = hashlib.sha256(text.encode()).hexdigest()
        with self._guard:
            found = self._offers.get(key)
        if found is None:
            found = offer_of(read_yaml(text, "offer"))
            with self._guard:
                _keep(self._offers, key, found, _OFFERS)
        return found

    def priced(self, text: str) -> Priced:
        """The offer priced with what each worker takes home; the last few are kept."""
        key = hashlib.sha256(text.encode()).hexdigest()
        with self._guard:
            found = self._priced.get(key)
        if found is None:
            found = self.costing.price(self.offer(text), per_worker=True)
            with self._guard:
                _keep(self._priced, key, found, _PRICED)
        return found

    def ready(self, text: str) -> Prepared:
        """The offer held ready, so that one changed term is priced for whom it concerns."""
        key = hashlib.sha256(text.encode()).hexdigest()
        with self._guard:
            found = self._ready.get(key)
            if found is not None:
                self._ready.move_to_end(key)
        if found is None:
            found = _Ready(self.costing, self.offer(text))
            with self._guard:
                _keep(self._ready, key, found, _READY)
        return found


def _keep[V](kept: OrderedDict[str, V], key: str, value: V, at_most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > at_most:
        kept.popitem(last=False)


def changed(offer: Offer, changes: Mapping[str, Mapping[str, Any]]) -> Offer:
    """The offer with other figures in some of its terms.

    Args:
        changes: by a term's id: ``field``, ``tier`` (or ``""``) and ``value``, as it would be
            typed; or ``{"off": True}``, without the term.

    Raises:
        CostingError: no such term or field, or a figure the engine refuses.
    """
    known = {term.id for term in offer.terms}
    for identity in changes:
        if identity.partition("#")[0] not in known:
            raise CostingError(
                f"change of {identity}", expected="a term of the offer", got="no such term"
            )
    terms: list[Term] = []
    for term in offer.terms:
        off = changes.get(term.id, {}).get("off")
        mine = [change for name, change in changes.items() if name.partition("#")[0] == term.id]
        if not off:
            for change in mine:
                term = _with(term, change)  # noqa: PLW2901 - one figure after the other
            terms.append(term)
    return replace_terms(offer, tuple(terms))


def _with(term: Term, change: Mapping[str, Any]) -> Term:
    name, tier, value = str(change["field"]), str(change.get("tier") or ""), change["value"]
    field: Field | None = next((one for one in term.kind.fields if one.name == name), None)
    if field is None:
        raise CostingError(term.where, expected="a field of the term", got=name)
    where = f"{term.where}, {name}"
    read = field.read({tier: value} if tier else value, where)
    before = term.values.get(name)
    if tier and isinstance(before, tuple) and isinstance(read, tuple):
        read = tuple((dict(before) | dict(read)).items())
    return replace(term, values={**term.values, name: read})
