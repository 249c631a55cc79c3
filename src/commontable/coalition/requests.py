"""From a request to an actor: the one door every staff view goes through."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import Http404, HttpRequest, HttpResponse

from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may
from commontable.common.errors import NotAllowedError, NotFoundError


class ActorRequest(HttpRequest):
    """A request whose actor is known to be there."""

    actor: Actor


def actor_of(request: HttpRequest) -> Actor | None:
    actor: Actor | None = getattr(request, "actor", None)
    return actor


def seated[**P](
    view: Callable[Concatenate[ActorRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view is for people with a seat; for anybody else the address does not exist.

    A service's NotFoundError becomes 404 and its NotAllowedError 403, so that no view decides.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if actor_of(request) is None:
            raise Http404
        try:
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # it has an actor now
        except NotFoundError as error:
            raise Http404 from error

    return inner


def with_right[**P](
    right: Right,
) -> Callable[
    [Callable[Concatenate[ActorRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """A seated view for coalition-wide work that needs more than reading; 404 without the right."""

    def wrap(
        view: Callable[Concatenate[ActorRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def inner(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not any(
                may(request.actor, right, union_id=union) for union in (None, *request.actor.unions)
            ):
                raise NotFoundError("There is nothing here.")
            return view(request, *args, **kwargs)

        return seated(inner)

    return wrap


__all__ = ["ActorRequest", "NotAllowedError", "actor_of", "seated", "with_right"]
