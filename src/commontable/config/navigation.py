"""The way around: what every page's main navigation offers, room by room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from commontable.bargaining.requests import table_of_request
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may
from commontable.coalition.requests import actor_of
from commontable.costing.policies import homes_seen
from commontable.web.navigation import Entry, Group, marked


def navigation(request: HttpRequest) -> dict[str, Any]:
    """``navigation`` and ``search_url`` for somebody with a seat: the pages of the table they are
    at, of its campaign and of the house, and where words are looked for.

    It is worked out only when a page shows it.
    """
    actor = actor_of(request)
    if actor is None:
        return {}
    return {
        "navigation": SimpleLazyObject(lambda: marked(_groups(request, actor), request.path)),
        "search_url": reverse("bargaining:search"),
    }


def _groups(request: HttpRequest, actor: Actor) -> list[Group]:
    table = table_of_request(request, actor)
    if table is None:
        return [_house(actor)]
    at_table = Group(
        table.name,
        (
            Entry(_("Board"), reverse("bargaining:board", args=[table.pk])),
            Entry(_("Gap"), reverse("bargaining:gaps", args=[table.pk])),
            Entry(_("Proposals"), reverse("bargaining:proposals", args=[table.pk])),
            Entry(_("Sessions"), reverse("bargaining:sessions", args=[table.pk])),
            Entry(_("Sheets"), reverse("bargaining:sheets", args=[table.pk])),
            Entry(_("Exhibits"), reverse("bargaining:exhibits", args=[table.pk])),
        ),
    )
    of_campaign = Group(
        _("Campaign"),
        (
            Entry(_("Issues"), reverse("bargaining:issues", args=[table.campaign_id])),
            Entry(_("Contracts"), reverse("bargaining:contracts", args=[table.campaign_id])),
            Entry(_("Statements"), reverse("bargaining:statements", args=[table.campaign_id])),
        ),
    )
    return [at_table, of_campaign, _house(actor)]


def _house(actor: Actor) -> Group:
    entries = [
        Entry(_("Tables"), reverse("bargaining:tables")),
        Entry(_("Workforce"), reverse("workforce:home")),
        *([Entry(_("Costing"), reverse("costing:home"))] if homes_seen(actor) else []),
        Entry(_("Coalition"), reverse("coalition:directory")),
        Entry(_("People"), reverse("coalition:people")),
    ]
    if any(may(actor, Right.AUDIT, union_id=union) for union in (None, *actor.unions)):
        entries.append(Entry(_("Log"), reverse("coalition:log")))
    return Group(_("Coalition"), tuple(entries))
