"""Which table a request is at."""

from __future__ import annotations

from django.http import HttpRequest

from commontable.bargaining.models import Table
from commontable.bargaining.selectors.tables import tables_of
from commontable.coalition.actors import Actor

_TABLE_KEY = "table"


def table_of_request(request: HttpRequest, actor: Actor) -> Table | None:
    """The table of the page, else the one looked at last, else the first the actor may see.

    A page of a table is remembered in the session. None: there is no table the actor may see.
    """
    tables = {table.pk: table for table in tables_of(actor)}
    match = request.resolver_match
    here = match.kwargs.get("table_id") if match else None
    if here in tables and request.session.get(_TABLE_KEY) != here:
        request.session[_TABLE_KEY] = here
    wanted = here or request.session.get(_TABLE_KEY)
    return tables.get(wanted or 0) or next(iter(tables.values()), None)
