"""Each request is one transaction in the scope of whoever asks; staff have a second factor."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from commontable.coalition import tenancy
from commontable.coalition.requests import actor_of
from commontable.coalition.selectors.seats import actor_for, seats_of
from commontable.coalition.sign_in import has_second_factor

Responder = Callable[[HttpRequest], HttpResponse]

SEAT_KEY = "coalition"
# Where somebody may go who is signed in but has no second factor yet.
WITHOUT_SECOND_FACTOR = ("/account/", "/static/", "/join/", "/healthz")


class ActorMiddleware:
    """Opens the request's transaction, reads the seat, and leaves ``request.actor``.

    ``request.actor`` is None for somebody not signed in, or signed in without authority today.
    ``request.seats`` are all of the user's seats.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]  # typed by coalition.requests
        request.seats = []  # type: ignore[attr-defined]
        if request.path.startswith("/healthz"):
            return self.get_response(request)
        with transaction.atomic():
            if request.user.is_authenticated:
                self._seat(request)
            response = self.get_response(request)
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                transaction.set_rollback(True)
        timezone.deactivate()
        return response

    def _seat(self, request: HttpRequest) -> None:
        user_id = int(request.user.pk or 0)
        tenancy.set_scope(coalition_id=None, user_id=user_id)
        seats = seats_of(user_id)
        request.seats = seats  # type: ignore[attr-defined]
        if not seats:
            return
        wanted = request.session.get(SEAT_KEY)
        seat = next((s for s in seats if s.coalition_id == wanted), seats[0])
        actor = actor_for(user_id=user_id, seat=seat)
        timezone.activate(ZoneInfo(actor.time_zone))
        if actor.grants:
            request.actor = actor  # type: ignore[attr-defined]


class SecondFactorMiddleware:
    """Whoever signs in sets up a second factor before seeing anything else.

    The first page of somebody without authority today is their account page, which says why.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not request.path.startswith(WITHOUT_SECOND_FACTOR):
            if not has_second_factor(request.user):
                return redirect("mfa_index")
            if request.path == "/" and actor_of(request) is None:
                return redirect("account_home")
        return self.get_response(request)
