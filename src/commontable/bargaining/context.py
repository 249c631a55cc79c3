"""The way around: what every page's main navigation offers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from commontable.bargaining.models import Table
from commontable.bargaining.selectors.tables import tables_of
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may
from commontable.coalition.requests import actor_of

TABLE_KEY = "table"


def navigation(request: HttpRequest) -> dict[str, Any]:
    """``navigation`` and ``search_url`` for somebody with a seat: the pages of the table they are
    at, and where words are looked for.

    That is the table of the page, else the one they looked at last, else the first they may see.
    It is worked out only when a page shows it.
    """
    actor = actor_of(request)
    if actor is None:
        return {}
    return {
        "navigation": SimpleLazyObject(lambda: _entries(request, actor)),
        "search_url": reverse("bargaining:search"),
    }


def _current(request: HttpRequest, actor: Actor) -> Table | None:
    tables = {table.pk: table for table in tables_of(actor)}
    match = request.resolver_match
    here = match.kwargs.get("table_id") if match else None
    if here in tables and request.session.get(TABLE_KEY) != here:
        request.session[TABLE_KEY] = here
    wanted = here or request.session.get(TABLE_KEY)
    return tables.get(wanted or 0) or next(iter(tables.values()), None)


def _entries(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    table = _current(request, actor)
    entries = []
    if table is not None:
        entries = [
            (_("Board"), reverse("bargaining:board", args=[table.pk])),
            (_("Gap"), reverse("bargaining:gaps", args=[table.pk])),
            (_("Sheets"), reverse("bargaining:sheets", args=[table.pk])),
            (_("Proposals"), reverse("bargaining:proposals", args=[table.pk])),
            (_("Sessions"), reverse("bargaining:sessions", args=[table.pk])),
            (_("Issues"), reverse("bargaining:issues", args=[table.campaign_id])),
            (_("Contracts"), reverse("bargaining:contracts", args=[table.campaign_id])),
            (_("Statements"), reverse("bargaining:statements", args=[table.campaign_id])),
            (_("Exhibits"), reverse("bargaining:exhibits", args=[table.pk])),
        ]
    entries += [
        (_("Tables"), reverse("bargaining:tables")),
        (_("Workforce"), reverse("workforce:home")),
        (_("Coalition"), reverse("coalition:directory")),
        (_("People"), reverse("coalition:people")),
    ]
    if any(may(actor, Right.AUDIT, union_id=union) for union in (None, *actor.unions)):
        entries.append((_("Log"), reverse("coalition:log")))
    return [{"label": label, "url": url, "current": request.path == url} for label, url in entries]
