"""A refusal nobody caught becomes a page with its facts: expected, came, where, what was kept."""

from __future__ import annotations

from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from commontable.coalition.middleware import Responder
from commontable.common.errors import CommontableError

_REFUSED = "commontable_refused"


class RefusalMiddleware:
    """Answers any view's ``CommontableError``; then nothing of the request stays.

    A view that can say it better, beside its form, catches the error itself. Stands right inside
    ``ActorMiddleware``, whose transaction it rolls back when everybody else is done with it.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, _REFUSED, False):
            transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, CommontableError):
            return None
        setattr(request, _REFUSED, True)
        if exception.status == HTTPStatus.NOT_FOUND:
            return page_not_found(request, exception)
        return render(request, "web/refused.html", {"error": exception}, status=exception.status)
