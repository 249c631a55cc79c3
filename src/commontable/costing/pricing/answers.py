"""Answers in whole cents, as JSON can say them: what is kept, and what a screen shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from commontable.costing.pricing.held import Held, changed
from commontable.engines.costing.closing import differences, gap
from commontable.engines.costing.components import COSTS, NAMES, PERIODS
from commontable.engines.costing.costing import Costing, retro_pay
from commontable.engines.costing.cube import Cube
from commontable.engines.costing.figures import figures, per_worker, share, workers_paid
from commontable.engines.costing.order import RULES, order_of_application
from commontable.engines.costing.outcomes import outcome
from commontable.engines.costing.parity import regional_parity
from commontable.engines.costing.wording import full, promise

type Told = Callable[[int, int], None]

GROUPS = ("union", "region", "classification", "facility")


def of_offer(
    held: Held, text: str, *, issues: Mapping[str, Sequence[str]], told: Told
) -> dict[str, Any]:
    """Everything of one offer against the flat base and the status quo.

    Args:
        issues: ids of terms by the issue they are of: each is priced as a whole.
    """
    costing = held.costing
    together = [ids for ids in issues.values() if len(ids) > 1]
    priced, ready = held.priced(text), held.ready(text)
    steps = 3 + len(priced.offer.terms) + len(together)
    told(1, steps)
    status_quo, flat = costing.status_quo, costing.flat
    told(3, steps)
    prices: list[dict[str, Any]] = []
    for place, term in enumerate(priced.offer.terms):
        without = ready.without(term.id)
        prices.append(
            {
                "id": term.id,
                "said": promise(term),
                "full": full(term),
                "scope": str(term.scope),
                "from": str(term.effective),
                "document": term.source.document,
                "clause": term.source.clause,
                "note": term.note,
                **_moved(priced.cube, without.cube),
            }
        )
        told(4 + place, steps)
    by_id = {price["id"]: price for price in prices}
    of_issue: dict[str, dict[str, Any]] = {}
    done = steps - len(together)
    for issue, ids in issues.items():
        if len(ids) == 1:
            of_issue[issue] = {name: by_id[ids[0]][name] for name in ("cents", "years")}
            continue
        without = ready.without(*ids)
        moved = _moved(priced.cube, without.cube)
        of_issue[issue] = {name: moved[name] for name in ("cents", "years")}
        done += 1
        told(done, steps)
    total = priced.total - status_quo.total
    starts = costing.time.year_starts()
    remarks = dict.fromkeys([*status_quo.remarks, *priced.remarks])
    return {
        "name": priced.name,
        "workers": costing.count,
        "average_workers": workers_paid(costing, status_quo.cube),
        "years": [
            {"from": str(first), "before": str(after), "periods": periods}
            for (first, after), periods in zip(
                pairwise(starts), costing.time.periods_by_year, strict=True
            )
        ],
        "flat": asdict(figures(costing, flat)),
        "status_quo": asdict(figures(costing, status_quo)),
        "figures": asdict(figures(costing, priced)),
        "by": {name: _by(costing, priced.cube, status_quo.cube, name) for name in GROUPS},
        "terms": sorted(prices, key=lambda price: -abs(price["cents"])),
        "issues": of_issue,
        "together": total - sum(price["cents"] for price in prices),
        "retro": retro_pay(costing, priced.offer, priced),
        "outcome": asdict(outcome(costing, priced, status_quo)),
        "parity": [asdict(row) for row in regional_parity(status_quo, priced)],
        "applied": [
            {**asdict(row), "paid_from": str(row.paid_from)} for row in order_of_application(priced)
        ],
        "rules": list(RULES),
        "remarks": list(remarks),
    }


def of_gap(held: Held, first: str, second: str, *, told: Told) -> dict[str, Any]:
    """From the first offer (say theirs) to the second (ours): how far apart, what closes it."""
    costing = held.costing
    one, other = held.priced(first), held.priced(second)
    steps = 3 + len(differences(one.offer, other.offer))
    told(2, steps)
    found = gap(costing, one, other, prepared=held.ready(first))
    told(steps - 1, steps)
    return {
        "first": found.first,
        "second": found.second,
        "apart": list(found.apart),
        "total": found.total,
        "changes": [
            {
                "said": change.said,
                "moves": change.moves,
                "of_gap": change.of_gap,
                "out": [_named(term) for term in change.taken_out],
                "in": [_named(term) for term in change.put_in],
            }
            for change in found.changes
        ],
        "together": found.together,
        "by": {name: _by(costing, other.cube, one.cube, name) for name in GROUPS},
        "components": _components(other.cube, one.cube),
        "outcome": asdict(outcome(costing, one, other)),
    }


def _named(term: Any) -> dict[str, str]:
    return {
        "id": term.id,
        "said": promise(term),
        "scope": str(term.scope),
        "from": str(term.effective),
        "document": term.source.document,
        "clause": term.source.clause,
    }


def of_change(
    held: Held, text: str, against: str, changes: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """An offer with other figures: totals, and the gap to another offer (``""``: none)."""
    costing = held.costing
    ready = held.ready(text)
    priced = ready.price(changed(ready.offer, changes)) if changes else ready.priced
    status_quo, flat = costing.status_quo, costing.flat
    cost, base, held_flat = priced.costs(), status_quo.costs(), flat.costs()
    over = [mine - before for mine, before in zip(cost, base, strict=True)]
    percents = [share(mine - before, before) for mine, before in zip(cost, held_flat, strict=True)]
    found: dict[str, Any] = {
        "cost": cost,
        "over": over,
        "total": sum(cost),
        "total_over": sum(over),
        "moved": sum(cost) - ready.priced.total,
        "percent": percents,
        "compounded": percents[-1],
        "per_worker": per_worker(costing, priced.cube),
        "by": {name: _by(costing, priced.cube, status_quo.cube, name) for name in GROUPS[:2]},
        "components": _components(priced.cube, status_quo.cube),
        "remarks": list(priced.remarks),
        "gap": None,
    }
    if against:
        other = held.ready(against).priced
        apart = [theirs - mine for theirs, mine in zip(other.costs(), cost, strict=True)]
        found["gap"] = {
            "name": other.name,
            "apart": apart,
            "total": sum(apart),
            "by": {name: _by(costing, other.cube, priced.cube, name) for name in GROUPS[:2]},
        }
    return found


def of_steps(
    held: Held,
    text: str,
    changes: Mapping[str, Mapping[str, Any]],
    steps: Mapping[str, Mapping[str, Any]],
    *,
    told: Told,
) -> dict[str, int]:
    """What one step more of each figure costs, over all years, by the name of the step."""
    ready = held.ready(text)
    offer = changed(ready.offer, changes)
    total = ready.price(offer).total
    moved: dict[str, int] = {}
    for place, (name, step) in enumerate(steps.items(), 1):
        moved[name] = ready.price(changed(offer, {name: step})).total - total
        told(place, len(steps))
    return moved


def _moved(cube: Cube, without: Cube) -> dict[str, Any]:
    """What is there more with a term than without it: in all, by year, component and group."""
    moved = cube.sums() - without.sums()
    costs = moved[:, :COSTS]
    return {
        "cents": int(costs.sum()),
        "years": [int(each) for each in costs.sum(axis=1)],
        "components": {
            NAMES[place]: int(costs[:, place].sum())
            for place in range(COSTS)
            if costs[:, place].any()
        },
        "unions": _totals_by(cube, without, "union"),
        "regions": _totals_by(cube, without, "region"),
    }


def _totals_by(cube: Cube, without: Cube, dimension: str) -> dict[str, int]:
    mine, other = cube.by(dimension), without.by(dimension)
    found: dict[str, int] = {}
    for label in mine.keys() | other.keys():
        cents = sum(int(sums[label][:, :COSTS].sum()) for sums in (mine,) if label in sums)
        cents -= sum(int(sums[label][:, :COSTS].sum()) for sums in (other,) if label in sums)
        if cents:
            found[label[0] if label else ""] = cents
    return dict(sorted(found.items()))


def _by(costing: Costing, cube: Cube, base: Cube, dimension: str) -> list[dict[str, Any]]:
    """Each label's workers in the first year, its cost by year and that over the base."""
    mine, before = cube.by(dimension), base.by(dimension)
    periods = max(1, costing.time.periods_by_year[0])
    rows = []
    for label, sums in mine.items():
        cost = [int(each) for each in sums[:, :COSTS].sum(axis=1)]
        theirs = before.get(label)
        was = [0] * len(cost) if theirs is None else theirs[:, :COSTS].sum(axis=1).tolist()
        rows.append(
            {
                "label": label[0] if label else "",
                "workers": round(int(sums[0, PERIODS]) / periods),
                "cost": cost,
                "over": [one - two for one, two in zip(cost, was, strict=True)],
            }
        )
    return rows


def _components(cube: Cube, base: Cube) -> dict[str, int]:
    moved = (cube.sums() - base.sums())[:, :COSTS].sum(axis=0)
    return {NAMES[place]: int(moved[place]) for place in range(COSTS) if moved[place]}
