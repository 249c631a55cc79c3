"""A census: who the workforce is, where everybody sits, what changed since another one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.coalition.policies import Right, may
from commontable.coalition.requests import ActorRequest, seated
from commontable.workforce.charts import bars_of, scattergram_of, table_of
from commontable.workforce.forms.censuses import CompareForm, NarrowForm
from commontable.workforce.labels import cell, column_label, dimension_label, why_label
from commontable.workforce.models import Census
from commontable.workforce.policies import sight_of
from commontable.workforce.selectors.censuses import censuses_of, get_census
from commontable.workforce.selectors.differences import differences_between
from commontable.workforce.selectors.population import DIMENSIONS, population_of
from commontable.workforce.selectors.rows import open_rows
from commontable.workforce.selectors.steps import steps_of

_PAGE = 25


@seated
@require_safe
def census(request: ActorRequest, census_id: int) -> HttpResponse:
    """The population by union, region, facility, classification and step."""
    actor = request.actor
    found = get_census(actor, census_id)
    sight = sight_of(actor, found.union_id)
    population = whole = population_of(actor, found)
    narrow = None
    narrowed: dict[str, str] = {}
    if sight is not None and sight.rows:
        names = {name: [line.name for line in whole.by[name]] for name in DIMENSIONS}
        narrow = NarrowForm(request.GET or None, names=names)
        narrowed = narrow.narrowed
        population = population_of(actor, found, narrowed=narrowed) if narrowed else whole
    unnamed = _("not stated")
    tables = [
        {
            "key": name,
            "chart": bars_of(label, population.by[name], unnamed=unnamed),
            "table": table_of(label, population.by[name], unnamed=unnamed),
        }
        for name in DIMENSIONS
        if name not in narrowed and (label := dimension_label(name))
    ]
    context = {
        "census": found,
        "sight": sight,
        "population": population,
        "tables": tables,
        "narrow": narrow,
        "narrowed": narrowed,
        "may_correct": may(actor, Right.RESEARCH, union_id=found.union_id)
        and not hasattr(found, "corrected_by"),
        "others": _comparable(request, found),
    }
    return render(request, "workforce/censuses/census.html", context)


@seated
@require_safe
def steps(request: ActorRequest, census_id: int) -> HttpResponse:
    """The scattergram, and everybody who sits on no step."""
    found = get_census(request.actor, census_id)
    placed = steps_of(request.actor, found)
    page = Paginator(range(placed.off_workers), _PAGE).get_page(request.GET.get("page"))
    first = page.start_index() - 1 if placed.off_workers else 0
    context = {
        "census": found,
        "steps": placed,
        "chart": scattergram_of(_("Full-time equivalents by step and lane"), placed),
        "reasons": [(why_label(why), count) for why, count in placed.reasons.most_common()],
        "off": [(one, why_label(one.placing.why)) for one in placed.off_step(first, first + _PAGE)],
        "page": page,
        "lanes_left_out": max(0, len(placed.lanes) - 40),
    }
    return render(request, "workforce/censuses/steps.html", context)


@seated
@require_safe
def differences(request: ActorRequest, census_id: int) -> HttpResponse:
    """What changed since another census: who came, who went, which cells."""
    found = get_census(request.actor, census_id)
    open_rows(request.actor, found)
    others = _comparable(request, found)
    form = CompareForm(request.GET or None, others=others)
    earlier = form.chosen if form.is_bound and form.is_valid() else _natural(found, others)
    compared = differences_between(request.actor, earlier, found) if earlier else None
    columns = [
        (
            column_label(one.column),
            one.cells,
            [
                (
                    change.employee_id,
                    cell(one.column, change.before),
                    cell(one.column, change.after),
                )
                for change in one.shown
            ],
        )
        for one in (compared.columns if compared else ())
    ]
    context = {
        "census": found,
        "earlier": earlier,
        "form": CompareForm(others=others, initial={"with": earlier.pk if earlier else None}),
        "differences": compared,
        "columns": columns,
        "others": others,
    }
    return render(request, "workforce/censuses/differences.html", context)


def _comparable(request: ActorRequest, found: Census) -> list[Census]:
    """Other censuses whose workers the actor may see."""
    return [
        other
        for other in censuses_of(request.actor)
        if other.pk != found.pk
        and (sight := sight_of(request.actor, other.union_id)) is not None
        and sight.rows
    ]


def _natural(found: Census, others: list[Census]) -> Census | None:
    """The census it corrects, else the latest of the same home before it."""
    if found.corrects_id is not None:
        return next((one for one in others if one.pk == found.corrects_id), None)
    before = [
        one
        for one in others
        if one.union_id == found.union_id and (one.as_of, one.pk) < (found.as_of, found.pk)
    ]
    return next((one for one in before if not hasattr(one, "corrected_by")), None)
