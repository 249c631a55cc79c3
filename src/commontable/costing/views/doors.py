"""Who gets in: 404 for whoever costing is not for, so that they learn nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import HttpRequest, HttpResponse

from commontable.coalition.requests import ActorRequest, seated
from commontable.common.errors import NotFoundError
from commontable.costing.policies import homes_of, homes_seen

type SeatedView[**P] = Callable[Concatenate[ActorRequest, P], HttpResponse]
type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def costing_seen[**P](view: SeatedView[P]) -> View[P]:
    """For whoever sees a costing somewhere; which one, the selectors decide."""

    @wraps(view)
    def inner(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not homes_seen(request.actor):
            raise NotFoundError("There is nothing here.")
        return view(request, *args, **kwargs)

    return seated(inner)


def costing_made[**P](view: SeatedView[P]) -> View[P]:
    """For whoever makes costings somewhere; where, the services decide."""

    @wraps(view)
    def inner(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not homes_of(request.actor):
            raise NotFoundError("There is nothing here.")
        return view(request, *args, **kwargs)

    return seated(inner)
