"""The paycheck page, for anybody who has its address: no sign-in, no cookies, nothing stored.

These views know no actor and no engine: what they read was worked out when the page was let out.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.common.errors import NotFoundError
from commontable.costing.forms.paychecks import PaycheckForm
from commontable.costing.selectors.paychecks import PublishedPaycheck, paycheck_at
from commontable.engines.costing.published.answer import OfferShown, answered, year_starts
from commontable.web.charts import LineChart, Series

# A withdrawal has to reach everybody soon; a rush on an address has to reach the database rarely.
_SECONDS = 60
_HEADERS = ("Cache-Control", "ETag", "X-Robots-Tag")


@require_safe
def paycheck(request: HttpRequest, paycheck: str) -> HttpResponse:
    """The form, and what the job in the address would be paid; withdrawn, that it was."""
    try:
        found = paycheck_at(paycheck)
    except NotFoundError as error:
        raise Http404 from error
    if found.tables is None:
        gone = render(
            request, "costing/public/withdrawn.html", {"page": found}, status=HTTPStatus.GONE
        )
        return _cacheable(request, gone, f"withdrawn-{found.number}")
    asked = bool(request.GET)
    form = (
        PaycheckForm(request.GET, tables=found.tables)
        if asked
        else PaycheckForm(tables=found.tables, initial=PaycheckForm.beginning(found.tables))
    )
    context: dict[str, Any] = {"page": found, "form": form, "tables": found.tables}
    if asked and form.is_valid():
        offers = answered(found.tables, form.person)
        context |= {
            "offers": [_named(offer, place) for place, offer in enumerate(offers)],
            "chart": _chart(found, offers),
            "hours": form.cleaned_data["hours"],
        }
    page = render(request, "costing/public/paycheck.html", context)
    said = hashlib.sha256(request.META.get("QUERY_STRING", "").encode()).hexdigest()[:16]
    return _cacheable(request, page, f"{found.sha256[:32]}-{found.number}-{said}")


def _named(offer: OfferShown, place: int) -> dict[str, Any]:
    """An offer with what it is called; the first is the contract as it stands."""
    return {"offer": offer, "name": offer.name if place else _("If nothing is agreed")}


def _chart(found: PublishedPaycheck, offers: list[OfferShown]) -> LineChart:
    starts = year_starts(found.tables or {})
    return LineChart(
        title=_("Dollars an hour at the end of each contract year"),
        occasions=tuple(str(first.year + 1) for first in starts[:-1]),
        series=tuple(
            Series(
                str(_named(offer, place)["name"]),
                tuple(Decimal(year.rate) / 1000 for year in offer.years),
            )
            for place, offer in enumerate(offers)
        ),
        unit="money",
    )


def _cacheable(request: HttpRequest, response: HttpResponse, tag: str) -> HttpResponse:
    """The same for everybody, for a minute; unchanged, it is not sent again."""
    response.headers["Cache-Control"] = f"public, max-age={_SECONDS}"
    response.headers["ETag"] = f'"{tag}"'
    # Whoever has the leaflet has the address; a search engine would keep it past a withdrawal.
    response.headers["X-Robots-Tag"] = "noindex"
    if response.status_code == HTTPStatus.OK and request.headers.get("If-None-Match") == f'"{tag}"':
        unchanged = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        for name in _HEADERS:
            unchanged.headers[name] = response.headers[name]
        return unchanged
    return response
