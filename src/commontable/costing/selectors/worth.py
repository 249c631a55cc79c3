"""What positions on the board are worth, from the answers that are kept: nothing is priced here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commontable.bargaining.hooks import Appraisal, Worth
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.costing.figures_shown import millions
from commontable.costing.models import Result, Scenario
from commontable.costing.policies import Sight, homes_seen, sight_of
from commontable.costing.selectors.bases import ground_of
from commontable.costing.selectors.results import offer_question
from commontable.costing.selectors.scenarios import standing_of
from commontable.costing.words import ScenarioKind


class AtTable(Protocol):
    """A table, as far as it is asked for here."""

    @property
    def pk(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Priced:
    """A side's scenario with what is kept of it; ``over`` is None where nothing is."""

    scenario: Scenario
    over: int | None
    issues: Mapping[str, Any]
    at: datetime | None


def appraise(actor: Actor, tables: Sequence[AtTable]) -> Mapping[int, Appraisal]:
    """By table, what both sides stand on there is worth over the status quo.

    From the scenarios that follow the table, on the newest basis the actor sees; tables that
    none follows have no entry. Prices of single issues are for who sees all of a costing.
    """
    homes = homes_seen(actor)
    if not homes:
        return {}
    found: dict[int, list[Scenario]] = {}
    following = (
        Scenario.objects.visible_to(actor)
        .filter(
            table_id__in=[table.pk for table in tables],
            kind=ScenarioKind.POSITION,
            as_of=None,
            replaced_by=None,
            basis__replaced_by=None,
        )
        .select_related("basis", "basis__census", "basis__replaced_by", "table", "replaced_by")
        .order_by("-basis_id", "-id")
    )
    for scenario in following:
        if scenario.union_id in homes:
            found.setdefault(scenario.table_id or 0, []).append(scenario)
    return {table_id: _appraisal(actor, table_id, listed) for table_id, listed in found.items()}


def _appraisal(actor: Actor, table_id: int, listed: Sequence[Scenario]) -> Appraisal:
    basis = listed[0].basis
    sides: dict[str, Scenario] = {}
    for scenario in listed:
        if scenario.basis_id == basis.pk:
            sides.setdefault(scenario.side, scenario)
    ours, theirs = (
        _priced(actor, sides[side]) if side in sides else None
        for side in (Side.UNION, Side.EMPLOYER)
    )
    chosen = [one.scenario.pk for one in (theirs, ours) if one is not None]
    url = reverse("costing:compare", args=[basis.pk])
    sees_all = sight_of(actor, basis.union_id) is Sight.ALL
    apart = ""
    if ours and theirs and ours.over is not None and theirs.over is not None:
        apart = millions(ours.over - theirs.over)
    return Appraisal(
        table_id=table_id,
        ours=_said(ours),
        theirs=_said(theirs),
        apart=apart,
        state=_state(actor, [one for one in (ours, theirs) if one is not None]),
        url=url + "?" + "&".join(f"scenario={number}" for number in chosen),
        has_issues=sees_all and any(one and one.over is not None for one in (ours, theirs)),
        by_issue=_by_issue(ours, theirs) if sees_all else {},
    )


def _priced(actor: Actor, scenario: Scenario) -> _Priced:
    """Only the parts of the answer that a board shows are read."""
    asked = offer_question(ground_of(actor, scenario.basis), scenario)
    kept = (
        Result.objects.visible_to(actor)
        .filter(question=asked.sha256)
        .values_list("answer__figures__over_status_quo", "answer__issues", "entered_at")
        .first()
    )
    if kept is None:
        return _Priced(scenario, None, {}, None)
    over, issues, at = kept
    return _Priced(scenario, sum(over), issues, at)


def _said(priced: _Priced | None) -> str:
    return "" if priced is None or priced.over is None else millions(priced.over, plus=True)


def _state(actor: Actor, priced: Sequence[_Priced]) -> str:
    """Why there are no figures, or how far they are from today's."""
    stale = [one.scenario.name for one in priced if standing_of(actor, one.scenario).stale]
    if stale:
        since = min((one.at for one in priced if one.at is not None), default=None)
        when = date_format(since.astimezone(ZoneInfo(actor.time_zone)), "j F, H:i") if since else ""
        if when:
            return _("stale since something crossed the table; priced %(when)s") % {"when": when}
        return _("stale: something crossed the table since, and it is not priced yet")
    if any(one.over is None for one in priced):
        return _("not priced yet")
    return ""


def _by_issue(ours: _Priced | None, theirs: _Priced | None) -> dict[int, Worth]:
    sides = [one.issues if one is not None else {} for one in (ours, theirs)]
    found: dict[int, Worth] = {}
    for issue in {*sides[0], *sides[1]}:
        mine, other = (side[issue]["cents"] if issue in side else None for side in sides)
        found[int(issue)] = Worth(
            ours="" if mine is None else millions(mine, plus=True),
            theirs="" if other is None else millions(other, plus=True),
            apart="" if mine is None or other is None else millions(mine - other),
        )
    return found
