"""Finding what was said: the box, the answer, and what it is narrowed to."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from commontable.bargaining.forms.search import SearchForm
from commontable.bargaining.models import SearchEntry
from commontable.bargaining.selectors.issues import issues_to_choose
from commontable.bargaining.selectors.search import ON_A_PAGE, Found, find
from commontable.bargaining.selectors.tables import tables_of
from commontable.bargaining.words import SearchKind
from commontable.coalition.requests import ActorRequest, seated


@seated
@require_safe
def search(request: ActorRequest) -> HttpResponse:
    """What fits the words asked for, the best first."""
    actor = request.actor
    form = SearchForm(request.GET or None, tables=tables_of(actor), issues=issues_to_choose(actor))
    asked = form.asked if form.is_bound else None
    found = find(actor, asked) if asked else None
    context = {
        "form": form,
        "found": found,
        "results": [(hit, address_of(hit.entry)) for hit in found.hits] if found else [],
        "kinds": _kinds(found) if found else [],
        "page": Paginator(range(found.total), ON_A_PAGE).page(found.page) if found else None,
    }
    return render(request, "bargaining/search/search.html", context)


def address_of(entry: SearchEntry) -> str:
    """The page on which the thing is read."""
    return reverse(f"bargaining:{entry.page}", args=[entry.page_id])


def _kinds(found: Found) -> list[tuple[str, str, int]]:
    """Value, name and how many, of each kind found; the one asked for too, were it none."""
    shown = [kind for kind in SearchKind if kind in found.by_kind or kind == found.asked.kind]
    return [(kind.value, str(kind.label), found.by_kind.get(kind, 0)) for kind in shown]
