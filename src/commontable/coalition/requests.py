"""From a request to an actor: the one door every staff view goes through."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commontable.coalition.actors import Actor
from commontable.coalition.policies import RIGHTS, Right
from commontable.coalition.selectors.seats import Seat
from commontable.common.errors import NotFoundError


class ActorRequest(HttpRequest):
    """A request whose actor is known to be there."""

    actor: Actor


def actor_of(request: HttpRequest) -> Actor | None:
    actor: Actor | None = getattr(request, "actor", None)
    return actor


def seats_of_request(request: HttpRequest) -> list[Seat]:
    """All seats of whoever asks, one per coalition; none for somebody not signed in."""
    seats: list[Seat] = getattr(request, "seats", [])
    return seats


def see_other(to: str, *args: object) -> HttpResponse:
    """After an accepted POST: get the page of that name, so that reloading repeats nothing."""
    response = redirect(to, *args)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


type SeatedView[**P] = Callable[Concatenate[ActorRequest, P], HttpResponse]
type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def seated[**P](view: SeatedView[P]) -> View[P]:
    """The view is for people with a seat; for anybody else the address does not exist.

    A service's NotFoundError becomes 404, so that no view decides what a stranger may know.
    """

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if actor_of(request) is None:
            raise Http404
        try:
            return view(cast("ActorRequest", request), *args, **kwargs)
        except NotFoundError as error:
            raise Http404 from error

    return cast("View[P]", inner)


def with_right[**P](right: Right) -> Callable[[SeatedView[P]], View[P]]:
    """A seated view that needs more than reading, somewhere in the coalition; 404 without it.

    The service decides whether the right holds for the very row.
    """

    def wrap(view: SeatedView[P]) -> View[P]:
        @wraps(view)
        def inner(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor = request.actor
            if not any(right in RIGHTS[grant.role] for grant in actor.grants):
                raise NotFoundError("There is nothing here.")
            return view(request, *args, **kwargs)

        return seated(cast("SeatedView[P]", inner))

    return wrap
