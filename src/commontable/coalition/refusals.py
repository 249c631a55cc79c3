"""A refusal nobody caught becomes a page with its facts: expected, came, where, what was kept."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from commontable.coalition.middleware import REFUSED, Responder
from commontable.common.errors import CommontableError


class RefusalMiddleware:
    """Answers any view's ``CommontableError``; the request's transaction is then rolled back.

    A view that can say it better, beside its form, catches the error itself.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, CommontableError):
            return None
        setattr(request, REFUSED, True)
        if exception.status == HTTPStatus.NOT_FOUND:
            return page_not_found(request, exception)
        return render(request, "web/refused.html", {"error": exception}, status=exception.status)
