"""Each request is one transaction in the scope of whoever asks; staff have a second factor."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from zoneinfo import ZoneInfo

from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from commontable.coalition import tenancy
from commontable.coalition.selectors.seats import actor_for, seats_of

Responder = Callable[[HttpRequest], HttpResponse]

SEAT_KEY = "coalition"
REFUSED = "commontable_refused"  # set on a request that ended in a refusal: nothing of it stays
# Where somebody may go who is signed in but has no second factor yet.
WITHOUT_SECOND_FACTOR = ("/account/", "/static/", "/join/", "/healthz")


class ActorMiddleware:
    """Opens the request's transaction, reads the seat, and leaves ``request.actor``.

    ``request.actor`` is None for somebody not signed in, or signed in without a seat.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]  # typed by coalition.requests
        if request.path.startswith("/healthz"):
            return self.get_response(request)
        with transaction.atomic():
            if request.user.is_authenticated:
                self._seat(request)
            response = self.get_response(request)
            failed = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
            if failed or getattr(request, REFUSED, False):
                transaction.set_rollback(True)
        timezone.deactivate()
        return response

    def _seat(self, request: HttpRequest) -> None:
        user_id = int(request.user.pk or 0)
        tenancy.set_scope(coalition_id=None, user_id=user_id)
        seats = seats_of(user_id)
        if not seats:
            return
        wanted = request.session.get(SEAT_KEY)
        seat = next((s for s in seats if s.coalition_id == wanted), seats[0])
        actor = actor_for(user_id=user_id, seat=seat)
        timezone.activate(ZoneInfo(actor.time_zone))
        if actor.grants:
            request.actor = actor  # type: ignore[attr-defined]


class SecondFactorMiddleware:
    """Whoever has a seat sets up a second factor before seeing anything else."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.user.is_authenticated
            and not request.path.startswith(WITHOUT_SECOND_FACTOR)
            and not is_mfa_enabled(request.user)
        ):
            return redirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
