"""Keeping the coalition's order: each page is one form and one service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commontable.coalition.forms.directory import (
    FacilityForm,
    HeadcountForm,
    JoiningForm,
    LeavingForm,
    NameForm,
    RegionForm,
    UnionForm,
    UnitForm,
)
from commontable.coalition.policies import Right, require
from commontable.coalition.requests import ActorRequest, see_other, with_right
from commontable.coalition.selectors.places import get_local, get_union, get_unit
from commontable.coalition.services.headcounts import record_headcount
from commontable.coalition.services.places import add_employer, add_facility, add_region
from commontable.coalition.services.unions import (
    add_union,
    add_unit,
    charter_local,
    record_joining,
    record_leaving,
    require_order_of,
)
from commontable.web.answering import again, attempt

reads_and_sends = require_http_methods(["GET", "HEAD", "POST"])


def _enter(
    request: ActorRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    heading: str,
    submit: str,
    done: str,
    back: tuple[object, ...],
) -> HttpResponse:
    """The form; or, once the service agreed, the page the new fact is seen on.

    Args:
        back: name and arguments of that page.
    """
    if form.is_bound and attempt(form, lambda: act(form.cleaned_data)) is not None:
        messages.success(request, done)
        return see_other(str(back[0]), *back[1:])
    facts = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "back": reverse(str(back[0]), args=back[1:]),
        "draft_key": request.path,
    }
    return again(request, "coalition/enter.html", facts)


def _sent(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None


@with_right(Right.ORDER)
@reads_and_sends
def new_union(request: ActorRequest) -> HttpResponse:
    require(request.actor, Right.ORDER)
    return _enter(
        request,
        UnionForm(_sent(request), initial={"joined_on": request.actor.on}),
        lambda facts: add_union(actor=request.actor, **facts),
        heading=_("Add a union"),
        submit=_("Add the union"),
        done=_("The union is in the coalition."),
        back=("coalition:directory",),
    )


@with_right(Right.ORDER)
@reads_and_sends
def joining(request: ActorRequest, union_id: int) -> HttpResponse:
    union = get_union(request.actor, union_id)
    require(request.actor, Right.ORDER)
    return _enter(
        request,
        JoiningForm(_sent(request), initial={"joined_on": request.actor.on}),
        lambda facts: record_joining(actor=request.actor, union=union, **facts),
        heading=_("%(union)s joins again") % {"union": union.name},
        submit=_("Record that it joined"),
        done=_("The union is in the coalition again."),
        back=("coalition:union", union.pk),
    )


@with_right(Right.ORDER)
@reads_and_sends
def leaving(request: ActorRequest, union_id: int) -> HttpResponse:
    union = get_union(request.actor, union_id)
    require(request.actor, Right.ORDER)
    return _enter(
        request,
        LeavingForm(_sent(request), initial={"left_on": request.actor.on}),
        lambda facts: record_leaving(actor=request.actor, union=union, **facts),
        heading=_("%(union)s leaves the coalition") % {"union": union.name},
        submit=_("Record that it left"),
        done=_("The day it left is recorded; its history stays."),
        back=("coalition:union", union.pk),
    )


@with_right(Right.ORDER)
@reads_and_sends
def new_local(request: ActorRequest, union_id: int) -> HttpResponse:
    union = get_union(request.actor, union_id)
    require_order_of(request.actor, union)
    return _enter(
        request,
        NameForm(_sent(request)),
        lambda facts: charter_local(actor=request.actor, union=union, **facts),
        heading=_("Add a local of %(union)s") % {"union": union.name},
        submit=_("Add the local"),
        done=_("The local is added."),
        back=("coalition:union", union.pk),
    )


@with_right(Right.ORDER)
@reads_and_sends
def new_unit(request: ActorRequest, local_id: int) -> HttpResponse:
    local = get_local(request.actor, local_id)
    require_order_of(request.actor, local.union)
    return _enter(
        request,
        UnitForm(_sent(request), actor=request.actor),
        lambda facts: add_unit(actor=request.actor, local=local, **facts),
        heading=_("Add a bargaining unit of %(local)s") % {"local": local.name},
        submit=_("Add the unit"),
        done=_("The bargaining unit is added."),
        back=("coalition:union", local.union_id),
    )


@with_right(Right.ORDER)
@reads_and_sends
def new_employer(request: ActorRequest) -> HttpResponse:
    require(request.actor, Right.ORDER)
    return _enter(
        request,
        NameForm(_sent(request)),
        lambda facts: add_employer(actor=request.actor, **facts),
        heading=_("Add an employer"),
        submit=_("Add the employer"),
        done=_("The employer is added."),
        back=("coalition:directory",),
    )


@with_right(Right.ORDER)
@reads_and_sends
def new_region(request: ActorRequest) -> HttpResponse:
    require(request.actor, Right.ORDER)
    return _enter(
        request,
        RegionForm(_sent(request)),
        lambda facts: add_region(actor=request.actor, **facts),
        heading=_("Add a region"),
        submit=_("Add the region"),
        done=_("The region is added."),
        back=("coalition:facilities",),
    )


@with_right(Right.ORDER)
@reads_and_sends
def new_facility(request: ActorRequest) -> HttpResponse:
    require(request.actor, Right.ORDER)
    return _enter(
        request,
        FacilityForm(_sent(request), actor=request.actor),
        lambda facts: add_facility(actor=request.actor, **facts),
        heading=_("Add a facility"),
        submit=_("Add the facility"),
        done=_("The facility is added."),
        back=("coalition:facilities",),
    )


@with_right(Right.ORDER)
@reads_and_sends
def count_coalition(request: ActorRequest) -> HttpResponse:
    require(request.actor, Right.ORDER)
    return _count(request, None, request.actor.coalition_name, ("coalition:directory",))


@with_right(Right.ORDER)
@reads_and_sends
def count_union(request: ActorRequest, union_id: int) -> HttpResponse:
    union = get_union(request.actor, union_id)
    require_order_of(request.actor, union)
    return _count(request, union, union.name, ("coalition:union", union.pk))


@with_right(Right.ORDER)
@reads_and_sends
def count_local(request: ActorRequest, local_id: int) -> HttpResponse:
    local = get_local(request.actor, local_id)
    require_order_of(request.actor, local.union)
    return _count(request, local, local.name, ("coalition:union", local.union_id))


@with_right(Right.ORDER)
@reads_and_sends
def count_unit(request: ActorRequest, unit_id: int) -> HttpResponse:
    unit = get_unit(request.actor, unit_id)
    require_order_of(request.actor, unit.local.union)
    return _count(request, unit, unit.name, ("coalition:unit", unit.pk))


def _count(request: ActorRequest, of: Any, name: str, back: tuple[object, ...]) -> HttpResponse:
    return _enter(
        request,
        HeadcountForm(_sent(request), initial={"counted_on": request.actor.on}),
        lambda facts: record_headcount(actor=request.actor, of=of, **facts),
        heading=_("Headcount of %(name)s") % {"name": name},
        submit=_("Record the headcount"),
        done=_("The headcount is recorded; earlier ones stay."),
        back=back,
    )
