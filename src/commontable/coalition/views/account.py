"""One's own account: seats, and ending a session elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commontable.coalition.middleware import SEAT_KEY
from commontable.coalition.requests import seats_of_request, see_other
from commontable.coalition.selectors.accounts import guards_of, own_seats


def _sends(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that only takes what is sent to it. Whoever is not signed in is asked to, first.

    Then to their account, not back here: there is nothing to get at this address.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("account_login")
        return require_POST(view)(request, *args, **kwargs)

    return inner


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    user_id = int(request.user.pk or 0)
    seats = own_seats(user_id=user_id, seats=seats_of_request(request))
    return render(request, "coalition/account.html", {"seats": seats, "guards": guards_of(user_id)})


@_sends
def switch_seat(request: HttpRequest) -> HttpResponse:
    """Work in another coalition from now on, in this session. Unknown ones do not exist."""
    wanted = request.POST.get("coalition", "")
    seat = next((s for s in seats_of_request(request) if str(s.coalition_id) == wanted), None)
    if seat is None:
        raise Http404
    request.session[SEAT_KEY] = seat.coalition_id
    return see_other("/")


@_sends
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign another browser of one's own out."""
    session = UserSession.objects.filter(pk=session_id, user_id=request.user.pk).first()
    if session is None or session.is_current():
        raise Http404
    session.end()
    messages.success(request, _("That browser is signed out."))
    return see_other("usersessions_list")
