"""A form that arrives twice is accepted once; the second time leads to what the first one made.

A connection that breaks after the form has left tells the browser nothing, and browsers then send
it again by themselves, several times within a second. So each form carries a key of its own
(``{% submission_key %}``), and what it made is kept under it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from commontable.coalition.actors import Actor
from commontable.coalition.middleware import WITHOUT_SECOND_FACTOR, Responder
from commontable.coalition.models import Submission
from commontable.coalition.requests import actor_of, see_other
from commontable.coalition.selectors.submissions import submission_of
from commontable.coalition.services.submissions import await_submission, keep_submission
from commontable.web.fields import untouched_times
from commontable.web.submission_keys import FIELD, is_key

_ARRIVED = "commontable_submission"
_SENT_WITH = frozenset({FIELD, "csrfmiddlewaretoken"})
_LOCAL = re.compile(r"/(?!/)")


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A form that nothing is kept of yet."""

    actor: Actor
    key: str
    digest: str


class SubmissionMiddleware:
    """Inside the request's transaction, so that a fact and its submission stand or fall together.

    A form that came back with what is wrong has made nothing: its key may be sent again.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        arrived: _Arrived | None = getattr(request, _ARRIVED, None)
        address = response.headers.get("Location", "")
        if arrived is not None and _LOCAL.match(address):
            keep_submission(
                actor=arrived.actor, key=arrived.key, digest=arrived.digest, address=address
            )
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Answers a form that was accepted before; otherwise the view does."""
        actor = actor_of(request)
        if request.method != "POST" or actor is None:
            return None
        key = request.POST.get(FIELD, "")
        if not is_key(key) or request.path.startswith(WITHOUT_SECOND_FACTOR):
            return None
        digest = _digest(request, key)
        await_submission(actor=actor, key=key)
        made = submission_of(actor, key)
        if made is None:
            setattr(request, _ARRIVED, _Arrived(actor, key, digest))
            return None
        if made.digest == digest:
            said = _("This is recorded already. It arrived again, and nothing was done twice.")
            messages.info(request, said)
            return see_other(made.address)
        return _sent_before(request, made)


def _sent_before(request: HttpRequest, made: Submission) -> HttpResponse:
    """The page for a form that was accepted, and now arrives with something else in it."""
    return render(
        request,
        "coalition/sent_before.html",
        {"made": made, "typed": list(_typed(request)), "files": bool(request.FILES)},
        status=HTTPStatus.CONFLICT,
    )


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """What was sent, but for what a form is sent with and the times nobody touched."""
    untouched = untouched_times(request.POST)
    for name, values in request.POST.lists():
        if name not in _SENT_WITH and name not in untouched:
            yield from ((name, value) for value in values)


def _digest(request: HttpRequest, key: str) -> str:
    """Of all that was sent, files too; the same for the same words sent a minute later."""
    digest = salted_hmac(f"submission {key}", request.path, algorithm="sha256")
    for name, value in sorted(_typed(request)):
        digest.update(f"\0{name}\0{value}".encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(f"\0{name}\0{file.name}\0{file.size}\0".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()
